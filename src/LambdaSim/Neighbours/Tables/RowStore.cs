using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>An item of a table, or what an index has of it.</summary>
internal sealed class Row(KeyTuple hash, KeyTuple range, Item item)
{
    public KeyTuple Hash { get; } = hash;

    public KeyTuple Range { get; } = range;

    /// <summary>Of an index, whose keys several items may share: the table's key.</summary>
    public (KeyTuple Hash, KeyTuple Range) Owner { get; init; }

    public Item Item { get; set; } = item;

    /// <summary>The order of rows of one partition.</summary>
    public static int Compare(Row x, Row y)
    {
        var order = x.Range.CompareTo(y.Range);
        order = order != 0 ? order : x.Owner.Hash.CompareTo(y.Owner.Hash);
        return order != 0 ? order : x.Owner.Range.CompareTo(y.Owner.Range);
    }
}

/// <summary>
/// Rows of a table or index: partitions by hash key, rows in order of the range key. A row is found in constant time by a hash key alone, else in logarithmic
/// time. Scans go by a hash of the hash key (rule DDB-SCAN-ORDER).
/// </summary>
internal sealed class RowStore
{
    /// <summary>Segments share the first twelve bits of the hash.</summary>
    public const int HashSlots = 4_096;

    private const int SlotShift = 116;

    private static readonly byte[] _salt = Encoding.ASCII.GetBytes("Outliers");

    private readonly Dictionary<KeyTuple, Partition> _partitions = [];
    private readonly SortedRows<Partition> _order = new(static (x, y) => x.Place.CompareTo(y.Place));

    public int Count { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Null: there is none.</summary>
    public Row? Find(KeyTuple hash, KeyTuple range) =>
        !_partitions.TryGetValue(hash, out var partition) ? null
        : partition.Only is { } only ? only.Range.Equals(range) ? only : null
        : partition.Many?.Find(new Row(hash, range, Item.Empty));

    /// <summary>Adds a row that is not there yet.</summary>
    public void Add(Row row)
    {
        Count++;
        Bytes += row.Item.Size;
        if (!_partitions.TryGetValue(row.Hash, out var partition))
        {
            _partitions.Add(row.Hash, partition = new Partition(PlaceOf(row.Hash)) { Only = row });
            _order.Add(partition);
            return;
        }

        if (partition.Many is null)
        {
            partition.Many = new SortedRows<Row>(Row.Compare);
            partition.Many.Add(partition.Only!);
            partition.Only = null;
        }

        partition.Many.Add(row);
    }

    /// <summary>Puts another item in a row's place, of the same key.</summary>
    public void Replace(Row row, Item item)
    {
        Bytes += item.Size - row.Item.Size;
        row.Item = item;
    }

    /// <summary>Removes the row of these keys, if there is one.</summary>
    public void Remove(Row row)
    {
        if (!_partitions.TryGetValue(row.Hash, out var partition))
        {
            return;
        }

        if (partition.Only is { } only ? Row.Compare(only, row) != 0 : !partition.Many!.Remove(row))
        {
            return;
        }

        Count--;
        Bytes -= row.Item.Size;
        if (partition.Only is not null || partition.Many!.Count == 0)
        {
            _partitions.Remove(row.Hash);
            _order.Remove(partition);
        }
    }

    /// <summary>Bytes of all rows of a hash key.</summary>
    public long BytesOf(KeyTuple hash) => RowsOf(hash).Sum(static r => (long)r.Item.Size);

    /// <summary>The rows of one hash key that are in a range, from behind a row on.</summary>
    /// <param name="hash">Whose.</param>
    /// <param name="range">Tells of a range key whether it is before (negative), in, or behind (positive) what is asked for.</param>
    /// <param name="after">The last one that was given; it need not exist. Null: none was.</param>
    /// <param name="isForward">Ascending.</param>
    public IEnumerable<Row> Query(KeyTuple hash, Func<KeyTuple, int> range, Row? after, bool isForward)
    {
        if (!_partitions.TryGetValue(hash, out var partition))
        {
            return [];
        }

        if (partition.Only is { } only)
        {
            var isBehind = after is null || (isForward ? Row.Compare(only, after) > 0 : Row.Compare(only, after) < 0);
            return isBehind && range(only.Range) == 0 ? [only] : [];
        }

        var rows = isForward
            ? partition.Many!.From(r => range(r.Range) < 0 || (after is not null && Row.Compare(r, after) <= 0))
            : partition.Many!.Before(r => range(r.Range) <= 0 && (after is null || Row.Compare(r, after) < 0));
        return rows.TakeWhile(r => range(r.Range) == 0);
    }

    /// <summary>All rows in the order of scans.</summary>
    /// <param name="after">The last one that was given; it need not exist. Null: none was.</param>
    /// <param name="from">First slot.</param>
    /// <param name="to">Behind the last slot.</param>
    public IEnumerable<Row> Scan(Row? after, int from, int to)
    {
        UInt128? place = after is null ? null : PlaceOf(after.Hash);
        var partitions = _order.From(p => p.Slot < from || (place is { } start && p.Place < start));
        foreach (var partition in partitions)
        {
            if (partition.Slot >= to)
            {
                yield break;
            }

            var start = partition.Place == place ? after : null;
            IEnumerable<Row> rows = partition.Only is { } only ? start is null || Row.Compare(only, start) > 0 ? [only] : []
                : partition.Many!.From(r => start is not null && Row.Compare(r, start) <= 0);
            foreach (var row in rows)
            {
                yield return row;
            }
        }
    }

    /// <summary>The slot of a hash key, by which segments are told.</summary>
    public static int SlotOf(KeyTuple hash) => (int)(PlaceOf(hash) >> SlotShift);

    private IEnumerable<Row> RowsOf(KeyTuple hash) => Query(hash, static _ => 0, null, isForward: true);

    private static UInt128 PlaceOf(KeyTuple hash)
    {
        byte[] bytes = [.. _salt, .. KeyBytes.Of(hash[0])];
        for (var i = 1; i < hash.Count; i++)
        {
            bytes = [.. bytes, .. KeyBytes.Of(hash[i])];
        }

        Span<byte> place = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(bytes, place);
        return BinaryPrimitives.ReadUInt128BigEndian(place);
    }

    private sealed class Partition(UInt128 place)
    {
        public UInt128 Place => place;

        public int Slot => (int)(place >> SlotShift);

        /// <summary>Null: there are several.</summary>
        public Row? Only { get; set; }

        public SortedRows<Row>? Many { get; set; }
    }
}
