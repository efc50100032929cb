using System.Globalization;
using System.Text;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Sources;

/// <summary>A stream in shards without a service: tests put records into the shard they name.</summary>
internal sealed class ShardsInMemory : IShardedStream, IResourceBook
{
    private readonly List<MemoryShard> _shards = [];
    private readonly Func<Instant> _now;
    private Action? _changed;

    public ShardsInMemory(Func<Instant> now, int shards = 1, ShardedStreamKind kind = ShardedStreamKind.Kinesis)
    {
        (_now, StreamKind) = (now, kind);
        Arn = kind == ShardedStreamKind.Kinesis
            ? Arn.Parse("arn:aws:kinesis:us-east-1:123456789012:stream/clicks")
            : Arn.Parse("arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000");
        for (var i = 0; i < shards; i++)
        {
            Split();
        }
    }

    public Arn Arn { get; }

    public string Kind => "stream";

    public string Name => Arn.Resource;

    public ShardedStreamKind StreamKind { get; }

    public IReadOnlyList<IShard> Shards => [.. _shards.Where(s => s.ClosedAt is not { } at || at >= _now() - Retention)];

    public bool IsDeleted { get; private set; }

    public Duration Retention { get; init; } = Duration.FromHours(24);

    public MemoryShard this[int number] => _shards[number];

    /// <summary>A new shard that continues others, which it closes.</summary>
    public MemoryShard Split(params MemoryShard[] parents)
    {
        var shard = new MemoryShard(string.Create(CultureInfo.InvariantCulture, $"shardId-{_shards.Count:D12}"), [.. parents.Select(static p => p.Id)], _now, () => Retention);
        _shards.Add(shard);
        foreach (var parent in parents)
        {
            parent.Close();
        }

        _changed?.Invoke();
        return shard;
    }

    public void Delete()
    {
        IsDeleted = true;
        _changed?.Invoke();
    }

    public void Watch(Action changed) => _changed += changed;

    public void Unwatch(Action changed) => _changed -= changed;

    public IResource? Find(Arn arn) => arn == Arn && !IsDeleted ? this : null;
}

internal sealed class MemoryShard(string id, IReadOnlyList<string> parents, Func<Instant> now, Func<Duration> retention) : IShard
{
    private readonly ShardWatchers _watchers = new();
    private readonly List<(string Key, byte[] Data, Instant At)> _records = [];

    public string Id => id;

    public IReadOnlyList<string> Parents => parents;

    public bool IsClosed => ClosedAt is not null;

    public Instant? ClosedAt { get; private set; }

    public long First => At(now() - retention());

    public long Next => _records.Count;

    public void Put(string key, string data)
    {
        _records.Add((key, Encoding.UTF8.GetBytes(data), now()));
        _watchers.Tell();
    }

    public void Close()
    {
        ClosedAt ??= now();
        _watchers.Tell();
    }

    public long At(Instant instant) => _records.FindIndex(r => r.At >= instant) is var i && i < 0 ? _records.Count : i;

    public int Read(long from, Span<ShardRecord> into)
    {
        var count = (int)Math.Min(into.Length, Next - from);
        for (var i = 0; i < count; i++)
        {
            var (key, data, at) = _records[(int)from + i];
            into[i] = new ShardRecord(ShardRecord.NanosecondsOf(at), StableHash.Of(key), LambdaSim.Neighbours.JsonEscape.LengthOf(key), data.Length);
        }

        return count;
    }

    public string SequenceNumber(long position) => string.Create(CultureInfo.InvariantCulture, $"{id[^4..]}{position:D52}");

    public string Key(long position) => _records[(int)position].Key;

    public ReadOnlyMemory<byte> Data(long position) => _records[(int)position].Data;

    public void Watch(IShardWatcher watcher) => _watchers.Add(watcher);

    public void Unwatch(IShardWatcher watcher) => _watchers.Remove(watcher);
}
