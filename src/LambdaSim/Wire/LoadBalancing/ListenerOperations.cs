using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Balancers;
using static LambdaSim.Wire.LoadBalancing.BalancerWire;

namespace LambdaSim.Wire.LoadBalancing;

/// <summary>Listeners and their rules.</summary>
internal static class ListenerOperations
{
    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("CreateListener", Create),
        Of("DescribeListeners", static c =>
        {
            var arns = c.Texts("ListenerArns");
            CheckOne(c, "LoadBalancerArn", arns.Count > 0, "You must specify either a load balancer or one or more listeners");
            var found = c.Text("LoadBalancerArn") is { } balancer ? [.. At(c).Balancer(balancer).Listeners] : arns.Select(At(c).Listener).ToList();
            return Page(c, "Listeners", found.OrderBy(static l => l.Arn, StringComparer.Ordinal).Select(static l => (l.Arn, Shown(l))));
        }),
        Of("ModifyListener", Modify),
        Of("DeleteListener", static c => Done(() => Listener(c).Balancer.Listeners.Remove(Listener(c)))),
        Of("DescribeListenerAttributes", static c =>
        {
            _ = Listener(c);
            return new JsonObject { ["Attributes"] = new JsonArray() };
        }),
        Of("CreateRule", CreateRule),
        Of("DescribeRules", static c =>
        {
            CheckOne(c, "ListenerArn", c.Texts("RuleArns").Count > 0, "You must specify either a listener or one or more rules");
            var found = c.Text("ListenerArn") is { } listener ? At(c).Listener(listener).Ordered : c.Texts("RuleArns").Select(a => At(c).Rule(a).Rule);
            return Page(c, "Rules", found.Select(static r => (LambdaSim.Configuration.Text.Invariant($"{r.Priority ?? 99_999:00000}{r.Arn}"), Shown(r))).OrderBy(static r => r.Item1, StringComparer.Ordinal));
        }),
        Of("ModifyRule", static c =>
        {
            var (_, rule) = At(c).Rule(c.Text("RuleArn")!);
            var actions = c.Input["Actions"] is null ? rule.Actions : RuleActions.Checked([.. c.Objects("Actions")], At(c));
            if (c.Input["Conditions"] is not null)
            {
                if (rule.Priority is null)
                {
                    throw BalancerException.NotPermitted("Default rule's conditions cannot be modified");
                }

                RuleConditions.Check([.. c.Objects("Conditions")]);
                rule.Conditions = Conditions(c);
            }

            rule.Actions = actions;
            return One("Rules", Shown(rule));
        }),
        Of("DeleteRule", static c => Done(() =>
        {
            var (listener, rule) = At(c).Rule(c.Text("RuleArn")!);
            _ = rule.Priority is null ? throw BalancerException.NotPermitted($"Default rule '{rule.Arn}' cannot be deleted") : listener.Rules.Remove(rule);
        })),
        Of("SetRulePriorities", SetPriorities),
    ];

    private static void CheckOne(TableCall call, string member, bool isNamed, string message) => _ = call.Text(member) is null != isNamed ? throw BalancerException.Invalid(message) : 0;

    private static Listener Listener(TableCall call) => At(call).Listener(call.Text("ListenerArn")!);

    private static JsonObject Shown(Listener listener)
    {
        var document = Copy(listener.Document);
        document["DefaultActions"] = listener.Rules.Find(static r => r.Priority is null)!.Actions.DeepClone();
        return document;
    }

    private static JsonObject Shown(BalancerRule rule) => new()
    {
        ["RuleArn"] = rule.Arn,
        ["Priority"] = rule.Priority is { } priority ? LambdaSim.Configuration.Text.Of(priority) : "default",
        ["Conditions"] = new JsonArray([.. rule.Conditions.Select(static c => c.DeepClone())]),
        ["Actions"] = rule.Actions.DeepClone(),
        ["IsDefault"] = rule.Priority is null,
    };

    private static JsonObject Create(TableCall call)
    {
        var (service, balancer) = (At(call), At(call).Balancer(call.Text("LoadBalancerArn")!));
        var document = new JsonObject { ["LoadBalancerArn"] = balancer.Arn };
        Read(call, document);
        if (document["Port"] is null || document["Protocol"] is null)
        {
            throw BalancerException.Invalid("A listener protocol and port must be specified");
        }

        CheckPort(balancer, null, (int)document["Port"]!);
        var actions = RuleActions.Checked([.. call.Objects("DefaultActions")], service);
        var below = balancer.Arn[(balancer.Arn.IndexOf("loadbalancer/", StringComparison.Ordinal) + "loadbalancer/".Length)..];
        var arn = service.NewArn($"listener/{below}");
        document["ListenerArn"] = arn;
        var listener = new Listener(arn, balancer, document);
        listener.Rules.Add(new BalancerRule(RuleArn(service, arn), null, [], actions));
        Tag(listener.Tags, call);
        balancer.Listeners.Add(listener);
        return One("Listeners", Shown(listener));
    }

    private static JsonObject Modify(TableCall call)
    {
        var listener = Listener(call);
        var document = Copy(listener.Document);
        Read(call, document);
        CheckPort(listener.Balancer, listener, (int)document["Port"]!);
        var actions = call.Input["DefaultActions"] is null ? null : RuleActions.Checked([.. call.Objects("DefaultActions")], At(call));
        listener.Document = document;
        if (actions is not null)
        {
            listener.Rules.Find(static r => r.Priority is null)!.Actions = actions;
        }

        return One("Listeners", Shown(listener));
    }

    private static void Read(TableCall call, JsonObject document)
    {
        foreach (var name in (string[])["Port", "Protocol", "SslPolicy", "Certificates"])
        {
            if (call.Input[name] is { } value)
            {
                document[name] = value.DeepClone();
            }
        }

        if ((string?)document["Protocol"] is { } protocol and not ("HTTP" or "HTTPS"))
        {
            throw BalancerException.Invalid($"Protocol '{protocol}' must be one of 'HTTP, HTTPS'");
        }

        if (call.Input["AlpnPolicy"] is JsonArray { Count: > 0 })
        {
            throw BalancerException.Invalid("An ALPN policy can be specified for TLS listeners only");
        }

        if ((string?)document["Protocol"] == "HTTP")
        {
            foreach (var (member, words) in ((string, string)[])[("Certificates", "A certificate"), ("SslPolicy", "An SSL policy")])
            {
                _ = call.Input[member] is null ? document.Remove(member) : throw BalancerException.Invalid($"{words} cannot be specified for HTTP listeners");
            }
        }

        if ((string?)document["Protocol"] == "HTTPS")
        {
            _ = document["Certificates"] is JsonArray { Count: > 0 } ? document["SslPolicy"] ??= "ELBSecurityPolicy-2016-08" : throw BalancerException.Invalid("A certificate must be specified for HTTPS listeners");
        }
    }

    private static void CheckPort(Balancer balancer, Listener? own, int port)
    {
        if (balancer.Listeners.Exists(l => l != own && l.Port == port))
        {
            throw BalancerException.DuplicateListener(balancer.Arn);
        }
    }

    private static string RuleArn(BalancerService service, string listener) =>
        service.NewArn($"listener-rule/{listener[(listener.IndexOf("listener/", StringComparison.Ordinal) + "listener/".Length)..]}");

    private static IReadOnlyList<JsonObject> Conditions(TableCall call) => [.. call.Objects("Conditions").Select(Whole)];

    // Patterns of paths and hosts are told in both their forms, whichever was given.
    private static JsonObject Whole(JsonObject given)
    {
        var condition = Copy(given);
        if ((string)condition["Field"]! switch { "path-pattern" => "PathPatternConfig", "host-header" => "HostHeaderConfig", _ => null } is { } part)
        {
            var values = condition[part]?["Values"] ?? condition["Values"];
            condition[part] = new JsonObject { ["Values"] = values!.DeepClone() };
            condition["Values"] = values.DeepClone();
        }

        return condition;
    }

    private static JsonObject CreateRule(TableCall call)
    {
        var (listener, priority) = (Listener(call), call.Number("Priority")!.Value);
        RuleConditions.Check([.. call.Objects("Conditions")]);
        var actions = RuleActions.Checked([.. call.Objects("Actions")], At(call));
        if (listener.Rules.Exists(r => r.Priority == priority))
        {
            throw BalancerException.Priority(priority);
        }

        var rule = new BalancerRule(RuleArn(At(call), listener.Arn), priority, Conditions(call), actions);
        Tag(rule.Tags, call);
        listener.Rules.Add(rule);
        return One("Rules", Shown(rule));
    }

    private static JsonObject SetPriorities(TableCall call)
    {
        var changes = call.Objects("RulePriorities").Select(p => (At(call).Rule((string)p["RuleArn"]!), Priority: (int)p["Priority"]!)).ToList();
        foreach (var ((listener, rule), priority) in changes)
        {
            if (rule.Priority is null)
            {
                throw BalancerException.NotPermitted("Default rule's priority cannot be modified");
            }

            if (listener.Rules.Exists(r => r.Priority == priority && !changes.Exists(c => c.Item1.Rule == r)) || changes.Count(c => c.Priority == priority && c.Item1.Listener == listener) > 1)
            {
                throw BalancerException.Priority(priority);
            }
        }

        changes.ForEach(static c => c.Item1.Rule.Priority = c.Priority);
        return new JsonObject { ["Rules"] = new JsonArray([.. changes.Select(static c => Shown(c.Item1.Rule))]) };
    }
}
