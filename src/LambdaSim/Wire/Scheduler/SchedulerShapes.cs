using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.Scheduler;

/// <summary>The shapes of EventBridge Scheduler, with the limits of its model (rule SCH-MODEL).</summary>
internal static class SchedulerShapes
{
    private const string NamePattern = "[0-9a-zA-Z-_.]+";

    private static readonly WireShape _name = Text(NamePattern, 1, 64);
    private static readonly WireShape _token = Text("[a-zA-Z0-9-_]+", 1, 64);
    private static readonly WireShape _state = OneOf("ENABLED", "DISABLED");
    private static readonly WireShape _tagKey = Text(1, 128);
    private static readonly WireShape _tagArn = Text(@"arn:aws(-[a-z]+)?:scheduler:[a-z0-9\-]+:\d{12}:schedule-group\/[0-9a-zA-Z-_.]+", 1, 1_011);

    private static readonly WireShape _tags = List(WireShape.Structure("Tag", Required("Key", _tagKey), Required("Value", Text(1, 256)))).Within(WireLimits.Length(0, 200));

    private static readonly WireShape _ecs = WireShape.Structure("EcsParameters",
        Member("CapacityProviderStrategy", List(WireShape.Structure("CapacityProviderStrategyItem",
            Member("base", Number(0, 100_000)), Required("capacityProvider", Text(1, 255)), Member("weight", Number(0, 1_000)))).Within(WireLimits.Length(0, 6))),
        Member("EnableECSManagedTags", WireShape.Boolean),
        Member("EnableExecuteCommand", WireShape.Boolean),
        Member("Group", Text(1, 255)),
        Member("LaunchType", OneOf("EC2", "FARGATE", "EXTERNAL")),
        Member("NetworkConfiguration", WireShape.Structure("NetworkConfiguration", Member("awsvpcConfiguration", WireShape.Structure("AwsVpcConfiguration",
            Member("AssignPublicIp", OneOf("ENABLED", "DISABLED")),
            Member("SecurityGroups", List(Text(1, 1_000), 1, 5)),
            Required("Subnets", List(Text(1, 1_000), 1, 16)))))),
        Member("PlacementConstraints", List(WireShape.Structure("PlacementConstraint",
            Member("expression", Text(0, 2_000)), Member("type", OneOf("distinctInstance", "memberOf")))).Within(WireLimits.Length(0, 10))),
        Member("PlacementStrategy", List(WireShape.Structure("PlacementStrategy",
            Member("field", Text(0, 255)), Member("type", OneOf("random", "spread", "binpack")))).Within(WireLimits.Length(0, 5))),
        Member("PlatformVersion", Text(1, 64)),
        Member("PropagateTags", OneOf("TASK_DEFINITION")),
        Member("ReferenceId", Text(0, 1_024)),
        Member("Tags", List(WireShape.MapOf(Text(1, 256)), 0, 50)),
        Member("TaskCount", Number(1, 10)),
        Required("TaskDefinitionArn", Text(1, 1_600)));

    private static readonly WireShape _target = WireShape.Structure("Target",
        Required("Arn", Text(1, 1_600)),
        Required("RoleArn", Text(@"arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@\/-]+", 1, 1_600)),
        Member("DeadLetterConfig", WireShape.Structure("DeadLetterConfig",
            Member("Arn", Text(@"arn:aws(-[a-z]+)?:sqs:[a-z0-9\-]+:\d{12}:[a-zA-Z0-9\-_]+", 1, 1_600)))),
        Member("EcsParameters", _ecs),
        Member("EventBridgeParameters", WireShape.Structure("EventBridgeParameters",
            Required("DetailType", Text(1, 128)),
            Required("Source", Text(@"(?=[/\.\-_A-Za-z0-9]+)((?!aws\.).*)|(\$(\.[\w_-]+(\[(\d+|\*)\])*)*)", 1, 256)))),
        Member("Input", WireShape.String.Within(new WireLimits { Min = 1 })),
        Member("KinesisParameters", WireShape.Structure("KinesisParameters", Required("PartitionKey", Text(1, 256)))),
        Member("RetryPolicy", WireShape.Structure("RetryPolicy", Member("MaximumEventAgeInSeconds", Number(60, 86_400)), Member("MaximumRetryAttempts", Number(0, 185)))),
        Member("SageMakerPipelineParameters", WireShape.Structure("SageMakerPipelineParameters",
            Member("PipelineParameterList", List(WireShape.Structure("SageMakerPipelineParameter",
                Required("Name", Text(@"[A-Za-z0-9\-_]*", 1, 256)), Required("Value", Text(1, 1_024)))).Within(WireLimits.Length(0, 200))))),
        Member("SqsParameters", WireShape.Structure("SqsParameters", Member("MessageGroupId", Text(1, 128)))));

