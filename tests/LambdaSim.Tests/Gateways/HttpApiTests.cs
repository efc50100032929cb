using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>HTTP APIs: routes, events of format 2.0, answers, limits.</summary>
public sealed class HttpApiTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly HttpApi _api;

    public HttpApiTests() => _api = _world.Simulation.HttpApi("orders");

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("GET", "/orders/7", "GET /orders/{id}")]
    [InlineData("DELETE", "/orders/7", "ANY /orders/{id}")]
    [InlineData("GET", "/orders/new", "GET /orders/new")]
    [InlineData("GET", "/orders/7/lines/1", "ANY /orders/{proxy+}")]
    [InlineData("GET", "/else", "$default")]
    [Pins("APIGW-ROUTE")]
    public void The_most_special_route_takes_a_request(string method, string path, string route)
    {
        foreach (var key in (string[])["$default", "ANY /orders/{proxy+}", "ANY /orders/{id}", "GET /orders/{id}", "GET /orders/new"])
        {
            _api.Route(key, _world.Function);
        }

        Send(method, path);

        Assert.Equal(route, _world.Event.GetProperty("routeKey").GetString());
    }

    [Fact]
    [Pins("APIGW-ROUTE")]
    public void What_no_route_takes_is_404()
    {
        _api.Route("GET /orders", _world.Function);

        Assert.Equal((404, """{"message":"Not Found"}"""), Send("POST", "/orders"));
        Assert.Empty(_world.Events);
    }

    [Fact]
    [Pins("APIGW-EVENT-V2")]
    public void The_event_has_the_form_of_version_2()
    {
        _api.Route("POST /orders/{id}", _world.Function);

        _world.Send(_api.CreateClient(), HttpMethod.Post, "/orders/a%20b?x=1&x=2&y=a%2Bb", "{\"n\":1}", ("X-One", "1"), ("X-One", "2"), ("Cookie", "a=1; b=2"));

        var e = _world.Event;
        Assert.Equal("2.0", e.GetProperty("version").GetString());
        Assert.Equal("POST /orders/{id}", e.GetProperty("routeKey").GetString());
        Assert.Equal("/orders/a b", e.GetProperty("rawPath").GetString());
        Assert.Equal("x=1&x=2&y=a%2Bb", e.GetProperty("rawQueryString").GetString());
        Assert.Equal("1,2", e.GetProperty("queryStringParameters").GetProperty("x").GetString());
        Assert.Equal("a+b", e.GetProperty("queryStringParameters").GetProperty("y").GetString());
        Assert.Equal("1,2", e.GetProperty("headers").GetProperty("x-one").GetString());
        Assert.Equal(["a=1", "b=2"], e.GetProperty("cookies").EnumerateArray().Select(static c => c.GetString()!));
        Assert.False(e.GetProperty("headers").TryGetProperty("cookie", out _));
        Assert.Equal("a b", e.GetProperty("pathParameters").GetProperty("id").GetString());
        Assert.Equal("POST", e.GetProperty("requestContext").GetProperty("http").GetProperty("method").GetString());
        Assert.Equal("""{"n":1}""", e.GetProperty("body").GetString());
        Assert.False(e.GetProperty("isBase64Encoded").GetBoolean());
        Assert.False(e.TryGetProperty("stageVariables", out _));
    }

    [Theory]
    [InlineData("""{"statusCode":201,"headers":{"X-A":"b"},"body":"made"}""", 201, "made")]
    [InlineData("""{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}""", 200, "hello")]
    [InlineData("""{"hello":1}""", 200, """{"hello":1}""")]
    [InlineData("\"hello\"", 200, "hello")]
    [InlineData("3.1", 200, "3.1")]
    [InlineData("""["a",3,true]""", 200, """["a",3,true]""")]
    [InlineData("""{"statusCode":"many"}""", 500, """{"message":"Internal Server Error"}""")]
    [Pins("APIGW-RESPONSE-V2")]
    public void An_answer_becomes_a_response(string answer, int status, string body)
    {
        _world.Answer = answer;
        _api.Route("$default", _world.Function);

        Assert.Equal((status, body), Send("GET", "/"));
    }

    [Fact]
    [Pins("APIGW-RESPONSE-V2")]
    public void Cookies_are_headers_of_their_own()
    {
        _world.Answer = """{"statusCode":200,"cookies":["a=1","b=2"]}""";
        _api.Route("$default", _world.Function);

        Assert.Equal(["a=1", "b=2"], _world.Send(_api.CreateClient(), HttpMethod.Get, "/").Message.Headers.GetValues("Set-Cookie"));
    }

    [Fact]
    [Pins("APIGW-INTEGRATION", "APIGW-LATENCY")]
    public void The_API_waits_30_seconds_and_the_function_goes_on()
    {
        var slow = _world.Simulation.AddFunction("slow", 40.Seconds, f => f with { Timeout = 60.Seconds });
        _api.Route("$default", slow);

        Assert.Equal((503, """{"message":"Service Unavailable"}"""), Send("GET", "/"));
        Assert.Equal(Duration.FromMilliseconds(30_010), _world.Simulation.Elapsed);

        _world.Simulation.RunUntilIdle();

        Assert.Equal((1, 0), (slow.Metrics.Admitted, slow.Metrics.RunningAtEnd));
    }

    [Fact]
    [Pins("APIGW-THROTTLED")]
    public void A_throttle_is_503_unless_it_is_set_otherwise()
    {
        var none = _world.Simulation.AddFunction("none", 1.Seconds, f => f with { ReservedConcurrency = 0 });
        _api.Route("$default", none);

        Assert.Equal(503, Send("GET", "/").Status);
        _api.ThrottledStatus = 500;
        Assert.Equal(500, Send("GET", "/").Status);
    }

    [Fact]
    [Pins("APIGW-LIMIT")]
    public void A_route_admits_so_many_a_second()
    {
        _api.Route("$default", _world.Function, r => r with { RateLimit = 1, BurstLimit = 2 });

        Assert.Equal([200, 200, 429], Enumerable.Range(0, 3).Select(_ => Send("GET", "/").Status));
        _world.Simulation.AdvanceBy(1.Seconds);
        Assert.Equal([200, 429], Enumerable.Range(0, 2).Select(_ => Send("GET", "/").Status));
    }

    [Fact]
    [Pins("APIGW-CORS")]
    public void Preflights_are_answered_by_the_API()
    {
        _api.Route("$default", _world.Function);
        _api.Cors(new CorsSettings { AllowOrigins = ["https://shop.example"], AllowMethods = ["GET"], MaxAgeSeconds = 60 });

        var (status, _, message) = _world.Send(_api.CreateClient(), HttpMethod.Options, "/orders", null, ("Origin", "https://shop.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal(204, status);
        Assert.Equal("https://shop.example", Assert.Single(message.Headers.GetValues("access-control-allow-origin")));
        Assert.Equal("60", Assert.Single(message.Headers.GetValues("access-control-max-age")));
        Assert.Empty(_world.Events);
    }

    [Fact]
    [Pins("HTTP-FRONT")]
    public void A_client_of_AWS_in_process_reaches_it_at_its_host()
    {
        _world.Answer = "\"hello\"";
        _api.Route("$default", _world.Function);
        using var client = new HttpClient(_world.Simulation.CreateHttpHandler());

        Assert.Equal((200, "hello"), _world.Send(client, HttpMethod.Get, $"{_api.Endpoint}orders") is var (status, body, _) ? (status, body) : default);
    }

    [Theory]
    [InlineData("orders")]
    [InlineData("GET orders")]
    [InlineData("FETCH /orders")]
    [InlineData("GET /a/{b+}/c")]
    [InlineData("GET /a/{b}/{b}")]
    public void What_is_no_route_is_refused(string key) => Assert.ThrowsAny<ArgumentException>(() => _api.Route(key, _world.Function));

    private (int Status, string Body) Send(string method, string path) => _world.Send(_api.CreateClient(), new HttpMethod(method), path) is var (status, body, _) ? (status, body) : default;
}
