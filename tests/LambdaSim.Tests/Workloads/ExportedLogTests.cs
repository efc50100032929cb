using System.Text;
using LambdaSim.Engine;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

/// <summary>Logs as people export them: each is read whole, or refused with its true cause.</summary>
public sealed class ExportedLogTests
{
    private const string A = "11111111-aaaa-4aaa-8aaa-000000000001";
    private const string B = "11111111-aaaa-4aaa-8aaa-000000000002";
    private const string Stream = "2024/05/01/orders[$LATEST]0a1b2c3d4e5f";
    private const string T = "2024-05-01T10:00:00.000000+00:00 " + Stream + " ";

    [Theory]
    [InlineData("timeout-line-after-report.txt", 2, 1, "api")]
    [InlineData("text-then-json-format.json", 3, 1, "orders")]
    [InlineData("log-events-viewer-result.csv", 3, 1, "log-events-viewer-result")]
    [InlineData("logs-insights-results.csv", 3, 1, "orders")]
    [InlineData("sam-logs.txt", 1, 0, "sam-logs")]
    [InlineData("snapstart-restore.txt", 2, 0, "orders:7")]
    [Pins("TRC-WHOLE", "TRC-INSIGHTS")]
    public void The_exports_of_the_field_are_read_whole(string name, int calls, int timeouts, string function)
    {
        var bytes = File.ReadAllBytes(Shared.Path("field-cases/logs/" + name));
        foreach (var variant in Variants(bytes))
        {
            using var source = Open([(name, variant)]);
            var arrivals = ReadAll(source);
            Assert.Equal((calls, timeouts), (arrivals.Count, arrivals.Count(static a => a.Outcome == Outcome.TimedOut)));
            Assert.Equal(function, Assert.Single(source.Functions).Name);
        }
    }

    [Theory]
    [InlineData(Report + "\n" + T + "2018-05-17T06:46:28.161Z " + A + " Task timed out after 3.00 seconds\n", Outcome.TimedOut)]
    [InlineData(Report + "\n" + T + "RequestId: " + A + " Process exited before completing request\n", Outcome.Crashed)]
    [InlineData("RequestId: " + A + " Error: Runtime exited with error: signal: killed\n" + T + Report + "\n", Outcome.Crashed)]
    [InlineData(Report + "\n" + T + "2018-05-17T06:46:28.161Z " + B + " Task timed out after 3.00 seconds\n", Outcome.Succeeded)]
    [Pins("TRC-STATUS")]
    public void How_a_call_ended_is_joined_by_its_request_id_wherever_the_line_stands(string lines, Outcome expected) =>
        Assert.Equal(expected, Assert.Single(Read(T + lines)).Outcome);

    [Fact]
    public void An_attempt_that_timed_out_and_its_retry_share_an_id_and_not_an_outcome()
    {
        var text = $"""
            2018-05-17T06:00:00.000Z REPORT RequestId: {A}	Duration: 3003.10 ms	Billed Duration: 3100 ms	Memory Size: 128 MB
            2018-05-17T06:00:00.000Z 2018-05-17T06:00:00.000Z {A} Task timed out after 3.00 seconds
            2018-05-17T06:01:03.000Z REPORT RequestId: {A}	Duration: 10.00 ms	Billed Duration: 100 ms	Memory Size: 128 MB

            """;
        Assert.Equal([Outcome.TimedOut, Outcome.Succeeded], Read(text).Select(static a => a.Outcome));
        var newestFirst = string.Join('\n', text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse());
        Assert.Equal([Outcome.TimedOut, Outcome.Succeeded], Read(newestFirst).Select(static a => a.Outcome));
    }

    [Fact]
    [Pins("TRC-BILLED-LESS")]
    public void Less_billed_than_ran_is_a_timeout()
    {
        var arrivals = Read(T + $"REPORT RequestId: {A}\tDuration: 18018.26 ms\tBilled Duration: 18000 ms \tMemory Size: 512 MB\n");
        Assert.Equal(Outcome.TimedOut, Assert.Single(arrivals).Outcome);
    }

