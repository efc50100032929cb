using System.Text.Json;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>Load balancers that requests to Elastic Load Balancing make.</summary>
public sealed class BalancerControlTests : IDisposable
{
    private readonly GatewayWorld _world = new("""{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"hello"}""");
    private readonly BalancerControl _control;

    public BalancerControlTests() => _control = new BalancerControl(_world);

    public void Dispose()
    {
        _control.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Pins("ALB-CONTROL", "ALB-EVENT")]
    public void A_load_balancer_that_requests_made_calls_its_function()
    {
        var (balancer, host) = _control.Balancer();
        var group = _control.Group();
        _control.Listener(balancer, group);

        Assert.Equal((200, "hello"), Call($"http://{host}/a?b=%2F"));
        Assert.Equal(group, _world.Event.GetProperty("requestContext").GetProperty("elb").GetProperty("targetGroupArn").GetString());
        Assert.Equal("%2F", _world.Event.GetProperty("queryStringParameters").GetProperty("b").GetString());

        _control.Make("ModifyTargetGroupAttributes", $"TargetGroupArn={group}", "Attributes.member.1.Key=lambda.multi_value_headers.enabled", "Attributes.member.1.Value=true");
        _world.Answer = """{"statusCode":200,"multiValueHeaders":{"x":["1","2"]},"body":"many"}""";
        Assert.Equal((200, "many"), Call($"http://{host}/"));
        Assert.Equal(JsonValueKind.Object, _world.Event.GetProperty("multiValueHeaders").ValueKind);
    }

    [Fact]
    [Pins("ALB-CONTROL")]
    public void All_is_shown_and_deleted_in_order()
    {
        var (balancer, host) = _control.Balancer();
        var group = _control.Group();
        var listener = _control.Listener(balancer, group);
        Assert.Equal((balancer, host), _control.Balancer());
        Assert.Equal("DuplicateLoadBalancerName", _control.Refusal("CreateLoadBalancer", "Name=front", "Subnets.member.1=subnet-a", "Subnets.member.2=subnet-c").Code);
        Assert.Equal("DuplicateListener", _control.Refusal("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=80", "DefaultActions.member.1.Type=forward", $"DefaultActions.member.1.TargetGroupArn={group}").Code);
        Assert.Equal([group], BalancerControl.Texts(_control.Make("DescribeTargetGroups", $"LoadBalancerArn={balancer}"), "TargetGroupArn"));
        Assert.Equal("active", BalancerControl.Text(_control.Make("DescribeLoadBalancers", "Names.member.1=front"), "Code"));
        Assert.Equal("default", BalancerControl.Text(_control.Make("DescribeRules", $"ListenerArn={listener}"), "Priority"));
        Assert.Equal(("ResourceInUse", $"Target group '{group}' is currently in use by a listener or a rule"), _control.Refusal("DeleteTargetGroup", $"TargetGroupArn={group}"));

        _control.Make("ModifyLoadBalancerAttributes", $"LoadBalancerArn={balancer}", "Attributes.member.1.Key=deletion_protection.enabled", "Attributes.member.1.Value=true");
        Assert.Equal("OperationNotPermitted", _control.Refusal("DeleteLoadBalancer", $"LoadBalancerArn={balancer}").Code);
        _control.Make("ModifyLoadBalancerAttributes", $"LoadBalancerArn={balancer}", "Attributes.member.1.Key=deletion_protection.enabled", "Attributes.member.1.Value=false");
        _control.Make("DeleteLoadBalancer", $"LoadBalancerArn={balancer}");
        _control.Make("DeleteTargetGroup", $"TargetGroupArn={group}");

        Assert.Equal(("LoadBalancerNotFound", "One or more load balancers not found"), _control.Refusal("DescribeLoadBalancers", "Names.member.1=front"));
        Assert.Equal("ListenerNotFound", _control.Refusal("DescribeRules", $"ListenerArn={listener}").Code);
        Assert.Equal("TargetGroupNotFound", _control.Refusal("DescribeTargetGroups", $"TargetGroupArns.member.1={group}").Code);
        Assert.Equal(404, Call($"http://{host}/").Status);
    }