    private static readonly WireMember[] _settings =
    [
        Member("ActionAfterCompletion", OneOf("NONE", "DELETE")),
        Member("Description", Text(0, 512)),
        Member("EndDate", WireShape.Timestamp),
        Required("FlexibleTimeWindow", WireShape.Structure("FlexibleTimeWindow",
            Member("MaximumWindowInMinutes", Number(1, 1_440)), Required("Mode", OneOf("OFF", "FLEXIBLE")))),
        Member("GroupName", _name),
        Member("KmsKeyArn", Text(@"arn:aws(-[a-z]+)?:kms:[a-z0-9\-]+:\d{12}:(key|alias)\/[0-9a-zA-Z-_]*", 1, 2_048)),
        Required("ScheduleExpression", Text(1, 256)),
        Member("ScheduleExpressionTimezone", Text(1, 50)),
        Member("StartDate", WireShape.Timestamp),
        Member("State", _state),
        Required("Target", _target),
    ];

    private static readonly WireMember[] _dates = [Member("CreationDate", WireShape.Timestamp), Member("LastModificationDate", WireShape.Timestamp)];

    private static readonly WireMember[] _group = [Text("Arn"), .. _dates, Text("Name"), Text("State")];

    private static readonly WireMember _label = Required("Name", _name) with { Location = MemberLocation.Label };

    private static readonly WireMember _tagLabel = Required("ResourceArn", _tagArn) with { Location = MemberLocation.Label };

    private static readonly WireMember[] _page =
    [
        Query("MaxResults", Number(1, 100)), Query("NamePrefix", _name), Query("NextToken", Text(1, 2_048)),
    ];

    public static WireService Service { get; } = new("Scheduler", "2021-06-30") { MessageMember = "Message" };

    public static WireOperation CreateSchedule { get; } = Schedule("CreateSchedule", "POST");

    public static WireOperation UpdateSchedule { get; } = Schedule("UpdateSchedule", "PUT");

    public static WireOperation GetSchedule { get; } = Of("GetSchedule", "GET", "/schedules/{Name}", [_label, Query("GroupName", _name, "groupName")],
        [Text("Arn"), .. _dates, Text("Name"), .. _settings]);

    public static WireOperation DeleteSchedule { get; } = Of("DeleteSchedule", "DELETE", "/schedules/{Name}",
        [_label, Query("GroupName", _name, "groupName"), Query("ClientToken", _token, "clientToken")]);

    public static WireOperation ListSchedules { get; } = Of("ListSchedules", "GET", "/schedules", [.. _page, Query("GroupName", _name, "ScheduleGroup"), Query("State", _state)],
        Text("NextToken"),
        Member("Schedules", List(WireShape.Structure("ScheduleSummary",
            [Text("Arn"), .. _dates, Text("GroupName"), Text("Name"), Text("State"), Member("Target", WireShape.Structure("TargetSummary", Text("Arn")))]))));

    public static WireOperation CreateScheduleGroup { get; } = Of("CreateScheduleGroup", "POST", "/schedule-groups/{Name}",
        [_label, Member("ClientToken", _token), Member("Tags", _tags)], Text("ScheduleGroupArn"));

    public static WireOperation GetScheduleGroup { get; } = Of("GetScheduleGroup", "GET", "/schedule-groups/{Name}", [_label], _group);

    public static WireOperation DeleteScheduleGroup { get; } = Of("DeleteScheduleGroup", "DELETE", "/schedule-groups/{Name}", [_label, Query("ClientToken", _token, "clientToken")]);

    public static WireOperation ListScheduleGroups { get; } = Of("ListScheduleGroups", "GET", "/schedule-groups", _page,
        Text("NextToken"), Member("ScheduleGroups", List(WireShape.Structure("ScheduleGroupSummary", _group))));

    public static WireOperation ListTagsForResource { get; } = Of("ListTagsForResource", "GET", "/tags/{ResourceArn}", [_tagLabel], Member("Tags", _tags));

    public static WireOperation TagResource { get; } = Of("TagResource", "POST", "/tags/{ResourceArn}", [_tagLabel, Required("Tags", _tags)]);

    public static WireOperation UntagResource { get; } = Of("UntagResource", "DELETE", "/tags/{ResourceArn}",
        [_tagLabel, Required("TagKeys", List(_tagKey, 0, 200)) with { Location = MemberLocation.Query }]);

    /// <summary>An operation by its name; null: there is none.</summary>
    public static WireOperation? Operation(string name) => new[]
    {
        CreateSchedule, UpdateSchedule, GetSchedule, DeleteSchedule, ListSchedules, CreateScheduleGroup, GetScheduleGroup, DeleteScheduleGroup, ListScheduleGroups, ListTagsForResource, TagResource, UntagResource,
    }.FirstOrDefault(o => o.Name == name);

    private static WireOperation Schedule(string name, string method) =>
        Of(name, method, "/schedules/{Name}", [_label, Member("ClientToken", _token), .. _settings], Text("ScheduleArn"));

    private static WireOperation Of(string name, string method, string path, IEnumerable<WireMember> input, params WireMember[] output) =>
        new(name, WireShape.Structure($"{name}Input", input), WireShape.Structure($"{name}Output", output)) { Method = method, Path = UriTemplate.Of(path) };
}
