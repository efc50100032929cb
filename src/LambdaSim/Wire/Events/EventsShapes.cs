using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.Events;

/// <summary>The shapes of EventBridge (rule EVB-API).</summary>
internal static class EventsShapes
{
    private static readonly WireShape _tags = WireShape.ListOf(WireShape.Structure("Tag", Text("Key"), Text("Value")));

    private static readonly WireShape _texts = WireShape.ListOf(WireShape.String);

    private static readonly WireMember[] _page = [Text("NextToken"), Number("Limit")];

    private static readonly WireShape _deadLetter = WireShape.Structure("DeadLetterConfig", Text("Arn"));

    private static readonly WireShape _log = WireShape.Structure("LogConfig", Text("IncludeDetail"), Text("Level"));

    private static readonly WireMember[] _rule =
        [Text("Name"), Text("Arn"), Text("EventPattern"), Text("State"), Text("Description"), Text("ScheduleExpression"), Text("RoleArn"), Text("ManagedBy"), Text("EventBusName")];

    private static readonly WireShape _target = WireShape.Structure("Target",
        Text("Id"), Text("Arn"), Text("RoleArn"), Text("Input"), Text("InputPath"),
        new("InputTransformer", WireShape.Structure("InputTransformer", new("InputPathsMap", WireShape.MapOf(WireShape.String)), Text("InputTemplate"))),
        new("SqsParameters", WireShape.Structure("SqsParameters", Text("MessageGroupId"))),
        new("DeadLetterConfig", _deadLetter),
        new("RetryPolicy", WireShape.Structure("RetryPolicy", Number("MaximumRetryAttempts"), Number("MaximumEventAgeInSeconds"))),
        Any("KinesisParameters"), Any("RunCommandParameters"), Any("EcsParameters"), Any("BatchParameters"), Any("HttpParameters"), Any("RedshiftDataParameters"),
        Any("SageMakerPipelineParameters"), Any("AppSyncParameters"));

    private static readonly WireShape _entry = WireShape.Structure("PutEventsRequestEntry",
        new("Time", WireShape.Timestamp), Text("Source"), new("Resources", _texts), Text("DetailType"), Text("Detail"), Text("EventBusName"), Text("TraceHeader"));

    private static readonly WireMember[] _failed =
        [Number("FailedEntryCount"), new("FailedEntries", WireShape.ListOf(WireShape.Structure("Failed", Text("TargetId"), Text("ErrorCode"), Text("ErrorMessage"))))];

    private static readonly WireMember[] _bus =
        [Text("Name"), Text("Arn"), Text("Description"), Text("KmsKeyIdentifier"), new("DeadLetterConfig", _deadLetter), Text("Policy"), new("LogConfig", _log), new("CreationTime", WireShape.Timestamp), new("LastModifiedTime", WireShape.Timestamp)];

    private static readonly WireMember[] _settings = [Text("Name"), Text("Description"), Text("KmsKeyIdentifier"), new("DeadLetterConfig", _deadLetter), new("LogConfig", _log)];

    private static readonly Dictionary<string, WireOperation> _operations = new WireOperation[]
    {
        Of("CreateEventBus", [.. _settings, Text("EventSourceName"), new("Tags", _tags)], Text("EventBusArn"), Text("Description"), Text("KmsKeyIdentifier"), new("DeadLetterConfig", _deadLetter), new("LogConfig", _log)),
        Of("UpdateEventBus", _settings, [Text("Arn"), .. _settings]),
        Of("DeleteEventBus", [Text("Name")]),
        Of("DescribeEventBus", [Text("Name")], _bus),
        Of("ListEventBuses", [Text("NamePrefix"), .. _page], new("EventBuses", WireShape.ListOf(WireShape.Structure("EventBus", _bus))), Text("NextToken")),
        Of("PutRule", [Text("Name"), Text("ScheduleExpression"), Text("EventPattern"), Text("State"), Text("Description"), Text("RoleArn"), new("Tags", _tags), Text("EventBusName")], Text("RuleArn")),
        Of("DescribeRule", RuleOf, [.. _rule, Text("CreatedBy")]),
        Of("DeleteRule", [.. RuleOf, new("Force", WireShape.Boolean)]),
        Of("EnableRule", RuleOf),
        Of("DisableRule", RuleOf),
        Of("ListRules", [Text("NamePrefix"), Text("EventBusName"), .. _page], new("Rules", WireShape.ListOf(WireShape.Structure("Rule", _rule))), Text("NextToken")),
        Of("ListRuleNamesByTarget", [Text("TargetArn"), Text("EventBusName"), .. _page], new("RuleNames", _texts), Text("NextToken")),
        Of("PutTargets", [Text("Rule"), Text("EventBusName"), new("Targets", WireShape.ListOf(_target))], _failed),
        Of("RemoveTargets", [Text("Rule"), Text("EventBusName"), new("Ids", _texts), new("Force", WireShape.Boolean)], _failed),
        Of("ListTargetsByRule", [Text("Rule"), Text("EventBusName"), .. _page], new("Targets", WireShape.ListOf(_target)), Text("NextToken")),
        Of("PutEvents", [new("Entries", WireShape.ListOf(_entry)), Text("EndpointId")],
            Number("FailedEntryCount"), new("Entries", WireShape.ListOf(WireShape.Structure("Result", Text("EventId"), Text("ErrorCode"), Text("ErrorMessage"))))),
        Of("TestEventPattern", [Text("EventPattern"), Text("Event")], new WireMember("Result", WireShape.Boolean)),
        Of("PutPermission",
            [Text("EventBusName"), Text("Action"), Text("Principal"), Text("StatementId"), Text("Policy"), new("Condition", WireShape.Structure("Condition", Text("Type"), Text("Key"), Text("Value")))]),
        Of("RemovePermission", [Text("StatementId"), new("RemoveAllPermissions", WireShape.Boolean), Text("EventBusName")]),
        Of("TagResource", [Text("ResourceARN"), new("Tags", _tags)]),
        Of("UntagResource", [Text("ResourceARN"), new("TagKeys", _texts)]),
        Of("ListTagsForResource", [Text("ResourceARN")], new WireMember("Tags", _tags)),
        Nothing("ListArchives", "Archives"), Nothing("ListReplays", "Replays"), Nothing("ListConnections", "Connections"), Nothing("ListApiDestinations", "ApiDestinations"),
        Nothing("ListEndpoints", "Endpoints"), Nothing("ListEventSources", "EventSources"), Nothing("ListPartnerEventSources", "PartnerEventSources"),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("AWSEvents", "2015-10-07");

    private static WireMember[] RuleOf => [Text("Name"), Text("EventBusName")];

    /// <summary>An operation; one that is not simulated reads nothing of its request.</summary>
    public static WireOperation Operation(string name) => _operations.GetValueOrDefault(name) ?? Of(name, []);

    private static WireOperation Of(string name, IEnumerable<WireMember> input, params IEnumerable<WireMember> output) =>
        new(name, WireShape.Structure(name, input), WireShape.Structure(name, output));

    private static WireOperation Nothing(string name, string list) => Of(name, [], new WireMember(list, WireShape.ListOf(WireShape.String)));

    private static WireMember Text(string name) => new(name, WireShape.String);

    private static WireMember Number(string name) => new(name, WireShape.Integer);

    private static WireMember Any(string name) => new(name, WireShape.Document);
}
