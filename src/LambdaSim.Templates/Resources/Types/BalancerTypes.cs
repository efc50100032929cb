using System.Text.Json.Nodes;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>Elastic Load Balancing, version 2.</summary>
internal static class BalancerTypes
{
    private const string Service = "elasticloadbalancing", Prefix = "AWS::ElasticLoadBalancingV2::";

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of(Prefix + "LoadBalancer",
            "IpAddressType LoadBalancerAttributes Name Scheme SecurityGroups SubnetMappings Subnets Tags Type ~EnablePrefixForIpv6SourceNat ~EnableCapacityReservationProvisionStabilize "
            + "~EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic ~Ipv4IpamPoolId ~MinimumLoadBalancerCapacity", Balancer),
        ResourceType.Of(Prefix + "TargetGroup",
            "HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol HealthCheckTimeoutSeconds HealthyThresholdCount IpAddressType Matcher Name Port Protocol "
            + "ProtocolVersion Tags TargetGroupAttributes TargetType Targets UnhealthyThresholdCount VpcId ~TargetControlPort", Group),
        ResourceType.Of(Prefix + "Listener", "DefaultActions! LoadBalancerArn! AlpnPolicy Certificates Port Protocol SslPolicy ~ListenerAttributes ~MutualAuthentication", Listener),
        ResourceType.Of(Prefix + "ListenerRule", "Actions! Conditions! Priority! ListenerArn ~Transforms", Rule),
    ];

    private static Made Balancer(Making m)
    {
        var balancer = m.Call(Service, "CreateLoadBalancer", new JsonObject { ["Name"] = m.Name("Name", 32) })["LoadBalancers"]![0]!;
        var arn = (string)balancer["LoadBalancerArn"]!;
        Attributes(m, "LoadBalancerAttributes", "ModifyLoadBalancerAttributes", "LoadBalancerArn", arn);
        return new Made(arn).With("LoadBalancerArn", arn).With("DNSName", (string?)balancer["DNSName"]).With("LoadBalancerName", (string?)balancer["LoadBalancerName"])
            .With("LoadBalancerFullName", arn[(arn.IndexOf(":loadbalancer/", StringComparison.Ordinal) + ":loadbalancer/".Length)..])
            .With("CanonicalHostedZoneID", (string?)balancer["CanonicalHostedZoneId"]);
    }

    private static Made Group(Making m)
    {
        var group = m.Call(Service, "CreateTargetGroup", new JsonObject { ["Name"] = m.Name("Name", 32) })["TargetGroups"]![0]!;
        var arn = (string)group["TargetGroupArn"]!;
        Attributes(m, "TargetGroupAttributes", "ModifyTargetGroupAttributes", "TargetGroupArn", arn);
        if (m["Targets"] is not null)
        {
            m.Call(Service, "RegisterTargets", new JsonObject { ["TargetGroupArn"] = arn });
        }

        return new Made(arn).With("TargetGroupArn", arn).With("TargetGroupName", (string?)group["TargetGroupName"])
            .With("TargetGroupFullName", arn[(arn.IndexOf(":targetgroup/", StringComparison.Ordinal) + 1)..]).With("LoadBalancerArns", Documents.Node.List());
    }

    private static Made Listener(Making m)
    {
        var arn = (string)m.Call(Service, "CreateListener")["Listeners"]![0]!["ListenerArn"]!;
        return new Made(arn).With("ListenerArn", arn);
    }

    private static Made Rule(Making m)
    {
        var arn = (string)m.Call(Service, "CreateRule")["Rules"]![0]!["RuleArn"]!;
        return new Made(arn).With("RuleArn", arn).With("IsDefault", "false");
    }

    private static void Attributes(Making m, string property, string operation, string member, string arn)
    {
        if (m[property] is { } node)
        {
            var shape = Services.ServiceEntry.All[Service].Operation(operation).Input.Named("Attributes")!.Shape;
            m.Door.Call(Service, operation, new JsonObject { [member] = arn, ["Attributes"] = m.Shape.Of(node, shape, property) });
        }
    }
}
