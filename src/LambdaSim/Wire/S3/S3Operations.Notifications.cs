using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Whom a bucket tells what (rules BKT-NOTIFY and BKT-NOTIFY-CHECK).
internal static partial class S3Operations
{
    private const int LongestFilter = 1_024;

    private static readonly (string Member, string Wire, string Target, NotificationTarget Kind)[] _targets =
    [
        ("TopicConfigurations", "TopicConfiguration", "Topic", NotificationTarget.Topic),
        ("QueueConfigurations", "QueueConfiguration", "Queue", NotificationTarget.Queue),
        ("LambdaFunctionConfigurations", "CloudFunctionConfiguration", "CloudFunction", NotificationTarget.Function),
    ];

    private static IEnumerable<S3Operation> OfNotifications()
    {
        var rule = WireShape.Structure("FilterRule", S3Shapes.Text("Name"), S3Shapes.Text("Value"));
        var filter = WireShape.Structure("Filter", new WireMember("Key", WireShape.Structure("S3Key", S3Shapes.Items("FilterRules", rule, "FilterRule"))) { WireName = "S3Key" });
        WireMember[] members =
        [
            .. _targets.Select(t => S3Shapes.Items(t.Member, WireShape.Structure(t.Wire,
                S3Shapes.Text("Id"), S3Shapes.Text(ArnMember(t.Kind), t.Target), S3Shapes.Items("Events", WireShape.String, "Event"), new WireMember("Filter", filter)), t.Wire)),
            new("EventBridgeConfiguration", WireShape.Structure("EventBridgeConfiguration")),
        ];
        return
        [
            S3Shapes.Operation("GetBucketNotificationConfiguration", "GET", "/{Bucket}?notification", S3Shapes.ToBucket, members, GetNotifications, "NotificationConfiguration"),
            S3Shapes.Operation("PutBucketNotificationConfiguration", "PUT", "/{Bucket}?notification",
                [
                    .. S3Shapes.ToBucket, new("SkipDestinationValidation", WireShape.Boolean) { WireName = "x-amz-skip-destination-validation", Location = MemberLocation.Header },
                    S3Shapes.Document("NotificationConfiguration", "NotificationConfiguration", members),
                ],
                [], PutNotifications),
        ];
    }

    private static string ArnMember(NotificationTarget kind) => kind switch
    {
        NotificationTarget.Topic => "TopicArn",
        NotificationTarget.Queue => "QueueArn",
        _ => "LambdaFunctionArn",
    };

    private static S3Answer PutNotifications(S3Call call)
    {
        if (call.Payload.Bytes.IsEmpty)
        {
            throw new BucketServiceException("MissingRequestBodyError", 400, "Request Body is empty");
        }

        var bucket = call.Bucket;
        var document = call.Document("NotificationConfiguration");
        var wanted = new NotificationConfiguration
        {
            Rules = [.. _targets.SelectMany(t => S3Call.Items(document, t.Member).Select(r => Rule(bucket, r, t.Kind)))],
            ToEventBridge = document["EventBridgeConfiguration"] is not null,
        };
        bucket.SetNotifications(wanted, (bool?)call.Input["SkipDestinationValidation"] == true, call.Who);
        return None;
    }

    private static NotificationRule Rule(Bucket bucket, JsonObject rule, NotificationTarget kind)
    {
        var target = (string?)rule[ArnMember(kind)] ?? throw BucketServiceException.MalformedXml();
        var events = rule["Events"] is JsonArray list ? list.Select(static e => (string)e!).ToImmutableArray() : throw BucketServiceException.MalformedXml();
        string? prefix = null, suffix = null;
        foreach (var filter in rule["Filter"]?["Key"] is JsonObject key ? S3Call.Items(key, "FilterRules") : [])
        {
            var (name, value) = ((string?)filter["Name"] ?? "", (string?)filter["Value"] ?? "");
            if (System.Text.Encoding.UTF8.GetByteCount(value) > LongestFilter)
            {
                throw BucketServiceException.InvalidArgument("Size of filter rule value cannot exceed 1024 bytes in UTF-8 representation", "FilterRule.Value", value);
            }

            // Names are alike in any case.
            if (name.Equals("prefix", StringComparison.OrdinalIgnoreCase))
            {
                prefix = prefix is null ? value : throw BucketServiceException.InvalidArgument("Cannot specify more than one prefix rule in a filter.", "FilterRule.Name", name);
            }
            else if (name.Equals("suffix", StringComparison.OrdinalIgnoreCase))
            {
                suffix = suffix is null ? value : throw BucketServiceException.InvalidArgument("Cannot specify more than one suffix rule in a filter.", "FilterRule.Name", name);
            }
            else
            {
                throw BucketServiceException.InvalidArgument("filter rule name must be either prefix or suffix", "FilterRule.Name", name);
            }
        }

        return new NotificationRule((string?)rule["Id"] is { Length: > 0 } id ? id : bucket.NextRuleId(), kind, target, events) { Prefix = prefix, Suffix = suffix };
    }

    private static S3Answer GetNotifications(S3Call call)
    {
        var told = call.Bucket.Notifications;
        var output = new JsonObject();
        foreach (var (member, _, _, kind) in _targets)
        {
            var rules = told.Rules.Where(r => r.Kind == kind).Select(Shown).ToArray();
            if (rules.Length > 0)
            {
                output[member] = new JsonArray(rules);
            }
        }

        if (told.ToEventBridge)
        {
            output["EventBridgeConfiguration"] = new JsonObject();
        }

        return output;
    }

    private static JsonNode Shown(NotificationRule rule)
    {
        var shown = new JsonObject
        {
            ["Id"] = rule.Id,
            [ArnMember(rule.Kind)] = rule.Target,
            ["Events"] = new JsonArray([.. rule.Events.Select(static e => (JsonNode?)e)]),
        };
        if (rule.Prefix is not null || rule.Suffix is not null)
        {
            var filters = new JsonArray();
            Add(filters, "Prefix", rule.Prefix);
            Add(filters, "Suffix", rule.Suffix);
            shown["Filter"] = new JsonObject { ["Key"] = new JsonObject { ["FilterRules"] = filters } };
        }

        return shown;

        static void Add(JsonArray filters, string name, string? value)
        {
            if (value is not null)
            {
                filters.Add((JsonNode)new JsonObject { ["Name"] = name, ["Value"] = value });
            }
        }
    }
}
