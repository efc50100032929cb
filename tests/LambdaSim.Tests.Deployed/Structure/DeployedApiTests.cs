using LambdaSim.Deployed;
using LambdaSim.Tests.Structure;

namespace LambdaSim.Tests.Deployed.Structure;

/// <summary>The public surface of the package changes only on purpose: approve the received text by renaming it. What woven code calls is on docs/deployed-members.md.</summary>
public sealed class DeployedApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => Snapshot.Match("PublicApi.Deployed", PublicSurface.Of(typeof(DeployedFunctions).Assembly));

    [Fact]
    public void The_core_knows_nothing_of_weaving() =>
        Assert.DoesNotContain(typeof(Simulation).Assembly.GetReferencedAssemblies(), name => name.Name is "Mono.Cecil" or "LambdaSim.Woven");
}