    [Theory]
    [InlineData("{\"time\":\"2024-05-01T10:00:00.456Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"metrics\":{\"durationMs\":395.99,\"billedDurationMs\":662,\"memorySizeMB\":512,\"initDurationMs\":265.72},\"status\":\"success\"}}\n")]
    [InlineData("{\"record\":{\"status\":\"success\",\"metrics\":{\"memorySizeMB\":512,\"initDurationMs\":265.72,\"durationMs\":395.99,\"billedDurationMs\":662},\"requestId\":\"r\"},\"type\":\"platform.report\",\"time\":\"2024-05-01T10:00:00.456Z\"}\n")]
    [InlineData("plain words of the function\n{\"time\":\"2024-05-01T10:00:00.456Z\",\"type\":\"platform.initStart\",\"record\":{}}\nplain { words\n{ broken\n{\"time\":\"2024-05-01T10:00:00.456Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"metrics\":{\"durationMs\":395.99,\"billedDurationMs\":662,\"memorySizeMB\":512,\"initDurationMs\":265.72}}}", TraceFormat.CloudWatch)]
    [InlineData("2024-05-01T10:00:00.456000+00:00 2024/05/01/[$LATEST]0a1b \n{\n    \"time\": \"2024-05-01T10:00:00.456Z\",\n    \"type\": \"platform.report\",\n    \"record\": {\n        \"requestId\": \"r\",\n        \"metrics\": {\n            \"durationMs\": 395.99,\n            \"billedDurationMs\": 662,\n            \"memorySizeMB\": 512,\n            \"initDurationMs\": 265.72\n        }\n    }\n}\n")]
    [InlineData("2024/05/01/[$LATEST]0a1b 2024-05-01T10:00:00.456000 {\n  \"time\": \"2024-05-01T10:00:00.456Z\",\n  \"type\": \"platform.report\",\n  \"record\": {\"requestId\": \"r\", \"metrics\": {\"durationMs\": 395.99, \"billedDurationMs\": 662, \"memorySizeMB\": 512, \"initDurationMs\": 265.72}}\n}\n")]
    [InlineData("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"1\",\"logGroup\":\"/aws/lambda/f\",\"logStream\":\"2024/05/01/[$LATEST]0a1b\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1714557600456,\"message\":\"REPORT RequestId: r\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\\t\\n\"}]}{\"logEvents\":[],\"messageType\":\"CONTROL_MESSAGE\"}")]
    [InlineData("{\"logEvents\":[{\"message\":\"REPORT RequestId: r\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\",\"timestamp\":1714557600456}],\"logGroup\":\"/aws/lambda/f\",\"messageType\":\"DATA_MESSAGE\"}\n")]
    [InlineData("[{\"timestamp\":1714557600456,\"message\":\"REPORT RequestId: r\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\"}]")]
    [InlineData("[[1714557600456,\"REPORT RequestId: r\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\"]]")]
    [InlineData("{\"timestamp\":1714557600456,\"message\":\"REPORT RequestId: r\\tDuration: 395.99 ms\\tBilled Duration: 662 ms\\tMemory Size: 512 MB\\tInit Duration: 265.72 ms\"}\n{\"timestamp\":1714557600457,\"message\":\"x\"}\n")]
    [InlineData("{\"timestamp\":1714557600456,\"message\":{\"type\":\"platform.report\",\"record\":{\"requestId\":\"r\",\"metrics\":{\"durationMs\":395.99,\"billedDurationMs\":662,\"memorySizeMB\":512,\"initDurationMs\":265.72}}}}\n")]
    [InlineData("{\"results\":[[{\"field\":\"@timestamp\",\"value\":\"2024-05-01 10:00:00.456\"},{\"field\":\"@duration\",\"value\":\"395.99\"},{\"field\":\"@billedDuration\",\"value\":\"662.0\"},{\"field\":\"@initDuration\",\"value\":\"265.72\"},{\"field\":\"@memorySize\",\"value\":\"5.12E8\"},{\"field\":\"@ptr\",\"value\":\"x\"}]],\"statistics\":{\"recordsMatched\":1.0},\"status\":\"Complete\"}")]
    [InlineData("[{\"@timestamp\":\"2024-05-01 10:00:00.456\",\"@duration\":\"395.99\",\"@billedDuration\":\"662.0\",\"@initDuration\":\"265.72\",\"@memorySize\":\"512000000\",\"@log\":\"123456789012:/aws/lambda/f\"}]")]
    [InlineData("Message,Timestamp (UTC)\n\"REPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\n\",1714557600456\n")]
    [InlineData("@message,@timestamp\n\"REPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\n\",2024-05-01 10:00:00.456\n")]
    [InlineData("\"Timestamp\",\"Message\",\"logStreamName\"\r\n\"2024-05-01T10:00:00.456Z\",\"REPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\nXRAY TraceId: 1-2\tSegmentId: 3\tSampled: true\t\n\",\"2024/05/01/[$LATEST]0a1b\"\r\n")]
    [InlineData("\u001b[32m2024-05-01T10:00:00.456000+00:00\u001b[0m \u001b[36m2024/05/01/[$LATEST]0a1b\u001b[0m REPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\n")]
    [InlineData("/aws/lambda/f 2024/05/01/[$LATEST]0a1b 2024-05-01T10:00:00.456Z REPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\n")]
    [InlineData("2024-05-01 10:00:00.456 REPORT RequestId: r Duration: 395.99 ms Billed Duration: 662 ms Memory Size: 512 MB Init Duration: 265.72 ms\n")]
    [InlineData("1714557600456\tREPORT RequestId: r\tDuration: 395.99 ms\tBilled Duration: 662 ms\tMemory Size: 512 MB\tInit Duration: 265.72 ms\t\n")]
    [Pins("TRC-REPORT")]
    public void One_call_is_the_same_in_every_export(string text, TraceFormat format = TraceFormat.Auto)
    {
        foreach (var variant in Variants(Encoding.UTF8.GetBytes(text)))
        {
            foreach (var bufferSize in new[] { 1, 1 << 16 })
            {
                using var source = Open([("f.log", variant)], new TraceOptions { Format = format, BufferSize = bufferSize });
                var call = Assert.Single(ReadAll(source));
                Assert.Equal((395_990_000, 265_720_000, 662, Outcome.Succeeded), (call.Duration, call.Init, call.BilledMs, call.Outcome));
                Assert.Equal(new TraceFunction("f", 512), Assert.Single(source.Functions));
                Assert.Equal(Instant.FromUnixTimeMilliseconds(1_714_557_600_456).PlusNanoseconds(-661_710_000), source.Start);
            }
        }
    }

