using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.LoadBalancing;

/// <summary>The shapes of Elastic Load Balancing, version 2.</summary>
internal static class BalancerShapes
{
    private static readonly WireShape _texts = List(WireShape.String);
    private static readonly WireMember[] _page = [Text("Marker"), Member("PageSize", Number(1, 400))];
    private static readonly WireMember _next = Text("NextMarker");

    private static readonly WireShape _tag = WireShape.Structure("Tag", Required("Key", Text(1, 128)), Member("Value", Text(0, 256)));
    private static readonly WireMember _tags = Member("Tags", List(_tag));
    private static readonly WireShape _attributes = List(WireShape.Structure("Attribute", Text("Key"), Text("Value")));
    private static readonly WireShape _matcher = WireShape.Structure("Matcher", Text("HttpCode"), Text("GrpcCode"));
    private static readonly WireShape _certificates = List(WireShape.Structure("Certificate", Text("CertificateArn"), Member("IsDefault", WireShape.Boolean)));

    private static readonly WireShape _mappings = List(WireShape.Structure("SubnetMapping",
        Text("SubnetId"), Text("AllocationId"), Refused("PrivateIPv4Address", WireShape.String), Refused("IPv6Address", WireShape.String), Refused("SourceNatIpv6Prefix", WireShape.String)));
    private static readonly WireShape _zone = WireShape.Structure("AvailabilityZone", Text("ZoneName"), Text("SubnetId"));

    private static readonly WireShape _balancer = WireShape.Structure("LoadBalancer",
        Text("LoadBalancerArn"), Text("DNSName"), Text("CanonicalHostedZoneId"), Member("CreatedTime", WireShape.Timestamp), Text("LoadBalancerName"), Text("Scheme"), Text("VpcId"),
        Member("State", WireShape.Structure("LoadBalancerState", Text("Code"), Text("Reason"))), Text("Type"), Member("AvailabilityZones", List(_zone)), Member("SecurityGroups", _texts), Text("IpAddressType"), Text("CustomerOwnedIpv4Pool"));

    private static readonly WireMember[] _health =
    [
        Text("HealthCheckProtocol"), Text("HealthCheckPort"), Text("HealthCheckPath"), Member("HealthCheckEnabled", WireShape.Boolean), Member("HealthCheckIntervalSeconds", Number(5, 300)),
        Member("HealthCheckTimeoutSeconds", Number(2, 120)), Member("HealthyThresholdCount", Number(2, 10)), Member("UnhealthyThresholdCount", Number(2, 10)), Member("Matcher", _matcher),
    ];

    private static readonly WireShape _group = WireShape.Structure("TargetGroup",
        [Text("TargetGroupArn"), Text("TargetGroupName"), .. _health, Member("LoadBalancerArns", _texts), Text("TargetType"), Text("IpAddressType")]);

    private static readonly WireShape _action = WireShape.Structure("Action",
        Required("Type", OneOf("forward", "authenticate-oidc", "authenticate-cognito", "redirect", "fixed-response")), Text("TargetGroupArn"), Member("Order", WireShape.Integer),
        Member("ForwardConfig", WireShape.Structure("ForwardActionConfig",
            Member("TargetGroups", List(WireShape.Structure("TargetGroupTuple", Text("TargetGroupArn"), Member("Weight", WireShape.Integer)))),
            Member("TargetGroupStickinessConfig", WireShape.Structure("TargetGroupStickinessConfig", Member("Enabled", WireShape.Boolean), Member("DurationSeconds", WireShape.Integer))))),
        Member("FixedResponseConfig", WireShape.Structure("FixedResponseActionConfig", Member("MessageBody", Text(0, 1_024)), Text("StatusCode"), Member("ContentType", Text(0, 32)))),
        Member("RedirectConfig", WireShape.Structure("RedirectActionConfig", Text("Protocol"), Text("Port"), Text("Host"), Text("Path"), Text("Query"), Text("StatusCode"))));

