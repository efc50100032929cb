namespace LambdaSim.Tests.Structure;

/// <summary>The public surface of the endpoint and of the package for AWS's SDK changes only on purpose: approve the received text by renaming it.</summary>
public class EndpointApiTests
{
    [Fact]
    public void The_public_surface_of_the_endpoint_is_the_approved_one() =>
        Snapshot.Match("PublicApi.AspNetCore", PublicSurface.Of(typeof(LambdaSim.AspNetCore.LambdaSimCredential).Assembly));

    [Fact]
    public void The_public_surface_of_the_package_for_AWSs_SDK_is_the_approved_one() => Snapshot.Match("PublicApi.AwsSdk", PublicSurface.Of(typeof(AwsSdkExtensions).Assembly));
}
