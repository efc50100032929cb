using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.Logs;

/// <summary>The shapes of CloudWatch Logs, as far as groups, streams and subscriptions.</summary>
internal static class LogsShapes
{
    private static readonly WireShape _group = Text(@"[\.\-_/#A-Za-z0-9]+", 1, 512);
    private static readonly WireShape _stream = Text("[^:*]*", 1, 512);
    private static readonly WireShape _filter = Text("[^:*]*", 1, 512);
    private static readonly WireShape _arn = Text(@"[\w+=/:,.@-]*", 1, 1_011);
    private static readonly WireShape _tags = WireShape.MapOf(Text(0, 256)).Within(WireLimits.Length(1, 50));
    private static readonly WireShape _limit = Number(1, 50);
    private static readonly WireMember _token = Member("nextToken", Text(1, 2_048));
    private static readonly WireMember _ofGroup = Required("logGroupName", _group);
    private static readonly WireShape _class = OneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY");

    private static readonly Dictionary<string, WireOperation> _all = new[]
    {
        Operation("CreateLogGroup",
            [_ofGroup, Member("kmsKeyId", Text(0, 256)), Member("tags", _tags), Member("logGroupClass", _class), Member("deletionProtectionEnabled", WireShape.Boolean)]),
        Operation("DeleteLogGroup", [_ofGroup]),
        Operation("DescribeLogGroups",
            [
                Refused("accountIdentifiers", List(WireShape.String)), Member("logGroupNamePrefix", _group), Member("logGroupNamePattern", Text(0, 512)), _token, Member("limit", _limit),
                Refused("includeLinkedAccounts", WireShape.Boolean), Member("logGroupClass", _class), Refused("logGroupIdentifiers", List(WireShape.String)),
            ],
            Member("logGroups", List(WireShape.Structure("LogGroup",
                Text("logGroupName"), Member("creationTime", WireShape.Long), Member("retentionInDays", WireShape.Integer), Member("metricFilterCount", WireShape.Integer), Text("arn"),
                Member("storedBytes", WireShape.Long), Text("kmsKeyId"), Text("logGroupClass"), Text("logGroupArn"), Member("deletionProtectionEnabled", WireShape.Boolean)))),
            Text("nextToken")),
        Operation("PutRetentionPolicy", [_ofGroup, Required("retentionInDays", WireShape.Integer)]),
        Operation("DeleteRetentionPolicy", [_ofGroup]),
        Operation("TagLogGroup", [_ofGroup, Required("tags", _tags)]),
        Operation("UntagLogGroup", [_ofGroup, Required("tags", List(Text(1, 128)))]),
        Operation("ListTagsLogGroup", [_ofGroup], Member("tags", WireShape.MapOf(WireShape.String))),
        Operation("TagResource", [Required("resourceArn", _arn), Required("tags", _tags)]),
        Operation("UntagResource", [Required("resourceArn", _arn), Required("tagKeys", List(Text(1, 128), 0, 50))]),
        Operation("ListTagsForResource", [Required("resourceArn", _arn)], Member("tags", WireShape.MapOf(WireShape.String))),
        Operation("CreateLogStream", [_ofGroup, Required("logStreamName", _stream)]),
        Operation("DeleteLogStream", [_ofGroup, Required("logStreamName", _stream)]),
        Operation("DescribeLogStreams",
            [
                Member("logGroupName", _group), Member("logGroupIdentifier", Text(@"[\w#+=/:,.@-]*", 1, 2_048)), Member("logStreamNamePrefix", _stream), Member("orderBy", OneOf("LogStreamName", "LastEventTime")),
                Member("descending", WireShape.Boolean), _token, Member("limit", _limit),
            ],
            Member("logStreams", List(WireShape.Structure("LogStream", Text("logStreamName"), Member("creationTime", WireShape.Long), Text("arn"), Member("storedBytes", WireShape.Long)))), Text("nextToken")),
        Operation("PutSubscriptionFilter",
            [
                _ofGroup, Required("filterName", _filter), Required("filterPattern", Text(0, 1_024)), Required("destinationArn", WireShape.String.Within(new WireLimits { Min = 1 })),
                Member("roleArn", WireShape.String), Member("distribution", OneOf("Random", "ByLogStream")), Member("applyOnTransformedLogs", WireShape.Boolean), Member("fieldSelectionCriteria", WireShape.String),
                Member("emitSystemFields", List(WireShape.String)),
            ]),
        Operation("DescribeSubscriptionFilters", [_ofGroup, Member("filterNamePrefix", _filter), _token, Member("limit", _limit)],
            Member("subscriptionFilters", List(WireShape.Structure("SubscriptionFilter",
                Text("filterName"), Text("logGroupName"), Text("filterPattern"), Text("destinationArn"), Text("roleArn"), Text("distribution"), Member("applyOnTransformedLogs", WireShape.Boolean),
                Member("creationTime", WireShape.Long)))),
            Text("nextToken")),
        Operation("DeleteSubscriptionFilter", [_ofGroup, Required("filterName", _filter)]),
        Operation("TestMetricFilter", [Required("filterPattern", Text(0, 1_024)), Required("logEventMessages", List(WireShape.String.Within(new WireLimits { Min = 1 }), 1, 50))],
            Member("matches", List(WireShape.Structure("MetricFilterMatchRecord", Member("eventNumber", WireShape.Long), Text("eventMessage"), Member("extractedValues", WireShape.MapOf(WireShape.String)))))),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("Logs_20140328", "2014-03-28");

    /// <summary>An operation by its name; null: there is none.</summary>
    public static WireOperation? Find(string name) => _all.GetValueOrDefault(name);
}
