using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using static LambdaSim.Wire.Kinesis.KinesisCall;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Streams: made, told of, listed, deleted.</summary>
internal static class KinesisStreams
{
    private const int Page = 100;

    public static IEnumerable<TableOperation> Operations =>
    [
        new(KinesisShapes.CreateStream, static c => Done(() => Service(c).Create(c.Text("StreamName")!, Settings(c)))),
        new(KinesisShapes.DeleteStream, static c => Done(() => Stream(c).Delete(c.Flag("EnforceConsumerDeletion")))),
        new(KinesisShapes.DescribeStream, Describe),
        new(KinesisShapes.DescribeStreamSummary, Summary),
        new(KinesisShapes.ListStreams, List),
    ];

    public static JsonObject Range(Shard shard) => new() { ["StartingHashKey"] = shard.Range.StartText, ["EndingHashKey"] = shard.Range.EndText };

    public static JsonObject Shown(Shard shard)
    {
        var numbers = new JsonObject { ["StartingSequenceNumber"] = shard.Starting.ToString() };
        if (shard.Ending is { } end)
        {
            numbers["EndingSequenceNumber"] = end.ToString();
        }

        var shown = new JsonObject { ["ShardId"] = shard.Id, ["HashKeyRange"] = Range(shard), ["SequenceNumberRange"] = numbers };
        if (shard.Parent is { } parent)
        {
            shown["ParentShardId"] = parent;
        }

        if (shard.AdjacentParent is { } adjacent)
        {
            shown["AdjacentParentShardId"] = adjacent;
        }

        return shown;
    }

    public static string Mode(JsonObject input) => (string?)input["StreamModeDetails"]?["StreamMode"] ?? StreamSettings.Provisioned;

    public static SortedDictionary<string, string> Tags(JsonObject input)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in input["Tags"] as JsonObject ?? [])
        {
            tags[key] = (string)value!;
        }

        return tags;
    }

    private static StreamSettings Settings(TableCall call) => new()
    {
        ShardCount = call.Number("ShardCount"),
        Mode = Mode(call.Input),
        MaxRecordKiB = call.Number("MaxRecordSizeInKiB") ?? StreamSettings.LeastRecordKiB,
        WarmThroughput = call.Number("WarmThroughputMiBps"),
        Tags = Tags(call.Input),
    };

    private static JsonObject Describe(TableCall call)
    {
        var stream = Stream(call);
        var most = call.Number("Limit") ?? Page;
        var after = call.Text("ExclusiveStartShardId") is { } id ? Shard.IndexOf(id) ?? throw StreamException.NoShard(stream, id) : -1;
        var shards = stream.Listed.Where(s => s.Index > after).Take(most + 1).ToList();
        var description = Common(stream);
        description["Shards"] = Array(shards.Take(most).Select(Shown));
        description["HasMoreShards"] = shards.Count > most;
        return new JsonObject { ["StreamDescription"] = description };
    }

    private static JsonObject Summary(TableCall call)
    {
        var stream = Stream(call);
        var summary = Common(stream);
        summary["StreamId"] = stream.Id;
        summary["OpenShardCount"] = stream.OpenShardCount;
        summary["ConsumerCount"] = stream.Consumers.Count;
        summary["MaxRecordSizeInKiB"] = stream.MaxRecordKiB;
        if (stream.WarmThroughput is { } warm)
        {
            summary["WarmThroughput"] = Warm(warm);
        }

        return new JsonObject { ["StreamDescriptionSummary"] = summary };
    }

    public static JsonObject Warm(int mebibytes) => new() { ["TargetMiBps"] = mebibytes, ["CurrentMiBps"] = mebibytes };

    private static JsonObject Common(DataStream stream)
    {
        var common = new JsonObject
        {
            ["StreamName"] = stream.Name,
            ["StreamARN"] = stream.Arn,
            ["StreamStatus"] = stream.Status,
            ["StreamModeDetails"] = new JsonObject { ["StreamMode"] = stream.Mode },
            ["RetentionPeriodHours"] = (int)stream.Retention.TotalHours,
            ["StreamCreationTimestamp"] = Timestamps.Write(stream.CreatedAt),
            ["EnhancedMonitoring"] = new JsonArray(new JsonObject { ["ShardLevelMetrics"] = Texts(stream.Metrics) }),
            ["EncryptionType"] = stream.KeyId is null ? "NONE" : "KMS",
        };
        if (stream.KeyId is { } key)
        {
            common["KeyId"] = key;
        }

        return common;
    }

    private static JsonObject List(TableCall call)
    {
        var after = call.Text("ExclusiveStartStreamName");
        var streams = Service(call).Streams.Where(s => after is null || string.CompareOrdinal(s.Name, after) > 0).Select(static s => (s.Name, Item: new JsonObject
        {
            ["StreamName"] = s.Name,
            ["StreamARN"] = s.Arn,
            ["StreamStatus"] = s.Status,
            ["StreamModeDetails"] = new JsonObject { ["StreamMode"] = s.Mode },
            ["StreamCreationTimestamp"] = Timestamps.Write(s.CreatedAt),
        }));
        var (page, next) = TokenPage.Of(streams, call.Text("NextToken"), call.Number("Limit") ?? Page) ?? throw StreamException.BadToken();
        var answer = new JsonObject
        {
            ["StreamNames"] = Texts(page.Select(static p => (string)p["StreamName"]!)),
            ["HasMoreStreams"] = next is not null,
            ["StreamSummaries"] = Array(page),
        };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return answer;
    }
}