    [Fact]
    public void Rows_that_come_newest_first_or_stream_by_stream_are_put_in_order_however_far_apart()
    {
        var rows = Enumerable.Range(0, 30).Reverse().Select(static day => $"2024-05-{day + 1:D2} 10:00:00.000,12.5,1.28E8,1:/aws/lambda/f\n");
        var arrivals = Read("@timestamp,@duration,@memorySize,@log\n" + string.Concat(rows));
        Assert.Equal(Enumerable.Range(0, 30).Select(static d => d * 86_400L * Second), arrivals.Select(static a => a.Time));
    }

    [Fact]
    public void What_is_passed_over_is_counted_and_said()
    {
        using var source = Open(
            T + "INIT_START Runtime Version: x\n" + T + $"START RequestId: {A} Version: $LATEST\n" + T + "hello\n  goes on\n\n" + T + Report + "\n" +
            T + $"START RequestId: {B} Version: $LATEST\n" + T + "INIT_REPORT Init Duration: 9999.99 ms\tPhase: init\tStatus: timeout\n" + T + $"2018-05-17T06:46:28.161Z {B} Task timed out after 3.00 seconds\n",
            path: "some/where/x.log");
        ReadAll(source);
        Assert.Equal(
        [
            "x.log: passed over, as they are no calls: 1 INIT_REPORT, 1 INIT_START, 2 START, 3 of the function's own",
            "x.log: 1 call begins in the log and has no end there, and is not replayed",
            "x.log: 1 INIT_REPORT tells of an INIT phase that failed, or ran ahead of calls: the simulation has its own",
            "x.log: 1 line tells of the timeout or crash of a call whose REPORT is not in the log",
        ], source.Remarks);
    }