    [Theory]
    [InlineData("path-pattern", "PathPatternConfig.Values.member.1=/api/*", "/api/orders", "GET", true)]
    [InlineData("path-pattern", "Values.member.1=/api/*", "/API/orders", "GET", false)]
    [InlineData("http-request-method", "HttpRequestMethodConfig.Values.member.1=POST", "/", "POST", true)]
    [InlineData("http-request-method", "HttpRequestMethodConfig.Values.member.1=POST", "/", "GET", false)]
    [InlineData("host-header", "HostHeaderConfig.Values.member.1=FRONT-*", "/", "GET", true)]
    [InlineData("host-header", "HostHeaderConfig.Values.member.1=other.*", "/", "GET", false)]
    [InlineData("query-string", "QueryStringConfig.Values.member.1.Key=version|QueryStringConfig.Values.member.1.Value=B*", "/?version=beta", "GET", true)]
    [InlineData("query-string", "QueryStringConfig.Values.member.1.Value=alpha", "/?version=beta", "GET", false)]
    [InlineData("http-header", "HttpHeaderConfig.HttpHeaderName=x-kind|HttpHeaderConfig.Values.member.1=TEST", "/", "GET", true)]
    [InlineData("http-header", "HttpHeaderConfig.HttpHeaderName=x-kind|HttpHeaderConfig.Values.member.1=other", "/", "GET", false)]
    [InlineData("source-ip", "SourceIpConfig.Values.member.1=127.0.0.0/8", "/", "GET", true)]
    [InlineData("source-ip", "SourceIpConfig.Values.member.1=10.0.0.0/8", "/", "GET", false)]
    [Pins("ALB-CONDITION", "ALB-LISTENER")]
    public void A_rule_acts_when_its_conditions_are_met(string field, string values, string path, string method, bool isMet)
    {
        var (balancer, host) = _control.Balancer();
        var listener = _control.Listener(balancer, _control.Group());
        _control.Make("CreateRule",
        [
            $"ListenerArn={listener}", "Priority=10", "Actions.member.1.Type=fixed-response", "Actions.member.1.FixedResponseConfig.StatusCode=418", "Actions.member.1.FixedResponseConfig.MessageBody=teapot",
            $"Conditions.member.1.Field={field}", .. values.Split('|').Select(static v => $"Conditions.member.1.{v}"),
        ]);

        Assert.Equal(isMet ? (418, "teapot") : (200, "hello"), Call($"http://{host}{path}", method, ("X-Kind", "test")));
    }

    [Fact]
    [Pins("ALB-LISTENER")]
    public void The_least_priority_comes_first_and_a_port_names_the_listener()
    {
        var (balancer, host) = _control.Balancer();
        var listener = _control.Listener(balancer, _control.Group());
        var late = Fixed(listener, 20, 403);
        Fixed(listener, 10, 402);
        _control.Make("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=8080", "DefaultActions.member.1.Type=fixed-response", "DefaultActions.member.1.FixedResponseConfig.StatusCode=404");

        Assert.Equal(402, Call($"http://{host}/").Status);
        Assert.Equal(404, Call($"http://{host}:8080/").Status);
        Assert.Equal(("PriorityInUse", "Priority '10' is currently in use"), _control.Refusal("SetRulePriorities", $"RulePriorities.member.1.RuleArn={late}", "RulePriorities.member.1.Priority=10"));
        _control.Make("SetRulePriorities", $"RulePriorities.member.1.RuleArn={late}", "RulePriorities.member.1.Priority=5");
        Assert.Equal(403, Call($"http://{host}/").Status);
        _control.Make("DeleteRule", $"RuleArn={late}");
        Assert.Equal(402, Call($"http://{host}/").Status);
    }

    [Fact]
    [Pins("ALB-ACTION")]
    public void A_redirect_keeps_what_it_does_not_change()
    {
        var (balancer, host) = _control.Balancer();
        _control.Make("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=80", "DefaultActions.member.1.Type=redirect", "DefaultActions.member.1.RedirectConfig.Protocol=HTTPS",
            "DefaultActions.member.1.RedirectConfig.Port=443", "DefaultActions.member.1.RedirectConfig.StatusCode=HTTP_301");

        var (status, _, message) = _control.Call($"http://{host}/a/b?c=d");

        Assert.Equal((301, $"https://{host}/a/b?c=d"), (status, message.Headers.Location!.ToString().Replace(":443", "", StringComparison.Ordinal)));
    }

