using System.Collections.Concurrent;
using System.Globalization;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>Every scenario again and again on a busy machine. LAMBDASIM_SCENARIO_RUNS raises the count.</summary>
[Collection(LoadedCollection.Name)]
public class AsyncScenarioTests : IClassFixture<Load>
{
    private const int AtOnce = 8;

    private static readonly int _runs = Setting("LAMBDASIM_SCENARIO_RUNS", 20);

    public static TheoryData<string> Names => [.. AsyncScenarios.All.Select(static s => s.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_run_gives_what_is_promised(string name)
    {
        var scenario = AsyncScenarios.Named(name);
        var trials = Repeat(scenario, _runs);

        switch (scenario.Expected.Kind)
        {
            case VerdictKind.Deterministic:
                Assert.All(trials, static t => Assert.True(t.Error is null, t.Error?.ToString()));
                Assert.NotEmpty(trials[0].Lines);
                var other = trials.FirstOrDefault(t => t.Fingerprint != trials[0].Fingerprint);
                Assert.True(other is null, other is null ? "" : Trial.Difference(trials[0], other));
                break;
            case VerdictKind.Refused:
                Assert.All(trials, t => Assert.True(t.Error?.GetType() == scenario.Expected.Error, t.Error?.ToString() ?? "no error; the log ends with: " + string.Join("\n", t.Lines.TakeLast(5))));
                break;
            default:
                Assert.All(trials, t => Assert.True(t.Error is null || t.Error.GetType() == scenario.Expected.Error, t.Error?.ToString()));
                break;
        }
    }

    [Fact]
    public void Numbers_stand_for_one_scenario_each() =>
        Assert.Equal(AsyncScenarios.All.Count, AsyncScenarios.All.Select(static s => s.Number).Distinct().Count());

    internal static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    // Eight at a time: other simulations are part of the noise.
    private static List<Trial> Repeat(Scenario scenario, int runs)
    {
        var trials = new ConcurrentQueue<Trial>();
        var errors = new ConcurrentQueue<Exception>();
        var left = runs;
        var threads = Enumerable.Range(0, AtOnce).Select(_ => new Thread(() =>
        {
            while (errors.IsEmpty && Interlocked.Decrement(ref left) >= 0)
            {
                try
                {
                    trials.Enqueue(Trial.Of(scenario));
                }
                catch (Exception e)
                {
                    errors.Enqueue(e);
                }
            }
        })).ToList();
        threads.ForEach(static t => t.Start());
        threads.ForEach(static t => t.Join());
        return errors.TryPeek(out var error) ? throw error : [.. trials];
    }
}
