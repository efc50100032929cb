using LambdaSim.Wire;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>No member of a request does nothing in silence: it changes an answer, is refused, or is listed as not simulated.</summary>
public sealed class MemberTests(ITestOutputHelper output)
{
    private static readonly string[] _reads = ["Get", "Describe", "Untag"];

    [Fact]
    public void Each_member_of_load_balancers_requests_is_answered_refused_or_listed() => Check(
        BalancerScenarios.Operations, BalancerScenarios.All,

        // AWS does not use the port of a function.
        "RegisterTargets.Targets.0.Port", "DeregisterTargets.Targets.0.Port", "DescribeTargetHealth.Targets.0.Port");

    [Fact]
    public void Each_member_of_HTTP_and_WebSocket_APIs_requests_is_answered_refused_or_listed() => Check(HttpApiScenarios.Operations, HttpApiScenarios.All);

    [Fact]
    public void Each_member_of_REST_APIs_requests_is_answered_refused_or_listed() => Check(
        RestApiScenarios.Operations, RestApiScenarios.All,

        // AWS says that it is deprecated.
        "CreateApiKey.generateDistinctId");

    private void Check(IReadOnlyCollection<TableOperation> operations, IEnumerable<MemberScenario> scenarios, params string[] silent)
    {
        List<string> inert = [];
        foreach (var operation in scenarios.GroupBy(static s => s.Operation))
        {
            foreach (var path in MemberPaths.Of(operations.First(o => o.Shapes.Name == operation.Key).Shapes.Input))
            {
                if (path.EndsWith("patchOperations.0.from", StringComparison.Ordinal))
                {
                    continue;
                }

                var effects = operation.Select(s => MemberWorld.EffectOf(operations, s, path)).ToList();
                output.WriteLine($"{operation.Key}.{path}: {string.Join(", ", effects)}");
                if (effects.Contains(MemberEffect.Inert) && effects.TrueForAll(static e => e is MemberEffect.Inert or MemberEffect.Said))
                {
                    inert.Add($"{operation.Key}.{path}");
                }
            }
        }

        Assert.Empty(operations.Where(o => !_reads.Any(r => o.Shapes.Name.StartsWith(r, StringComparison.Ordinal)) && o.Shapes.Input.Members.Any(static m => m.Location is not MemberLocation.Label && !m.IsRequired) && !scenarios.Any(s => s.Operation == o.Shapes.Name) && !IsRefused(o)).Select(static o => o.Shapes.Name));
        Assert.Equal(silent.Order(StringComparer.Ordinal), inert.Order(StringComparer.Ordinal));
    }

    private static bool IsRefused(TableOperation operation)
    {
        using var simulation = new Simulation();
        try
        {
            operation.Work(new TableCall([], new RequestCaller("123456789012", "us-east-1", null), simulation));
            return false;
        }
        catch (AwsServiceException e)
        {
            return e.StatusCode == 501;
        }
        catch (Exception e) when (e is NullReferenceException or ArgumentException)
        {
            return false;
        }
    }
}
