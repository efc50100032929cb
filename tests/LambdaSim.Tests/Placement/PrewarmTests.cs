using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Placement;

/// <summary>Environments that nobody waits for: prepared ahead by the hybrid policy, or provisioned.</summary>
public class PrewarmTests
{
    private static readonly KeepAlive _hybrid = new HybridKeepAlive { BinWidth = Duration.FromSeconds(1), Range = Duration.FromMinutes(2), MinimumSamples = 3 };

    private static World Hybrid(Distribution init, int calls, double gapMs)
    {
        var world = new World().With(c => c with { KeepAlive = _hybrid }).Function("f", new FunctionOverrides { Init = init });
        for (var i = 0; i < calls; i++)
        {
            world.Call("f", i * gapMs, 1);
        }

        return world;
    }

    [Fact]
    public void An_environment_prepared_ahead_whose_init_is_too_long_repeats_it_inside_its_first_call()
    {
        var run = Hybrid(Distribution.Fixed(Duration.FromSeconds(12)), calls: 8, gapMs: 60_000).Run();
        var prepared = run.Log.Where(e => e.Kind == EventKind.InitCompleted && e.Invocation == SimEvent.None).ToList();

        Assert.NotEmpty(prepared);
        Assert.All(prepared, e => Assert.Equal((InitOutcome.TimedOut, 10_000_000_000), (e.InitOutcome, e.Value)));
        var used = run.Log.Where(e => e.Kind == EventKind.Started && prepared.Any(p => p.Environment == e.Environment)).ToList();
        Assert.NotEmpty(used);
        Assert.Equal(StartType.Reinit, used[0].StartType);
    }

    [Fact]
    public void One_environment_at_a_time_is_prepared_ahead()
    {
        // INIT takes up to 10 s: often a call arrives in it, is done soon, and the next preparation falls due while the first still runs.
        var run = Hybrid(Distribution.Uniform(Duration.Zero, Duration.FromSeconds(10)), calls: 500, gapMs: 6_000).Run();
        var preparing = 0;
        var most = 0;
        foreach (var e in run.Log.Where(e => e.Invocation == SimEvent.None))
        {
            preparing += e.Kind == EventKind.EnvironmentCreated ? 1 : e.Kind == EventKind.InitCompleted ? -1 : 0;
            most = Math.Max(most, preparing);
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public void A_provisioned_environment_whose_init_is_too_long_repeats_it_inside_its_first_call()
    {
        var run = new World().Function("f", new FunctionOverrides { Init = Distribution.Fixed(Duration.FromSeconds(1_000)), Provisioned = new ProvisionedConcurrency(1), Timeout = Duration.FromMinutes(15) }).Call("f", 10, 1).Run();

        Assert.Equal(["0 InitCompleted f env 0 TimedOut 900000"], run.Rows(EventKind.InitCompleted));
        Assert.Equal(["10 Started f/0 env 0 Reinit provisioned"], run.Rows(EventKind.Started));
    }

    [Fact]
    public void A_crash_on_provisioned_concurrency_costs_its_next_call_an_init()
    {
        var run = new World().Function("f", new FunctionOverrides { Init = Distribution.Fixed(Duration.FromMilliseconds(400)), Provisioned = new ProvisionedConcurrency(1) }).Call("f", 0, 100, outcome: Outcome.Crashed).Call("f", 1_000, 100).Run();

        Assert.Equal(["0 Started f/0 env 0 Warm provisioned", "1000 Started f/1 env 0 Reinit provisioned"], run.Rows(EventKind.Started));
        Assert.Contains("1500 Completed f/1 env 0 Succeeded 500", run.Rows());
    }

    [Fact]
    public void A_version_is_idle_from_the_end_of_its_last_provisioned_call()
    {
        // Provisioned calls 20 s long with 5 s in between, and one on demand to begin with: idle times are 5 s, not growing ones.
        var world = new World().With(c => c with { KeepAlive = _hybrid }).Function("f", new FunctionOverrides { Provisioned = new ProvisionedConcurrency(1), Timeout = Duration.FromMinutes(15) });
        world.Call("f", 0, 1, 2);
        for (var i = 0; i < 10; i++)
        {
            world.Call("f", 5_000 + (i * 25_000), 20_000);
        }

        // Both at once: the shorter provisioned, the longer on demand, whose end asks the policy.
        var run = world.Call("f", 255_000, 1).Call("f", 255_000, 100).Call("f", 400_000, 1).Run();

        // The shortest idle time, 4.999 s, lies in the bin from 4 s on: less a margin of 10 %, another is prepared after 3.6 s.
        Assert.Contains("258700 EnvironmentCreated f env 3 Prewarm", run.Rows(EventKind.EnvironmentCreated));
    }
}
