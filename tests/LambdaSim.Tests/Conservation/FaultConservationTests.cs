using LambdaSim.Faults;
using LambdaSim.Randomness;
using LambdaSim.Units;

namespace LambdaSim.Tests.Conservation;

/// <summary>Random plans of faults in worlds made at random: nothing is without a fate, and the same seed and plan give the same log.</summary>
public sealed class FaultConservationTests
{
    private const int Worlds = 1_000;

    // Those that worlds without code know; what hides messages for too short breaks the order that worlds check.
    private static readonly FaultSite[] _sites =
    [
        FaultSite.DuplicateDelivery, FaultSite.LateDelivery, FaultSite.OutOfOrder, FaultSite.SystemError, FaultSite.InitFailure, FaultSite.EnvironmentRecycle, FaultSite.MalformedAnswer,
        FaultSite.PollerPause, FaultSite.FailedDestination, FaultSite.Deployment, FaultSite.MixedVersions, FaultSite.FunctionFailed,
    ];

    [Fact]
    [Pins("FLT-LOGGED")]
    public void With_random_faults_nothing_is_lost_and_each_run_repeats_itself()
    {
        List<string> wrong = [];
        HashSet<FaultSite> used = [];
        for (var seed = 1ul; seed <= Worlds && wrong.Count < 3; seed++)
        {
            var plan = PlanOf(seed);
            used.UnionWith(plan.Select(static f => f.Site));
            var problem = ConservationWorld.Play(seed, new ConservationTally(), plan, out var first);
            ConservationWorld.Play(seed, new ConservationTally(), FaultPlan.Parse(plan.ToJson()), out var second);
            if (problem is not null || first != second)
            {
                wrong.Add($"world {seed} with\n{plan}\n{problem ?? $"{first} and {second}"}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        Assert.Equal(_sites.Order(), used.Order());
    }

    private static FaultPlan PlanOf(ulong seed)
    {
        var draws = 0ul;
        int Below(int end) => (int)(Draw.At(~seed, draws++) % (ulong)end);
        var faults = Enumerable.Range(0, 1 + Below(5)).Select(_ => new Fault(_sites[Below(_sites.Length)])
        {
            Share = 0.1m * (1 + Below(10)),
            Count = Below(3) == 0 ? 1 + Below(5) : null,
            From = Below(3) == 0 ? Below(300).Seconds : TimeLength.Zero,
        }).ToArray();
        return FaultPlan.Of([.. faults.Select(f => f.From > TimeLength.Zero || Below(3) == 0 ? f with { Until = f.From + (1 + Below(600)).Seconds } : f)]);
    }
}
