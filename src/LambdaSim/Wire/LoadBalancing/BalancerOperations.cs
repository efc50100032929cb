using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Balancers;
using static LambdaSim.Wire.LoadBalancing.BalancerWire;

namespace LambdaSim.Wire.LoadBalancing;

/// <summary>Load balancers and tags.</summary>
internal static class BalancerOperations
{
    // Of all load balancers of a Region; this is one of us-east-1's.
    private const string Zone = "Z35SXDOTRQ7X7K";

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateLoadBalancer", Create),
        Of("DescribeLoadBalancers", static c =>
        {
            var (arns, names) = (c.Texts("LoadBalancerArns"), c.Texts("Names"));
            _ = arns.Select(At(c).Balancer).Count();
            var found = At(c).Balancers.Values.Where(b => (arns.Count == 0 || arns.Contains(b.Arn, StringComparer.Ordinal)) && (names.Count == 0 || names.Contains(b.Name, StringComparer.Ordinal))).ToList();
            return found.Count < Math.Max(names.Count, arns.Count) ? throw BalancerException.MissingBalancer() : Page(c, "LoadBalancers", found.Select(static b => (b.Arn, Copy(b.Document))));
        }),
        Of("DeleteLoadBalancer", static c => Done(() =>
        {
            // AWS deletes what is not there without a word.
            if (At(c).Balancers.GetValueOrDefault(c.Text("LoadBalancerArn")!) is { } balancer)
            {
                _ = balancer.Attributes.ContainsKey(BalancerAttributes.Protection)
                    ? throw BalancerException.NotPermitted($"Load balancer '{balancer.Arn}' cannot be deleted because deletion protection is enabled")
                    : At(c).Balancers.Remove(balancer.Arn);
            }
        })),
        Of("DescribeLoadBalancerAttributes", static c => new JsonObject { ["Attributes"] = AttributesOf(At(c).Balancer(c.Text("LoadBalancerArn")!)) }),
        Of("ModifyLoadBalancerAttributes", static c =>
        {
            var balancer = At(c).Balancer(c.Text("LoadBalancerArn")!);
            var changes = c.Objects("Attributes").Select(static a => ((string?)a["Key"] ?? "", (string?)a["Value"] ?? "")).ToList();
            changes.ForEach(static a => BalancerAttributes.Of(a.Item1));
            changes.ForEach(a => BalancerAttributes.Set(balancer, a.Item1, a.Item2));
            return new JsonObject { ["Attributes"] = AttributesOf(balancer) };
        }),
        Of("SetSecurityGroups", static c => Set(c, "SecurityGroups", c.Input["SecurityGroups"]!.DeepClone(), "SecurityGroupIds")),
        Of("SetSubnets", static c =>
        {
            var answer = Set(c, "AvailabilityZones", Zones(c), "AvailabilityZones");
            if (c.Text("IpAddressType") is { } type)
            {
                Set(c, "IpAddressType", type, "IpAddressType");
            }

            answer["IpAddressType"] = At(c).Balancer(c.Text("LoadBalancerArn")!).Document["IpAddressType"]!.DeepClone();
            return answer;
        }),
        Of("SetIpAddressType", static c => Set(c, "IpAddressType", c.Text("IpAddressType")!, "IpAddressType")),
        Of("DescribeCapacityReservation", static c => Done(() => At(c).Balancer(c.Text("LoadBalancerArn")!))),
        Of("AddTags", static c => Done(() => c.Texts("ResourceArns").Select(a => Tags(c, a)).ToList().ForEach(t => Tag(t, c)))),
        Of("RemoveTags", static c => Done(() => c.Texts("ResourceArns").Select(a => Tags(c, a)).ToList().ForEach(t => c.Texts("TagKeys").ToList().ForEach(k => t.Remove(k))))),
        Of("DescribeTags", static c => new JsonObject
        {
            ["TagDescriptions"] = new JsonArray([.. c.Texts("ResourceArns").Select(a => new JsonObject { ["ResourceArn"] = a, ["Tags"] = Attributes(Tags(c, a)) })]),
        }),
    ];

    private static JsonArray AttributesOf(Balancer balancer) => Attributes(BalancerAttributes.Defaults.Select(d => KeyValuePair.Create(d.Key, balancer.Attributes.GetValueOrDefault(d.Key, d.Value))));

    private static JsonObject Create(TableCall call)
    {
        var (service, name) = (At(call), Name(call, "Load balancer"));
        if (call.Text("Type") is "network" or "gateway")
        {
            throw BalancerException.Unsupported($"load balancers of type {call.Text("Type")}");
        }

        var scheme = call.Text("Scheme") ?? "internet-facing";
        var zones = Zones(call);
        if (service.Balancers.Values.FirstOrDefault(b => b.Name == name) is { } there)
        {
            // The same once more is the same one.
            return (string)there.Document["Scheme"]! == scheme && JsonNode.DeepEquals(there.Document["AvailabilityZones"], zones)
                ? One("LoadBalancers", Copy(there.Document)) : throw BalancerException.DuplicateBalancer(name);
        }

        var arn = service.NewArn($"loadbalancer/app/{name}");
        var document = new JsonObject
        {
            ["LoadBalancerArn"] = arn,
            ["DNSName"] = $"{(scheme == "internal" ? "internal-" : "")}{name}-{arn[^10..]}.{call.Caller.Region}.elb.amazonaws.com".ToLowerInvariant(),
            ["CanonicalHostedZoneId"] = Zone,
            ["CreatedTime"] = Timestamps.Write(service.Host.Now),
            ["LoadBalancerName"] = name,
            ["Scheme"] = scheme,
            ["VpcId"] = "vpc-00000000",
            ["State"] = new JsonObject { ["Code"] = "active" },
            ["Type"] = "application",
            ["AvailabilityZones"] = zones,
            ["SecurityGroups"] = new JsonArray([.. call.Texts("SecurityGroups").Select(static s => (JsonNode)s)]),
            ["IpAddressType"] = call.Text("IpAddressType") ?? "ipv4",
        };
        if (call.Text("CustomerOwnedIpv4Pool") is { } pool)
        {
            document["CustomerOwnedIpv4Pool"] = pool;
        }

        var balancer = new Balancer(service.Host, service, document);
        Tag(balancer.Tags, call);
        service.Balancers.Add(arn, balancer);
        return One("LoadBalancers", Copy(document));
    }

    // Each subnet stands in a zone of its own.
    private static JsonArray Zones(TableCall call)
    {
        if (call.Input["Subnets"] is JsonArray { Count: > 0 } && call.Input["SubnetMappings"] is JsonArray { Count: > 0 })
        {
            throw BalancerException.Invalid("You must specify either subnets or subnet mappings, but not both");
        }

        if (call.Objects("SubnetMappings").Any(static m => m["AllocationId"] is not null))
        {
            throw BalancerException.Invalid("Allocation IDs cannot be specified for load balancers of type 'application'");
        }

        List<string> subnets = [.. call.Texts("Subnets"), .. call.Objects("SubnetMappings").Select(static m => (string?)m["SubnetId"] ?? "")];
        return subnets.Distinct(StringComparer.Ordinal).Count() < 2 ? throw BalancerException.Invalid("At least two subnets in two different Availability Zones must be specified")
            : new([.. subnets.Select((s, i) => new JsonObject { ["ZoneName"] = call.Caller.Region + (char)('a' + (i % 26)), ["SubnetId"] = s })]);
    }

    // What is kept of it is what the answer tells.
    private static JsonObject Set(TableCall call, string member, JsonNode value, string told)
    {
        At(call).Balancer(call.Text("LoadBalancerArn")!).Document[member] = value;
        return new JsonObject { [told] = value.DeepClone() };
    }

    private static SortedDictionary<string, string> Tags(TableCall call, string arn)
    {
        var service = At(call);
        return service.Balancers.GetValueOrDefault(arn)?.Tags ?? service.Groups.GetValueOrDefault(arn)?.Tags ?? service.Listeners.FirstOrDefault(l => l.Arn == arn)?.Tags
            ?? service.Listeners.SelectMany(static l => l.Rules).FirstOrDefault(r => r.Arn == arn)?.Tags
            ?? throw (arn.Contains(":targetgroup/", StringComparison.Ordinal) ? BalancerException.MissingGroup()
                : arn.Contains(":listener/", StringComparison.Ordinal) ? BalancerException.MissingListener()
                : arn.Contains(":listener-rule/", StringComparison.Ordinal) ? BalancerException.MissingRule()
                : BalancerException.MissingBalancer());
    }
}
