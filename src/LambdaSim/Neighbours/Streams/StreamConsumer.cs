using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>A consumer with a throughput of its own: enhanced fan-out.</summary>
internal sealed class StreamConsumer(DataStream stream, string name, Instant createdAt) : IShardConsumer
{
    public DataStream Stream => stream;

    public string Name => name;

    public Instant CreatedAt => createdAt;

    public Arn Arn { get; } = new("aws", Arn.Kinesis, stream.Service.Region, stream.Account, Configuration.Text.Invariant($"stream/{stream.Name}/consumer/{name}:{createdAt.ToUnixTimeSeconds()}"));

    public string Kind => "consumer";

    IShardedStream IShardConsumer.Stream => stream;
}