    [Fact]
    [Pins("TRC-MEMORY")]
    public void A_function_whose_memory_size_changed_is_read_as_two_versions()
    {
        using var source = Open(T + Report + "\n" + T + Report.Replace("128 MB", "1024 MB", StringComparison.Ordinal) + "\n");
        Assert.Equal(2, ReadAll(source).Count);
        Assert.Equal([new TraceFunction("orders", 128), new TraceFunction("orders:1024MB", 1_024)], source.Functions);
        Assert.Contains(source.Remarks, static r => r.Contains("another memory size", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("123456789012:/aws/lambda/orders")]
    [InlineData("/aws/lambda/orders")]
    [InlineData("/aws/lambda/us-east-1.orders")]
    [InlineData("arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/orders:*")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:orders")]
    [InlineData("123456789012:function:orders")]
    [InlineData("orders")]
    [Pins("TRC-FUNCTION")]
    public void A_function_is_named_in_any_of_AWSs_ways(string name)
    {
        using var source = Open("2024-05-01T10:00:00Z " + Report + "\n", new TraceOptions { Function = name });
        ReadAll(source);
        Assert.Equal("orders", Assert.Single(source.Functions).Name);
    }

    [Theory]
    [InlineData("my orders")]
    [InlineData("/ecs/orders")]
    public void What_is_no_function_is_refused_as_one(string name) =>
        Assert.Contains("is no function's name", Assert.Throws<SimulationConfigException>(() => Open("2024-05-01T10:00:00Z " + Report + "\n", new TraceOptions { Function = name })).Message, StringComparison.Ordinal);

    [Fact]
    public void A_message_of_a_mebibyte_is_passed_over_and_not_the_end_of_the_log()
    {
        var text = "{\"events\":[{\"timestamp\":1,\"message\":\"" + new string('x', 1 << 20) + "\"},{\"timestamp\":1714557600456,\"message\":\"" + Report.Replace("\t", "\\t", StringComparison.Ordinal) + "\"}]}";
        Assert.Single(Read(text));
        Assert.Single(Read(T + new string('y', 2 << 20) + "\n" + T + Report + "\n"));
    }

    [Fact]
    public void A_billed_duration_can_be_computed_anew() =>
        Assert.Equal(0, Assert.Single(Read(T + Report + "\n", new TraceOptions { RecomputeBilled = true })).BilledMs);

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html>", "an HTML page")]
    [InlineData("timestamp;function;duration_ms\n0;f;1\n", "separated by semicolons")]
    [InlineData("timestamp\tfunction\tduration_ms\n0\tf\t1\n", "separated by tabs")]
    [InlineData("PK\u0003\u0004rest of it", "a ZIP archive")]
    [InlineData("{\"lambdasim\":1,\"kind\":\"run\"}\n", "a run recorded with --log")]
    [InlineData("{\"Records\":[]}", "a list of records")]
    [InlineData("{\"a\":1,\"b\":2}", "JSON with the properties a, b")]
    [InlineData("[{\"timestamp\":0,\"function\":\"f\",\"duration_ms\":1}]", "a JSON list of calls; write one object a line")]
    [InlineData("[1,2]", "JSON, but no object with a call")]
    [InlineData("{\"queryId\":\"x\"}", "the answer of start-query")]
    [InlineData("{\"results\":[],\"status\":\"Running\"}", "the query's status is Running")]
    [InlineData("bin(5m),count()\n2024-05-01 10:00:00.000,3\n", "sums of a Logs Insights query")]
    [InlineData("@requestId,@duration\nx,1\n", "lack @timestamp")]
    [InlineData("EVENTS\t1\t2\tREPORT\n", "the text output of aws logs")]
    [InlineData("defaults:\n  timeout: 60s\n", "a configuration; give it with --config")]
    [InlineData("Dear all,\nplease find the log attached.\n", "line 1")]
    [InlineData("@timestamp;@message\n2024-05-01 10:00:00.456;x\n", "separated by semicolons")]
    [InlineData("timestamp;message\n1;x\n", "separated by semicolons")]
    [InlineData("hello", "text that begins with 'hello'")]
    [InlineData("  \n\n", "a file of blanks")]
    [InlineData("hello\nworld\n", "text that begins with 'hello'")]
    [InlineData("invocation,request_id,function,type\n", "the table that replay --csv writes")]
    [InlineData("127.0.0.1 - - [01/May/2024:10:00:00 +0000] \"GET / HTTP/1.1\" 200 1\n", "a log of requests")]
    [InlineData("a\0b", "binary data")]
    [InlineData("timestamp,function\r1,2\r", "a carriage return alone")]
    [InlineData("{\"time\":\"2024-05-01T10:00:00.456Z\",\"type\":\"platform.start\",\"record\":{\"requestId\":\"r\"}}\n", "it holds 1 platform.start")]
    public void A_file_that_is_none_of_the_formats_is_told_what_it_looks_like(string text, string expected) =>
        Assert.Contains(expected, Refusal(text, path: "x").Message, StringComparison.Ordinal);

    private const string Report = "REPORT RequestId: " + A + "\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\t";

    // As it is, with a byte order mark, with the line ends of Windows, and packed.
    private static IEnumerable<byte[]> Variants(byte[] bytes)
    {
        yield return bytes;
        yield return [0xef, 0xbb, 0xbf, .. bytes];
        yield return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\r\n"));
        yield return Gzip(Encoding.UTF8.GetString(bytes));
    }
}
