using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>A consumer with a throughput of its own: enhanced fan-out (rule KIN-CONSUMER).</summary>
internal sealed class StreamConsumer(DataStream stream, string name, Instant createdAt) : IShardConsumer
{
    private readonly Dictionary<int, ShardSubscription> _subscriptions = [];
    private Instant? _deletedAt;

    public DataStream Stream => stream;

    public string Name => name;

    public Instant CreatedAt => createdAt;

    public Arn Arn { get; } = new("aws", Arn.Kinesis, stream.Service.Region, stream.Account, Configuration.Text.Invariant($"stream/{stream.Name}/consumer/{name}:{createdAt.ToUnixTimeSeconds()}"));

    public string Kind => "consumer";

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    IShardedStream IShardConsumer.Stream => stream;

    public string Status => _deletedAt is not null ? "DELETING" : stream.Instant < createdAt + stream.Service.Book.Dwell ? "CREATING" : "ACTIVE";

    public bool IsGone => _deletedAt + stream.Service.Book.Dwell <= stream.Instant;

    public bool IsDeleted => _deletedAt is not null;

    public void Delete()
    {
        _deletedAt ??= stream.Instant;
        End();
        stream.TellWatchers();
    }

    /// <summary>All its subscriptions end.</summary>
    public void End()
    {
        foreach (var subscription in _subscriptions.Values)
        {
            subscription.End();
        }

        _subscriptions.Clear();
    }

    /// <summary>SubscribeToShard: another subscription to the shard ends with it, unless it has just begun (rule KIN-SUBSCRIBE).</summary>
    public ShardSubscription Subscribe(Shard shard, StartingPosition start)
    {
        if (Status != "ACTIVE")
        {
            throw StreamException.InUseFor(Configuration.Text.Invariant(
                $"Consumer {name} with creation timestamp {createdAt.ToUnixTimeSeconds()} under stream: {stream.Name} , account {stream.Account} is not in ACTIVE status."));
        }

        var position = DataStream.PositionOf(shard, start);
        if (_subscriptions.GetValueOrDefault(shard.Index) is { IsOver: false } before)
        {
            if (stream.Instant < before.BegunAt + ShardSubscription.Pause)
            {
                throw StreamException.InUseFor($"Another active subscription exists for this consumer: {stream.Account}:{stream.Name}:{shard.Id}:{name}");
            }

            before.End();
        }

        return _subscriptions[shard.Index] = new ShardSubscription(shard, position, stream.Instant);
    }
}
