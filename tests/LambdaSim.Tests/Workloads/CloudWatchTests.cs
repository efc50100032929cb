using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class CloudWatchTests
{
    private const string Id = "8f5a3c1e-0000-4000-8000-000000000001";
    private const string Report = "REPORT RequestId: " + Id + "\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t";
    private static readonly TraceOptions Named = new() { Function = "/aws/lambda/orders" };

    [Fact]
    [Pins("TRC-REPORT")]
    public void Tail_text_gives_the_calls_of_its_REPORT_lines()
    {
        const string Stream = "2025/11/01/[$LATEST]0123456789abcdef0123456789abcdef ";
        using var source = Open($"""
            2025-11-01T12:00:00.100000+00:00 {Stream}INIT_START Runtime Version: python:3.13.v38	Runtime Version ARN: arn:aws:lambda:us-east-1::runtime:0
            2025-11-01T12:00:00.220000+00:00 {Stream}START RequestId: {Id} Version: $LATEST
            2025-11-01T12:00:00.221000+00:00 {Stream}hello REPORT RequestId: is not one
              a line of a stack trace
            2025-11-01T12:00:00.223000+00:00 {Stream}END RequestId: {Id}
            2025-11-01T12:00:00.223000+00:00 {Stream}{Report}Init Duration: 110.10 ms	
            2025-11-01T12:00:01.000000+00:00 {Stream}{Report}

            """, Named);
        var arrivals = ReadAll(source);
        Assert.Equal(2, arrivals.Count);
        Assert.Equal((3_010_000, 110_100_000), (arrivals[0].Duration, arrivals[0].Init));
        Assert.Equal((3_010_000, Arrival.NotGiven), (arrivals[1].Duration, arrivals[1].Init));
        Assert.Equal(Instant.FromUtc(2025, 11, 1, 12, 0).PlusNanoseconds(223_000_000 - 113_110_000), source.Start);
        Assert.Equal(777_000_000 + 110_100_000, arrivals[1].Time);
        Assert.Equal(new TraceFunction("orders", 128), Assert.Single(source.Functions));
    }

    [Fact]
    public void Exported_gzip_and_copies_with_blanks_for_tabs_are_read()
    {
        var text = "2025-11-01T12:00:00.123Z " + Report.Replace('\t', ' ') + "Init Duration: 10.00 ms \n";
        using var source = Open([("export/aws/lambda/orders/2025-11-01-stream/000000.gz", Gzip(text))]);
        var arrival = Assert.Single(ReadAll(source));
        Assert.Equal((3_010_000, 10_000_000), (arrival.Duration, arrival.Init));
        Assert.Equal(new TraceFunction("orders", 128), Assert.Single(source.Functions));
    }

    [Fact]
    public void The_JSON_of_filter_log_events_is_read_pretty_or_not()
    {
        const string Tab = "\\t";
        var report = Report.Replace("\t", Tab, StringComparison.Ordinal);
        var pretty = $$"""
            {
                "searchedLogStreams": [],
                "events": [
                    {
                        "logStreamName": "2025/11/01/[7]0123456789abcdef0123456789abcdef",
                        "timestamp": 1761998400223,
                        "message": "{{report}}Init Duration: 110.10 ms\t\n",
                        "ingestionTime": 1761998400300,
                        "eventId": "1"
                    },
                    {
                        "logStreamName": "2025/11/01/[7]0123456789abcdef0123456789abcdef",
                        "timestamp": 1761998400224,
                        "message": "something else {\"events\": [1]}\n",
                        "eventId": "2"
                    },
                    { "timestamp": 1761998401000, "message": "{{report}}\n", "logStreamName": "2025/11/01/[$LATEST]0123456789abcdef0123456789abcdef", "extra": { "message": ["x"] } }
                ]
            }
            """;
        foreach (var text in new[] { pretty, pretty.ReplaceLineEndings("").Replace("    ", "", StringComparison.Ordinal) })
        {
            foreach (var bufferSize in new[] { 1, 100, 1 << 16 })
            {
                using var source = Open(text, Named with { BufferSize = bufferSize });
                var arrivals = ReadAll(source);
                Assert.Equal([0, 777_000_000 + 110_100_000], arrivals.Select(a => a.Time));
                Assert.Equal([new TraceFunction("orders:7", 128), new TraceFunction("orders", 128)], source.Functions);
                Assert.Equal(Instant.FromUnixTimeMilliseconds(1_761_998_400_223).PlusNanoseconds(-113_110_000), source.Start);
            }
        }
    }

    [Theory]
    [InlineData("Status: timeout", Outcome.TimedOut)]
    [InlineData("Status: error\tError Type: Runtime.ExitError", Outcome.Crashed)]
    [InlineData("Status: error\tError Type: OrderRefused", Outcome.Failed)]
    [InlineData("Status: success", Outcome.Succeeded)]
    [InlineData("XRAY TraceId: 1-5759e988-bd862e3fe1be46a994272793\tSegmentId: 557abcec3ee5a047\tSampled: true", Outcome.Succeeded)]
    [Pins("TRC-STATUS")]
    public void The_status_tells_the_outcome(string tail, Outcome expected) =>
        Assert.Equal(expected, Assert.Single(Read("2025-11-01T12:00:00Z " + Report + tail + "\n", Named)).Outcome);

    [Theory]
    [InlineData("2025-11-01T12:00:00.000Z 2025-11-01T12:00:00.000Z " + Id + " Task timed out after 3.00 seconds", Outcome.TimedOut)]
    [InlineData("2025-11-01T12:00:00.000Z RequestId: " + Id + " Error: Runtime exited with error: exit status 1", Outcome.Crashed)]
    public void Older_platforms_tell_the_outcome_in_a_line_before(string line, Outcome expected) =>
        Assert.Equal([expected, Outcome.Succeeded], Read(line + "\n2025-11-01T12:00:01Z " + Report + "\n2025-11-01T12:00:02Z " + Report + "\n", Named).Select(a => a.Outcome));

    [Fact]
    [Pins("TRC-RESTORE")]
    public void A_restore_is_waited_for_like_an_init()
    {
        var arrival = Assert.Single(Read("2025-11-01T12:00:00Z " + Report + "Restore Duration: 398.97 ms\tBilled Restore Duration: 20 ms\t\n", Named));
        Assert.Equal((3_010_000, 398_970_000), (arrival.Duration, arrival.Init));
    }

    [Theory]
    [InlineData("logs/aws/lambda/orders/000.gz", "orders")]
    [InlineData("aws/lambda/orders.log", "orders")]
    [InlineData("aws-lambda-orders-eu.log.gz", "orders-eu")]
    [InlineData("aws_lambda_orders.txt", "orders")]
    public void The_log_group_may_stand_in_the_path(string path, string function)
    {
        using var source = Open("2025-11-01T12:00:00Z " + Report + "\n", path: path);
        ReadAll(source);
        Assert.Equal(function, Assert.Single(source.Functions).Name);
    }

    [Fact]
    [Pins("TRC-STREAM")]
    public void A_stream_in_a_group_of_ones_own_names_the_function()
    {
        using var source = Open("2025-11-01T12:00:00Z 2025/11/01/billing[$LATEST]0123456789abcdef0123456789abcdef " + Report + "\n", path: "shop.log");
        ReadAll(source);
        Assert.Equal("billing", Assert.Single(source.Functions).Name);
    }

    [Theory]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\tDuration: fast\t", "Duration", "no number of ms")]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\tDuration: -3.00 ms\t", "Duration", "no number of ms")]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\tDuration: 3.00 ms\tMemory Size: 64 MB", "Memory Size", "128 to 10240")]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\tDuration: 3.00 ms\tInit Duration: 3 s", "Init Duration", "no number of ms")]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\tDuration: 3.00 ms\tStatus: odd", "Status", "unknown status")]
    [InlineData("2025-11-01T12:00:00Z REPORT RequestId: x\t", "Duration", "no Duration")]
    [InlineData(Report, null, "no time before it")]
    public void A_malformed_REPORT_line_is_refused_or_left_out(string line, string? column, string words)
    {
        var text = "2025-11-01T11:59:59Z " + Report + "\n" + line + "\n";
        var refusal = Refusal(text, Named, "tail.log");
        Assert.Equal((2, column), (refusal.Line, refusal.Column));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        using var source = Open(text, Named with { SkipMalformedRows = true });
        Assert.Single(ReadAll(source));
        Assert.Equal(1, source.SkippedRows);
    }

    [Fact]
    public void A_log_that_does_not_say_its_function_is_called_after_its_file_and_says_so()
    {
        using var source = Open("2025-11-01T12:00:00Z " + Report + "\n", path: "my tail (2).log");
        ReadAll(source);
        Assert.Equal("my-tail--2", Assert.Single(source.Functions).Name);
        Assert.Contains(source.Remarks, static r => r.Contains("--function NAME", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("START RequestId: 1 Version: $LATEST\nEND RequestId: 1\n", "no REPORT line")]
    [InlineData("{\"events\":[]}", "no REPORT line")]
    [InlineData("{\"nextToken\":\"x\"}", "no list events")]
    [InlineData("{\"events\":[{\"message\":\"x\"", "cut off")]
    [InlineData("{\"events\":[{\"message\":\"x\"}]} x", "no valid JSON")]
    public void A_log_without_calls_is_refused(string text, string words) => Assert.Contains(words, Refusal(text, Named).Message, StringComparison.Ordinal);

    [Fact]
    public void A_bad_time_in_JSON_is_refused_with_its_line()
    {
        var refusal = Refusal("{\"events\":[\n{\"message\":\"x\",\"timestamp\":1},\n{\"message\":\"x\",\"timestamp\":1e30}]}", Named);
        Assert.Equal((3, "timestamp"), (refusal.Line, refusal.Column));
    }

    [Fact]
    public void Calls_of_several_environments_are_put_in_order_of_their_starts()
    {
        var arrivals = Read(
            "2025-11-01T12:00:10Z REPORT RequestId: a\tDuration: 1000.00 ms\t\n2025-11-01T12:00:11Z REPORT RequestId: b\tDuration: 5000.00 ms\t\n", Named);
        Assert.Equal([5_000, 1_000], arrivals.Select(a => a.Duration / Millisecond));
        Assert.Equal([0, 3_000], arrivals.Select(a => a.Time / Millisecond));
    }

    [Fact]
    public void The_function_option_is_refused_where_nothing_uses_it() =>
        Assert.Throws<SimulationConfigException>(() => Open("app,func,end_timestamp,duration\nx,f,1,1\n", Named));
}
