using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Resources;
using static LambdaSim.Wire.Kinesis.KinesisCall;

namespace LambdaSim.Wire.Kinesis;

/// <summary>What is told a stream that exists: retention, tags, mode, size of records, encryption, metrics, policies; and the account's settings.</summary>
internal static class KinesisSettings
{
    private const int TagPage = 50, LongestPolicy = 20_480;

    public static IEnumerable<TableOperation> Operations =>
    [
        new(KinesisShapes.IncreaseStreamRetentionPeriod, static c => Done(() => Stream(c).SetRetention(c.Number("RetentionPeriodHours")!.Value, increases: true))),
        new(KinesisShapes.DecreaseStreamRetentionPeriod, static c => Done(() => Stream(c).SetRetention(c.Number("RetentionPeriodHours")!.Value, increases: false))),
        new(KinesisShapes.AddTagsToStream, static c => Done(() => Tag(Stream(c), Stream(c).Tags, c))),
        new(KinesisShapes.RemoveTagsFromStream, static c => Done(() => StreamTags.Remove(Stream(c).Tags, c.Texts("TagKeys")))),
        new(KinesisShapes.ListTagsForStream, ListTags),
        new(KinesisShapes.TagResource, static c => Done(() => Tag(Owner(c).Stream, Owner(c).Tags, c))),
        new(KinesisShapes.UntagResource, static c => Done(() => StreamTags.Remove(Owner(c).Tags, c.Texts("TagKeys")))),
        new(KinesisShapes.ListTagsForResource, static c => new JsonObject { ["Tags"] = Array(Owner(c).Tags.Select(Shown)) }),
        new(KinesisShapes.UpdateStreamMode, static c => Done(() => Stream(c).SetMode(KinesisStreams.Mode(c.Input), c.Number("WarmThroughputMiBps")))),
        new(KinesisShapes.UpdateMaxRecordSize, static c => Done(() => Stream(c).SetMaxRecord(c.Number("MaxRecordSizeInKiB")!.Value))),
        new(KinesisShapes.UpdateStreamWarmThroughput, Warm),
        new(KinesisShapes.StartStreamEncryption, static c => Done(() => Stream(c).Encrypt(ByKey(c).Text("KeyId")))),
        new(KinesisShapes.StopStreamEncryption, static c => Done(() => Stream(ByKey(c)).Encrypt(null))),
        new(KinesisShapes.EnableEnhancedMonitoring, static c => Measure(c, isOn: true)),
        new(KinesisShapes.DisableEnhancedMonitoring, static c => Measure(c, isOn: false)),
        new(KinesisShapes.PutResourcePolicy, PutPolicy),
        new(KinesisShapes.GetResourcePolicy, static c => new JsonObject { ["Policy"] = Policies(c).GetValueOrDefault(c.Text("ResourceARN")!) ?? throw NoPolicy(c) }),
        new(KinesisShapes.DeleteResourcePolicy, static c => Done(() => _ = Policies(c).Remove(c.Text("ResourceARN")!) ? true : throw NoPolicy(c))),
        new(KinesisShapes.DescribeAccountSettings, static c => new JsonObject { ["MinimumThroughputBillingCommitment"] = Commitment(c) }),
        new(KinesisShapes.UpdateAccountSettings, UpdateAccount),
    ];

    // The only way in which a stream is encrypted.
    private static TableCall ByKey(TableCall call) => call.Text("EncryptionType") == "KMS" ? call : throw StreamException.InvalidArgument("The only valid value of EncryptionType is KMS.");

    private static JsonObject Shown(KeyValuePair<string, string> tag) => new() { ["Key"] = tag.Key, ["Value"] = tag.Value };

    private static void Tag(DataStream stream, SortedDictionary<string, string> owned, TableCall call) => StreamTags.Add(owned, KinesisStreams.Tags(call.Input), stream.Name, stream.Account);

    private static JsonObject ListTags(TableCall call)
    {
        var after = call.Text("ExclusiveStartTagKey");
        var most = call.Number("Limit") ?? TagPage;
        var tags = Stream(call).Tags.Where(t => after is null || string.CompareOrdinal(t.Key, after) > 0).Take(most + 1).ToList();
        return new JsonObject { ["Tags"] = Array(tags.Take(most).Select(Shown)), ["HasMoreTags"] = tags.Count > most };
    }

    // A stream's, or a consumer's.
    private static (DataStream Stream, SortedDictionary<string, string> Tags) Owner(TableCall call)
    {
        var text = call.Text("ResourceARN")!;
        return Arn.TryParse(text, out var arn) ? call.World.Book<StreamBook>().Find(arn) switch
        {
            DataStream stream => (stream, stream.Tags),
            StreamConsumer consumer => (consumer.Stream, consumer.Tags),
            _ => throw StreamException.Unknown($"Resource {text} under account {call.Caller.Account} not found."),
        }
        : throw StreamException.InvalidArgument($"Invalid ResourceARN: {text}.");
    }

    private static JsonObject Warm(TableCall call)
    {
        var stream = Stream(call);
        var wanted = call.Number("WarmThroughputMiBps")!.Value;
        var before = stream.WarmThroughput ?? 0;
        stream.SetWarm(wanted);
        return new JsonObject { ["StreamARN"] = stream.Arn, ["StreamName"] = stream.Name, ["WarmThroughput"] = new JsonObject { ["TargetMiBps"] = wanted, ["CurrentMiBps"] = before } };
    }

    private static JsonObject Measure(TableCall call, bool isOn)
    {
        var stream = Stream(call);
        var before = stream.Measure(call.Texts("ShardLevelMetrics"), isOn);
        return new JsonObject
        {
            ["StreamName"] = stream.Name,
            ["StreamARN"] = stream.Arn,
            ["CurrentShardLevelMetrics"] = Texts(before),
            ["DesiredShardLevelMetrics"] = Texts(stream.Metrics),
        };
    }

    private static SortedDictionary<string, string> Policies(TableCall call) => Owner(call).Stream.Policies;

    private static StreamException NoPolicy(TableCall call) => StreamException.Unknown($"No resource policy found for resource {call.Text("ResourceARN")}.");

    private static JsonObject? PutPolicy(TableCall call)
    {
        var policy = call.Text("Policy")!;
        var isGood = false;
        try
        {
            isGood = policy.Length <= LongestPolicy && JsonNode.Parse(policy) is JsonObject document && document["Statement"] is not null;
        }
        catch (JsonException)
        {
        }

        Policies(call)[call.Text("ResourceARN")!] = isGood ? policy : throw StreamException.InvalidArgument("The resource policy is not valid: it is a JSON object with a Statement, of at most 20,480 characters.");
        return null;
    }

    private static JsonObject Commitment(TableCall call)
    {
        var commitment = Service(call).Commitment;
        var shown = new JsonObject { ["Status"] = commitment.Status };
        if (commitment.StartedAt is { } started)
        {
            shown["StartedAt"] = Timestamps.Write(started);
            shown["EarliestAllowedEndAt"] = Timestamps.Write(commitment.EarliestEnd!.Value);
        }

        if (commitment.EndedAt is { } ended)
        {
            shown["EndedAt"] = Timestamps.Write(ended);
        }

        return shown;
    }

    private static JsonObject UpdateAccount(TableCall call)
    {
        Service(call).Commit((string)call.Input["MinimumThroughputBillingCommitment"]!["Status"]! == BillingCommitment.Enabled);
        return new JsonObject { ["MinimumThroughputBillingCommitment"] = Commitment(call) };
    }
}
