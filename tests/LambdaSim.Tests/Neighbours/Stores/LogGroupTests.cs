using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.LogGroups.Patterns;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Neighbours.Stores;

/// <summary>CloudWatch Logs: groups as names, and what they send on to functions.</summary>
public sealed class LogGroupTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly WireCaller _logs;
    private readonly List<JsonObject> _told = [];

    public LogGroupTests() => _logs = new WireCaller(_simulation, "logs", "Logs_20140328");

    public void Dispose()
    {
        _logs.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    [Pins("LOG-GROUP", "LOG-RETENTION")]
    public void Groups_and_retention_are_names()
    {
        _logs.Ask("CreateLogGroup", """{"logGroupName":"/app/a","tags":{"k":"v"}}""");
        Assert.Equal(("ResourceAlreadyExistsException", "The specified log group already exists"), _logs.Refused("CreateLogGroup", """{"logGroupName":"/app/a"}"""));
        Assert.Equal("InvalidParameterException", _logs.Refused("PutRetentionPolicy", """{"logGroupName":"/app/a","retentionInDays":8}""").Code);
        _logs.Ask("PutRetentionPolicy", """{"logGroupName":"/app/a","retentionInDays":7}""");

        var group = _logs.Ask("DescribeLogGroups", """{"logGroupNamePrefix":"/app"}""")["logGroups"]![0]!;
        Assert.Equal((7, "arn:aws:logs:us-east-1:123456789012:log-group:/app/a:*"), ((int)group["retentionInDays"]!, (string)group["arn"]!));
        Assert.Equal("""{"tags":{"k":"v"}}""", _logs.Ask("ListTagsForResource", """{"resourceArn":"arn:aws:logs:us-east-1:123456789012:log-group:/app/a"}""").ToJsonString());
        Assert.Contains("retention of log group /app/a: lines are kept as long as the run", _simulation.Unsimulated);
        _logs.Ask("DeleteLogGroup", """{"logGroupName":"/app/a"}""");
        Assert.Equal(("ResourceNotFoundException", "The specified log group does not exist."), _logs.Refused("DeleteLogGroup", """{"logGroupName":"/app/a"}"""));
    }

    [Fact]
    public void Streams_are_told_by_name_in_either_direction_page_by_page()
    {
        _logs.Ask("CreateLogGroup", """{"logGroupName":"/app/a"}""");
        foreach (var name in new[] { "b", "c", "a" })
        {
            _logs.Ask("CreateLogStream", $$"""{"logGroupName":"/app/a","logStreamName":"{{name}}"}""");
        }

        var first = _logs.Ask("DescribeLogStreams", """{"logGroupName":"/app/a","descending":true,"limit":2}""");
        var second = _logs.Ask("DescribeLogStreams", $$"""{"logGroupName":"/app/a","descending":true,"limit":2,"nextToken":"{{first["nextToken"]}}"}""");

        Assert.Equal(["c", "b", "a"], first["logStreams"]!.AsArray().Concat(second["logStreams"]!.AsArray()).Select(static s => (string)s!["logStreamName"]!));
        Assert.Equal(("InvalidParameterException", "Cannot order by LastEventTime with a logStreamNamePrefix."),
            _logs.Refused("DescribeLogStreams", """{"logGroupName":"/app/a","orderBy":"LastEventTime","logStreamNamePrefix":"a"}"""));
    }

    [Fact]
    [Pins("LOG-SUBSCRIPTION", "LOG-DELIVERY", "LOG-FUNCTION")]
    public void Lines_that_match_go_to_a_function_some_seconds_after_the_call()
    {
        var source = Source();
        _logs.Ask("PutSubscriptionFilter", $$"""{"logGroupName":"/aws/lambda/orders","filterName":"errors","filterPattern":"ERROR -ignored","destinationArn":"{{Alarm().Arn}}"}""");

        source.Invoke("a");
        Assert.Empty(_told);
        _simulation.RunUntilIdle();

        var data = Assert.Single(_told);
        Assert.Equal(
            """{"messageType":"DATA_MESSAGE","owner":"123456789012","logGroup":"/aws/lambda/orders"}""",
            new JsonObject { ["messageType"] = (string)data["messageType"]!, ["owner"] = (string)data["owner"]!, ["logGroup"] = (string)data["logGroup"]! }.ToJsonString());
        Assert.Equal("""["errors"]""", data["subscriptionFilters"]!.ToJsonString());
        var line = Assert.Single(data["logEvents"]!.AsArray())!;
        Assert.Equal(["ERROR for a"], Messages());
        Assert.Equal(56, ((string)line["id"]!).Length);
        Assert.InRange((long)line["timestamp"]!, _simulation.Options.World.Start.ToUnixTimeMilliseconds(), _simulation.Now.ToUnixTimeMilliseconds() - 4_000);
        Assert.Equal(Fate.Delivered, Assert.Single(_simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("LOG-SUBSCRIPTION")]
    public void A_warm_environment_is_heard_too_and_what_it_wrote_before_is_not()
    {
        var source = Source();
        source.Invoke("before");
        _simulation.SubscribeToLogs("/aws/lambda/orders", Alarm(), "ERROR -ignored");
        source.Invoke("after");
        _simulation.RunUntilIdle();

        Assert.Equal(["ERROR for after"], Messages());
    }

    [Fact]
    [Pins("LOG-SUBSCRIPTION")]
    public void A_third_filter_is_too_many_and_one_that_goes_sends_no_more()
    {
        var source = Source();
        var alarm = Alarm();
        _simulation.SubscribeToLogs("/aws/lambda/orders", alarm, "ERROR", "a");
        _simulation.SubscribeToLogs("/aws/lambda/orders", alarm, "INFO", "b");

        Assert.Equal(
            ("LimitExceededException", "Resource limit exceeded."),
            _logs.Refused("PutSubscriptionFilter", $$"""{"logGroupName":"/aws/lambda/orders","filterName":"c","filterPattern":"","destinationArn":"{{alarm.Arn}}"}"""));
        _logs.Ask("DeleteSubscriptionFilter", """{"logGroupName":"/aws/lambda/orders","filterName":"a"}""");
        source.Invoke("x");
        _simulation.RunUntilIdle();
        Assert.Equal(["INFO for x"], Messages());
    }

    [Fact]
    [Pins("LOG-DELIVERY")]
    public void A_function_that_gets_its_own_log_goes_in_a_circle_that_is_noticed()
    {
        using var simulation = new Simulation(new SimulationOptions { MaximumCausedInvocations = 20 });
        var self = simulation.AddFunction("self", static (JsonObject _) => { });
        simulation.SubscribeToLogs("/aws/lambda/self", self);
        self.Send(new JsonObject());

        Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());
    }

    [Theory]
    [InlineData("", "anything", true)]
    [InlineData("ERROR", "an ERROR here", true)]
    [InlineData("ERROR", "an error here", false)]
    [InlineData("ERROR disk", "disk: ERROR", true)]
    [InlineData("ERROR -disk", "disk: ERROR", false)]
    [InlineData("?ERROR ?WARN", "a WARN", true)]
    [InlineData("?ERROR ?WARN", "an INFO", false)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "INTERNAL SERVER ERROR", true)]
    [InlineData("\"INTERNAL SERVER ERROR\"", "INTERNAL ERROR", false)]
    [InlineData("%[45][0-9]{2}%", "status 503", true)]
    [InlineData("%[45][0-9]{2}%", "status 200", false)]
    [InlineData("""{ $.level = "error" }""", """{"level":"error"}""", true)]
    [InlineData("""{ $.level = "err*" }""", """{"level":"error"}""", true)]
    [InlineData("""{ $.level != "error" }""", """{"level":"info"}""", true)]
    [InlineData("""{ $.level = "error" }""", "level error", false)]
    [InlineData("""{ $.took > 100 && $.took <= 200 }""", """{"took":150}""", true)]
    [InlineData("""{ ($.took > 100) || ($.user.id = 1) }""", """{"took":5,"user":{"id":1}}""", true)]
    [InlineData("""{ $.items[1] = 2 }""", """{"items":[1,2]}""", true)]
    [InlineData("""{ $.a IS NULL }""", """{"a":null}""", true)]
    [InlineData("""{ $.b NOT EXISTS }""", """{"a":null}""", true)]
    [InlineData("""{ $.a IS TRUE }""", """{"a":true}""", true)]
    [InlineData("[ip, user, status=4*, bytes>100]", "10.0.0.1 ada 404 512", true)]
    [InlineData("[ip, user, status=4*, bytes>100]", "10.0.0.1 ada 200 512", false)]
    [InlineData("[ip, ..., bytes>100]", "10.0.0.1 - [10/Oct/2000 13:55] \"GET /\" 200 512", true)]
    [InlineData("[a, b]", "one two three", false)]
    [InlineData("[status=404||status=503]", "503", true)]
    [Pins("LOG-PATTERN")]
    public void A_pattern_matches(string pattern, string message, bool matches) => Assert.Equal(matches, LogPattern.Read(pattern)!.Matches(message));

    [Theory]
    [InlineData("\"open")]
    [InlineData("{ level = 1 }")]
    [InlineData("{ $.a > \"x\" }")]
    [InlineData("{ $.a = 1 && }")]
    [InlineData("{ ($.a = 1 }")]
    [InlineData("%(?<=a)b%")]
    [InlineData("[a, ..., ...]")]
    [Pins("LOG-PATTERN")]
    public void What_is_no_pattern_is_refused(string pattern) => Assert.Null(LogPattern.Read(pattern));

    [Fact]
    [Pins("LOG-GROUP")]
    public void A_protected_group_stays_and_what_is_not_simulated_is_refused()
    {
        _logs.Ask("CreateLogGroup", """{"logGroupName":"/app/a","deletionProtectionEnabled":true}""");

        Assert.Equal("ValidationException", _logs.Refused("DeleteLogGroup", """{"logGroupName":"/app/a"}""").Code);
        Assert.Contains("does not simulate", _logs.Refused("PutSubscriptionFilter", $$"""{"logGroupName":"/app/a","filterName":"f","filterPattern":"","destinationArn":"{{Alarm().Arn}}","applyOnTransformedLogs":true}""").Message, StringComparison.Ordinal);
        Assert.Equal("UnsupportedOperationException", _logs.Refused("GetLogEvents", "{}").Code);
    }

    [Fact]
    public void Patterns_can_be_tried() => Assert.Equal(
        """{"matches":[{"eventNumber":2,"eventMessage":"b","extractedValues":{}}]}""",
        _logs.Ask("TestMetricFilter", """{"filterPattern":"b","logEventMessages":["a","b"]}""").ToJsonString());

    private Function Source() => _simulation.AddFunction("orders", static (string order, LambdaContext context) =>
    {
        context.Log($"INFO for {order}");
        context.Log($"ERROR for {order}");
        context.Log("ERROR ignored");
    });

    private Function Alarm() => _simulation.AddFunction("alarm", (JsonObject logs) =>
    {
        using var packed = new MemoryStream(Convert.FromBase64String((string)logs["awslogs"]!["data"]!));
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress), Encoding.UTF8);
        _told.Add(JsonNode.Parse(text.ReadToEnd())!.AsObject());
    });

    private IEnumerable<string> Messages() => _told.SelectMany(static t => t["logEvents"]!.AsArray()).Select(static e => ((string)e!["message"]!).Split('\t')[^1].TrimEnd());
}
