namespace LambdaSim.Tests.Structure;

/// <summary>The endpoint's public surface changes only on purpose: approve PublicApi.AspNetCore.received.txt by renaming it.</summary>
public class EndpointApiTests
{
    [Fact]
    public void The_public_surface_of_the_endpoint_is_the_approved_one() =>
        Snapshot.Match("PublicApi.AspNetCore", PublicSurface.Of(typeof(LambdaSim.AspNetCore.LambdaSimCredential).Assembly));
}
