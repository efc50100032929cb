using System.Text.Json.Nodes;
using LambdaSim.Filters;

namespace LambdaSim.Neighbours.Buses;

// Rules and their targets.
internal sealed partial class BusService
{
    private const int MostRules = 300;
    private const int MostTargets = 5;
    private const int MostTargetsAsked = 100;

    /// <summary>PutRule: what is not said is nothing from now on, targets stay (rule EVB-RULE).</summary>
    public BusRule PutRule(RuleRequest said)
    {
        new Constraints()
            .Required("name", said.Name).Length("name", said.Name, 1, 64).Characters("name", said.Name, ".-_", @"[\.\-_A-Za-z0-9]+")
            .Length("scheduleExpression", said.Schedule, 0, 256).Length("eventPattern", said.Pattern, 0, 4_096).Length("description", said.Description, 0, 512)
            .OneOf("state", said.State, BusRule.Enabled, BusRule.Disabled, BusRule.EnabledForAll)
            .Check();
        var bus = Meant(said.Bus);
        if (string.IsNullOrEmpty(said.Pattern) && string.IsNullOrEmpty(said.Schedule))
        {
            throw BusServiceException.Validation("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        }

        var schedule = said.Schedule is { Length: > 0 } expression ? Scheduled(expression, bus) : null;
        var pattern = said.Pattern is { Length: > 0 } text ? Parse(text) : null;
        if (bus.FindRule(said.Name!) is null && bus.Rules.Count >= MostRules)
        {
            throw BusServiceException.Limit();
        }

        var isNew = bus.FindRule(said.Name!) is null;
        var rule = bus.FindRule(said.Name!) ?? bus.AddRule(said.Name!);
        (rule.Pattern, rule.Schedule, rule.Description, rule.RoleArn) = (pattern, said.Schedule, said.Description, said.RoleArn);
        rule.State = said.State ?? BusRule.Enabled;
        foreach (var (key, value) in isNew ? said.Tags : new SortedDictionary<string, string>())
        {
            rule.Tags[key] = value;
        }

        if (rule.State == BusRule.EnabledForAll)
        {
            Note($"rule {rule.Name} of event bus {bus.Name}: {BusRule.EnabledForAll}: no management events of CloudTrail come here");
        }

        bus.Owner.Arm(rule, schedule);
        return rule;
    }

    /// <summary>A rule of a bus.</summary>
    /// <exception cref="BusServiceException">There is none.</exception>
    public BusRule GetRule(string? bus, string? name)
    {
        new Constraints().Required("name", name).Length("name", name, 1, 64).Check();
        var of = Meant(bus);
        return of.FindRule(name!) ?? throw BusServiceException.NoRule(name!, of.Name);
    }

    /// <summary>DeleteRule: one that is not there is gone.</summary>
    public void DeleteRule(string? bus, string? name)
    {
        new Constraints().Required("name", name).Length("name", name, 1, 64).Check();
        var of = Meant(bus);
        if (of.FindRule(name!) is not { } rule)
        {
            return;
        }

        if (rule.Targets.Count > 0)
        {
            throw BusServiceException.Validation("Rule can't be deleted since it has targets.");
        }

        Disarm(rule);
        of.RemoveRule(name!);
    }

    /// <summary>EnableRule and DisableRule.</summary>
    public void Switch(string? bus, string? name, bool isEnabled)
    {
        var rule = GetRule(bus, name);
        if (rule.IsEnabled != isEnabled)
        {
            rule.State = isEnabled ? BusRule.Enabled : BusRule.Disabled;
            var of = Meant(bus);
            of.Owner.Arm(rule, rule.Schedule is { Length: > 0 } expression ? Scheduled(expression, of) : null);
        }
    }

    /// <summary>PutTargets: those of an id that is there take its place (rule EVB-TARGETS).</summary>
    public void PutTargets(string? bus, string? name, IReadOnlyList<JsonObject> targets)
    {
        var constraints = new Constraints().Required("rule", name).Length("rule", name, 1, 64).Count("targets", () => "[]", targets.Count, 1, MostTargetsAsked);
        BusTarget.Check(constraints, targets);
        constraints.Check();
        var of = Meant(bus);
        var rule = of.FindRule(name!) ?? throw BusServiceException.NoRule(name!, of.Name);
        var parsed = targets.Select(BusTarget.Parse).ToList();
        if (rule.Targets.Select(static t => t.Id).Union(parsed.Select(static t => t.Id), StringComparer.Ordinal).Count() > MostTargets)
        {
            throw BusServiceException.Limit();
        }

        foreach (var target in parsed)
        {
            rule.Put(target);
            var service = Resources.Arn.Parse(target.Arn).Service;
            if (!Host.Directory.Has(service))
            {
                Note($"rule {rule.Name} of event bus {of.Name}: target {target.Id} is of the service {service}, which is not simulated: it gets nothing");
            }
        }
    }

    /// <summary>RemoveTargets; gives back the ids that are no targets.</summary>
    public void RemoveTargets(string? bus, string? name, IReadOnlyList<string> ids)
    {
        new Constraints().Required("rule", name).Length("rule", name, 1, 64).Count("ids", () => $"[{string.Join(", ", ids)}]", ids.Count, 1, MostTargetsAsked).Check();
        var of = Meant(bus);
        var rule = of.FindRule(name!) ?? throw BusServiceException.NoRule(name!, of.Name);
        foreach (var id in ids)
        {
            rule.Remove(id);
        }
    }

    /// <summary>A pattern, as rules and TestEventPattern have it.</summary>
    /// <exception cref="BusServiceException">It is none.</exception>
    public static EventPattern Parse(string pattern)
    {
        try
        {
            return EventPattern.Parse(pattern, PatternDialect.EventBridge);
        }
        catch (PatternException e)
        {
            throw BusServiceException.Pattern(e.Message);
        }
    }
}
