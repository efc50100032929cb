using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using NodaTime;
using static LambdaSim.Wire.Kinesis.KinesisCall;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Shards: listed, split, merged, counted.</summary>
internal static class KinesisShards
{
    private const int Page = 1_000;

    public static IEnumerable<TableOperation> Operations =>
    [
        new(KinesisShapes.ListShards, List),
        new(KinesisShapes.SplitShard, static c => Done(() => Stream(c).SplitShard(c.Text("ShardToSplit")!, c.Text("NewStartingHashKey")!))),
        new(KinesisShapes.MergeShards, static c => Done(() => Stream(c).MergeShards(c.Text("ShardToMerge")!, c.Text("AdjacentShardToMerge")!))),
        new(KinesisShapes.UpdateShardCount, UpdateCount),
        new(KinesisShapes.DescribeLimits, Limits),
    ];

    private static JsonObject UpdateCount(TableCall call)
    {
        var stream = Stream(call);
        var target = call.Number("TargetShardCount")!.Value;
        var before = stream.ChangeCount(target);
        return new JsonObject { ["StreamName"] = stream.Name, ["StreamARN"] = stream.Arn, ["CurrentShardCount"] = before, ["TargetShardCount"] = target };
    }

    private static JsonObject Limits(TableCall call) => new()
    {
        ["ShardLimit"] = StreamService.ShardLimit,
        ["OpenShardCount"] = (int)Service(call).OpenShards,
        ["OnDemandStreamCount"] = Service(call).OnDemandStreams,
        ["OnDemandStreamCountLimit"] = StreamService.OnDemandLimit,
    };

    // Rule KIN-LIST-SHARDS.
    private static JsonObject List(TableCall call)
    {
        var isNamed = Where(call) is not null || call.Text("StreamId") is not null;
        if (call.Text("NextToken") is { } token)
        {
            return isNamed ? throw StreamException.InvalidArgument("NextToken and StreamName cannot be provided together.") : Listed(call, ListToken.Parse(token, call.World.Book<StreamBook>()));
        }

        if (!isNamed)
        {
            throw StreamException.InvalidArgument("Either NextToken or StreamName should be provided.");
        }

        var stream = StreamOfThen(call);
        if (call.Text("ExclusiveStartShardId") is { } start && call.Input["ShardFilter"] is not null)
        {
            throw StreamException.InvalidArgument($"ExclusiveStartShardId {start} and ShardFilter cannot be provided together.");
        }

        return Listed(call, new ListToken(stream, After(stream, call), ShardFilter.Of(call.Input["ShardFilter"] as JsonObject, stream), stream.Instant));
    }

    private static int After(DataStream stream, TableCall call) =>
        (call.Text("ExclusiveStartShardId") ?? (string?)call.Input["ShardFilter"]?["ShardId"]) is not { } id ? -1 : Shard.IndexOf(id) ?? throw StreamException.NoShard(stream, id);

    private static JsonObject Listed(TableCall call, ListToken token)
    {
        var most = call.Number("MaxResults") ?? Page;
        var shards = token.Stream.Listed.Where(s => s.Index > token.After && token.Filter.Matches(s)).Take(most + 1).ToList();
        var answer = new JsonObject { ["Shards"] = Array(shards.Take(most).Select(KinesisStreams.Shown)) };
        if (shards.Count > most)
        {
            answer["NextToken"] = (token with { After = shards[most - 1].Index, IssuedAt = token.Stream.Instant }).ToString();
        }

        return answer;
    }

    // Where a list goes on. It holds for five minutes.
    private sealed record ListToken(DataStream Stream, int After, ShardFilter Filter, Instant IssuedAt)
    {
        private const char Between = '|';
        private const int Parts = 5;

        private static readonly Duration _life = Duration.FromSeconds(300);

        public static ListToken Parse(string text, StreamBook book)
        {
            var bytes = new byte[text.Length];
            var parts = Convert.TryFromBase64String(text, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count).Split(Between, Parts + 1) : [];
            if (parts.Length != Parts || !Resources.Arn.TryParse(parts[0], out var arn) || book.Find(arn) is not DataStream stream
                || Whole(parts[1]) is not { } after || Whole(parts[2]) is not { } issued || Whole(parts[4]) is not { } at)
            {
                throw StreamException.BadToken();
            }

            var token = new ListToken(stream, (int)after, new ShardFilter(parts[3], Instant.FromUnixTimeMilliseconds(at)), Instant.FromUnixTimeMilliseconds(issued));
            return stream.Instant - token.IssuedAt > _life ? throw StreamException.ExpiredToken() : token;
        }

        public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(Configuration.Text.Invariant(
            $"{Stream.Arn}{Between}{After}{Between}{IssuedAt.ToUnixTimeMilliseconds()}{Between}{Filter.Type}{Between}{Filter.At.ToUnixTimeMilliseconds()}")));

        // Milliseconds of instants that NodaTime has.
        private static long? Whole(string text) =>
            long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > -200_000_000_000_000 and < 200_000_000_000_000 ? number : null;
    }
}
