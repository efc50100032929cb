using LambdaSim.AspNetCore;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Account, region and service of a request, from its signature.</summary>
public sealed class CallerTests : IDisposable
{
    private readonly EndpointWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("HTTP-REGION")]
    public async Task The_region_is_that_of_the_signature() =>
        Assert.Equal("arn:aws:lambda:eu-west-1:123456789012:function:fn", Arn(await _world.Create("fn", Signed("AKIDEXAMPLE", "eu-west-1"))));

    [Fact]
    [Pins("HTTP-ACCOUNT")]
    public async Task An_access_key_of_twelve_digits_is_an_account()
    {
        await _world.Create("fn", Signed("222222222222", "us-east-1"));

        var own = await _world.Get(EndpointWorld.Functions);
        var theirs = await _world.Get(EndpointWorld.Functions, Signed("222222222222", "us-east-1"));

        Assert.Empty(own.Json["Functions"]!.AsArray());
        Assert.Equal("arn:aws:lambda:us-east-1:222222222222:function:fn", (string?)theirs.Json["Functions"]![0]!["FunctionArn"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Bearer x")]
    [InlineData("AWS4-HMAC-SHA256")]
    [InlineData("AWS4-HMAC-SHA256 Credential=")]
    [InlineData("AWS4-HMAC-SHA256 Credential=a/b/c")]
    [InlineData("AWS4-HMAC-SHA256 Credential=12345678901/20260101/../lambda/aws4_request")]
    [InlineData("AWS4-HMAC-SHA256 Credential=12345678901x/20260101/EU/lambda/aws4_request")]
    [Pins("HTTP-REGION")]
    public async Task Without_a_signature_that_can_be_read_the_defaults_hold(string authorization) =>
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:fn", Arn(await _world.Create("fn", ("Authorization", authorization))));

    [Fact]
    [Pins("HTTP-ACCOUNT")]
    public async Task The_defaults_can_be_set()
    {
        using var world = new EndpointWorld(new LambdaSimEndpointOptions { Account = "333333333333", Region = "ap-south-1" });

        Assert.Equal("arn:aws:lambda:ap-south-1:333333333333:function:fn", Arn(await world.Create("fn")));
    }

    [Fact]
    [Pins("HTTP-REGION")]
    public async Task A_presigned_request_says_it_in_the_query()
    {
        await _world.Create("fn", Signed("222222222222", "eu-west-1"));

        var answer = await _world.Get($"{EndpointWorld.Functions}/fn/configuration?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=222222222222%2F20260101%2Feu-west-1%2Flambda%2Faws4_request");

        Assert.Equal("arn:aws:lambda:eu-west-1:222222222222:function:fn", Arn(answer));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("abcdefghijkl")]
    public void A_default_that_is_no_account_is_refused(string account) =>
        Assert.Throws<ArgumentException>(() => new EndpointWorld(new LambdaSimEndpointOptions { Account = account }));

    private static string? Arn(HttpAnswer answer) => (string?)answer.Json["FunctionArn"];

    internal static (string Name, string Value) Signed(string key, string region, string service = "lambda") =>
        ("Authorization", $"AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/{service}/aws4_request, SignedHeaders=host, Signature=00");
}
