using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>Kinesis Data Streams.</summary>
internal static class StreamTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::Kinesis::Stream", "Name ShardCount RetentionPeriodHours StreamModeDetails Tags MaxRecordSizeInKiB WarmThroughputMiBps ~StreamEncryption ~DesiredShardLevelMetrics", Stream),
        ResourceType.Of("AWS::Kinesis::StreamConsumer", "ConsumerName! StreamARN! Tags", Consumer),
        ResourceType.Of("AWS::Kinesis::ResourcePolicy", "ResourceArn! ResourcePolicy!", Policy),
    ];

    private static Made Stream(Making m)
    {
        var name = m.Name("Name", 128);
        var more = new JsonObject { ["StreamName"] = name };
        var isOnDemand = Shaped.Map(m["StreamModeDetails"], "StreamModeDetails") is { } mode && mode["StreamMode"] is TextNode { Text: "ON_DEMAND" };
        if (m.Tags() is { Count: > 0 } tags)
        {
            more["Tags"] = tags;
        }

        // The API wants a count of a provisioned stream, CloudFormation takes one shard; neither mode is on demand.
        if (m["ShardCount"] is null && m["StreamModeDetails"] is null)
        {
            more["StreamModeDetails"] = new JsonObject { ["StreamMode"] = "ON_DEMAND" };
        }
        else if (m["ShardCount"] is null && !isOnDemand)
        {
            more["ShardCount"] = 1;
        }

        m.Call("kinesis", "CreateStream", more, "Tags");
        if (m["RetentionPeriodHours"] is { } hours && Shaped.Whole(hours, "RetentionPeriodHours") is var kept and not 24)
        {
            m.Door.Call("kinesis", "IncreaseStreamRetentionPeriod", new JsonObject { ["StreamName"] = name, ["RetentionPeriodHours"] = kept });
        }

        return new Made(name).With("Arn", m.Arn("kinesis", $"stream/{name}").ToString());
    }

    private static Made Consumer(Making m)
    {
        var consumer = m.Call("kinesis", "RegisterStreamConsumer", m.Tags() is { Count: > 0 } tags ? new JsonObject { ["Tags"] = tags } : null, "Tags")["Consumer"]!;
        var arn = (string)consumer["ConsumerARN"]!;
        return new Made(arn).With("ConsumerARN", arn).With("ConsumerName", (string)consumer["ConsumerName"]!).With("ConsumerStatus", "ACTIVE").With("StreamARN", m.Text("StreamARN"));
    }

    private static Made Policy(Making m)
    {
        m.Door.Call("kinesis", "PutResourcePolicy", new JsonObject { ["ResourceARN"] = m.Text("ResourceArn"), ["Policy"] = JsonOutput.Of(m["ResourcePolicy"]!) });
        return new Made(m.Text("ResourceArn")!);
    }
}
