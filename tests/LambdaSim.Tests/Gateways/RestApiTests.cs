using System.Text.Json;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>REST APIs: events and answers of format 1.0, errors.</summary>
public sealed class RestApiTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly RestApi _api;

    public RestApiTests() => _api = _world.Simulation.RestApi("shop", "prod");

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("APIGW-EVENT-V1")]
    public void The_event_has_the_form_of_version_1()
    {
        _api.Method("ANY", "/{proxy+}", _world.Function);
        _api.StageVariable("table", "orders");

        _world.Send(_api.CreateClient(), HttpMethod.Get, "/prod/a%2Bb/c?x=1&x=2", null, ("X-Mixed-Case", "v"));

        var e = _world.Event;
        Assert.Equal("/{proxy+}", e.GetProperty("resource").GetString());
        Assert.Equal("/a%2Bb/c", e.GetProperty("path").GetString());
        Assert.Equal("/prod/a%2Bb/c", e.GetProperty("requestContext").GetProperty("path").GetString());
        Assert.Equal("a%2Bb/c", e.GetProperty("pathParameters").GetProperty("proxy").GetString());
        Assert.Equal("2", e.GetProperty("queryStringParameters").GetProperty("x").GetString());
        Assert.Equal(["1", "2"], e.GetProperty("multiValueQueryStringParameters").GetProperty("x").EnumerateArray().Select(static v => v.GetString()!));
        Assert.Equal("v", e.GetProperty("headers").GetProperty("X-Mixed-Case").GetString());
        Assert.Equal("orders", e.GetProperty("stageVariables").GetProperty("table").GetString());
        Assert.Equal(JsonValueKind.Null, e.GetProperty("body").ValueKind);
        Assert.Equal(
            ["resource", "path", "httpMethod", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables", "requestContext", "body", "isBase64Encoded"],
            e.EnumerateObject().Select(static m => m.Name));
    }

    [Theory]
    [InlineData("""{"statusCode":200}""", 200, "")]
    [InlineData("""{"headers":{"a":"b"}}""", 200, "")]
    [InlineData("""{"statusCode":"201"}""", 201, "")]
    [InlineData("""{"statusCode":"test"}""", 502, """{"message": "Internal server error"}""")]
    [InlineData("""{"statusCode":200,"wrongValue":"x"}""", 502, """{"message": "Internal server error"}""")]
    [InlineData("\"hello\"", 502, """{"message": "Internal server error"}""")]
    [InlineData("""{"statusCode":200,"multiValueHeaders":{"a":"b"}}""", 502, """{"message": "Internal server error"}""")]
    [InlineData("""{"statusCode":200,"headers":null,"body":"b"}""", 200, "b")]
    [InlineData("""{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}""", 200, "aGVsbG8=")]
    [Pins("APIGW-RESPONSE-V1")]
    public void An_answer_becomes_a_response(string answer, int status, string body)
    {
        _world.Answer = answer;
        _api.Method("GET", "/", _world.Function);

        Assert.Equal((status, body), Send("GET", "/prod"));
    }

    [Fact]
    [Pins("APIGW-RESPONSE-V1")]
    public void A_header_in_both_maps_is_sent_with_all_its_values_spelled_as_in_the_map_of_lists()
    {
        _world.Answer = """{"statusCode":200,"headers":{"x-a":"3","x-b":true},"multiValueHeaders":{"X-A":["1","2"]}}""";
        _api.Method("GET", "/", _world.Function);

        var headers = _world.Send(_api.CreateClient(), HttpMethod.Get, "/prod").Message.Headers.NonValidated;

        Assert.Equal(["1", "2", "3"], headers["X-A"]);
        Assert.Equal("true", Assert.Single(headers["x-b"]));
    }

    [Fact]
    [Pins("APIGW-INTEGRATION")]
    public void The_API_waits_29_seconds()
    {
        _api.Method("GET", "/", _world.Simulation.AddFunction("slow", 40.Seconds, f => f with { Timeout = 60.Seconds }));

        Assert.Equal((504, """{"message": "Endpoint request timed out"}"""), Send("GET", "/prod"));
        Assert.Equal(Duration.FromMilliseconds(29_010), _world.Simulation.Elapsed);
    }

    [Fact]
    [Pins("APIGW-THROTTLED")]
    public void A_throttle_is_500()
    {
        _api.Method("GET", "/", _world.Simulation.AddFunction("none", 1.Seconds, f => f with { ReservedConcurrency = 0 }));

        Assert.Equal((500, """{"message": "Internal server error"}"""), Send("GET", "/prod"));
    }

    [Theory]
    [InlineData("/prod/none", """{"message":"Missing Authentication Token"}""")]
    [InlineData("/test/orders", """{"message":"Forbidden"}""")]
    [Pins("APIGW-ROUTE")]
    public void What_is_not_there_is_403(string path, string body)
    {
        _api.Method("GET", "/orders", _world.Function);

        Assert.Equal((403, body), Send("GET", path));
    }

    [Fact]
    public void Binary_types_reach_the_function_as_base64_and_their_answers_are_decoded()
    {
        _world.Answer = """{"statusCode":200,"body":"aGVsbG8=","isBase64Encoded":true}""";
        _api.BinaryMediaTypes("*/*");
        _api.Method("POST", "/", _world.Function);

        var (_, body, _) = _world.Send(_api.CreateClient(), HttpMethod.Post, "/prod", "{}");

        Assert.Equal("hello", body);
        Assert.Equal("e30=", _world.Event.GetProperty("body").GetString());
    }

    private (int Status, string Body) Send(string method, string path) => _world.Send(_api.CreateClient(), new HttpMethod(method), path) is var (status, body, _) ? (status, body) : default;
}
