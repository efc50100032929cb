using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Many simulations in one process, eight at a time. LAMBDASIM_PARALLEL_SIMULATIONS raises their number.</summary>
[Collection(LoadedCollection.Name)]
public class ParallelSimulationsTests
{
    private const int AtOnce = 8;

    // What the pool and the runtime themselves may add between two measurements.
    private const int MoreThreads = 40;
    private const int MoreHandles = 120;

    // Those whose errors take real time to find, and those that leave real work behind on purpose.
    private static readonly string[] _slow = ["34", "39", "43", "45", "58", "95", "98"];

    private static readonly int _simulations = AsyncScenarioTests.Setting("LAMBDASIM_PARALLEL_SIMULATIONS", 200);

    [Fact]
    public void Simulations_side_by_side_neither_diverge_nor_leak()
    {
        var scenarios = AsyncScenarios.All.Where(static s => s.Expected.Kind == VerdictKind.Deterministic && !_slow.Contains(s.Number)).ToList();
        var prints = scenarios.ToDictionary(static s => s.Name, static s => Trial.Of(s));
        Side(scenarios, prints, 16);
        var before = Usage();

        var wrong = Side(scenarios, prints, _simulations);

        Assert.Empty(wrong);
        var after = Usage();
        Assert.True(after.Threads <= before.Threads + MoreThreads, string.Create(CultureInfo.InvariantCulture, $"{before.Threads} threads before {_simulations} simulations, {after.Threads} after"));
        Assert.True(after.Handles <= before.Handles + MoreHandles, string.Create(CultureInfo.InvariantCulture, $"{before.Handles} handles before {_simulations} simulations, {after.Handles} after"));
    }

    private static ConcurrentQueue<string> Side(List<Scenario> scenarios, Dictionary<string, Trial> prints, int count)
    {
        var wrong = new ConcurrentQueue<string>();
        var next = -1;
        var threads = Enumerable.Range(0, AtOnce).Select(_ => new Thread(() =>
        {
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                // A stride that meets every scenario beside every other.
                var scenario = scenarios[(int)(i * 37L % scenarios.Count)];
                try
                {
                    var trial = Trial.Of(scenario);
                    var first = prints[scenario.Name];
                    if (trial.Fingerprint != first.Fingerprint)
                    {
                        wrong.Enqueue(scenario.Name + ": " + (trial.Error?.Message ?? Trial.Difference(first, trial)));
                    }
                }
                catch (Exception e)
                {
                    wrong.Enqueue(scenario.Name + ": " + e.Message);
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        return wrong;
    }

    private static (int Threads, int Handles) Usage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        using var process = Process.GetCurrentProcess();
        return (process.Threads.Count, process.HandleCount);
    }
}
