using System.Text;

namespace LambdaSim.Neighbours.Streams;

/// <summary>What Kinesis says of a record that it has taken.</summary>
/// <param name="ShardId">The shard that has it.</param>
/// <param name="SequenceNumber">Its number in the shard.</param>
public sealed record PutRecord(string ShardId, string SequenceNumber);

/// <summary>A record as a request gives it.</summary>
/// <param name="Key">Partition key.</param>
/// <param name="Data">Its bytes.</param>
/// <param name="HashKey">Takes the place of the key's hash; null: none.</param>
internal readonly record struct RecordEntry(string Key, ReadOnlyMemory<byte> Data, string? HashKey);

// How records come in (rules KIN-SHARD-CHOICE, KIN-RECORD-SIZE, KIN-WRITE-LIMITS).
public sealed partial class DataStream
{
    private const int CounterGroup = 5, KeyRoom = 1_024;

    // Shards in groups of five count together.
    private readonly List<long> _counters = [];

    /// <summary>Puts a record, at the present instant.</summary>
    /// <param name="key">Partition key, 1 to 256 characters: records of the same key are in one shard, in their order.</param>
    /// <param name="data">Its text, as UTF-8.</param>
    /// <exception cref="AwsServiceException">Kinesis would refuse it, in Kinesis's words: too large, or too much for the shard in this second.</exception>
    /// <example>
    /// <code>
    /// stream.Put("customer-7", """{"page":"/cart"}""");
    /// </code>
    /// </example>
    public PutRecord Put(string key, string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Put(key, Encoding.UTF8.GetBytes(data));
    }

    /// <summary>Puts a record of bytes, at the present instant.</summary>
    /// <param name="key">Partition key, 1 to 256 characters.</param>
    /// <param name="data">At most 1 MiB with the key, unless the stream takes larger records.</param>
    /// <exception cref="AwsServiceException">Kinesis would refuse it, in Kinesis's words.</exception>
    public PutRecord Put(string key, ReadOnlyMemory<byte> data)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);

        // Whoever holds it may not know that it is gone.
        if (!IsMade || IsDeleted)
        {
            throw StreamException.NoStream(Name, Account);
        }

        if (key.Length > 256)
        {
            throw StreamException.Invalid($"1 validation error detected: Value '{key}' at 'partitionKey' failed to satisfy constraint: Member must have length less than or equal to 256");
        }

        var (shard, number) = Service.Book.Host.Do("kinesis", "PutRecord", Name, (Stream: this, Entry: new RecordEntry(key, data, null)), static s => s.Stream.Put(s.Entry, null));
        return new PutRecord(shard.Id, number.ToString());
    }

    /// <summary>PutRecord.</summary>
    /// <param name="record">Keeps to the service's model.</param>
    /// <param name="after">The number that its own shall be higher than; null: not said.</param>
    internal (Shard Shard, SequenceNumber Number) Put(RecordEntry record, string? after)
    {
        CheckSize(record, "data");
        var hash = HashOf(record);
        if (after is not null && !(Streams.SequenceNumber.Parse(after) is { } minimum && minimum.At <= Now.ToUnixTimeSeconds()))
        {
            throw StreamException.InvalidArgument($"ExclusiveMinimumSequenceNumber {after} used in PutRecord on stream {Name} under account {Account} is invalid.");
        }

        return Take(record, hash, out var shard) is { } number ? Told(shard, number) : throw StreamException.TooFast(shard);
    }

    /// <summary>PutRecords: each that its shard can take.</summary>
    /// <returns>For each its shard, and its number; null: the shard had too much in this second.</returns>
    internal IReadOnlyList<(Shard Shard, SequenceNumber? Number)> Put(IReadOnlyList<RecordEntry> records)
    {
        CheckBatch(records);
        var hashes = records.Select(HashOf).ToList();
        var results = new (Shard Shard, SequenceNumber? Number)[records.Count];
        for (var i = 0; i < records.Count; i++)
        {
            results[i].Number = Take(records[i], hashes[i], out results[i].Shard);
        }

        foreach (var shard in results.Where(static r => r.Number is not null).Select(static r => r.Shard).Distinct())
        {
            shard.Tell();
        }

        return results;
    }

    private static (Shard Shard, SequenceNumber Number) Told(Shard shard, SequenceNumber number)
    {
        shard.Tell();
        return (shard, number);
    }

    private SequenceNumber? Take(RecordEntry record, UInt128 hash, out Shard shard)
    {
        CatchUp();
        Scale();
        shard = Taker(hash);
        Span<byte> key = stackalloc byte[KeyRoom];
        key = key[..Encoding.UTF8.GetBytes(record.Key, key)];
        if (LimitsThroughput && !shard.Limits.TakeWrite(Elapsed, key.Length + record.Data.Length))
        {
            return null;
        }

        Meter(key.Length + record.Data.Length);
        return shard.Add(key, record.Data.Span, NextCounter(shard), Now);
    }

    private long NextCounter(Shard shard)
    {
        var group = shard.Index / CounterGroup;
        while (_counters.Count <= group)
        {
            _counters.Add(0);
        }

        return ++_counters[group];
    }

    private static UInt128 HashOf(RecordEntry record) =>
        record.HashKey is not { } given ? HashRange.KeyOf(record.Key) : HashRange.Parse(given) ?? throw StreamException.BadHashKey(given);

    private void CheckSize(RecordEntry record, string member)
    {
        var most = MaxRecordKiB * 1_024;
        if (record.Data.Length > most)
        {
            throw StreamException.TooLarge(record.Data.Length, member, most);
        }

        var size = record.Data.Length + Encoding.UTF8.GetByteCount(record.Key);
        if (size > most)
        {
            throw StreamException.InvalidArgument(Configuration.Text.Invariant($"Data and partition key of the record have {size} bytes; a record of stream {Name} under account {Account} has at most {most}."));
        }
    }

    private void CheckBatch(IReadOnlyList<RecordEntry> records)
    {
        const int Most = 10 * 1_048_576;
        var total = 0L;
        for (var i = 0; i < records.Count; i++)
        {
            CheckSize(records[i], Configuration.Text.Invariant($"records.{i + 1}.member.data"));
            total += records[i].Data.Length + Encoding.UTF8.GetByteCount(records[i].Key);
        }

        if (total > Most)
        {
            throw StreamException.InvalidArgument("Records size exceeds 10 MB limit");
        }
    }
}
