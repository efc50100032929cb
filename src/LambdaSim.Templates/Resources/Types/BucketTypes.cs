using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>S3.</summary>
internal static class BucketTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::S3::Bucket",
            "BucketName NotificationConfiguration OwnershipControls Tags VersioningConfiguration ~AbacStatus ~AccelerateConfiguration ~AccessControl ~AnalyticsConfigurations ~BucketEncryption "
            + "~CorsConfiguration ~IntelligentTieringConfigurations ~InventoryConfigurations ~LifecycleConfiguration ~LoggingConfiguration ~MetadataConfiguration ~MetadataTableConfiguration "
            + "~MetricsConfigurations ~ObjectLockConfiguration ~ObjectLockEnabled ~PublicAccessBlockConfiguration ~ReplicationConfiguration ~WebsiteConfiguration", Bucket),
        ResourceType.Of("AWS::S3::BucketPolicy", "Bucket! ~PolicyDocument!", Policy),
    ];

    private static Made Bucket(Making m)
    {
        var (name, region) = (m.Name("BucketName", 63, lower: true), m.Inputs.Region);
        var create = new JsonObject { ["Bucket"] = name };
        if (region != "us-east-1")
        {
            create["CreateBucketConfiguration"] = new JsonObject { ["LocationConstraint"] = region };
        }

        m.Door.Call("s3", "CreateBucket", create);
        if (Shaped.Map(m["VersioningConfiguration"], "VersioningConfiguration") is { } versioning && versioning["Status"] is { } status)
        {
            m.Door.Call("s3", "PutBucketVersioning", new JsonObject { ["Bucket"] = name, ["VersioningConfiguration"] = new JsonObject { ["Status"] = Shaped.Text(status) } });
        }

        if (m["Tags"] is { } tags)
        {
            m.Door.Call("s3", "PutBucketTagging", new JsonObject { ["Bucket"] = name, ["Tagging"] = new JsonObject { ["TagSet"] = JsonNode.Parse(JsonOutput.Of(tags)) } });
        }

        if (Shaped.Map(m["NotificationConfiguration"], "NotificationConfiguration") is { } notifications)
        {
            m.Door.Call("s3", "PutBucketNotificationConfiguration", new JsonObject { ["Bucket"] = name, ["NotificationConfiguration"] = Notifications(notifications) });
        }

        var dual = region == "us-east-1" ? "s3-website-us-east-1.amazonaws.com" : $"s3-website-{region}.amazonaws.com";
        return new Made(name).With("Arn", LambdaSim.Resources.Arn.OfBucket(name).ToString())
            .With("DomainName", $"{name}.s3.amazonaws.com").With("RegionalDomainName", $"{name}.s3.{region}.amazonaws.com")
            .With("DualStackDomainName", $"{name}.s3.dualstack.{region}.amazonaws.com").With("WebsiteURL", $"http://{name}.{dual}");
    }

    // CloudFormation has a list for each kind of target, with one event each.
    private static JsonObject Notifications(MapNode node)
    {
        var result = new JsonObject();
        foreach (var (name, value) in node.Members)
        {
            switch (name)
            {
                case "LambdaConfigurations":
                    result["LambdaFunctionConfigurations"] = Rules(value, "Function", "LambdaFunctionArn");
                    break;
                case "QueueConfigurations":
                    result[name] = Rules(value, "Queue", "QueueArn");
                    break;
                case "TopicConfigurations":
                    result[name] = Rules(value, "Topic", "TopicArn");
                    break;
                case "EventBridgeConfiguration":
                    if (value is not MapNode map || map["EventBridgeEnabled"] is not { } enabled || Shaped.Flag(enabled, "EventBridgeEnabled"))
                    {
                        result[name] = new JsonObject();
                    }

                    break;
                default:
                    throw Fault.At(value, $"Encountered unsupported property {name} in NotificationConfiguration", Configuration.NearestName.Hint(name, ["EventBridgeConfiguration", "LambdaConfigurations", "QueueConfigurations", "TopicConfigurations"]));
            }
        }

        return result;
    }

    private static JsonArray Rules(Node node, string target, string arn) => new([.. Shaped.Items(node).Select(rule => (JsonNode)Rule(rule as MapNode ?? throw Shaped.Wrong(rule, "NotificationConfiguration", $"a list of maps with Event and {target}"), target, arn))]);

    private static JsonObject Rule(MapNode rule, string target, string arn)
    {
        if (rule.Keys.FirstOrDefault(k => k != target && k is not ("Event" or "Filter")) is { } unknown)
        {
            throw Fault.At(rule[unknown]!, $"Encountered unsupported property {unknown} in NotificationConfiguration", Configuration.NearestName.Hint(unknown, ["Event", "Filter", target]));
        }

        var result = new JsonObject
        {
            [arn] = Shaped.Text(rule[target] ?? throw Shaped.Wrong(rule, "NotificationConfiguration", $"a list of maps with Event and {target}")),
            ["Events"] = new JsonArray(Shaped.Text(rule["Event"] ?? throw Shaped.Wrong(rule, "NotificationConfiguration", $"a list of maps with Event and {target}"))),
        };
        if (Shaped.Map(rule["Filter"], "NotificationConfiguration.Filter") is { } filter
            && Shaped.Items((filter["S3Key"] as MapNode)?["Rules"] ?? throw Shaped.Wrong(filter, "NotificationConfiguration.Filter", "a map with S3Key, whose Rules are a list")) is var rules)
        {
            result["Filter"] = new JsonObject
            {
                ["Key"] = new JsonObject
                {
                    ["FilterRules"] = new JsonArray([.. Shaped.Maps(rules, "NotificationConfiguration.Filter.S3Key.Rules").Select(static r => (JsonNode)new JsonObject
                    {
                        ["Name"] = r["Name"] is { } name ? Shaped.Text(name) : null, ["Value"] = r["Value"] is { } value ? Shaped.Text(value) : null,
                    })]),
                },
            };
        }

        return result;
    }

    private static Made Policy(Making m) => new(m.Text("Bucket")!);
}
