using System.Diagnostics;
using System.Globalization;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Benchmarks;

/// <summary>What items cost in a table of a million: puts, reads by key, writes with a condition, updates, queries.</summary>
internal static class TableRunner
{
    private const int Mega = 1_000_000;
    private const int Page = 100;

    private static readonly SimulationOptions _options = new() { Log = EventLogLevel.Off };

    public static void Run(int items, int rounds)
    {
        Once(Math.Min(items, 10_000));
        var best = Enumerable.Range(0, rounds).Select(_ => Once(items)).ToList();
        using var process = Process.GetCurrentProcess();
        foreach (var (name, index) in Names().Select(static (n, i) => (n, i)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{items:N0} items: {name} {best.Min(b => b[index]):N2} us of processor time each"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak {process.PeakWorkingSet64 / Mega:N0} MB"));
    }

    private static string[] Names() => ["put", "read by key", "write with a condition", "update with a condition", "item of a query"];

    private static double[] Once(int items)
    {
        GC.Collect();
        using var simulation = new Simulation(_options);
        var table = simulation.AddTable("orders", "id");
        var lines = simulation.AddTable("lines", "order", TableKey.Number("line"));
        var keys = Enumerable.Range(0, items).Select(static i => string.Create(CultureInfo.InvariantCulture, $"order-{i}")).ToArray();
        var puts = Each(items, i => table.Put(new Order(keys[i], i, "open")));
        var reads = Each(items, i => _ = table.Get(keys[Spread(i, items)]));
        var writes = Each(items, i => table.Put(new Order(keys[Spread(i, items)], i, "paid"), "attribute_exists(id)"));
        var updates = Each(items, i => table.Update(keys[Spread(i, items)], "SET #count = :n", new Count(i), condition: "attribute_exists(id)"));
        for (var i = 0; i < items; i++)
        {
            lines.Put(new Line(keys[0], i));
        }

        var queries = Each(items / Page, i => lines.Query("#order = :o AND line BETWEEN :a AND :b", new Range(keys[0], i * Page, (i * Page) + Page - 1))) / Page;
        return [puts, reads, writes, updates, queries];
    }

    private static int Spread(int i, int items) => (int)((uint)i * 2_654_435_761u % (uint)items);

    private static double Each(int count, Action<int> work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        for (var i = 0; i < count; i++)
        {
            work(i);
        }

        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMicroseconds / count;
    }

    private sealed record Order(string id, int count, string status);

    private sealed record Line(string order, int line);

    private sealed record Count(int n);

    private sealed record Range(string o, int a, int b);
}
