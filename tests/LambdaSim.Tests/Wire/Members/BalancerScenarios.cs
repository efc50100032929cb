using System.Text.Json.Nodes;
using LambdaSim.Wire;
using LambdaSim.Wire.LoadBalancing;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>Requests of Elastic Load Balancing.</summary>
internal static class BalancerScenarios
{
    public static IReadOnlyCollection<TableOperation> Operations { get; } = [.. BalancerOperations.All, .. TargetGroupOperations.All, .. ListenerOperations.All];

    private static readonly Dictionary<string, JsonNode> _health = Given(("IpAddressType", "ipv6"), ("HealthyThresholdCount", 4), ("Matcher.HttpCode", "200-299"));

    public static IEnumerable<MemberScenario> All { get; } =
    [
        new("CreateLoadBalancer", static _ => Of("""{"Name":"front","Subnets":["subnet-a","subnet-b"]}""")) { After = static (w, a) => Tags(w, a, "LoadBalancers", "LoadBalancerArn"), Values = Given(("IpAddressType", "dualstack"), ("Scheme", "internal"), ("Type", "network")) },
        new("CreateLoadBalancer", static _ => Of("""{"Name":"front","SubnetMappings":[{"SubnetId":"subnet-a"},{"SubnetId":"subnet-b"}]}""")),
        new("DescribeLoadBalancers", static w => Two(w)) { Values = Given(("PageSize", 1)) },
        new("DeleteLoadBalancer", static w => With(Balancer(w))),
        new("DescribeLoadBalancerAttributes", static w => With(Balancer(w))),
        new("ModifyLoadBalancerAttributes", static w => With(Balancer(w), ("Attributes", """[{"Key":"idle_timeout.timeout_seconds","Value":"61"}]"""))),
        new("SetSecurityGroups", static w => With(Balancer(w), ("SecurityGroups", """["sg-1"]"""))),
        new("SetSubnets", static w => With(Balancer(w), ("Subnets", """["subnet-a","subnet-c"]"""))) { After = Balancers, Values = Given(("IpAddressType", "dualstack")) },
        new("SetIpAddressType", static w => With(Balancer(w), ("IpAddressType", "\"dualstack\""))) { After = Balancers },
        new("CreateTargetGroup", static _ => Of("""{"Name":"web","TargetType":"lambda"}""")) { After = static (w, a) => Tags(w, a, "TargetGroups", "TargetGroupArn"), Values = _health },
        new("DescribeTargetGroups", static w => Groups(w)) { Values = Given(("PageSize", 1)) },
        new("ModifyTargetGroup", static w => With(Group(w))) { Values = _health },
        new("DeleteTargetGroup", static w => With(Group(w))),
        new("DescribeTargetGroupAttributes", static w => With(Group(w))),
        new("ModifyTargetGroupAttributes", static w => With(Group(w), ("Attributes", """[{"Key":"lambda.multi_value_headers.enabled","Value":"true"}]"""))),
        new("RegisterTargets", static w => With(Group(w), ("Targets", $$"""[{"Id":"{{MemberWorld.Function}}"}]"""))),
        new("DeregisterTargets", static w => With(Registered(w), ("Targets", $$"""[{"Id":"{{MemberWorld.Function}}"}]"""))),
        new("DescribeTargetHealth", static w => With(Registered(w), ("Targets", $$"""[{"Id":"{{MemberWorld.Function}}"}]"""))),
        new("CreateListener", static w => With(Balancer(w), ("Port", "80"), ("Protocol", "\"HTTP\""), ("DefaultActions", Forward(w)))) { After = static (w, a) => Tags(w, a, "Listeners", "ListenerArn") },
        new("CreateListener", static w => With(Balancer(w), ("Port", "443"), ("Protocol", "\"HTTPS\""), ("Certificates", """[{"CertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/c"}]"""), ("DefaultActions", Forward(w)))),
        new("DescribeListeners", static w => With(Listener(w).Balancer)) { Values = Given(("PageSize", 1)), },
        new("ModifyListener", static w => With(Listener(w).Self)) { Values = Given(("Protocol", "HTTPS"), ("DefaultActions.0.Type", "fixed-response")) },
        new("DeleteListener", static w => With(Listener(w).Self)),
        new("DescribeListenerAttributes", static w => With(Listener(w).Self)),
        new("DescribeRules", static w => NewRule(w) is var rule ? new JsonObject { ["ListenerArn"] = rule[..rule.LastIndexOf('/')].Replace(":listener-rule/", ":listener/", StringComparison.Ordinal) } : []) { Values = Given(("PageSize", 1)) },
        new("ModifyRule", static w => new JsonObject { ["RuleArn"] = NewRule(w) }) { Values = Given(("Conditions.0.Field", "path-pattern")) },
        Rule(static w => Forward(w)),
        Rule(static w => $$$"""[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"{{{Group(w).Arn}}}"} ],"TargetGroupStickinessConfig":{"Enabled":false} } }]"""),
        Rule(static _ => """[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"200"}}]"""),
        Rule(static _ => """[{"Type":"redirect","RedirectConfig":{"StatusCode":"HTTP_301","Host":"example.com"}}]"""),
        Rule(static w => Forward(w), """[{"Field":"http-header","HttpHeaderConfig":{"HttpHeaderName":"a","Values":["b"]}}]"""),
        Rule(static w => Forward(w), """[{"Field":"query-string","QueryStringConfig":{"Values":[{"Value":"b"}]}}]"""),
        Rule(static w => Forward(w), """[{"Field":"http-request-method","HttpRequestMethodConfig":{"Values":["GET"]}}]"""),
        Rule(static w => Forward(w), """[{"Field":"source-ip","SourceIpConfig":{"Values":["10.0.0.0/8"]}}]"""),
        Rule(static w => Forward(w), """[{"Field":"host-header","HostHeaderConfig":{"Values":["a"]}}]"""),
    ];