    [Fact]
    [Pins("ALB-ACTION")]
    public void Weights_share_requests_among_groups()
    {
        _world.Simulation.AddFunction("other", () => new { statusCode = 200, body = "other" });
        var (balancer, host) = _control.Balancer();
        var (web, other) = (_control.Group(), _control.Group("other", "arn:aws:lambda:us-east-1:123456789012:function:other"));
        _control.Make("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=80", "DefaultActions.member.1.Type=forward",
            $"DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn={web}", "DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.Weight=3",
            $"DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn={other}", "DefaultActions.member.1.ForwardConfig.TargetGroups.member.2.Weight=1");

        Assert.Equal("ValidationError", _control.Refusal("CreateListener", $"LoadBalancerArn={balancer}", "Protocol=HTTP", "Port=81", "DefaultActions.member.1.Type=forward", $"DefaultActions.member.1.TargetGroupArn={web}",
            $"DefaultActions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn={other}").Code);
        var answers = Enumerable.Range(0, 200).Select(_ => Call($"http://{host}/").Body).ToLookup(static b => b);

        Assert.InRange(answers["other"].Count(), 30, 70);
        Assert.Equal(200, answers["other"].Count() + answers["hello"].Count());
    }

    [Fact]
    [Pins("ALB-TARGET")]
    public void A_group_has_one_function_that_exists()
    {
        var (balancer, host) = _control.Balancer();
        var group = _control.Group();
        _control.Listener(balancer, group);
        _world.Simulation.AddFunction("other", () => "x");

        Assert.Equal("InvalidTarget", _control.Refusal("RegisterTargets", $"TargetGroupArn={group}", "Targets.member.1.Id=arn:aws:lambda:us-east-1:123456789012:function:other").Code);
        Assert.Equal("InvalidTarget", _control.Refusal("RegisterTargets", $"TargetGroupArn={group}", "Targets.member.1.Id=arn:aws:lambda:us-east-1:123456789012:function:missing").Code);
        Assert.Equal("ValidationError", _control.Refusal("RegisterTargets", $"TargetGroupArn={group}", "Targets.member.1.Id=i-1234").Code);
        Assert.Contains("load balancers: whether a function lets them invoke it is not checked", _world.Simulation.Unsimulated);

        _control.Make("DeregisterTargets", $"TargetGroupArn={group}", $"Targets.member.1.Id={BalancerControl.Function}");
        Assert.Equal(503, Call($"http://{host}/").Status);
    }

    [Fact]
    [Pins("ALB-HEALTH")]
    public void Health_checks_invoke_the_function_and_tell_its_state()
    {
        var (balancer, _) = _control.Balancer();
        var group = _control.Group();
        Assert.Equal("unused", State(group));
        _control.Listener(balancer, group);
        Assert.Equal("unavailable", State(group));

        _control.Make("ModifyTargetGroup", $"TargetGroupArn={group}", "HealthCheckEnabled=true", "HealthCheckPath=/health", "HealthCheckIntervalSeconds=10", "HealthCheckTimeoutSeconds=5");
        Assert.Equal("initial", State(group));
        _world.Simulation.AdvanceBy(11.Seconds);
        Assert.Equal("healthy", State(group));
        Assert.Equal("/health", _world.Event.GetProperty("path").GetString());
        Assert.Equal("ELB-HealthChecker/2.0", _world.Event.GetProperty("headers").GetProperty("user-agent").GetString());

        _world.Answer = """{"statusCode":500}""";
        _world.Simulation.AdvanceBy(10.Seconds);
        Assert.Equal("healthy", State(group));
        _world.Simulation.AdvanceBy(10.Seconds);
        Assert.Equal("unhealthy", State(group));
    }

    [Fact]
    [Pins("ALB-HEALTH")]
    public void A_health_check_that_takes_longer_than_its_timeout_has_failed()
    {
        _world.Simulation.AddFunction("slow", 8.Seconds, static f => f with { Timeout = 30.Seconds });
        var (balancer, _) = _control.Balancer();
        var group = _control.Group("slow", "arn:aws:lambda:us-east-1:123456789012:function:slow");
        _control.Listener(balancer, group);
        _control.Make("ModifyTargetGroup", $"TargetGroupArn={group}", "HealthCheckEnabled=true", "HealthCheckIntervalSeconds=10", "HealthCheckTimeoutSeconds=5");

        _world.Simulation.AdvanceBy(16.Seconds);

        Assert.Equal("unhealthy", State(group));
    }

