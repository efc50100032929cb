using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Balancers;
using static LambdaSim.Wire.LoadBalancing.BalancerWire;

namespace LambdaSim.Wire.LoadBalancing;

/// <summary>Target groups of functions.</summary>
internal static class TargetGroupOperations
{
    // What is no setting of a function's group.
    private static readonly string[] _ofOthers = ["HealthCheckProtocol", "HealthCheckPort"];

    private static readonly string[] _health =
        ["HealthCheckPath", "HealthCheckEnabled", "HealthCheckIntervalSeconds", "HealthCheckTimeoutSeconds", "HealthyThresholdCount", "UnhealthyThresholdCount"];

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateTargetGroup", Create),
        Of("DescribeTargetGroups", static c =>
        {
            var (arns, names, balancer) = (c.Texts("TargetGroupArns"), c.Texts("Names"), c.Text("LoadBalancerArn"));
            var found = At(c).Groups.Values.Where(g => (arns.Count == 0 || arns.Contains(g.Arn, StringComparer.Ordinal)) && (names.Count == 0 || names.Contains(g.Name, StringComparer.Ordinal))
                && (balancer is null || At(c).UsersOf(g).Any(b => b.Arn == balancer))).ToList();
            _ = balancer is null ? null : At(c).Balancer(balancer);
            return found.Count < Math.Max(names.Count, arns.Count) ? throw BalancerException.MissingGroup() : Page(c, "TargetGroups", found.Select(g => (g.Arn, Shown(g, c))));
        }),
        Of("ModifyTargetGroup", static c =>
        {
            var group = Group(c);
            var changed = Copy(group.Document);
            ReadHealth(c, changed);
            group.Change(changed);
            return One("TargetGroups", Shown(group, c));
        }),
        Of("DeleteTargetGroup", static c => Done(() => At(c).DeleteGroup(c.Text("TargetGroupArn")!))),
        Of("DescribeTargetGroupAttributes", static c => Shown(Group(c))),
        Of("ModifyTargetGroupAttributes", static c =>
        {
            var group = Group(c);
            foreach (var attribute in c.Objects("Attributes"))
            {
                if ((string?)attribute["Key"] != TargetGroup.MultiValue || (string?)attribute["Value"] is not ("true" or "false"))
                {
                    throw BalancerException.Attribute($"Target group attribute key '{(string?)attribute["Key"]}' with value '{(string?)attribute["Value"]}' is not supported on target groups with type 'lambda'");
                }
            }

            group.IsMultiValue = c.Objects("Attributes").Any() ? (string?)c.Objects("Attributes").Last()["Value"] == "true" : group.IsMultiValue;
            return Shown(group);
        }),
        Of("RegisterTargets", static c => Done(() => Register(c))),
        Of("DeregisterTargets", static c => Done(() =>
        {
            var group = Group(c);
            CheckTargets(c);
            c.Objects("Targets").ToList().ForEach(t => group.Deregister((string)t["Id"]!));
        })),
        Of("DescribeTargetHealth", static c =>
        {
            var group = Group(c);
            CheckTargets(c);
            var asked = c.Objects("Targets").Select(static t => (string)t["Id"]!).ToList();
            return asked.Exists(id => id != group.Function) ? throw BalancerException.Target($"The following targets are not registered: {string.Join(", ", asked.Where(id => id != group.Function))}")
                : new JsonObject { ["TargetHealthDescriptions"] = group.Function is null ? new JsonArray() : new JsonArray(Health(group)) };
        }),
    ];

    private static TargetGroup Group(TableCall call) => At(call).Group(call.Text("TargetGroupArn")!);

    private static JsonObject Shown(TargetGroup group) => new() { ["Attributes"] = Attributes([new(TargetGroup.MultiValue, group.IsMultiValue ? "true" : "false")]) };

    private static JsonObject Shown(TargetGroup group, TableCall call)
    {
        var document = Copy(group.Document);
        document["LoadBalancerArns"] = new JsonArray([.. At(call).UsersOf(group).Select(static b => (JsonNode)b.Arn)]);
        return document;
    }

    private static JsonObject Health(TargetGroup group)
    {
        var (state, reason, words) = group.Health;
        var health = new JsonObject { ["State"] = state };
        if (reason is not null)
        {
            health["Reason"] = reason;
            health["Description"] = words;
        }

        return new JsonObject { ["Target"] = new JsonObject { ["Id"] = group.Function }, ["TargetHealth"] = health };
    }

    private static JsonObject Create(TableCall call)
    {
        var (service, name) = (At(call), Name(call, "Target group"));
        if (call.Text("TargetType") != "lambda")
        {
            throw BalancerException.Unsupported($"target groups of type {call.Text("TargetType") ?? "instance"}");
        }

        if (((string[])["Protocol", "Port", "VpcId", "ProtocolVersion"]).FirstOrDefault(m => call.Input[m] is not null) is { } member)
        {
            throw BalancerException.Invalid($"{member} cannot be specified for target groups with target type 'lambda'");
        }

        if (call.Text("IpAddressType") is not (null or "ipv4"))
        {
            throw BalancerException.Invalid("The IP address type of target groups with target type 'lambda' must be 'ipv4'");
        }

        var document = new JsonObject
        {
            ["TargetGroupName"] = name, ["TargetType"] = "lambda", ["HealthCheckEnabled"] = false, ["HealthCheckPath"] = "/", ["HealthCheckIntervalSeconds"] = 35, ["HealthCheckTimeoutSeconds"] = 30,
            ["HealthyThresholdCount"] = 5, ["UnhealthyThresholdCount"] = 2, ["Matcher"] = new JsonObject { ["HttpCode"] = "200" }, ["IpAddressType"] = "ipv4",
        };
        ReadHealth(call, document);
        if (service.Groups.Values.FirstOrDefault(g => g.Name == name) is { } there)
        {
            // The same once more is the same one.
            document["TargetGroupArn"] = there.Arn;
            return JsonNode.DeepEquals(document, there.Document) ? One("TargetGroups", Shown(there, call)) : throw BalancerException.DuplicateGroup(name);
        }

        document["TargetGroupArn"] = service.NewArn($"targetgroup/{name}");
        var group = service.AddGroup(document);
        Tag(group.Tags, call);
        return One("TargetGroups", Shown(group, call));
    }

    private static void ReadHealth(TableCall call, JsonObject document)
    {
        if (_ofOthers.FirstOrDefault(m => call.Input[m] is not null) is { } member)
        {
            throw BalancerException.Invalid($"{member} cannot be specified for target groups with target type 'lambda'");
        }

        if (call.Input["Matcher"]?["GrpcCode"] is not null)
        {
            throw BalancerException.Invalid("A gRPC code can be specified for target groups with protocol version 'GRPC' only");
        }

        foreach (var name in _health.Where(n => call.Input[n] is not null))
        {
            document[name] = call.Input[name]!.DeepClone();
        }

        if (call.Input["Matcher"]?["HttpCode"] is { } codes)
        {
            document["Matcher"] = new JsonObject { ["HttpCode"] = (string)codes! };
        }

        if ((int)document["HealthCheckIntervalSeconds"]! < (int)document["HealthCheckTimeoutSeconds"]!)
        {
            throw BalancerException.Invalid("Health check interval must not be shorter than the timeout.");
        }
    }

    // AWS does not use the port of a function, and knows one zone of it.
    private static void CheckTargets(TableCall call)
    {
        if (call.Objects("Targets").Select(static t => (string?)t["AvailabilityZone"]).FirstOrDefault(static z => z is not (null or "all")) is { } zone)
        {
            throw BalancerException.Invalid($"The Availability Zone '{zone}' must be 'all' for target groups with target type 'lambda'");
        }
    }

    private static void Register(TableCall call)
    {
        CheckTargets(call);
        var (group, ids) = (Group(call), call.Objects("Targets").Select(static t => (string)t["Id"]!).ToList());
        if (ids.Find(id => !Resources.Arn.TryParse(id, out var arn) || arn.FunctionName is null) is { } other)
        {
            throw BalancerException.Invalid($"The target ID '{other}' is not a valid Lambda function ARN");
        }

        if (ids.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            throw BalancerException.Target("A target group has one function");
        }

        if (ids.Find(id => At(call).Host.Directory.Find(id) is null) is { } missing)
        {
            throw BalancerException.Target($"The following targets are not valid: {missing} does not exist");
        }

        ids.ForEach(group.Register);
    }
}
