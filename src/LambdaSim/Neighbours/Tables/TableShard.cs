using LambdaSim.Neighbours.Shards;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>A shard of a table's stream.</summary>
internal sealed class TableShard(TableStream stream, string id, string? parent, Instant createdAt, long startNumber) : IShard
{
    private const int FewGone = 64;

    private readonly List<StreamRecord> _records = [];
    private readonly ShardWatchers _watchers = new();

    // Positions of records count from 0; of those, so many are gone from the list, and from its head so many have expired.
    private long _dropped;
    private int _expired;

    public string Id => id;

    public string? Parent => parent;

    public IReadOnlyList<string> Parents => parent is null ? [] : [parent];

    public Instant CreatedAt => createdAt;

    public Instant? ClosedAt { get; private set; }

    public bool IsClosed => ClosedAt is not null;

    /// <summary>The number of its first record, or of the first that may come.</summary>
    public long StartNumber => startNumber;

    /// <summary>The number of its last record, once no more comes.</summary>
    public long EndNumber { get; private set; }

    public long First
    {
        get
        {
            Expire();
            return _dropped + _expired;
        }
    }

    public long Next => _dropped + _records.Count;

    public StreamRecord this[long position] => _records[(int)(position - _dropped)];

    public void Add(StreamRecord record)
    {
        Expire();
        _records.Add(record);
        _watchers.Tell();
    }

    public void Close(Instant at)
    {
        if (ClosedAt is null)
        {
            ClosedAt = at;
            EndNumber = Math.Max(startNumber, stream.NextNumber - 1);
            _watchers.Tell();
        }
    }

    public long At(Instant instant) => Position(r => r.At < instant);

    /// <summary>The first position whose record has this number or a greater one.</summary>
    public long AtNumber(long number) => Position(r => r.Number < number);

    public int Read(long from, Span<ShardRecord> into)
    {
        var count = (int)Math.Min(into.Length, Next - from);
        for (var i = 0; i < count; i++)
        {
            var record = this[from + i];
            into[i] = new ShardRecord(ShardRecord.NanosecondsOf(record.At), record.KeyHash, 0, record.Json(stream).Length);
        }

        return count;
    }

    public string SequenceNumber(long position) => stream.SequenceOf(this[position].Number);

    public string Key(long position) => "";

    public ReadOnlyMemory<byte> Data(long position) => this[position].Json(stream);

    public void Watch(IShardWatcher watcher) => _watchers.Add(watcher);

    public void Unwatch(IShardWatcher watcher) => _watchers.Remove(watcher);

    private long Position(Func<StreamRecord, bool> isBefore)
    {
        Expire();
        var (low, high) = (_expired, _records.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isBefore(_records[middle]) ? (middle + 1, high) : (low, middle);
        }

        return _dropped + low;
    }

    // What has expired goes when somebody looks; the list is moved when half of it is gone.
    private void Expire()
    {
        var horizon = stream.Host.Now - TableStream.Retention;
        while (_expired < _records.Count && _records[_expired].At <= horizon)
        {
            _expired++;
        }

        if (_expired >= FewGone && _expired * 2 >= _records.Count)
        {
            _records.RemoveRange(0, _expired);
            _dropped += _expired;
            _expired = 0;
        }
    }
}
