using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>Application Load Balancers with functions as targets.</summary>
public sealed class LoadBalancerTests : IDisposable
{
    private readonly GatewayWorld _world = new("""{"statusCode":200,"statusDescription":"200 OK","headers":{"Content-Type":"text/plain"},"body":"hello","isBase64Encoded":false}""");
    private readonly LoadBalancer _balancer;

    public LoadBalancerTests() => _balancer = _world.Simulation.LoadBalancer("web");

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ALB-EVENT", "ALB-LATENCY")]
    public void The_event_has_lower_case_headers_and_raw_query_parameters()
    {
        _balancer.Forward(new ListenerRule(), _world.Function);

        Assert.Equal("hello", _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/a?x=1%202&x=3", null, ("X-One", "v")).Body);

        var e = _world.Event;
        Assert.Equal("3", e.GetProperty("queryStringParameters").GetProperty("x").GetString());
        Assert.Equal("v", e.GetProperty("headers").GetProperty("x-one").GetString());
        Assert.StartsWith("arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/web-0/", e.GetProperty("requestContext").GetProperty("elb").GetProperty("targetGroupArn").GetString(), StringComparison.Ordinal);
        Assert.Equal("", e.GetProperty("body").GetString());
    }

    [Fact]
    [Pins("ALB-EVENT")]
    public void With_multi_value_headers_the_maps_are_lists()
    {
        _world.Answer = """{"statusCode":200,"multiValueHeaders":{"Set-Cookie":["a=1","b=2"]},"body":""}""";
        _balancer.Forward(new ListenerRule(), _world.Function, multiValueHeaders: true);

        var answer = _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/?x=1%202&x=3").Message;

        Assert.Equal(["1%202", "3"], _world.Event.GetProperty("multiValueQueryStringParameters").GetProperty("x").EnumerateArray().Select(static v => v.GetString()!));
        Assert.False(_world.Event.TryGetProperty("headers", out _));
        Assert.Equal(["a=1", "b=2"], answer.Headers.GetValues("Set-Cookie"));
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"statusCode":"x"}""")]
    [Pins("ALB-RESPONSE")]
    public void What_is_no_answer_is_502(string answer)
    {
        _world.Answer = answer;
        _balancer.Forward(new ListenerRule(), _world.Function);

        Assert.Equal(502, _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/").Status);
    }

    [Fact]
    [Pins("ALB-RESPONSE")]
    public void Requests_and_answers_end_at_one_megabyte()
    {
        _balancer.Forward(new ListenerRule(), _world.Function);
        Assert.Equal(413, _world.Send(_balancer.CreateClient(), HttpMethod.Post, "/", new string('a', (1024 * 1024) + 1)).Status);

        _world.Answer = $$"""{"statusCode":200,"body":"{{new string('a', 1024 * 1024)}}"}""";
        Assert.Equal(502, _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/").Status);
    }

    [Fact]
    public void The_first_rule_that_matches_forwards()
    {
        _balancer.Forward(new ListenerRule("/api/*"), _world.Function);

        Assert.Equal(200, _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/api/x").Status);
        Assert.Equal(503, _world.Send(_balancer.CreateClient(), HttpMethod.Get, "/other").Status);
    }

    [Fact]
    [Pins("ALB-HEALTH")]
    public void Health_checks_invoke_the_function()
    {
        _balancer.Forward(new ListenerRule(), _world.Function);
        _balancer.CheckHealth("/health", 35.Seconds);

        _world.Simulation.AdvanceBy(80.Seconds);

        Assert.Equal(2, _world.Events.Count);
        Assert.Equal("ELB-HealthChecker/2.0", _world.Event.GetProperty("headers").GetProperty("user-agent").GetString());
    }
}
