using LambdaSim.Events;
using LambdaSim.Neighbours.Tables.Values;
using NodaTime;

namespace LambdaSim.Neighbours.Tables;

// What reads find (rule DDB-READ).
public sealed partial class Table
{
    // AWS counts anew about every six hours.
    private static readonly Duration _measuring = Duration.FromHours(6);

    private (long Count, long Bytes) _measured;
    private int _measuredSlot;

    /// <summary>Items and bytes as DescribeTable shows them: up to six hours old.</summary>
    internal (long Count, long Bytes) Measured
    {
        get
        {
            Measure();
            return _measured;
        }
    }

    /// <summary>An item; none, if there is none.</summary>
    internal (Item? Item, ConsumedUnits Consumed) Read(KeyTuple hash, KeyTuple range, bool isConsistent, Sender by)
    {
        RequireReadUnits(null, by);
        var item = Seen(hash, range, _store.Find(hash, range)?.Item, isConsistent);
        var consumed = new ConsumedUnits(this) { OfTable = Capacity.Read(item?.Size ?? 0, isConsistent) };
        TakeReads(null, consumed.OfTable);
        Record(ItemOutcome.Read, by, item is null ? 0 : 1);
        return (item, consumed);
    }

    internal void RequireReadUnits(TableIndex? index, Sender by)
    {
        if (ReadRefusal(index) is { } refusal)
        {
            Record(ItemOutcome.OutOfUnits, by, 1);
            throw TableException.Throttled(refusal);
        }
    }

    internal ThroughputRefusal? ReadRefusal(TableIndex? index) => !Catalog.Book.LimitsThroughput ? null : index is { IsLocal: false }
        ? index.Units.Refusal(isRead: true, index.Arn, isIndex: true, Host.Now)
        : Units.Refusal(isRead: true, Arn, isIndex: false, Host.Now);

    internal void TakeReads(TableIndex? index, double units) => (index is { IsLocal: false } ? index.Units : Units).Reads.Take(units, Host.Now);

    private void Measure()
    {
        var slot = (int)((Host.Now - CreatedAt) / _measuring);
        if (slot > _measuredSlot)
        {
            _measuredSlot = slot;
            _measured = (_store.Count, _store.Bytes);
        }
    }
}
