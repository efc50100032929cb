using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>SQS.</summary>
internal static class QueueTypes
{
    private static readonly string[] _attributes =
    [
        "ContentBasedDeduplication", "DeduplicationScope", "DelaySeconds", "FifoQueue", "FifoThroughputLimit", "KmsDataKeyReusePeriodSeconds", "KmsMasterKeyId", "MaximumMessageSize",
        "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds", "RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled", "VisibilityTimeout",
    ];

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::SQS::Queue", $"QueueName Tags {string.Join(' ', _attributes)}", Queue),
        ResourceType.Of("AWS::SQS::QueuePolicy", "PolicyDocument! Queues!", Policy),
        ResourceType.Of("AWS::SQS::QueueInlinePolicy", "PolicyDocument! Queue!", Policy),
    ];

    private static Made Queue(Making m)
    {
        var isFifo = m.Flag("FifoQueue");
        var name = m.Text("QueueName") ?? (isFifo ? m.World.Names.Of(m.LogicalId, 75) + ".fifo" : m.World.Names.Of(m.LogicalId, 80));
        var attributes = new JsonObject();
        foreach (var attribute in _attributes)
        {
            // FifoQueue: false is CloudFormation's way to say that it is none; the API knows only true.
            if (m[attribute] is { } node && (attribute != "FifoQueue" || isFifo))
            {
                attributes[attribute] = Shaped.Text(node);
            }
        }

        var input = new JsonObject { ["QueueName"] = name, ["Attributes"] = attributes };
        if (m.Tags() is { Count: > 0 } tags)
        {
            input["tags"] = tags;
        }

        var url = (string)m.Door.Call("sqs", "CreateQueue", input)["QueueUrl"]!;
        return new Made(url).With("Arn", m.Arn("sqs", name).ToString()).With("QueueName", name).With("QueueUrl", url);
    }

    private static Made Policy(Making m)
    {
        foreach (var queue in m.List("Queues").Concat(m.List("Queue")))
        {
            m.Door.Call("sqs", "SetQueueAttributes", new JsonObject { ["QueueUrl"] = Shaped.Text(queue), ["Attributes"] = new JsonObject { ["Policy"] = JsonOutput.Of(m["PolicyDocument"]!) } });
        }

        var id = m.World.Names.Of(m.LogicalId);
        return new Made(id).With("Id", id);
    }
}
