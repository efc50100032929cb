namespace LambdaSim.Neighbours.Tables;

/// <summary>How many units a request takes (rule DDB-CAPACITY).</summary>
internal static class Capacity
{
    private const int ReadBlock = 4_096, WriteBlock = 1_024;

    /// <summary>An item that is not there counts as one block.</summary>
    public static double Read(long bytes, bool isConsistent, bool isTransaction = false) => Blocks(bytes, ReadBlock) * (isTransaction ? 2 : isConsistent ? 1 : 0.5);

    public static double Write(long bytes, bool isTransaction = false) => Blocks(bytes, WriteBlock) * (isTransaction ? 2 : 1);

    private static long Blocks(long bytes, int block) => Math.Max(1, (bytes + block - 1) / block);
}

/// <summary>What a request took of a table.</summary>
internal sealed class ConsumedUnits(Table table)
{
    public Table Table => table;

    public double OfTable { get; set; }

    /// <summary>By index, those that took some.</summary>
    public SortedDictionary<string, double> Local => field ??= new(StringComparer.Ordinal);

    public SortedDictionary<string, double> Global => field ??= new(StringComparer.Ordinal);

    /// <summary>Most tables have no indexes.</summary>
    public bool IsOfTableOnly { get; private set; } = true;

    public double Total => IsOfTableOnly ? OfTable : OfTable + Local.Values.Sum() + Global.Values.Sum();

    public void Add(TableIndex index, double units)
    {
        if (units > 0)
        {
            IsOfTableOnly = false;
            var map = index.IsLocal ? Local : Global;
            map[index.Name] = map.GetValueOrDefault(index.Name) + units;
        }
    }

    public void Add(ConsumedUnits other)
    {
        OfTable += other.OfTable;
        if (other.IsOfTableOnly)
        {
            return;
        }

        IsOfTableOnly = false;
        foreach (var (name, units) in other.Local)
        {
            Local[name] = Local.GetValueOrDefault(name) + units;
        }

        foreach (var (name, units) in other.Global)
        {
            Global[name] = Global.GetValueOrDefault(name) + units;
        }
    }
}
