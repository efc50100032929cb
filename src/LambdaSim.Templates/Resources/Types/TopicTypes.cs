using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>SNS.</summary>
internal static class TopicTypes
{
    private static readonly string[] _attributes =
        ["ArchivePolicy", "ContentBasedDeduplication", "DisplayName", "FifoThroughputScope", "FifoTopic", "KmsMasterKeyId", "SignatureVersion", "TracingConfig"];

    private static readonly string[] _settings = ["DeliveryPolicy", "FilterPolicy", "FilterPolicyScope", "RawMessageDelivery", "RedrivePolicy", "ReplayPolicy", "SubscriptionRoleArn"];

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::SNS::Topic", $"TopicName Subscription Tags DataProtectionPolicy ~DeliveryStatusLogging {string.Join(' ', _attributes)}", Topic),
        ResourceType.Of("AWS::SNS::Subscription", $"TopicArn! Protocol! Endpoint ~Region {string.Join(' ', _settings)}", Subscription),
        ResourceType.Of("AWS::SNS::TopicPolicy", "PolicyDocument! Topics!", Policy),
        ResourceType.Of("AWS::SNS::TopicInlinePolicy", "PolicyDocument! TopicArn!", Policy),
    ];

    private static Made Topic(Making m)
    {
        var isFifo = m.Flag("FifoTopic");
        var name = m.Text("TopicName") ?? m.World.Names.Of(m.LogicalId, isFifo ? 200 : 205) + (isFifo ? ".fifo" : "");
        var input = new JsonObject { ["Name"] = name };
        if (Attributes(m, _attributes.Where(a => a != "FifoTopic" || isFifo)) is { Count: > 0 } attributes)
        {
            input["Attributes"] = attributes;
        }

        if (m["Tags"] is { } tags)
        {
            input["Tags"] = JsonNode.Parse(JsonOutput.Of(tags));
        }

        if (m.Text("DataProtectionPolicy") is { } policy)
        {
            input["DataProtectionPolicy"] = policy;
        }

        var arn = (string)m.Door.Call("sns", "CreateTopic", input)["TopicArn"]!;
        foreach (var subscription in Shaped.Maps(m.List("Subscription"), "Subscription"))
        {
            m.Door.Call("sns", "Subscribe", new JsonObject
            {
                ["TopicArn"] = arn,
                ["Protocol"] = Shaped.Text(subscription["Protocol"] ?? throw Shaped.Wrong(subscription, "Subscription", "a map with Protocol and Endpoint")),
                ["Endpoint"] = Shaped.Text(subscription["Endpoint"] ?? throw Shaped.Wrong(subscription, "Subscription", "a map with Protocol and Endpoint")),
            });
        }

        return new Made(arn).With("TopicArn", arn).With("TopicName", name);
    }

    private static Made Subscription(Making m)
    {
        var input = new JsonObject { ["TopicArn"] = m.Text("TopicArn"), ["Protocol"] = m.Text("Protocol"), ["ReturnSubscriptionArn"] = true };
        if (m.Text("Endpoint") is { } endpoint)
        {
            input["Endpoint"] = endpoint;
        }

        if (Attributes(m, _settings) is { Count: > 0 } attributes)
        {
            input["Attributes"] = attributes;
        }

        var arn = (string)m.Door.Call("sns", "Subscribe", input)["SubscriptionArn"]!;
        return new Made(arn).With("Arn", arn);
    }

    private static Made Policy(Making m)
    {
        foreach (var topic in m.List("Topics").Concat(m.List("TopicArn")))
        {
            m.Door.Call("sns", "SetTopicAttributes", new JsonObject { ["TopicArn"] = Shaped.Text(topic), ["AttributeName"] = "Policy", ["AttributeValue"] = JsonOutput.Of(m["PolicyDocument"]!) });
        }

        var id = m.World.Names.Of(m.LogicalId);
        return new Made(id).With("Id", id);
    }

    private static JsonObject Attributes(Making m, IEnumerable<string> names)
    {
        var attributes = new JsonObject();
        foreach (var name in names)
        {
            if (m.Text(name) is { } value)
            {
                attributes[name] = value;
            }
        }

        return attributes;
    }
}
