using System.Collections.Concurrent;
using System.Globalization;
using LambdaSim.Tests.Determinism.Async;

namespace LambdaSim.Tests.Libraries;

/// <summary>What every run of a library ends with, and how often that is tried.</summary>
public abstract class LibraryTests
{
    public static TheoryData<string> Names => [.. LibraryScenarios.All.Select(static s => s.Name)];

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    private protected static void Check(string name, int count, int atOnce)
    {
        var scenario = LibraryScenarios.Named(name);

        // A library's first use is compiled first, on a machine with other things to do.
        LibraryRun.Of(scenario, TimeSpan.FromSeconds(60));
        var runs = Repeat(scenario, count, atOnce);

        if (scenario.Varies)
        {
            return;
        }

        if (scenario.Refusal is { } refusal)
        {
            Assert.All(runs, r => Assert.True(r.Error?.GetType() == refusal, r.Error?.ToString() ?? "no error"));
            return;
        }

        Assert.All(runs, static r => Assert.True(r.Error is null, r.Error?.ToString()));
        Assert.All(runs, r => Assert.Equal(runs[0].Log, r.Log));
    }

    private static List<LibraryRun> Repeat(LibraryScenario scenario, int count, int atOnce)
    {
        var runs = new ConcurrentQueue<LibraryRun>();
        var errors = new ConcurrentQueue<Exception>();
        var left = count;
        var threads = Enumerable.Range(0, Math.Min(atOnce, count)).Select(_ => new Thread(() =>
        {
            while (errors.IsEmpty && Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    runs.Enqueue(LibraryRun.Of(scenario, _patience));
                }
                catch (Exception e)
                {
                    errors.Enqueue(e);
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        return errors.TryPeek(out var error) ? throw error : [.. runs];
    }
}

/// <summary>Nothing else is in the process: no later item comes to a thread that has run one.</summary>
[Collection(LoadedCollection.Name)]
public class QuietLibraryTests : LibraryTests
{
    [Theory]
    [MemberData(nameof(Names))]
    public void A_run_in_a_quiet_process_ends_soon_and_as_promised(string name) => Check(name, 2, atOnce: 1);
}

/// <summary>Again and again on a busy machine. LAMBDASIM_LIBRARY_RUNS sets the count.</summary>
[Collection(LoadedCollection.Name)]
public class LoadedLibraryTests : LibraryTests, IClassFixture<Load>
{
    private static readonly int _runs = int.Parse(Environment.GetEnvironmentVariable("LAMBDASIM_LIBRARY_RUNS") is { Length: > 0 } text ? text : "50", CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_under_load_ends_soon_and_as_promised(string name) => Check(name, _runs, atOnce: 8);
}
