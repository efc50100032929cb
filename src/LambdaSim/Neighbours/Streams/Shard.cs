using LambdaSim.Neighbours.Shards;
using NodaTime;

namespace LambdaSim.Neighbours.Streams;

/// <summary>A shard of a stream: a range of hash keys, and the records whose keys fell there while it was open.</summary>
internal sealed partial class Shard(DataStream stream, int index, HashRange range, Instant createdAt)
{
    private const string Prefix = "shardId-";
    private const int LongestIndex = 10;

    private readonly ShardLog _log = new();
    private readonly ShardWatchers _watchers = new();
    private ShardLimits _limits = new();
    private SequenceNumber? _last;

    public DataStream Stream => stream;

    public int Index => index;

    public string Id { get; } = IdOf(index);

    public HashRange Range => range;

    public Instant CreatedAt => createdAt;

    /// <summary>The shard that it was split from, or the first of two that were merged.</summary>
    public string? Parent { get; init; }

    /// <summary>The second of two that were merged.</summary>
    public string? AdjacentParent { get; init; }

    /// <summary>Those that continue it.</summary>
    public IReadOnlyList<Shard> Children { get; private set; } = [];

    /// <summary>Null: it is open.</summary>
    public Instant? ClosedAt { get; private set; }

    public SequenceNumber Starting => new(CreatedSecond, index, 0, CreatedSecond);

    /// <summary>Null: it is open.</summary>
    public SequenceNumber? Ending => ClosedAt is { } at ? new(CreatedSecond, index, SequenceNumber.LastCounter, at.ToUnixTimeSeconds()) : null;

    /// <summary>How many chunks it holds, whether all in them has expired or not.</summary>
    public int HeldChunks => _log.Chunks;

    public ref ShardLimits Limits => ref _limits;

    private long CreatedSecond => createdAt.ToUnixTimeSeconds();

    public static string IdOf(int index) => Configuration.Text.Invariant($"{Prefix}{index:D12}");

    /// <summary>The index of a shard by its id, also without prefix or zeros; null: it is none.</summary>
    public static int? IndexOf(string id)
    {
        var digits = id.AsSpan(id.StartsWith(Prefix, StringComparison.Ordinal) ? Prefix.Length : 0);
        var short_ = digits.TrimStart('0');
        return digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9') || short_.Length > LongestIndex ? null
            : short_.IsEmpty ? 0 : long.Parse(short_, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture) is var number and <= int.MaxValue ? (int)number : null;
    }

    public SequenceNumber Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, long counter, Instant now)
    {
        if (_log.Add(key, data, counter, now.ToUnixTimeMilliseconds()))
        {
            // Nobody may ever read it.
            _log.Trim(stream.HorizonMs);
        }

        var number = new SequenceNumber(CreatedSecond, index, counter, Math.Max(now.ToUnixTimeSeconds(), CreatedSecond));
        _last = number;
        return number;
    }

    /// <summary>Tells those who wait.</summary>
    public void Tell() => _watchers.Tell();

    /// <summary>No record comes any more: others continue it.</summary>
    public void Close(Instant at, params IReadOnlyList<Shard> children)
    {
        ClosedAt = Instant.Max(at, createdAt);
        Children = children;
        _watchers.Tell();
    }

    /// <summary>Whether it has left the lists: closed, and its last record could have been read for as long as retention says.</summary>
    public bool HasExpired(Instant horizon) => ClosedAt < horizon;

    /// <summary>The number of the record at a position.</summary>
    public SequenceNumber NumberAt(long position)
    {
        var chunk = Log.Find(position, out var i);
        return new SequenceNumber(CreatedSecond, index, chunk.CounterOf(i), Math.Max(chunk.MsOf(i) / NodaConstants.MillisecondsPerSecond, CreatedSecond));
    }

    /// <summary>A number behind which a reader goes on that has come to a position.</summary>
    public SequenceNumber NumberBefore(long position)
    {
        var log = Log;
        return position > log.First ? NumberAt(position - 1)
            : position < log.Next ? NumberAt(position) is var next ? next with { Counter = next.Counter - 1 } : default
            : _last ?? Starting;
    }

    /// <summary>Its records, without those that have expired.</summary>
    public ShardLog Log
    {
        get
        {
            _log.Trim(stream.HorizonMs);
            return _log;
        }
    }
}
