using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Buses;

namespace LambdaSim.Tests.Buses;

/// <summary>What EventBridge accepts, and its words for what it does not.</summary>
public sealed class BusServiceTests : IDisposable
{
    private const string Any = """{"source":[{"prefix":""}]}""";

    private readonly Simulation _simulation = new(new SimulationOptions { Seed = 7 });

    private BusService Service => _simulation.BusesAt("123456789012", "us-east-1");

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("EVB-BUS", "EVB-TEXTS")]
    public void Buses_come_and_go()
    {
        Service.Create("orders");

        Assert.Equal(["default", "orders"], Service.Buses.Select(b => b.Name));
        Assert.Equal("arn:aws:events:us-east-1:123456789012:event-bus/orders", Service.Get("orders").Arn);
        Assert.Equal(("ResourceAlreadyExistsException", "Event bus orders already exists."), Refused(() => Service.Create("orders")));
        Assert.Equal(("ValidationException", "Event bus name must not contain '/'."), Refused(() => Service.Create("a/b")));
        Assert.Equal(("ValidationException", @"1 validation error detected: Value 'ö' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [/\.\-_A-Za-z0-9]+"), Refused(() => Service.Create("ö")));
        Assert.Equal(("ValidationException", "Cannot delete event bus default."), Refused(() => Service.Delete("default")));

        Service.PutRule(new RuleRequest("r", "orders") { Pattern = Any });
        Assert.Equal(("ValidationException", "Event bus orders can't be deleted since it has rules."), Refused(() => Service.Delete("orders")));
        Service.DeleteRule("orders", "r");
        Service.Delete("orders");
        Service.Delete("orders");
        Assert.Equal(("ResourceNotFoundException", "Event bus orders does not exist."), Refused(() => Service.Get("orders")));
    }

    [Fact]
    [Pins("EVB-PERMISSION")]
    public void Permissions_are_kept_by_statement()
    {
        var policy = Service.Create("orders").Policy;
        Assert.Equal(("ResourceNotFoundException", "EventBus does not have a policy."), Refused(() => policy.Remove("a", all: false)));

        policy.Put(new JsonObject { ["Action"] = "events:PutEvents", ["Principal"] = "111122223333", ["StatementId"] = "a" });
        policy.Put(new JsonObject { ["Action"] = "events:PutEvents", ["Principal"] = "*", ["StatementId"] = "a" });
        Assert.Equal(
            """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":"*","Action":"events:PutEvents","Resource":"arn:aws:events:us-east-1:123456789012:event-bus/orders"}]}""",
            policy.Text);
        Assert.Equal(("ResourceNotFoundException", "Statement with the provided id does not exist."), Refused(() => policy.Remove("b", all: false)));
        Assert.Equal("Provided value in parameter 'action' is not supported.", Refused(() => policy.Put(new JsonObject { ["Action"] = "x", ["Principal"] = "*", ["StatementId"] = "a" })).Message);
        policy.Remove("a", all: false);
        Assert.Null(policy.Text);
    }

    [Fact]
    [Pins("EVB-RULE")]
    public void A_rule_is_replaced_and_its_targets_stay()
    {
        var rule = Service.PutRule(new RuleRequest("r", "default") { Pattern = Any, Description = "all" });
        Service.PutTargets(null, "r", [Target("1")]);

        var again = Service.PutRule(new RuleRequest("r", "default") { Pattern = """{"source":["a"]}""", State = "DISABLED" });

        Assert.Same(rule, again);
        Assert.Equal((null, "DISABLED", "arn:aws:events:us-east-1:123456789012:rule/r"), (again.Description, again.State, again.Arn));
        Assert.Single(again.Targets);
        Assert.Equal(("ValidationException", "Rule can't be deleted since it has targets."), Refused(() => Service.DeleteRule(null, "r")));
        Service.RemoveTargets(null, "r", ["1"]);
        Service.DeleteRule(null, "r");
        Service.DeleteRule(null, "r");
        Assert.Equal(("ResourceNotFoundException", "Rule r does not exist on EventBus default."), Refused(() => Service.GetRule(null, "r")));
    }

    [Theory]
    [InlineData(null, null, null, "Parameter(s) EventPattern or ScheduleExpression must be specified.")]
    [InlineData("{\"a\":1}", null, null, "Event pattern is not valid. Reason: \"a\" must be an object or an array\n at [Source: (String)\"{\"a\":1}\"; line: 1, column: 7]")]
    [InlineData(Any, null, "ON", "1 validation error detected: Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]")]
    [InlineData(null, "cron(0 1 * * * *)", null, "Parameter ScheduleExpression is not valid.")]
    [Pins("EVB-RULE", "EVB-TEXTS")]
    public void A_rule_that_is_none_is_refused(string? pattern, string? schedule, string? state, string message) =>
        Assert.Equal(message, Refused(() => Service.PutRule(new RuleRequest("r", "default") { Pattern = pattern, Schedule = schedule, State = state })).Message);

    [Fact]
    [Pins("EVB-TEXTS")]
    public void All_that_is_wrong_is_told_at_once() =>
        Assert.Equal(
            @"2 validation errors detected: Value '!' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\.\-_A-Za-z0-9]+; Value 'ON' at 'state' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED, ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS]",
            Refused(() => Service.PutRule(new RuleRequest("!", "default") { State = "ON" })).Message);

    [Fact]
    [Pins("EVB-TARGETS")]
    public void A_rule_has_five_targets()
    {
        Service.PutRule(new RuleRequest("r", "default") { Pattern = Any });
        Service.PutTargets(null, "r", [Target("1"), Target("2"), Target("3"), Target("4"), Target("5")]);
        Service.PutTargets(null, "r", [Target("5")]);

        Assert.Equal(("LimitExceededException", "The requested resource exceeds the maximum number allowed."), Refused(() => Service.PutTargets(null, "r", [Target("6")])));
    }

    [Theory]
    [InlineData("""{"Id":"t","Arn":"orders"}""", "Parameter orders is not valid. Reason: Provided Arn is not in correct format.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:123456789012:q.fifo"}""", "Parameter(s) SqsParameters must be specified for target: t.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:states:us-east-1:123456789012:stateMachine:m"}""", "RoleArn is required for target arn:aws:states:us-east-1:123456789012:stateMachine:m.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:123456789012:q","Input":"{}","InputPath":"$"}""", "Only one of Input, InputPath, or InputTransformer must be provided for target t.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:123456789012:q","InputTransformer":{"InputTemplate":"<x>"}}""", "InputTemplate for target t contains invalid placeholder x.")]
    [InlineData("""{"Id":"t","Arn":"arn:aws:sqs:us-east-1:123456789012:q","RetryPolicy":{"MaximumRetryAttempts":186}}""", "1 validation error detected: Value '186' at 'targets.1.member.retryPolicy.maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 185")]
    [Pins("EVB-TARGETS", "EVB-TEXTS")]
    public void A_target_that_is_none_is_refused(string target, string message)
    {
        Service.PutRule(new RuleRequest("r", "default") { Pattern = Any });

        Assert.Equal(message, Refused(() => Service.PutTargets(null, "r", [JsonNode.Parse(target)!.AsObject()])).Message);
    }

    [Fact]
    [Pins("EVB-TARGETS")]
    public void A_target_of_a_service_that_is_not_simulated_is_listed()
    {
        _simulation.Bus().Rule("r", Any).To("arn:aws:codebuild:us-east-1:123456789012:project/p", """{"RoleArn":"arn:aws:iam::123456789012:role/r"}""");

        Assert.Contains(_simulation.Unsimulated, u => u.Contains("target target-1 is of the service codebuild", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "T", "{}", "InvalidArgument", "Parameter Source is not valid. Reason: Source is a required argument.")]
    [InlineData("a", "", "{}", "InvalidArgument", "Parameter DetailType is not valid. Reason: DetailType is a required argument.")]
    [InlineData("a", "T", "", "InvalidArgument", "Parameter Detail is not valid. Reason: Detail is a required argument.")]
    [InlineData("a", "T", "[]", "MalformedDetail", "Detail is malformed.")]
    [InlineData("a", "T", "{", "MalformedDetail", "Detail is malformed.")]
    [InlineData("aws.s3", "T", "{}", "NotAuthorizedForSourceException", "Not authorized for the source.")]
    [Pins("EVB-PUT")]
    public void An_entry_that_is_none_is_told_in_its_place(string source, string type, string detail, string code, string message)
    {
        var results = Service.Put([new PutEntry { Source = "a", DetailType = "T", Detail = "{}" }, new PutEntry { Source = source, DetailType = type, Detail = detail }], Sender.Client);

        Assert.NotNull(results[0].Id);
        Assert.Equal(new PutResult(null, code, message), results[1]);
    }

    [Fact]
    [Pins("EVB-PUT-SIZE")]
    public void Sizes_are_counted_as_the_documentation_counts_them()
    {
        var entry = new PutEntry { Time = Instant.FromUnixTimeSeconds(0), Source = "my.app", DetailType = "T", Detail = """{"a":1}""", Resources = ["r1"] };

        Assert.Equal(30, entry.Size);
        Assert.Equal("Total size of the entries in the request is over the limit.", Refused(() => Service.Put([entry with { Detail = $"{{\"a\":\"{new string('x', 1_048_576)}\"}}" }], Sender.Client)).Message);
        Assert.Equal(
            "1 validation error detected: Value '[]' at 'entries' failed to satisfy constraint: Member must have length greater than or equal to 1",
            Refused(() => Service.Put([], Sender.Client)).Message);
    }

    [Fact]
    [Pins("EVB-PUT")]
    public void An_event_for_a_bus_that_does_not_exist_is_accepted_and_lost()
    {
        Assert.NotNull(Service.Put([new PutEntry { Source = "a", DetailType = "T", Detail = "{}", Bus = "gone" }], Sender.Client)[0].Id);

        Assert.Contains("event bus gone does not exist: events for it are accepted and lost", _simulation.Unsimulated);
        Assert.Equal("NoTarget", Assert.Single(_simulation.Ledger.Notifications).Path[1].What);
    }

    [Fact]
    [Pins("EVB-SCHEDULE")]
    public void A_schedule_is_that_of_the_owner_of_its_bus_whoever_puts_the_rule()
    {
        var theirs = _simulation.BusesAt("111122223333", "eu-west-1").Get("default");
        Service.PutRule(new RuleRequest("r", theirs.Arn) { Schedule = "rate(1 minute)" });
        Service.PutTargets(theirs.Arn, "r", [new JsonObject { ["Id"] = "1", ["Arn"] = _simulation.AddQueue("ticks").Arn }]);

        _simulation.AdvanceBy(NodaTime.Duration.FromSeconds(61));

        Assert.Contains("\"account\":\"111122223333\",\"time\":\"2026-01-01T00:01:00Z\",\"region\":\"eu-west-1\"", Assert.Single(_simulation.Queue("ticks").Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("EVB-RULE", "EVB-PERMISSION")]
    public void What_of_rules_and_buses_changes_nothing_is_listed()
    {
        Service.PutRule(new RuleRequest("r", "default") { Pattern = Any, State = BusRule.EnabledForAll });
        Service.Get("default").Policy.Put(new JsonObject { ["Action"] = "events:PutEvents", ["Principal"] = "*", ["StatementId"] = "a" });

        Assert.Contains("rule r of event bus default: ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS: no management events of CloudTrail come here", _simulation.Unsimulated);
        Assert.Contains("event bus default: PutPermission: who may put events is kept and told, whoever asks may", _simulation.Unsimulated);
    }

    [Fact]
    [Pins("EVB-TEST")]
    public void A_pattern_is_tried_on_a_whole_event()
    {
        const string Event = """{"id":"1","account":"1","source":"a","time":"2026-01-01T00:00:00Z","region":"us-east-1","resources":[],"detail-type":"T"}""";

        Assert.True(BusService.Test(Any, Event));
        Assert.False(BusService.Test("""{"source":["b"]}""", Event));
        Assert.Equal("Parameter Event is not valid.", Refused(() => BusService.Test(Any, """{"source":"a"}""")).Message);
        Assert.Equal("InvalidEventPatternException", Refused(() => BusService.Test("[]", Event)).Code);
    }

    [Fact]
    [Pins("EVB-TAGS")]
    public void A_rule_that_is_replaced_keeps_its_tags()
    {
        var rule = Service.PutRule(new RuleRequest("r", "default") { Pattern = Any, Tags = new SortedDictionary<string, string> { ["team"] = "a" } });
        Service.PutRule(new RuleRequest("r", "default") { Pattern = Any, Tags = new SortedDictionary<string, string> { ["team"] = "b" } });

        Assert.Equal("a", rule.Tags["team"]);
    }

    private static JsonObject Target(string id) => new() { ["Id"] = id, ["Arn"] = "arn:aws:sqs:us-east-1:123456789012:q" };

    private static (string Code, string Message) Refused(Action action)
    {
        var error = Assert.Throws<BusServiceException>(action);
        return (error.ErrorCode, error.Message);
    }
}
