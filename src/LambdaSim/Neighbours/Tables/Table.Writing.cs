using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

// What writes do (rules DDB-WRITE, DDB-CHECK-FAILED, DDB-STREAM-RECORD).
public sealed partial class Table
{
    private const long LargestCollection = 10_737_418_240;

    private readonly RowStore _store = new();
    private readonly List<TableIndex> _indexes = [];

    internal RowStore Rows => _store;

    /// <summary>Local ones, then global ones, those that are no more left out.</summary>
    internal IReadOnlyList<TableIndex> Indexes
    {
        get
        {
            _indexes.RemoveAll(static i => i.IsGone);
            return _indexes;
        }
    }

    internal TableIndex? Index(string name) => Indexes.FirstOrDefault(i => i.Name == name);

    /// <summary>Whether its items with one hash key have a size of their own that AWS limits.</summary>
    internal bool HasLocalIndexes => _indexes.Exists(static i => i.IsLocal);

    internal Row? Find(KeyTuple hash, KeyTuple range) => _store.Find(hash, range);

    /// <summary>One write by itself.</summary>
    /// <exception cref="TableException">Its condition does not hold, or there are no units for it.</exception>
    internal WriteResult Write(ItemWrite write, Sender by)
    {
        RequireWriteUnits(by);
        var row = _store.Find(write.Hash, write.Range);
        var before = row?.Item;
        if (write.Condition is { } condition && !condition(before))
        {
            // A write that does not happen takes its units all the same.
            Units.Writes.Take(Capacity.Write(before?.Size ?? 0), Host.Now);
            Record(ItemOutcome.ConditionFailed, by, 1);
            throw TableException.ConditionFailed(write.ShowsOnFailure && before is not null ? ValueJson.Write(before) : null);
        }

        var change = write.Change(before);
        RequireRoom(write.Hash, before, change.Item);
        var consumed = Apply(row, write.Hash, write.Range, change.Item);
        Record(before is null && change.Item is null ? ItemOutcome.Unchanged : ItemOutcome.Written, by, 1);
        return new WriteResult(write, before, change, consumed);
    }

    /// <summary>Puts an item in place of what is there, in the table, its indexes and its stream.</summary>
    internal ConsumedUnits Apply(Row? row, KeyTuple hash, KeyTuple range, Item? after, bool isTransaction = false, bool isExpiry = false)
    {
        Measure();
        var before = row?.Item;
        var consumed = new ConsumedUnits(this) { OfTable = Capacity.Write(Math.Max(before?.Size ?? 0, after?.Size ?? 0), isTransaction) };
        var isChanged = before is null ? after is not null : !before.Equals(after);
        if (isChanged)
        {
            foreach (var index in _indexes)
            {
                var units = index.Change(index.View(before, hash, range), index.View(after, hash, range));
                consumed.Add(index, isTransaction ? 2 * units : units);
            }

            Store(row, hash, range, after);
            Keep(hash, range, before);
            _stream?.Add(hash, range, before, after, isExpiry);
        }

        Expire(hash, range, before, after);
        if (!isExpiry)
        {
            Take(consumed);
        }

        return consumed;
    }

    private void Store(Row? row, KeyTuple hash, KeyTuple range, Item? after)
    {
        if (after is null)
        {
            _store.Remove(row!);
        }
        else if (row is null)
        {
            _store.Add(new Row(hash, range, after));
        }
        else
        {
            _store.Replace(row, after);
        }
    }

    /// <summary>Whether the items of one hash key may grow so.</summary>
    /// <exception cref="TableException">They may not.</exception>
    internal void RequireRoom(KeyTuple hash, Item? before, Item? after)
    {
        if (HasLocalIndexes && after is not null && after.Size > (before?.Size ?? 0) && _store.Bytes + after.Size > LargestCollection && CollectionBytes(hash) + after.Size > LargestCollection)
        {
            throw TableException.CollectionTooLarge();
        }
    }

    /// <summary>Bytes of all items with a hash key, and of what local indexes have of them.</summary>
    internal long CollectionBytes(KeyTuple hash) => _store.BytesOf(hash) + _indexes.Where(static i => i.IsLocal).Sum(i => i.Rows.BytesOf(hash));

    internal void RequireWriteUnits(Sender by)
    {
        if (WriteRefusal() is { } refusal)
        {
            Record(ItemOutcome.OutOfUnits, by, 1);
            throw TableException.Throttled(refusal);
        }
    }

    /// <summary>Of the table, or of a global index, without whose units the table takes no write either.</summary>
    internal ThroughputRefusal? WriteRefusal()
    {
        var now = Host.Now;
        if (!Catalog.Book.LimitsThroughput)
        {
            return null;
        }

        var refusal = Units.Refusal(isRead: false, Arn, isIndex: false, now);
        return refusal is not null || _indexes.Count == 0 ? refusal
            : _indexes.Where(static i => !i.IsLocal).Select(i => i.Units.Refusal(isRead: false, i.Arn, isIndex: true, now)).FirstOrDefault(static r => r is not null);
    }

    private void Take(ConsumedUnits consumed)
    {
        var now = Host.Now;
        if (consumed.IsOfTableOnly)
        {
            Units.Writes.Take(consumed.OfTable, now);
            return;
        }

        Units.Writes.Take(consumed.OfTable + consumed.Local.Values.Sum(), now);
        foreach (var (name, units) in consumed.Global)
        {
            Index(name)?.Units.Writes.Take(units, now);
        }
    }
}
