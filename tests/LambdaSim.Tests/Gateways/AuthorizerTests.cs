using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>Who may call.</summary>
public sealed class AuthorizerTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly List<JsonElement> _asked = [];

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("""{"isAuthorized":true,"context":{"tenant":"a"}}""", 200)]
    [InlineData("""{"isAuthorized":false}""", 403)]
    [InlineData("3", 500)]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void A_simple_answer_lets_in_or_refuses(string answer, int status)
    {
        var api = Http(answer);

        Assert.Equal(status, Send(api, ("Authorization", "k")));
        if (status == 200)
        {
            Assert.Equal("a", _world.Event.GetProperty("requestContext").GetProperty("authorizer").GetProperty("lambda").GetProperty("tenant").GetString());
        }
    }

    [Fact]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void A_request_without_identity_is_refused_unasked()
    {
        Assert.Equal(401, Send(Http("""{"isAuthorized":true}""")));
        Assert.Empty(_asked);
    }

    [Fact]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void An_answer_is_kept_for_its_identity_and_time()
    {
        var api = Http("""{"isAuthorized":true}""");

        Send(api, ("Authorization", "a"));
        Send(api, ("Authorization", "a"));
        Send(api, ("Authorization", "b"));
        Assert.Equal(2, _asked.Count);

        _world.Simulation.AdvanceBy(301.Seconds);
        Send(api, ("Authorization", "a"));
        Assert.Equal(3, _asked.Count);
    }

    [Theory]
    [InlineData("""{"principalId":"u","policyDocument":{"Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]},"context":{"n":3}}""", 200, "")]
    [InlineData("""{"principalId":"u","policyDocument":{"Statement":{"Effect":"Deny","Action":"*","Resource":"arn:aws:execute-api:*/prod/GET/*"}}}""", 403, "with an explicit deny")]
    [InlineData("""{"principalId":"u","policyDocument":{"Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:*/POST/*"}]}}""", 403, "to access this resource\"}")]
    [InlineData("""{"principalId":"u"}""", 500, "null")]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void A_policy_decides_about_a_method(string answer, int status, string words)
    {
        var api = _world.Simulation.RestApi("shop");
        api.Method("GET", "/a", _world.Function, m => m with { Authorizer = RouteAuthorizer.Lambda(Authorizer(answer), a => a with { IsToken = true }) });

        var (got, body, _) = _world.Send(api.CreateClient(), HttpMethod.Get, "/prod/a", null, ("Authorization", "token-1"));

        Assert.Equal(status, got);
        Assert.Contains(words, body, StringComparison.Ordinal);
        Assert.Equal("TOKEN", _asked[0].GetProperty("type").GetString());
        Assert.Equal("token-1", _asked[0].GetProperty("authorizationToken").GetString());
        Assert.EndsWith("/prod/GET/a", _asked[0].GetProperty("methodArn").GetString(), StringComparison.Ordinal);
        if (status == 200)
        {
            Assert.Equal("3", _world.Event.GetProperty("requestContext").GetProperty("authorizer").GetProperty("n").GetString());
        }
    }

    [Fact]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void An_authorizer_that_throws_Unauthorized_is_401()
    {
        var api = _world.Simulation.RestApi("shop");
        var authorizer = _world.Simulation.AddFunction("auth", (JsonElement _) => throw new InvalidOperationException("Unauthorized"));
        api.Method("GET", "/a", _world.Function, m => m with { Authorizer = RouteAuthorizer.Lambda(authorizer) });

        Assert.Equal(401, _world.Send(api.CreateClient(), HttpMethod.Get, "/prod/a", null, ("Authorization", "k")).Status);
    }

    [Fact]
    [Pins("APIGW-AUTH-JWT")]
    public void A_token_must_be_signed_current_and_for_the_audience()
    {
        using var key = RSA.Create(2048);
        var now = _world.Simulation.Options.World.Start.ToUnixTimeSeconds();
        var api = _world.Simulation.HttpApi("jwt");
        api.Route("$default", _world.Function, r => r with { Authorizer = RouteAuthorizer.Jwt("https://issuer", ["shop"], KeySet(key), "read") });

        string Token(string claims) => Sign(key, claims);

        Assert.Equal(200, Send(api, ("Authorization", "Bearer " + Token($$"""{"iss":"https://issuer","aud":"shop","exp":{{now + 60}},"scope":"read write"}"""))));
        Assert.Equal("shop", _world.Event.GetProperty("requestContext").GetProperty("authorizer").GetProperty("jwt").GetProperty("claims").GetProperty("aud").GetString());
        Assert.Equal(403, Send(api, ("Authorization", "Bearer " + Token($$"""{"iss":"https://issuer","aud":"shop","exp":{{now + 60}},"scope":"write"}"""))));
        Assert.Equal(401, Send(api, ("Authorization", "Bearer " + Token($$"""{"iss":"https://issuer","aud":"other","exp":{{now + 60}},"scope":"read"}"""))));
        Assert.Equal(401, Send(api, ("Authorization", "Bearer " + Token($$"""{"iss":"https://other","aud":"shop","exp":{{now + 60}},"scope":"read"}"""))));
        Assert.Equal(401, Send(api, ("Authorization", "Bearer " + Token($$"""{"iss":"https://issuer","aud":"shop","exp":{{now - 1}},"scope":"read"}"""))));
        using var otherKey = RSA.Create(2048);
        Assert.Equal(401, Send(api, ("Authorization", "Bearer " + Sign(otherKey, $$"""{"iss":"https://issuer","aud":"shop","exp":{{now + 60}},"scope":"read"}"""))));
        Assert.Equal(401, Send(api));
        Assert.Equal(401, Send(api, ("Authorization", "Bearer not.a.token")));
    }

    [Fact]
    [Pins("APIGW-AUTH-IAM")]
    public void IAM_wants_a_signed_request()
    {
        var api = _world.Simulation.HttpApi("iam");
        api.Route("$default", _world.Function, r => r with { Authorizer = RouteAuthorizer.Iam() });

        Assert.Equal(403, Send(api));
        Assert.Equal(200, Send(api, ("Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/execute-api/aws4_request, SignedHeaders=host, Signature=0")));
    }

    private HttpApi Http(string answer)
    {
        var api = _world.Simulation.HttpApi("guarded");
        api.Route("$default", _world.Function, r => r with { Authorizer = RouteAuthorizer.Lambda(Authorizer(answer)) });
        return api;
    }

    private Function Authorizer(string answer) => _world.Simulation.AddFunction("auth", (JsonElement request) =>
    {
        _asked.Add(request);
        return JsonDocument.Parse(answer).RootElement;
    });

    private int Send(HttpApi api, params (string, string)[] headers) => _world.Send(api.CreateClient(), HttpMethod.Get, "/a", null, headers).Status;

    private static string KeySet(RSA key)
    {
        var parameters = key.ExportParameters(false);
        return $$"""{"keys":[{"kty":"RSA","kid":"1","n":"{{Url(parameters.Modulus!)}}","e":"{{Url(parameters.Exponent!)}}"}]}""";
    }

    private static string Sign(RSA key, string claims)
    {
        var text = $"{Url("""{"alg":"RS256","kid":"1"}"""u8.ToArray())}.{Url(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Url(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
