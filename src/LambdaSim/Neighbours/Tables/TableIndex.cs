using LambdaSim.Neighbours.Tables.Values;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

/// <summary>
/// An index of a table: what it shows of the items that have its keys. A local one changes with the table, a global one a little later, each item in its order
/// (rule DDB-INDEX-DELAY).
/// </summary>
internal sealed class TableIndex
{
    private readonly Table _table;
    private readonly RowStore _store = new();
    private readonly HashSet<string>? _shown;
    private readonly PriorityQueue<Waiting, (Instant Due, long Number)> _pending = new();
    private readonly Dictionary<(KeyTuple, KeyTuple), Instant> _lastDue = [];
    private readonly ulong _delays;
    private long _changes;
    private Instant? _alarm;
    private Instant _until;
    private TableStatus _transition = TableStatus.Active;

    public TableIndex(Table table, IndexDefinition definition, IReadOnlyList<AttributeDefinition> attributes)
    {
        _table = table;
        Definition = definition;
        Keys = new TableKeys(definition.Keys, attributes);
        _shown = definition.Projection.Type == IndexProjection.All ? null : [.. table.Keys.Names, .. Keys.Names, .. definition.Projection.Attributes ?? []];
        _delays = Draw.Stream(table.Host.Seed, Purpose.IndexDelay, StableHash.Of($"{table.Arn}/{Name}"));
        Units = new TableUnits(table.IsOnDemand ? null : definition.Throughput);
    }

    public string Name => Definition.Name;

    public string Arn => $"{_table.Arn}/index/{Name}";

    public IndexDefinition Definition { get; }

    public TableKeys Keys { get; }

    public bool IsLocal => Definition.IsLocal;

    public TableUnits Units { get; }

    public bool ShowsAll => _shown is null;

    public TableStatus Status => _table.Host.Now < _until ? _transition : TableStatus.Active;

    public bool IsGone => _transition == TableStatus.Deleting && _table.Host.Now >= _until;

    /// <summary>Its rows as they are at this instant.</summary>
    public RowStore Rows
    {
        get
        {
            Settle();
            return _store;
        }
    }

    public bool Shows(string attribute) => _shown?.Contains(attribute) != false;

    public void Begin(TableStatus status, Duration dwell) => (_transition, _until) = (status, _table.Host.Now + dwell);

    /// <summary>What it has of an item; null: nothing.</summary>
    public Row? View(Item? item, KeyTuple hash, KeyTuple range) =>
        item is null || Keys.Of(item) is not { } keys ? null
        : new Row(keys.Hash, keys.Range, _shown is null ? item : item.Only([.. item.Names.ToArray().Where(_shown.Contains)])) { Owner = (hash, range) };

    /// <summary>Takes a change of an item, at once or later.</summary>
    /// <returns>Write units that it costs (rule DDB-INDEX-COST).</returns>
    public double Change(Row? before, Row? after)
    {
        if (before is null && after is null)
        {
            return 0;
        }

        var isMoved = before is not null && after is not null && Row.Compare(before, after) is var order && (order != 0 || !before.Hash.Equals(after.Hash));
        if (before is not null && after is not null && !isMoved && before.Item.Equals(after.Item))
        {
            return 0;
        }

        if (IsLocal)
        {
            Apply(before, after);
        }
        else
        {
            Put(before, after);
        }

        return isMoved ? Capacity.Write(before!.Item.Size) + Capacity.Write(after!.Item.Size) : Capacity.Write(Math.Max(before?.Item.Size ?? 0, after?.Item.Size ?? 0));
    }

    /// <summary>Takes all items that are there.</summary>
    public void Fill(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            if (View(row.Item, row.Hash, row.Range) is { } view)
            {
                _store.Add(view);
            }
        }
    }

    private void Put(Row? before, Row? after)
    {
        Settle();
        var times = _table.Catalog.Book.Times;
        var (min, max) = (times.IndexDelayMin.ToDuration().ToInt64Nanoseconds(), times.IndexDelayMax.ToDuration().ToInt64Nanoseconds());
        var now = _table.Host.Now;
        var due = now + Duration.FromNanoseconds(min + (long)(Draw.Share(Draw.At(_delays, (ulong)_changes++)) * (max - min)));
        var owner = (before ?? after)!.Owner;
        if (_lastDue.TryGetValue(owner, out var last) && last > due)
        {
            due = last;
        }

        if (due <= now)
        {
            Apply(before, after);
            return;
        }

        _lastDue[owner] = due;
        _pending.Enqueue(new Waiting(before, after), (due, _changes));
        Arm();
    }

    private void Settle()
    {
        var now = _table.Host.Now;
        while (_pending.TryPeek(out var change, out var at) && at.Due <= now)
        {
            _pending.Dequeue();
            Apply(change.Before, change.After);
            var owner = (change.Before ?? change.After)!.Owner;
            if (_lastDue.TryGetValue(owner, out var last) && last <= at.Due)
            {
                _lastDue.Remove(owner);
            }
        }
    }

    // A run that has nothing else to do goes on until the index shows everything.
    private void Arm()
    {
        if (_alarm is null && _pending.TryPeek(out _, out var next))
        {
            _alarm = next.Due;
            _table.Host.Later(next.Due - _table.Host.Now, () =>
            {
                _alarm = null;
                Settle();
                Arm();
            }, keepsAlive: true);
        }
    }

    private void Apply(Row? before, Row? after)
    {
        if (before is not null)
        {
            _store.Remove(before);
        }

        if (after is not null)
        {
            _store.Add(after);
        }
    }

    private sealed record Waiting(Row? Before, Row? After);
}
