using LambdaSim.Events;
using LambdaSim.Faults;

namespace LambdaSim.Tests.Faults;

/// <summary>What tests of faults ask of a run.</summary>
internal static class FaultyWorld
{
    public static Simulation With(params ReadOnlySpan<Fault> faults) => new(new SimulationOptions { Seed = 1, Faults = FaultPlan.Of(faults) });

    /// <summary>What struck, in order.</summary>
    public static IReadOnlyList<FaultSite> Strikes(this Simulation simulation) => [.. simulation.Log.Where(static e => e.Kind == EventKind.FaultStruck).Select(static e => e.FaultSite)];

    /// <summary>A world plays the same story with and without a plan: with it something strikes, and is logged, without it the fingerprint is that of a world that knows no faults.</summary>
    /// <param name="site">What strikes.</param>
    /// <param name="story">Plays it.</param>
    /// <param name="fault">With what limits; null: none.</param>
    /// <returns>What the story gives, with the fault.</returns>
    public static T Compare<T>(FaultSite site, Func<Simulation, T> story, Func<Fault, Fault>? fault = null)
    {
        var plan = FaultPlan.Of(fault?.Invoke(new Fault(site)) ?? new Fault(site));
        using var usual = new Simulation(new SimulationOptions { Seed = 1 });
        using var struck = new Simulation(new SimulationOptions { Seed = 1, Faults = plan });
        using var freed = new Simulation(new SimulationOptions { Seed = 1, Faults = plan.Without(plan[0]) });
        story(usual);
        var told = story(struck);
        story(freed);

        Assert.Contains(site, struck.Strikes());
        Assert.All(struck.Strikes(), s => Assert.Equal(site, s));
        Assert.Equal(usual.Fingerprint, freed.Fingerprint);
        Assert.NotEqual(usual.Fingerprint, struck.Fingerprint);
        Assert.DoesNotContain(struck.Unsimulated, static u => u.StartsWith("fault", StringComparison.Ordinal));
        Assert.Empty(struck.Ledger.Open);
        return told;
    }
}
