using LambdaSim.Wire;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>No member of a request does nothing in silence: it changes an answer, is refused, or is listed as not simulated.</summary>
public sealed class MemberTests(ITestOutputHelper output)
{
    [Fact]
    public void Each_member_of_load_balancers_requests_is_answered_refused_or_listed() => Check(
        BalancerScenarios.Operations, BalancerScenarios.All,

        // AWS does not use the port of a function.
        "RegisterTargets.Targets.0.Port", "DeregisterTargets.Targets.0.Port", "DescribeTargetHealth.Targets.0.Port");

    private void Check(IReadOnlyCollection<TableOperation> operations, IEnumerable<MemberScenario> scenarios, params string[] silent)
    {
        List<string> inert = [];
        foreach (var operation in scenarios.GroupBy(static s => s.Operation))
        {
            foreach (var path in MemberPaths.Of(operations.First(o => o.Shapes.Name == operation.Key).Shapes.Input))
            {
                var effects = operation.Select(s => MemberWorld.EffectOf(operations, s, path)).ToList();
                output.WriteLine($"{operation.Key}.{path}: {string.Join(", ", effects)}");
                if (effects.Contains(MemberEffect.Inert) && effects.TrueForAll(static e => e is MemberEffect.Inert or MemberEffect.Said))
                {
                    inert.Add($"{operation.Key}.{path}");
                }
            }
        }

        Assert.Equal(silent.Order(StringComparer.Ordinal), inert.Order(StringComparer.Ordinal));
    }
}
