using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using LambdaSim.Units;
using LambdaSim.Workloads;

namespace LambdaSim.Snippets;

/// <summary>The C# of README and docs, compiled and run by the tests.</summary>
public static class ReplaySnippets
{
    public static string ReplayFromCode(TextWriter output)
    {
        // begin-snippet: replay
        using var workload = Arrivals.Poisson("checkout", perSecond: 40, new ArrivalOptions { Span = 1.Hours });

        var config = new SimulationConfig
        {
            Seed = 42,
            KeepAlive = KeepAlive.Fixed(10.Minutes),
            Defaults = new FunctionOverrides
            {
                Runtime = "dotnet8",
                MemoryMb = 512,
                Duration = Distribution.LogNormal(median: 80.Milliseconds, p99: 900.Milliseconds),
            },
        };

        var result = Simulation.Replay(workload, config);

        output.WriteLine($"{result.Metrics.Admitted} calls, {result.Metrics.Cold} cold, {result.Metrics.Throttles} throttled");
        output.WriteLine($"p99 {result.Metrics.Latency.Percentile(99).TotalMilliseconds:0} ms, fingerprint {result.Fingerprint[..16]}");
        // end-snippet
        return result.Fingerprint;
    }

    public static long CountThrottlesByHand()
    {
        // begin-snippet: observer
        using var workload = Arrivals.Bursts("resize", size: 30, 1.Minutes, new ArrivalOptions { Count = 300 });

        var config = new SimulationConfig
        {
            Functions = new Dictionary<string, FunctionOverrides>
            {
                ["resize"] = new() { ReservedConcurrency = 20, Duration = Distribution.Fixed(300.Milliseconds) },
            },
        };

        var ledger = new Ledger();
        var result = Simulation.Replay(workload, config, new ReplayOptions { Log = EventLogLevel.Kept, Observers = [ledger] });

        foreach (var e in result.Log!.Where(e => e.Kind == EventKind.Throttled).Take(3))
        {
            Console.WriteLine($"{e.Time} ns: invocation {e.Invocation} refused, {e.ThrottleCause}");
        }

        Console.WriteLine(ledger.Balance());
        // end-snippet
        return ledger.Balance().Throttled;
    }
}
