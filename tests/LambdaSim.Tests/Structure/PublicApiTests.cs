namespace LambdaSim.Tests.Structure;

/// <summary>The public surface changes only on purpose: approve PublicApi.received.txt by renaming it.</summary>
public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() => Snapshot.Match("PublicApi", PublicSurface.Of(typeof(Simulation).Assembly));

    [Fact]
    public void The_public_surface_of_dependency_injection_is_the_approved_one() =>
        Snapshot.Match("PublicApi.DependencyInjection", PublicSurface.Of(typeof(LambdaSim.DependencyInjection.ILambdaSimBuilder).Assembly));
}
