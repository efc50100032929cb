using System.Globalization;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Neighbours.Tables.Values;
using LambdaSim.Randomness;
using LambdaSim.Resources;
using NodaTime;
using NodaTime.Text;

namespace LambdaSim.Neighbours.Tables;

/// <summary>
/// The stream of a table: each change of an item as a record, for a day, in shards that are continued by another after four hours (rules DDB-STREAM,
/// DDB-STREAM-SHARDS).
/// </summary>
internal sealed class TableStream : IShardedStream
{
    private const int SequenceDigits = 18;

    private static readonly LocalDateTimePattern _labels = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.fff");
    private static readonly Duration _shardLife = Duration.FromHours(4);

    private readonly List<TableShard> _shards = [];
    private readonly TableShard[] _open;
    private readonly List<Action> _watchers = [];
    private readonly string _sequenceBase;
    private readonly ulong _ids;
    private long _sequence;
    private long _shardsMade;

    public TableStream(Table table, StreamView view, string label)
    {
        Table = table;
        View = view;
        Label = label;
        CreatedAt = table.Host.Now;
        Arn = Resources.Arn.Parse($"{table.Arn}/stream/{label}");
        _sequenceBase = CreatedAt.ToUnixTimeSeconds().ToString("D10", CultureInfo.InvariantCulture);
        _ids = Draw.Stream(table.Host.Seed, Purpose.TableStreamId, StableHash.Of(Arn.ToString()));
        _open = new TableShard[table.Catalog.Book.Times.StreamShards];
        for (var i = 0; i < _open.Length; i++)
        {
            _shards.Add(_open[i] = Make(CreatedAt, null));
        }
    }

    public static Duration Retention { get; } = Duration.FromHours(24);

    public Table Table { get; }

    public StreamView View { get; }

    public string Label { get; }

    public Instant CreatedAt { get; }

    public Arn Arn { get; }

    public string Kind => "stream";

    public string Name => $"{Table.Name}/stream/{Label}";

    public ShardedStreamKind StreamKind => ShardedStreamKind.DynamoDb;

    /// <summary>When it was switched off; null: it is on.</summary>
    public Instant? DisabledAt { get; private set; }

    public bool IsDeleted => DisabledAt is { } at && Host.Now - at >= Retention;

    public IReadOnlyList<IShard> Shards => All;

    /// <summary>Open ones, and closed ones for a day.</summary>
    public IReadOnlyList<TableShard> All
    {
        get
        {
            Roll();
            var horizon = Host.Now - Retention;
            _shards.RemoveAll(s => s.ClosedAt is { } closed && closed <= horizon);
            return _shards;
        }
    }

    public INeighbourHost Host => Table.Host;

    public static string LabelOf(Instant now) => _labels.Format(now.InUtc().LocalDateTime);

    public void Add(KeyTuple hash, KeyTuple range, Item? before, Item? after, bool isExpiry)
    {
        Roll();
        var place = Hash(hash);
        _open[(int)(place % (ulong)_open.Length)].Add(new StreamRecord(
            Host.Now, _sequence++, unchecked((place * 31) + Hash(range)), Keys(after ?? before!), before, after, isExpiry));
    }

    public void Disable()
    {
        DisabledAt = Host.Now;
        foreach (var shard in _open)
        {
            shard.Close(Host.Now);
        }

        // Its records go a day later, and it with them.
        Host.Later(Retention, Tell, keepsAlive: false);
    }

    public string SequenceOf(long number) => _sequenceBase + number.ToString(CultureInfo.InvariantCulture).PadLeft(SequenceDigits, '0');

    /// <summary>The number of a sequence number; null: it is none of this stream.</summary>
    public long? NumberOf(string sequence) =>
        sequence.Length == _sequenceBase.Length + SequenceDigits && sequence.StartsWith(_sequenceBase, StringComparison.Ordinal)
        && long.TryParse(sequence.AsSpan(_sequenceBase.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The number that the next record gets.</summary>
    public long NextNumber => _sequence;

    /// <summary>The id of the event of a record.</summary>
    public string EventId(long number) => string.Create(CultureInfo.InvariantCulture, $"{Draw.At(_ids, (ulong)number * 2):x16}{Draw.At(_ids, ((ulong)number * 2) + 1):x16}");

    public TableShard? Shard(string id) => All.FirstOrDefault(s => s.Id == id);

    public void Watch(Action changed) => _watchers.Add(changed);

    public void Unwatch(Action changed) => _watchers.Remove(changed);

    private Item Keys(Item item) => item.Only(Table.Keys.Names);

    private static ulong Hash(KeyTuple key)
    {
#pragma warning disable RS0030 // The key's own hash, the same in each run.
        return key.Count == 0 ? 0 : unchecked((ulong)(uint)key.GetHashCode() * 0x9E3779B97F4A7C15) >> 16;
#pragma warning restore RS0030
    }

    // Shards are continued when somebody looks, as nothing else can tell.
    private void Roll()
    {
        if (DisabledAt is not null)
        {
            return;
        }

        var isRolled = false;
        for (var i = 0; i < _open.Length; i++)
        {
            var lives = (int)((Host.Now - _open[i].CreatedAt) / _shardLife);
            if (lives > 0)
            {
                var old = _open[i];
                old.Close(old.CreatedAt + _shardLife);
                _shards.Add(_open[i] = Make(old.CreatedAt + (lives * _shardLife), old));
                isRolled = true;
            }
        }

        if (isRolled)
        {
            Tell();
        }
    }

    private TableShard Make(Instant now, TableShard? parent)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"shardId-{now.ToUnixTimeMilliseconds():D20}-{(uint)Draw.At(_ids ^ StableHash.Of("shard"), (ulong)_shardsMade++):x8}");
        return new TableShard(this, id, parent?.Id, now, _sequence);
    }

    private void Tell()
    {
        foreach (var watcher in _watchers.ToArray())
        {
            watcher();
        }
    }
}
