using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>API keys and usage plans, of C# and of the control API.</summary>
public sealed class ApiKeyTests : IDisposable
{
    private const string Forbidden = """{"message":"Forbidden"}""", Exceeded = """{"message":"Limit Exceeded"}""", TooMany = """{"message":"Too Many Requests"}""";

    private readonly GatewayWorld _world = new();
    private readonly ApiControl _control;

    public ApiKeyTests() => _control = new ApiControl(_world);

    public void Dispose()
    {
        _control.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Pins("APIGW-KEY")]
    public void A_method_that_needs_a_key_refuses_who_has_none_of_a_plan()
    {
        var api = _world.Simulation.RestApi("shop");
        api.Method("GET", "/orders", _world.Function, r => r with { ApiKeyRequired = true });
        var (partner, stranger) = (api.ApiKey("partner"), api.ApiKey("stranger"));
        api.UsagePlan("basic").Add(partner);
        var client = api.CreateClient();

        Assert.Equal((403, Forbidden), Get(client));
        Assert.Equal((403, Forbidden), Get(client, stranger.Value));
        Assert.Equal(200, Get(client, partner.Value).Status);
        Assert.Equal((partner.Value, partner.Id), Identity());
        partner.IsEnabled = false;
        Assert.Equal((403, Forbidden), Get(client, partner.Value));
    }

    [Fact]
    [Pins("APIGW-PLAN")]
    public void A_plan_throttles_each_key_by_itself()
    {
        var api = _world.Simulation.RestApi("shop");
        api.Method("GET", "/orders", _world.Function, r => r with { ApiKeyRequired = true });
        api.Latency = TimeSpan.Zero;
        var plan = api.UsagePlan("basic", p => p with { RateLimit = 0.5, BurstLimit = 1 });
        var (a, b) = (api.ApiKey("a"), api.ApiKey("b"));
        plan.Add(a);
        plan.Add(b);
        var client = api.CreateClient();

        Assert.Equal(200, Get(client, a.Value).Status);
        Assert.Equal((429, TooMany), Get(client, a.Value));
        Assert.Equal(200, Get(client, b.Value).Status);
        _world.Simulation.AdvanceBy(2.Seconds);
        Assert.Equal(200, Get(client, a.Value).Status);
    }

    [Theory]
    [InlineData(QuotaPeriod.Day, 23, 1)]
    [InlineData(QuotaPeriod.Week, 71, 1)]
    [InlineData(QuotaPeriod.Month, 743, 1)]
    [Pins("APIGW-QUOTA")]
    public void A_quota_is_full_again_when_its_period_begins(QuotaPeriod period, int hours, int last)
    {
        // The simulation begins on Thursday, the first of January 2026, at midnight: the Sunday after it is the fourth.
        var api = _world.Simulation.RestApi("shop");
        api.Method("GET", "/orders", _world.Function, r => r with { ApiKeyRequired = true });
        var key = api.ApiKey("a");
        api.UsagePlan("basic", p => p with { Quota = 3, Period = period, Offset = 1 }).Add(key);
        var client = api.CreateClient();

        Assert.Equal(200, Get(client, key.Value).Status);
        Assert.Equal(200, Get(client, key.Value).Status);
        Assert.Equal((429, Exceeded), Get(client, key.Value));
        _world.Simulation.AdvanceBy(hours.Hours);
        Assert.Equal((429, Exceeded), Get(client, key.Value));
        _world.Simulation.AdvanceBy(last.Hours);

        Assert.Equal([200, 200, 200, 429], Enumerable.Range(0, 4).Select(_ => Get(client, key.Value).Status));
    }

    [Fact]
    [Pins("APIGW-KEY")]
    public void A_key_and_a_plan_that_requests_made_act()
    {
        var (api, _) = _control.Shop(apiKeyRequired: true);
        var key = _control.Make("POST", "/apikeys", new { name = "partner", enabled = true });
        var (id, value) = ((string)key["id"]!, (string)key["value"]!);
        var plan = (string)_control.Make("POST", "/usageplans", new
        {
            name = "basic", apiStages = new[] { new { apiId = api, stage = "prod" } }, throttle = new { rateLimit = 100.0, burstLimit = 100 }, quota = new { limit = 2, period = "DAY" },
        })["id"]!;
        Assert.Equal((403, Forbidden), _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)));
        _control.Make("POST", $"/usageplans/{plan}/keys", new { keyId = id, keyType = "API_KEY" });

        Assert.Equal(200, _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)).Status);
        Assert.Equal(200, _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)).Status);
        Assert.Equal((429, Exceeded), _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)));
        Assert.Equal(200, _control.Patch($"/usageplans/{plan}", "replace", "/quota/limit", "3").Status);
        Assert.Equal(200, _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)).Status);

        Assert.Equal(200, _control.Patch($"/apikeys/{id}", "replace", "/enabled", "false").Status);
        Assert.Equal((403, Forbidden), _control.Call(api, "/prod/orders", "GET", ("x-api-key", value)));
        Assert.Equal(400, _control.Send("DELETE", $"/usageplans/{plan}").Status);
        Assert.Equal(200, _control.Patch($"/usageplans/{plan}", "remove", "/apiStages", $"{api}:prod").Status);
        _control.Make("DELETE", $"/usageplans/{plan}");
        _control.Make("DELETE", $"/apikeys/{id}");
        Assert.Equal(404, _control.Send("GET", $"/apikeys/{id}").Status);
    }

    [Fact]
    [Pins("APIGW-PLAN", "APIGW-PATCH")]
    public void A_plan_throttles_a_method_of_a_stage()
    {
        var (api, _) = _control.Shop(apiKeyRequired: true);
        var key = _control.Make("POST", "/apikeys", new { name = "partner", enabled = true, value = "a-value-of-twenty-characters" });
        var plan = (string)_control.Make("POST", "/usageplans", new { name = "basic", apiStages = new[] { new { apiId = api, stage = "prod" } } })["id"]!;
        _control.Make("POST", $"/usageplans/{plan}/keys", new { keyId = (string)key["id"]!, keyType = "API_KEY" });
        Assert.Equal(200, _control.Patch($"/usageplans/{plan}", "replace", $"/apiStages/{api}:prod/throttle/~1orders/GET/burstLimit", "1").Status);
        Assert.Equal(200, _control.Patch($"/usageplans/{plan}", "replace", $"/apiStages/{api}:prod/throttle/~1orders/GET/rateLimit", "0").Status);

        Assert.Equal(200, _control.Call(api, "/prod/orders", "GET", ("x-api-key", "a-value-of-twenty-characters")).Status);
        Assert.Equal((429, TooMany), _control.Call(api, "/prod/orders", "GET", ("x-api-key", "a-value-of-twenty-characters")));
    }

    [Fact]
    [Pins("APIGW-KEY")]
    public void An_HTTP_API_has_no_keys()
    {
        Assert.Throws<ArgumentException>(() => _world.Simulation.HttpApi("shop").Route("GET /orders", _world.Function, static r => r with { ApiKeyRequired = true }));
    }

    private (int Status, string Body) Get(HttpClient client, string? key = null)
    {
        var (status, body, _) = _world.Send(client, HttpMethod.Get, "/prod/orders", null, key is null ? [] : [("X-API-Key", key)]);
        return (status, body);
    }

    private (string?, string?) Identity()
    {
        var identity = _world.Event.GetProperty("requestContext").GetProperty("identity");
        return (identity.GetProperty("apiKey").GetString(), identity.GetProperty("apiKeyId").GetString());
    }
}