    private static readonly WireShape _condition = WireShape.Structure("RuleCondition",
        Member("Field", Text(0, 64)), Member("Values", _texts), Refused("RegexValues", _texts), Values("HostHeaderConfig"), Values("PathPatternConfig"), Values("HttpRequestMethodConfig"), Values("SourceIpConfig"),
        Member("HttpHeaderConfig", WireShape.Structure("HttpHeaderConditionConfig", Text("HttpHeaderName"), Member("Values", _texts), Refused("RegexValues", _texts))),
        Member("QueryStringConfig", WireShape.Structure("QueryStringConditionConfig", Member("Values", List(WireShape.Structure("QueryStringKeyValuePair", Text("Key"), Text("Value")))))));

    private static readonly WireMember[] _listenerSettings =
    [
        Member("Port", Number(1, 65_535)), Member("Protocol", OneOf("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE")), Text("SslPolicy"), Member("Certificates", _certificates),
        Member("DefaultActions", List(_action)), Member("AlpnPolicy", _texts),
        Refused("MutualAuthentication", WireShape.Structure("MutualAuthenticationAttributes", Text("Mode"), Text("TrustStoreArn"), Member("IgnoreClientCertificateExpiry", WireShape.Boolean), Text("AdvertiseTrustStoreCaNames"))),
    ];

    private static readonly WireShape _listener = WireShape.Structure("Listener", [Text("ListenerArn"), Text("LoadBalancerArn"), .. _listenerSettings]);

    private static readonly WireShape _rule = WireShape.Structure("Rule",
        Text("RuleArn"), Text("Priority"), Member("Conditions", List(_condition)), Member("Actions", List(_action)), Member("IsDefault", WireShape.Boolean));

    private static readonly WireMember _transforms = Refused("Transforms", List(WireShape.Structure("RuleTransform", Text("Type"))));

    private static readonly WireShape _targets = List(WireShape.Structure("TargetDescription", Required("Id", WireShape.String), Member("Port", WireShape.Integer), Text("AvailabilityZone"), Refused("QuicServerId", WireShape.String)));

    private static readonly WireMember _ofBalancer = Required("LoadBalancerArn", WireShape.String), _ofGroup = Required("TargetGroupArn", WireShape.String), _ofListener = Required("ListenerArn", WireShape.String);
    private static readonly WireMember _ofRule = Required("RuleArn", WireShape.String);
    private static readonly WireMember _balancers = Member("LoadBalancers", List(_balancer)), _groups = Member("TargetGroups", List(_group)), _listeners = Member("Listeners", List(_listener)), _rules = Member("Rules", List(_rule));

