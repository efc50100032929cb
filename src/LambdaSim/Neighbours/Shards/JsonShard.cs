using NodaTime;

namespace LambdaSim.Neighbours.Shards;

/// <summary>A shard of a source that AWS delivers as JSON of its own form: what it keeps are the records as the event has them.</summary>
/// <param name="id">Among those of its stream.</param>
/// <param name="now">Virtual time.</param>
/// <param name="retention">How long it keeps records; null: for ever.</param>
/// <param name="envelope">What stands around the records in an event.</param>
internal sealed class JsonShard(string id, Func<Instant> now, Duration? retention, EventEnvelope envelope) : IShard
{
    private const int LeastTrimmed = 1_024;

    private readonly ShardWatchers _watchers = new();
    private readonly List<Kept> _records = [];
    private readonly SortedDictionary<string, long> _committed = new(StringComparer.Ordinal);
    private long _gone;

    public string Id => id;

    public IReadOnlyList<string> Parents => [];

    public bool IsClosed => false;

    public EventEnvelope? Envelope => envelope;

    public long First => retention is { } kept ? At(now() - kept) : _gone;

    public long Next => _gone + _records.Count;

    /// <summary>How many mappings read it at the moment.</summary>
    public int Watchers => _watchers.Count;

    public long? Committed(string group) => _committed.TryGetValue(group, out var position) ? position : null;

    public void Commit(string group, long position) => _committed[group] = position;

    /// <param name="keyHash">Equal keys have equal hashes.</param>
    /// <param name="record">JSON in UTF-8.</param>
    /// <param name="payload">What filters look into beside it.</param>
    public void Add(ulong keyHash, byte[] record, RecordPayload payload)
    {
        Trim();
        _records.Add(new Kept(ShardRecord.NanosecondsOf(now()), keyHash, record, payload));
        _watchers.Tell();
    }

    public long At(Instant instant)
    {
        var least = ShardRecord.NanosecondsOf(instant);
        var (low, high) = (0, _records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _records[middle].Arrived >= least ? (low, middle) : (middle + 1, high);
        }

        return _gone + low;
    }

    public int Read(long from, Span<ShardRecord> into)
    {
        var count = (int)Math.Min(into.Length, Next - from);
        for (var i = 0; i < count; i++)
        {
            var kept = Of(from + i);
            into[i] = new ShardRecord(kept.Arrived, kept.KeyHash, 0, kept.Record.Length);
        }

        return count;
    }

    public string SequenceNumber(long position) => Configuration.Text.Of(position);

    public string Key(long position) => "";

    public ReadOnlyMemory<byte> Data(long position) => Of(position).Record;

    public RecordPayload PayloadOf(long position) => Of(position).Payload;

    public void Watch(IShardWatcher watcher) => _watchers.Add(watcher);

    public void Unwatch(IShardWatcher watcher) => _watchers.Remove(watcher);

    private Kept Of(long position) => _records[(int)(position - _gone)];

    // What has expired goes once it is worth moving the others.
    private void Trim()
    {
        var expired = (int)(First - _gone);
        if (expired >= LeastTrimmed && expired > _records.Count / 2)
        {
            _records.RemoveRange(0, expired);
            _gone += expired;
        }
    }

    private readonly record struct Kept(long Arrived, ulong KeyHash, byte[] Record, RecordPayload Payload);
}

/// <summary>What stands around the records of an event, in UTF-8.</summary>
/// <param name="Before">Up to the first record.</param>
/// <param name="After">From the last record to the end.</param>
internal sealed record EventEnvelope(ReadOnlyMemory<byte> Before, ReadOnlyMemory<byte> After)
{
    /// <summary>What a record of a failure calls its source; null: it is told of none.</summary>
    public BatchSource? Source { get; init; }
}

/// <summary>The source as a record of a failure has it (rule KFK-DESTINATION).</summary>
/// <param name="Arn">Of the cluster; null: it is nobody's but the customer's.</param>
/// <param name="Servers">Separated by commas.</param>
internal sealed record BatchSource(string? Arn, string Servers);

/// <summary>The parts of a record that are bytes to its source, and that filters look into.</summary>
/// <param name="Key">Null: the record has none.</param>
/// <param name="Value">Null: the record has none.</param>
internal readonly record struct RecordPayload(ReadOnlyMemory<byte>? Key, ReadOnlyMemory<byte>? Value);
