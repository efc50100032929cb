using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Shards;

/// <summary>A stream of records in shards, as event source mappings read it: of Kinesis, of a DynamoDB table, of a Kafka topic, a queue of a broker or a change stream. What a reader has read is its own affair.</summary>
internal interface IShardedStream : ISource
{
    /// <summary>Whose records they are, which decides their form in a function's event.</summary>
    ShardedStreamKind StreamKind { get; }

    /// <summary>In order of their making; a closed one, also one without records, until what came when it was closed would have expired: by it readers know what comes before what.</summary>
    IReadOnlyList<IShard> Shards { get; }

    /// <summary>It is no more, nor are its records.</summary>
    bool IsDeleted { get; }

    /// <summary>Tells whoever watches when there is another shard, and when the stream is deleted.</summary>
    void Watch(Action changed);

    void Unwatch(Action changed);

    /// <summary>Batches of a shard at a time; null: as the mapping says.</summary>
    int? Lanes => null;

    /// <summary>What takes deliveries at a name that only this stream knows; null: nothing does.</summary>
    ISink? SinkAt(string name) => null;

    Duration? ISource.Visibility => null;
}

/// <summary>A consumer of a stream that has a way of its own to the records: enhanced fan-out of Kinesis.</summary>
internal interface IShardConsumer : ISource
{
    IShardedStream Stream { get; }

    /// <summary>It is deregistered, of which the watchers of its stream are told.</summary>
    bool IsDeleted { get; }

    Duration? ISource.Visibility => null;
}

/// <summary>Whose stream it is.</summary>
internal enum ShardedStreamKind
{
    Kinesis,
    DynamoDb,
    Kafka,
    Broker,
    DocumentDb,
}
