using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buses;
using NodaTime;

namespace LambdaSim.Wire.Events;

/// <summary>The operations of EventBridge by name (rule EVB-API).</summary>
internal static partial class EventsOperations
{
    private const string Archives = "archives and replays of events",
        Connections = "connections and API destinations", Endpoints = "global endpoints", Partners = "event sources of partners";

    public static readonly IReadOnlyDictionary<string, Func<EventsCall, JsonObject>> All = new SortedDictionary<string, Func<EventsCall, JsonObject>>(StringComparer.Ordinal)
    {
        ["CreateEventBus"] = CreateBus,
        ["DeleteEventBus"] = Done(static c => c.Service.Delete(c.Text("Name"))),
        ["DeleteRule"] = Done(static c => c.Service.DeleteRule(c.Text("EventBusName"), c.Text("Name"))),
        ["DescribeEventBus"] = static c => Describe(c.Bus("Name"), isAlone: true),
        ["DescribeRule"] = DescribeRule,
        ["DisableRule"] = Done(static c => c.Service.Switch(c.Text("EventBusName"), c.Text("Name"), isEnabled: false)),
        ["EnableRule"] = Done(static c => c.Service.Switch(c.Text("EventBusName"), c.Text("Name"), isEnabled: true)),
        ["ListApiDestinations"] = static _ => new JsonObject { ["ApiDestinations"] = new JsonArray() },
        ["ListArchives"] = static _ => new JsonObject { ["Archives"] = new JsonArray() },
        ["ListConnections"] = static _ => new JsonObject { ["Connections"] = new JsonArray() },
        ["ListEndpoints"] = static _ => new JsonObject { ["Endpoints"] = new JsonArray() },
        ["ListEventBuses"] = static c => c.Page("EventBuses", c.Service.Buses.Where(b => b.Name.StartsWith(c.Text("NamePrefix") ?? "", StringComparison.Ordinal)), static b => b.Name, static b => Describe(b, isAlone: false)),
        ["ListEventSources"] = static _ => new JsonObject { ["EventSources"] = new JsonArray() },
        ["ListPartnerEventSources"] = static _ => new JsonObject { ["PartnerEventSources"] = new JsonArray() },
        ["ListReplays"] = static _ => new JsonObject { ["Replays"] = new JsonArray() },
        ["ListRuleNamesByTarget"] = ListRuleNames,
        ["ListRules"] = static c => c.Page("Rules", c.Bus().Rules.Where(r => r.Name.StartsWith(c.Text("NamePrefix") ?? "", StringComparison.Ordinal)), static r => r.Name, r => Describe(r, c.Bus())),
        ["ListTagsForResource"] = static c => new JsonObject { ["Tags"] = new JsonArray([.. BusTags.Of(c).Select(static t => (JsonNode)new JsonObject { ["Key"] = t.Key, ["Value"] = t.Value })]) },
        ["ListTargetsByRule"] = static c => c.Page("Targets", c.Service.GetRule(c.Text("EventBusName"), c.Text("Rule")).Targets.OrderBy(static t => t.Id, StringComparer.Ordinal), static t => t.Id, static t => t.Said.DeepClone()),
        ["PutEvents"] = PutEvents,
        ["PutPermission"] = Done(static c => c.Bus().Change(b => b.Policy.Put(c.Input))),
        ["PutRule"] = PutRule,
        ["PutTargets"] = PutTargets,
        ["RemovePermission"] = Done(static c => c.Bus().Change(b => b.Policy.Remove(c.Text("StatementId"), c.Flag("RemoveAllPermissions")))),
        ["RemoveTargets"] = RemoveTargets,
        ["TagResource"] = Done(BusTags.Tag),
        ["TestEventPattern"] = static c => new JsonObject { ["Result"] = BusService.Test(c.Text("EventPattern"), c.Text("Event")) },
        ["UntagResource"] = Done(BusTags.Untag),
        ["UpdateEventBus"] = UpdateBus,
    };

