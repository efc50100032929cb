using LambdaSim.Neighbours.Gateways;

namespace LambdaSim.Tests.Gateways;

/// <summary>Settings of front ends act, are refused, or are listed; a simulation made anew has them.</summary>
public sealed class FrontSettingTests : IDisposable
{
    private readonly GatewayWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_request_id_is_a_version_4_guid()
    {
        var api = _world.Simulation.HttpApi("shop");
        api.Route("$default", _world.Function);

        _world.Send(api.CreateClient(), HttpMethod.Get, "/");

        Assert.Equal(4, Guid.Parse(_world.Event.GetProperty("requestContext").GetProperty("requestId").GetString()!).Version);
    }

    [Fact]
    public void A_setting_that_an_API_does_not_have_is_refused()
    {
        var (http, rest) = (_world.Simulation.HttpApi("shop"), _world.Simulation.RestApi("shop"));
        var jwt = RouteAuthorizer.Jwt("me", ["you"], """{"keys":[]}""");
        var token = RouteAuthorizer.Lambda(_world.Function, a => a with { IsToken = true });

        Refused("1.0 only", () => rest.Method("GET", "/", _world.Function, r => r with { Format = PayloadFormat.V2 }));
        Refused("RouteAuthorizer.Lambda", () => rest.Method("GET", "/", _world.Function, r => r with { Authorizer = jwt }));
        Refused("leave IsToken out", () => http.Route("GET /", _world.Function, r => r with { Authorizer = token }));
        Refused("set RateLimit too", () => http.Route("GET /", _world.Function, r => r with { BurstLimit = 2 }));
        Assert.Empty(http.Routes);
        Assert.Empty(rest.Routes);
    }

    [Fact]
    public void A_REST_API_has_one_stage()
    {
        var api = _world.Simulation.RestApi("shop", "test");

        Assert.Same(api, _world.Simulation.RestApi("shop"));
        Assert.Equal("prod", _world.Simulation.RestApi("other").StageName);
        Refused("has the stage test, not live", () => _world.Simulation.RestApi("shop", "live"));
    }

    [Fact]
    public void A_WebSocket_API_of_CSharp_has_one_stage()
    {
        Assert.Equal("test", _world.Simulation.WebSocketApi("chat", "test").StageName);
        Refused("has the stage test, not live", () => _world.Simulation.WebSocketApi("chat", "live"));
    }

    [Fact]
    [Pins("APIGW-AUTH-IAM")]
    public void IAM_authorizers_are_listed_as_not_simulated()
    {
        _world.Simulation.HttpApi("shop").Route("GET /", _world.Function, r => r with { Authorizer = RouteAuthorizer.Iam() });

        Assert.Contains(_world.Simulation.Unsimulated, static n => n.StartsWith("HTTP API shop, GET /: an IAM authorizer", StringComparison.Ordinal));
    }

    [Fact]
    public void A_simulation_made_anew_has_the_front_ends_and_nothing_of_what_happened()
    {
        var api = _world.Simulation.HttpApi("shop");
        api.Route("$default", _world.Function, r => r with { RateLimit = 1, BurstLimit = 1 });
        _world.Simulation.RestApi("shop", "test").Method("GET", "/", _world.Function);
        _world.Simulation.LoadBalancer("web").Forward(new ListenerRule(), _world.Function);
        Assert.Equal(200, _world.Send(api.CreateClient(), HttpMethod.Get, "/").Status);

        using var again = _world.Simulation.Again();

        var statuses = new List<int>();
        again.Run(async () =>
        {
            foreach (var (client, path) in new[] { (again.HttpApi("shop").CreateClient(), "/"), (again.RestApi("shop").CreateClient(), "/test"), (again.LoadBalancer("web").CreateClient(), "/") })
            {
                statuses.Add((int)(await client.GetAsync(path)).StatusCode);
                client.Dispose();
            }
        }, TestContext.Current.CancellationToken);
        Assert.Equal([200, 200, 200], statuses);
    }

    private static void Refused(string words, Action act) => Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
}
