using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Validation;

/// <summary>The published costs of 2025 against replays: each row a function of its memory size and architecture, called a thousand times.</summary>
internal static class CostTable
{
    private const int Calls = 1_000;
    private const long Millisecond = 1_000_000;

    /// <summary>Relative deviation of each row.</summary>
    public static IReadOnlyList<double> Deviations() =>
        [.. File.ReadLines(Shared.Path("traces/lambda_workloads_2025.csv")).Skip(1).Select(line => Deviation(line.Split(',')))];

    public static string Sentence()
    {
        var deviations = Deviations();
        return Text.Invariant($"{deviations.Count} rows: the cost deviates by {100 * deviations.Average():F3} % on average and by {100 * deviations.Max():F2} % at most.\n");
    }

    // A published mean duration d stands for calls spread evenly over a millisecond around it, so that whole milliseconds bill d + 0.5 ms.
    private static double Deviation(string[] cells)
    {
        var isCold = cells[2] == "cold";
        var duration = Nanoseconds(cells[5]);
        var init = isCold ? Nanoseconds(cells[7]) : 0;
        var calls = Enumerable.Range(0, Calls).Select(i => ("f", new Arrival
        {
            Time = i * (60_000 * Millisecond),
            Duration = duration - (Millisecond / 2) + (i * (Millisecond / Calls)) + (Millisecond / Calls / 2),
            Init = init,
        }));
        var bill = new BillProjection(PriceList.Current with { FreeTier = false });
        using var source = new ListSource(calls);
        Simulation.Replay(source, new SimulationConfig
        {
            KeepAlive = isCold ? KeepAlive.Fixed(Duration.Zero) : KeepAlive.Default,
            Lifetime = null,
            Defaults = new FunctionOverrides
            {
                Architecture = cells[3] == "arm64" ? Architecture.Arm64 : Architecture.X86_64,
                MemoryMb = int.Parse(cells[4], CultureInfo.InvariantCulture),
                Timeout = Duration.FromMinutes(15),
            },
        }, new ReplayOptions { Log = EventLogLevel.Off, Observers = [bill] });
        return Math.Abs((double)(bill.Bill.Total * (1_000_000 / Calls)).Usd / double.Parse(cells[9], CultureInfo.InvariantCulture) - 1);
    }

    private static long Nanoseconds(string milliseconds) => (long)(decimal.Parse(milliseconds, CultureInfo.InvariantCulture) * Millisecond);
}