    /// <summary>What AWS has and LambdaSim has not, and what it is about.</summary>
    public static readonly IReadOnlyDictionary<string, string> Others = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["ActivateEventSource"] = Partners, ["CancelReplay"] = Archives, ["CreateApiDestination"] = Connections, ["CreateArchive"] = Archives, ["CreateConnection"] = Connections,
        ["CreateEndpoint"] = Endpoints, ["CreatePartnerEventSource"] = Partners, ["DeactivateEventSource"] = Partners, ["DeauthorizeConnection"] = Connections,
        ["DeleteApiDestination"] = Connections, ["DeleteArchive"] = Archives, ["DeleteConnection"] = Connections, ["DeleteEndpoint"] = Endpoints, ["DeletePartnerEventSource"] = Partners,
        ["DescribeApiDestination"] = Connections, ["DescribeArchive"] = Archives, ["DescribeConnection"] = Connections, ["DescribeEndpoint"] = Endpoints, ["DescribeEventSource"] = Partners,
        ["DescribePartnerEventSource"] = Partners, ["DescribeReplay"] = Archives, ["ListPartnerEventSourceAccounts"] = Partners, ["PutPartnerEvents"] = Partners, ["StartReplay"] = Archives,
        ["UpdateApiDestination"] = Connections, ["UpdateArchive"] = Archives, ["UpdateConnection"] = Connections, ["UpdateEndpoint"] = Endpoints,
    };

    private static Func<EventsCall, JsonObject> Done(Action<EventsCall> work) => call =>
    {
        work(call);
        return [];
    };

    private static JsonObject CreateBus(EventsCall call)
    {
        if (call.Text("EventSourceName") is not null)
        {
            throw BusServiceException.Unsupported(Partners);
        }

        var tags = BusTags.Read(call.Objects("Tags"));
        var bus = call.Service.Create(call.Text("Name"), call.Text("Description"));
        Keep(bus, call.Input);
        BusTags.Add(bus.Tags, tags);
        var answer = new JsonObject { ["EventBusArn"] = bus.Arn };
        Tell(bus, answer);
        return answer;
    }

    private static JsonObject UpdateBus(EventsCall call)
    {
        var bus = call.Bus("Name");
        bus.Change(b =>
        {
            b.Description = call.Text("Description") ?? b.Description;
            Keep(b, call.Input);
        });
        var answer = new JsonObject { ["Arn"] = bus.Arn, ["Name"] = bus.Name };
        Tell(bus, answer);
        return answer;
    }

    private static JsonObject Describe(Bus bus, bool isAlone)
    {
        var answer = new JsonObject { ["Name"] = bus.Name, ["Arn"] = bus.Arn, ["Policy"] = bus.Policy.Text };
        if (isAlone)
        {
            Tell(bus, answer);
        }
        else
        {
            answer["Description"] = bus.Description;
        }

        answer["CreationTime"] = Seconds(bus.CreatedAt);
        answer["LastModifiedTime"] = Seconds(bus.ChangedAt);
        return answer;
    }

    // Parts of a bus that are kept, told and not acted on.
    private static void Keep(Bus bus, JsonObject input)
    {
        foreach (var name in new[] { "KmsKeyIdentifier", "DeadLetterConfig", "LogConfig" })
        {
            if (input[name] is { } said)
            {
                bus.Kept[name] = said.DeepClone();
                bus.Owner.Note($"event bus {bus.Name}: {name} is kept and told, not acted on");
            }
        }
    }

    private static void Tell(Bus bus, JsonObject answer)
    {
        answer["Description"] = bus.Description;
        foreach (var (name, said) in bus.Kept)
        {
            answer[name] = said.DeepClone();
        }
    }

    private static JsonObject PutRule(EventsCall call)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        BusTags.Add(tags, BusTags.Read(call.Objects("Tags")));
        var rule = call.Bus().Owner.PutRule(new RuleRequest(call.Text("Name"), call.Bus().Arn)
        {
            Pattern = call.Text("EventPattern"),
            Schedule = call.Text("ScheduleExpression"),
            State = call.Text("State"),
            Description = call.Text("Description"),
            RoleArn = call.Text("RoleArn"),
            Tags = tags,
        });
        return new JsonObject { ["RuleArn"] = rule.Arn };
    }

    private static JsonObject DescribeRule(EventsCall call)
    {
        var bus = call.Bus();
        var answer = Describe(call.Service.GetRule(call.Text("EventBusName"), call.Text("Name")), bus);
        answer["CreatedBy"] = bus.Account;
        return answer;
    }

    private static JsonObject Describe(BusRule rule, Bus bus) => new()
    {
        ["Name"] = rule.Name,
        ["Arn"] = rule.Arn,
        ["EventPattern"] = rule.EventPattern,
        ["State"] = rule.State,
        ["Description"] = rule.Description,
        ["ScheduleExpression"] = rule.Schedule,
        ["RoleArn"] = rule.RoleArn,
        ["EventBusName"] = bus.Name,
    };

    private static JsonObject ListRuleNames(EventsCall call)
    {
        var target = call.Text("TargetArn");
        new Constraints().Required("targetArn", target).Length("targetArn", target, 1, 1_600).Check();
        return call.Page("RuleNames", call.Bus().Rules.Where(r => r.Targets.Any(t => t.Arn == target)), static r => r.Name, static r => (JsonNode)r.Name);
    }

    private static JsonObject PutTargets(EventsCall call)
    {
        call.Service.PutTargets(call.Text("EventBusName"), call.Text("Rule"), call.Objects("Targets"));
        return NoneFailed();
    }

    private static JsonObject RemoveTargets(EventsCall call)
    {
        call.Service.RemoveTargets(call.Text("EventBusName"), call.Text("Rule"), call.Texts("Ids"));
        return NoneFailed();
    }

    private static JsonObject NoneFailed() => new() { ["FailedEntryCount"] = 0, ["FailedEntries"] = new JsonArray() };

    private static JsonObject PutEvents(EventsCall call)
    {
        if (call.Text("EndpointId") is not null)
        {
            throw BusServiceException.Unsupported(Endpoints);
        }

        var results = call.Service.Put([.. call.Objects("Entries").Select(Entry)], call.By);
        return new JsonObject
        {
            ["FailedEntryCount"] = results.Count(static r => r.Id is null),
            ["Entries"] = new JsonArray([.. results.Select(static r => (JsonNode)(r.Id is { } id
                ? new JsonObject { ["EventId"] = id }
                : new JsonObject { ["ErrorCode"] = r.ErrorCode, ["ErrorMessage"] = r.ErrorMessage }))]),
        };
    }

    private static PutEntry Entry(JsonObject said) => new()
    {
        Time = said["Time"] is { } time ? At((decimal)time) : null,
        Source = (string?)said["Source"],
        Resources = said["Resources"] is JsonArray resources ? [.. resources.Select(static r => (string?)r ?? "")] : null,
        DetailType = (string?)said["DetailType"],
        Detail = (string?)said["Detail"],
        Bus = (string?)said["EventBusName"],
        TraceHeader = (string?)said["TraceHeader"],
    };

    // What lies beyond all calendars is at their end.
    private static Instant At(decimal seconds) => Instant.FromUnixTimeMilliseconds((long)decimal.Round(
        Math.Clamp(seconds, Instant.MinValue.ToUnixTimeSeconds(), Instant.MaxValue.ToUnixTimeSeconds()) * 1_000));

    private static JsonNode Seconds(Instant time) => time.ToUnixTimeMilliseconds() / 1_000m;
}
