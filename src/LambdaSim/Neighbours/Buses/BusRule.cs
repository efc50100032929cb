using System.Text.Json.Nodes;
using LambdaSim.Filters;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Buses;

/// <summary>A rule of a bus: which events go to which targets (rule EVB-RULE).</summary>
/// <example>
/// <code>
/// simulation.Bus().Rule("big-orders", """{"detail":{"total":[{"numeric":[">",100]}]}}""").To(review);
/// </code>
/// </example>
public sealed class BusRule
{
    internal const string Enabled = "ENABLED";
    internal const string Disabled = "DISABLED";
    internal const string EnabledForAll = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

    private readonly Bus _bus;
    private readonly List<BusTarget> _targets = [];

    internal BusRule(Bus bus, string name)
    {
        _bus = bus;
        Name = name;
        var resource = bus.Name == Bus.Default ? $"rule/{name}" : $"rule/{bus.Name}/{name}";
        Arn = new Arn("aws", Resources.Arn.Events, bus.Region, bus.Account, resource).ToString();
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>The pattern that it matches; null: it fires by a schedule only.</summary>
    public string? EventPattern => Pattern?.Text;

    /// <summary>Whether it acts.</summary>
    public bool IsEnabled => State != Disabled;

    internal EventPattern? Pattern { get; set; }

    internal string? Schedule { get; set; }

    internal string State { get; set; } = Enabled;

    internal string? Description { get; set; }

    internal string? RoleArn { get; set; }

    /// <summary>What lets it fire next; null: no schedule does.</summary>
    internal IDisposable? Firing { get; set; }

    /// <summary>Whoever builds the world made it, no request.</summary>
    internal bool IsPlanned { get; set; }

    internal PlannedRule Plan => new(Name, EventPattern!, [.. _targets.Select(static t => t.Said.ToJsonString())]);

    internal SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>In order of their coming.</summary>
    internal IReadOnlyList<BusTarget> Targets => _targets;

    /// <summary>Sends what it matches to a queue, function, topic or bus as well, as a target whose id is <c>target-1</c>, <c>target-2</c> and so on.</summary>
    /// <param name="target">Where.</param>
    /// <param name="input">How, in the members of AWS's <c>PutTargets</c>, such as <c>{"InputPath":"$.detail","RetryPolicy":{"MaximumRetryAttempts":2}}</c>; null: the whole event.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="AwsServiceException">AWS would refuse it: more than five targets, an input that is none.</exception>
    public BusRule To(IDestinationTarget target, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        return To(target.Arn, input);
    }

    /// <summary>Sends what it matches to whatever has this ARN as well.</summary>
    /// <inheritdoc cref="To(IDestinationTarget, string?)"/>
    public BusRule To(string target, string? input = null)
    {
        var said = input is null ? [] : JsonNode.Parse(input) as JsonObject ?? throw new ArgumentException("the members of a target are a JSON object", nameof(input));
        said["Id"] ??= Configuration.Text.Invariant($"target-{_targets.Count + 1}");
        said[nameof(Arn)] = target;
        _bus.Owner.PutTargets(_bus.Name, Name, [said]);
        return this;
    }

    internal void Put(BusTarget target)
    {
        var at = _targets.FindIndex(t => t.Id == target.Id);
        if (at < 0)
        {
            _targets.Add(target);
        }
        else
        {
            _targets[at] = target;
        }
    }

    internal bool Remove(string id) => _targets.RemoveAll(t => t.Id == id) > 0;

    /// <summary>Name and pattern.</summary>
    public override string ToString() => $"{Name}: {EventPattern ?? Schedule}";
}