    [Theory]
    [InlineData("CreateLoadBalancer", "Name=n|Type=network|Subnets.member.1=a|Subnets.member.2=b", "UnsupportedOperationException", "LambdaSim does not simulate load balancers of type network of Elastic Load Balancing; nothing was done.")]
    [InlineData("CreateTargetGroup", "Name=n|Protocol=HTTP|Port=80|VpcId=vpc-1", "UnsupportedOperationException", "LambdaSim does not simulate target groups of type instance of Elastic Load Balancing; nothing was done.")]
    [InlineData("CreateLoadBalancer", "Name=n|Subnets.member.1=a", "ValidationError", "At least two subnets in two different Availability Zones must be specified")]
    [InlineData("CreateLoadBalancer", "Name=-n|Subnets.member.1=a|Subnets.member.2=b", "ValidationError", "Load balancer name '-n' cannot begin or end with '-'")]
    [InlineData("CreateTargetGroup", "Name=n|TargetType=lambda|Port=80", "ValidationError", "Port cannot be specified for target groups with target type 'lambda'")]
    [InlineData("CreateTargetGroup", "Name=n|TargetType=lambda|IpAddressType=ipv6", "ValidationError", "The IP address type of target groups with target type 'lambda' must be 'ipv4'")]
    [InlineData("CreateTargetGroup", "Name=n|TargetType=lambda|Matcher.GrpcCode=1", "ValidationError", "A gRPC code can be specified for target groups with protocol version 'GRPC' only")]
    [InlineData("CreateLoadBalancer", "Name=n|SubnetMappings.member.1.SubnetId=a|SubnetMappings.member.1.AllocationId=e|SubnetMappings.member.2.SubnetId=b", "ValidationError", "Allocation IDs cannot be specified for load balancers of type 'application'")]
    [InlineData("CreateLoadBalancer", "Name=n|Subnets.member.1=a|Subnets.member.2=b|IpamPools.Ipv4IpamPoolId=p", "UnsupportedOperationException", "LambdaSim does not simulate the member IpamPools of CreateLoadBalancer of Elastic Load Balancing; nothing was done.")]
    [InlineData("DescribeListeners", "PageSize=1", "ValidationError", "You must specify either a load balancer or one or more listeners")]
    [Pins("ALB-CONTROL")]
    public void What_is_refused(string action, string members, string code, string message)
    {
        Assert.Equal((code, message), _control.Refusal(action, members.Split('|')));
    }

    [Fact]
    [Pins("ALB-CONTROL")]
    public void Tags_are_kept()
    {
        var (balancer, _) = _control.Balancer();
        _control.Make("AddTags", $"ResourceArns.member.1={balancer}", "Tags.member.1.Key=team", "Tags.member.1.Value=a", "Tags.member.2.Key=b", "Tags.member.2.Value=c");
        _control.Make("RemoveTags", $"ResourceArns.member.1={balancer}", "TagKeys.member.1=b");

        Assert.Equal(["team"], BalancerControl.Texts(_control.Make("DescribeTags", $"ResourceArns.member.1={balancer}"), "Key"));
    }

    private string Fixed(string listener, int priority, int status) => BalancerControl.Text(
        _control.Make("CreateRule", $"ListenerArn={listener}", $"Priority={priority}", "Conditions.member.1.Field=path-pattern", "Conditions.member.1.Values.member.1=*",
            "Actions.member.1.Type=fixed-response", $"Actions.member.1.FixedResponseConfig.StatusCode={status}"),
        "RuleArn");

    private string State(string group) => BalancerControl.Text(_control.Make("DescribeTargetHealth", $"TargetGroupArn={group}"), "State");

    private (int Status, string Body) Call(string url, string method = "GET", params (string Name, string Value)[] headers)
    {
        var (status, body, _) = _control.Call(url, method, headers);
        return (status, body);
    }
}