    private static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();

    private static Dictionary<string, JsonNode> Given(params (string Path, JsonNode Value)[] values) => values.ToDictionary(static v => v.Path, static v => v.Value, StringComparer.Ordinal);

    private static JsonObject With((string Name, string Arn) of, params (string Name, string Json)[] more)
    {
        var request = new JsonObject { [of.Name] = of.Arn };
        foreach (var (name, json) in more)
        {
            request[name] = JsonNode.Parse(json);
        }

        return request;
    }

    private static string Forward(MemberWorld world) => $$"""[{"Type":"forward","TargetGroupArn":"{{Group(world).Arn}}"}]""";

    private static JsonObject Groups(MemberWorld world)
    {
        _ = Group(world);
        world.Do("CreateTargetGroup", Of("""{"Name":"web2","TargetType":"lambda"}"""));
        return [];
    }

    private static JsonObject Two(MemberWorld world)
    {
        _ = (Balancer(world), Balancer(world, "back"));
        return [];
    }

    private static (string Name, string Arn) Balancer(MemberWorld world, string name = "front") =>
        ("LoadBalancerArn", (string)world.Do("CreateLoadBalancer", Of($$"""{"Name":"{{name}}","Subnets":["subnet-a","subnet-b"]}"""))["LoadBalancers"]![0]!["LoadBalancerArn"]!);

    private static (string Name, string Arn) Group(MemberWorld world) =>
        ("TargetGroupArn", (string)world.Do("CreateTargetGroup", Of("""{"Name":"web","TargetType":"lambda"}"""))["TargetGroups"]![0]!["TargetGroupArn"]!);

    private static (string Name, string Arn) Registered(MemberWorld world)
    {
        var group = Group(world);
        world.Do("RegisterTargets", With(group, ("Targets", $$"""[{"Id":"{{MemberWorld.Function}}"}]""")));
        return group;
    }

    private static ((string Name, string Arn) Balancer, (string Name, string Arn) Self) Listener(MemberWorld world)
    {
        var balancer = Balancer(world);
        world.Do("CreateListener", With(balancer, ("Port", "81"), ("Protocol", "\"HTTP\""), ("DefaultActions", Forward(world))));
        return (balancer, ("ListenerArn", (string)world.Do("CreateListener", With(balancer, ("Port", "80"), ("Protocol", "\"HTTP\""), ("DefaultActions", Forward(world))))["Listeners"]![0]!["ListenerArn"]!));
    }

    private static string NewRule(MemberWorld world) => (string)world.Do("CreateRule", With(Listener(world).Self, ("Priority", "1"), ("Conditions", """[{"Field":"path-pattern","Values":["/a"]}]"""), ("Actions", Forward(world))))["Rules"]![0]!["RuleArn"]!;

    private static MemberScenario Rule(Func<MemberWorld, string> actions, string conditions = """[{"Field":"path-pattern","PathPatternConfig":{"Values":["/a"]}}]""") =>
        new("CreateRule", w => With(Listener(w).Self, ("Priority", "1"), ("Conditions", conditions), ("Actions", actions(w)))) { After = static (w, a) => Tags(w, a, "Rules", "RuleArn") };

    private static IEnumerable<JsonNode?> Balancers(MemberWorld world, JsonObject answer) => [world.Do("DescribeLoadBalancers", [])];

    private static IEnumerable<JsonNode?> Tags(MemberWorld world, JsonObject answer, string list, string arn) => [world.Do("DescribeTags", new JsonObject { ["ResourceArns"] = new JsonArray((string)answer[list]![0]![arn]!) })];
}
