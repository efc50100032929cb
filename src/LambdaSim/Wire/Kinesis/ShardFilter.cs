using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using NodaTime;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Which shards a list tells (rule KIN-LIST-SHARDS).</summary>
/// <param name="Type">Empty: all.</param>
/// <param name="At">The instant that it asks about.</param>
internal sealed record ShardFilter(string Type, Instant At)
{
    private const string AfterShard = "AFTER_SHARD_ID", AtHorizon = "AT_TRIM_HORIZON", FromHorizon = "FROM_TRIM_HORIZON", AtLatest = "AT_LATEST", AtTime = "AT_TIMESTAMP", FromTime = "FROM_TIMESTAMP";

    /// <summary>As a request says it; null: all.</summary>
    /// <exception cref="StreamException">Something is missing, or too much.</exception>
    public static ShardFilter Of(JsonObject? input, DataStream stream)
    {
        var type = (string?)input?[nameof(Type)] ?? "";
        var (shard, timestamp) = (input?["ShardId"], Timestamps.Read(input?["Timestamp"]));
        Require(type == AfterShard, shard is not null, "ShardId", type);
        Require(type is AtTime or FromTime, timestamp is not null, "Timestamp", type);
        var horizon = Instant.Max(stream.CreatedAt, stream.Horizon);
        return timestamp > stream.Instant
            ? throw StreamException.InvalidArgument($"The Timestamp of ShardFilter cannot be in the future.")
            : new ShardFilter(type, type is AtHorizon or FromHorizon ? horizon : timestamp is { } at ? Instant.Max(at, horizon) : stream.Instant);
    }

    public bool Matches(Shard shard) => Type switch
    {
        AtLatest => shard.ClosedAt is null,
        AtHorizon or AtTime => shard.CreatedAt <= At && (shard.ClosedAt is null || shard.ClosedAt > At),
        FromHorizon or FromTime => shard.ClosedAt is null || shard.ClosedAt >= At,
        _ => true,
    };

    private static void Require(bool isNeeded, bool isThere, string member, string type)
    {
        if (isNeeded != isThere)
        {
            throw StreamException.InvalidArgument(isNeeded ? $"{member} must be provided for a ShardFilter of type {type}." : $"{member} cannot be provided for a ShardFilter of type {type}.");
        }
    }
}
