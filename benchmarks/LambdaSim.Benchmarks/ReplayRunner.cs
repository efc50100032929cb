using System.Diagnostics;
using System.Globalization;
using LambdaSim.Cli.Workload;
using LambdaSim.Events;

namespace LambdaSim.Benchmarks;

/// <summary>Whole replays of the workloads with known counters: invocations per second of the engine, generation not counted.</summary>
internal static class ReplayRunner
{
    public static void Run(char kind, ulong count, int repetitions, EventLogLevel level)
    {
        var best = double.MaxValue;
        var perInvocation = 0.0;
        var counters = "";
        for (var r = 0; r < repetitions; r++)
        {
            var workload = new LimitWorkload(kind);
            using var source = new LimitSource(workload, count);
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var began = Stopwatch.GetTimestamp();
            var result = Simulation.Replay(source, workload.Config(), new ReplayOptions { Log = level });
            var seconds = (Stopwatch.GetElapsedTime(began) - source.Generating).TotalSeconds;
            best = Math.Min(best, seconds);
            perInvocation = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / count;
            counters = string.Join(' ', LimitCounters.Of(workload, result, 0).Select(c => $"{c.Name}={c.Value}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"TIME workload={kind} engine=lambdasim log={level} n={count} seconds={best:F4} inv_per_s={count / best:F0} ns_per_inv={best / count * 1e9:F2} bytes_per_inv={perInvocation:F3}"));
        Console.WriteLine($"COUNTERS {counters}");
    }
}
