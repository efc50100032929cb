using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Placement;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Placement;

/// <summary>How long idle environments are kept, and how old they become.</summary>
public class KeepAliveTests
{
    private static World With(KeepAlive keepAlive) => new World().With(c => c with { KeepAlive = keepAlive });

    [Fact]
    [Pins("ENV-KEEPALIVE")]
    public void By_default_an_environment_is_kept_five_to_seven_minutes_drawn_for_each()
    {
        var world = With(KeepAlive.Default);
        for (var i = 0; i < 500; i++)
        {
            world.Call("f", 0, 1);
        }

        var idle = world.Call("f", 3_600_000, 1).Run().Log.Where(e => e.Kind == EventKind.EnvironmentEnded).Select(e => e.Value / 60e9).ToList();

        Assert.Equal(500, idle.Count);
        Assert.All(idle, minutes => Assert.InRange(minutes, 5, 7));
        Assert.InRange(idle.Average(), 5.9, 6.1);
        Assert.Equal(500, idle.Distinct().Count());
    }

    [Fact]
    public void Legacy_policies_keep_their_measured_times()
    {
        Assert.Equal(600, Idle(KeepAlive.Legacy2019) / 1e9);
        Assert.InRange(Idle(KeepAlive.LegacyEarly2019) / 60e9, 25, 60);

        static long Idle(KeepAlive keepAlive) => With(keepAlive).Call("f", 0, 1).Call("g", 7_200_000, 1).Run().Log.Single(e => e.Kind == EventKind.EnvironmentEnded).Value;
    }

    [Fact]
    [Pins("ENV-LIFETIME")]
    public void An_environment_over_its_lifetime_goes_when_it_is_idle()
    {
        var world = With(KeepAlive.Fixed(Duration.FromMinutes(10))).With(c => c with { Lifetime = new EnvironmentLifetime(Duration.FromMinutes(2), 0) });

        var run = world.Call("f", 0, 1_000).Call("f", 100_000, 60_000).Call("f", 170_000, 1_000).Run();

        Assert.Equal(["160000 EnvironmentEnded f env 0 Recycled idle 0"], run.Rows(EventKind.EnvironmentEnded));
        Assert.Equal(2, run.Metrics.Cold);
    }

    [Fact]
    public void An_idle_environment_goes_at_the_moment_its_lifetime_ends()
    {
        var world = With(KeepAlive.Fixed(Duration.FromMinutes(10))).With(c => c with { Lifetime = new EnvironmentLifetime(Duration.FromMinutes(2), 0) });

        Assert.Equal(["120000 EnvironmentEnded f env 0 Recycled idle 119000"], world.Call("f", 0, 1_000).Call("g", 300_000, 1).Run().Rows(EventKind.EnvironmentEnded));
    }

    [Fact]
    public void A_keep_alive_drawn_for_one_environment_does_not_depend_on_other_functions()
    {
        var alone = With(KeepAlive.Default).Call("f", 0, 1).Call("z", 3_600_000, 1).Run();
        var together = With(KeepAlive.Default).Call("a", 0, 1).Call("b", 0, 1).Call("f", 0, 1).Call("z", 3_600_000, 1).Run();

        Assert.Equal(alone.Log.Single(e => e.Kind == EventKind.EnvironmentEnded).Value, together.Log.Where(e => e.Kind == EventKind.EnvironmentEnded && together.Result.Functions[e.Function].Name == "f").Single().Value);
    }

    [Fact]
    public void The_hybrid_policy_keeps_for_its_whole_range_until_it_has_seen_enough()
    {
        var run = With(KeepAlive.Hybrid()).Call("f", 0, 1_000).Call("f", 3 * 3_600_000, 1_000).Run();

        Assert.Equal(1, run.Metrics.Cold);
    }

    [Fact]
    public void The_hybrid_policy_gives_up_a_regular_environment_and_prepares_it_again_in_time()
    {
        // Every 30 minutes: once 10 gaps are known, unload after use, prepare at 90 % of the 5th percentile, hit warm.
        var world = With(KeepAlive.Hybrid()).Function("f", new FunctionOverrides { Init = Distribution.Fixed(Duration.FromMilliseconds(400)) });
        for (var i = 0; i < 40; i++)
        {
            world.Call("f", i * 1_800_000.0, 1_000);
        }

        var run = world.Run();

        Assert.Equal(1, run.Metrics.Cold);
        Assert.InRange(run.Log.Count(e => e.Kind == EventKind.EnvironmentCreated && e.CreationCause == CreationCause.Prewarm), 25, 30);
        Assert.True(run.Metrics.IdleNs < 40L * 1_800_000_000_000 / 2, "it wastes less than half the time a standing environment would");
    }

    [Fact]
    public void The_hybrid_policy_pulls_an_armed_expiry_forward()
    {
        // Ten gaps of a minute teach a tail of about two minutes; before, the expiry was armed for four hours.
        var world = With(KeepAlive.Hybrid());
        for (var i = 0; i <= 12; i++)
        {
            world.Call("f", i * 61_000.0, 1_000);
        }

        var run = world.Call("g", 3_600_000, 1).Run();

        Assert.InRange(run.Log.First(e => e.Kind == EventKind.EnvironmentEnded).Value / 60e9, 0, 3);
    }

    [Fact]
    public void Draws_of_the_uniform_policy_cover_both_ends()
    {
        var policy = KeepAlivePolicy.Of(KeepAlive.Uniform(Duration.FromNanoseconds(0), Duration.FromNanoseconds(1)), 1);

        Assert.Equal([0L, 1L], Enumerable.Range(0, 50).Select(i => policy.TimeFor(1, i)).Distinct().Order());
    }
}