    private static readonly Dictionary<string, WireOperation> _all = new[]
    {
        Operation("CreateLoadBalancer",
            [
                Required("Name", WireShape.String), Member("Subnets", _texts), Member("SubnetMappings", _mappings), Member("SecurityGroups", _texts),
                Member("Scheme", OneOf("internet-facing", "internal")), _tags, Member("Type", OneOf("application", "network", "gateway")), Text("IpAddressType"), Text("CustomerOwnedIpv4Pool"),
                Refused("EnablePrefixForIpv6SourceNat", WireShape.String), Refused("IpamPools", WireShape.Structure("IpamPools", Text("Ipv4IpamPoolId"))),
            ],
            _balancers),
        Operation("DescribeLoadBalancers", [Member("LoadBalancerArns", _texts), Member("Names", _texts), .. _page], _balancers, _next),
        Operation("DeleteLoadBalancer", [_ofBalancer]),
        Operation("DescribeLoadBalancerAttributes", [_ofBalancer], Member("Attributes", _attributes)),
        Operation("ModifyLoadBalancerAttributes", [_ofBalancer, Required("Attributes", _attributes)], Member("Attributes", _attributes)),
        Operation("SetSecurityGroups", [_ofBalancer, Required("SecurityGroups", _texts), Refused("EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic", WireShape.String)], Member("SecurityGroupIds", _texts)),
        Operation("SetSubnets", [_ofBalancer, Member("Subnets", _texts), Member("SubnetMappings", _mappings), Text("IpAddressType"), Refused("EnablePrefixForIpv6SourceNat", WireShape.String)], Member("AvailabilityZones", List(_zone)), Text("IpAddressType")),
        Operation("SetIpAddressType", [_ofBalancer, Required("IpAddressType", WireShape.String)], Text("IpAddressType")),
        Operation("CreateTargetGroup",
            [Required("Name", WireShape.String), Text("Protocol"), Text("ProtocolVersion"), Member("Port", WireShape.Integer), Text("VpcId"), .. _health, Member("TargetType", OneOf("instance", "ip", "lambda", "alb")), _tags, Text("IpAddressType"), Refused("TargetControlPort", WireShape.Integer)],
            _groups),
        Operation("DescribeTargetGroups", [Text("LoadBalancerArn"), Member("TargetGroupArns", _texts), Member("Names", _texts), .. _page], _groups, _next),
        Operation("ModifyTargetGroup", [_ofGroup, .. _health], _groups),
        Operation("DeleteTargetGroup", [_ofGroup]),
        Operation("DescribeTargetGroupAttributes", [_ofGroup], Member("Attributes", _attributes)),
        Operation("ModifyTargetGroupAttributes", [_ofGroup, Required("Attributes", _attributes)], Member("Attributes", _attributes)),
        Operation("RegisterTargets", [_ofGroup, Required("Targets", _targets)]),
        Operation("DeregisterTargets", [_ofGroup, Required("Targets", _targets)]),
        Operation("DescribeTargetHealth", [_ofGroup, Member("Targets", _targets), Refused("Include", _texts)], Member("TargetHealthDescriptions", List(WireShape.Structure("TargetHealthDescription",
            Member("Target", WireShape.Structure("TargetDescription", Text("Id"))), Member("TargetHealth", WireShape.Structure("TargetHealth", Text("State"), Text("Reason"), Text("Description"))))))),
        Operation("CreateListener", [_ofBalancer, .. _listenerSettings, _tags], _listeners),
        Operation("DescribeListeners", [Text("LoadBalancerArn"), Member("ListenerArns", _texts), .. _page], _listeners, _next),
        Operation("ModifyListener", [_ofListener, .. _listenerSettings], _listeners),
        Operation("DeleteListener", [_ofListener]),
        Operation("DescribeListenerAttributes", [_ofListener], Member("Attributes", _attributes)),
        Operation("CreateRule", [_ofListener, Required("Conditions", List(_condition)), Required("Priority", Number(1, 50_000)), Required("Actions", List(_action)), _tags, _transforms], _rules),
        Operation("DescribeRules", [Text("ListenerArn"), Member("RuleArns", _texts), .. _page], _rules, _next),
        Operation("ModifyRule", [_ofRule, Member("Conditions", List(_condition)), Member("Actions", List(_action)), _transforms, Refused("ResetTransforms", WireShape.Boolean)], _rules),
        Operation("DeleteRule", [_ofRule]),
        Operation("SetRulePriorities", [Required("RulePriorities", List(WireShape.Structure("RulePriorityPair", _ofRule, Required("Priority", Number(1, 50_000)))))], _rules),
        Operation("AddTags", [Required("ResourceArns", _texts), Required("Tags", List(_tag))]),
        Operation("RemoveTags", [Required("ResourceArns", _texts), Required("TagKeys", _texts)]),
        Operation("DescribeTags", [Required("ResourceArns", _texts)], Member("TagDescriptions", List(WireShape.Structure("TagDescription", Text("ResourceArn"), _tags)))),
        Operation("DescribeCapacityReservation", [_ofBalancer], Member("CapacityReservationState", List(WireShape.Structure("ZonalCapacityReservationState", Text("AvailabilityZone"))))),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("ElasticLoadBalancing_v10", "2015-12-01") { XmlNamespace = "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/" };

    public static WireOperation Find(string name) => _all[name];

    private static WireMember Values(string name) => Member(name, WireShape.Structure(name, Member("Values", _texts), Refused("RegexValues", _texts)));
}
