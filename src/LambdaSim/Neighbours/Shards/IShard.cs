using NodaTime;

namespace LambdaSim.Neighbours.Shards;

/// <summary>
/// A shard: records in the order of their coming, by position. Positions count from 0 without a gap, whatever the sequence numbers are, and are never used
/// twice. What has expired is gone from <see cref="First"/>, also when nobody has used the shard since.
/// </summary>
internal interface IShard
{
    /// <summary>Such as <c>shardId-000000000000</c>.</summary>
    string Id { get; }

    /// <summary>Ids of the shards that it continues: their records come before its own. Also of those that are no more.</summary>
    IReadOnlyList<string> Parents { get; }

    /// <summary>No record will come any more.</summary>
    bool IsClosed { get; }

    /// <summary>Position of the oldest record that has not expired, <c>TRIM_HORIZON</c>; <see cref="Next"/> where there is none.</summary>
    long First { get; }

    /// <summary>Position of the record that comes next, <c>LATEST</c>.</summary>
    long Next { get; }

    /// <summary>Position of the first record that came at or after an instant; <see cref="Next"/> where there is none.</summary>
    long At(Instant instant);

    /// <summary>Gives what readers decide by of the records from a position on.</summary>
    /// <param name="from">Between <see cref="First"/> and <see cref="Next"/>.</param>
    /// <param name="into">Filled as far as there are records.</param>
    /// <returns>How many there are.</returns>
    int Read(long from, Span<ShardRecord> into);

    /// <summary>The sequence number of a record, as the service writes it.</summary>
    string SequenceNumber(long position);

    /// <summary>The partition key of a Kinesis record; empty for DynamoDB.</summary>
    string Key(long position);

    /// <summary>
    /// Of Kinesis what was put. Of DynamoDB the record as a JSON object in UTF-8 with its members in the order <c>eventID</c>, <c>eventName</c>,
    /// <c>eventVersion</c>, <c>eventSource</c>, <c>awsRegion</c>, <c>dynamodb</c>, and <c>userIdentity</c> where it has one.
    /// </summary>
    ReadOnlyMemory<byte> Data(long position);

    /// <summary>Tells whoever watches when records come and when it is closed, within the call that does it: work is put off.</summary>
    void Watch(IShardWatcher watcher);

    void Unwatch(IShardWatcher watcher);

    /// <summary>What stands around its records in an event; null: what stands around those of Kinesis and DynamoDB.</summary>
    EventEnvelope? Envelope => null;

    /// <summary>What filters look into beside the record itself.</summary>
    RecordPayload PayloadOf(long position) => default;

    /// <summary>Position that a consumer group goes on at; null: it has read nothing yet.</summary>
    long? Committed(string group) => null;

    /// <summary>A consumer group is done with all before a position.</summary>
    void Commit(string group, long position)
    {
    }
}

/// <summary>Whoever waits for what happens to a shard.</summary>
internal interface IShardWatcher
{
    /// <summary>One record or more have come, or the shard is closed.</summary>
    void Stirred();
}
