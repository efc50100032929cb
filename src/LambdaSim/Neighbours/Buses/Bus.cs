using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>A bus of EventBridge: events come to it, and its rules send them on.</summary>
/// <example>
/// <code>
/// simulation.Bus("orders").Put("shop", "Order Placed", """{"id":"o-1"}""");
/// </code>
/// </example>
public sealed partial class Bus : IDestinationTarget
{
    internal const string Default = "default";

    private readonly SortedDictionary<string, BusRule> _rules = new(StringComparer.Ordinal);
    private readonly List<BusEvent> _events = [];
    private readonly Arn _arn;
    private int _index = SimEvent.None;

    internal Bus(string name, BusService owner)
    {
        Name = name;
        Owner = owner;
        _arn = new Arn("aws", Resources.Arn.Events, owner.Region, owner.Account, $"event-bus/{name}");
        Arn = _arn.ToString();
        Policy = new BusPolicy(this);
    }

    /// <summary>Its name; <c>default</c> of the one that each account has.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>The events that it accepted, in order, where the simulation keeps what neighbours got.</summary>
    public IReadOnlyList<BusEvent> Events => _events;

    /// <summary>Its rules, in ordinal order of their names.</summary>
    public IReadOnlyCollection<BusRule> Rules => _rules.Values;

    /// <summary>From when the bus accepts an event until its targets are asked first; 500 ms. Chosen: AWS calls it typical (rule EVB-LATENCY).</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeLength Latency
    {
        get;
        set => field = value >= TimeLength.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), "a latency is not negative");
    }
    = Duration.FromMilliseconds(500);

    internal BusService Owner { get; }

    internal string Account => Owner.Account;

    internal string Region => Owner.Region;

    internal BusPolicy Policy { get; }

    internal string? Description { get; set; }

    /// <summary>As it was given: the parts of a bus that are kept and told.</summary>
    internal SortedDictionary<string, System.Text.Json.Nodes.JsonNode> Kept { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    internal Instant CreatedAt { get; init; }

    /// <summary>Whoever builds the world made it, no request.</summary>
    internal bool IsPlanned { get; set; }

    /// <summary>What was planned of it; null: nothing.</summary>
    internal PlannedBus? Plan => IsPlanned || _rules.Values.Any(static r => r.IsPlanned) ? new PlannedBus(Name, [.. _rules.Values.Where(static r => r.IsPlanned).Select(static r => r.Plan)]) : null;

    internal Instant ChangedAt { get; set; }

    /// <summary>Makes a rule, or another of one that exists; its targets stay.</summary>
    /// <param name="name">1 to 64 letters, digits, dots, hyphens and underscores.</param>
    /// <param name="pattern">An event pattern, such as <c>{"source":["shop"]}</c>.</param>
    /// <exception cref="AwsServiceException">AWS would refuse it.</exception>
    public BusRule Rule(string name, string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var rule = Owner.PutRule(new RuleRequest(name, Name) { Pattern = pattern });
        rule.IsPlanned |= Owner.Host.Sender.Function == SimEvent.None;
        return rule;
    }

    /// <summary>Puts an event on it.</summary>
    /// <param name="source">What sends it, such as <c>shop.orders</c>; not <c>aws.…</c>.</param>
    /// <param name="detailType">What it is.</param>
    /// <param name="detail">A JSON object.</param>
    /// <returns>The event's id.</returns>
    /// <exception cref="AwsServiceException">AWS would refuse it.</exception>
    public string Put(string source, string detailType, string detail)
    {
        var entry = new PutEntry { Source = source, DetailType = detailType, Detail = detail, Bus = Name };
        var result = Owner.Host.Do("events", "PutEvents", Name, (Bus: this, Entry: entry), static s => s.Bus.Owner.Put([s.Entry], s.Bus.Owner.Host.Sender)[0]);
        return result.Id ?? throw BusServiceException.Malformed(result.ErrorCode!, result.ErrorMessage!);
    }

    /// <summary>Puts an event on it whose detail is a value, written as JSON.</summary>
    /// <inheritdoc cref="Put(string, string, string)"/>
    [RequiresUnreferencedCode("Writes JSON by reflection.")]
    [RequiresDynamicCode("Writes JSON by reflection.")]
    public string Put<T>(string source, string detailType, T detail) => Put(source, detailType, JsonSerializer.Serialize(detail));

    /// <summary>Name and how many events it got.</summary>
    public override string ToString() => Configuration.Text.Invariant($"{Name}: {_events.Count} events");

    /// <summary>Changes something about it.</summary>
    internal void Change(Action<Bus> change)
    {
        change(this);
        ChangedAt = Owner.Host.Now;
    }

    internal BusRule? FindRule(string name) => _rules.GetValueOrDefault(name);

    internal BusRule AddRule(string name)
    {
        var rule = new BusRule(this, name);
        _rules.Add(name, rule);
        return rule;
    }

    internal void RemoveRule(string name) => _rules.Remove(name);
}
