using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>A topic: what is published to it goes to each of its subscriptions whose filter it passes.</summary>
public sealed partial class Topic : IDestinationTarget
{
    private readonly Arn _arn;
    private readonly List<TopicMessage> _messages = [];
    private readonly List<Subscription> _subscriptions = [];
    private int _deleted;

    internal Topic(string name, TopicService service, TopicAttributes attributes)
    {
        Name = name;
        _arn = service.ArnOf(name);
        Arn = _arn.ToString();
        Service = service;
        Attributes = attributes;
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>What was published to it, in order; duplicates that a FIFO topic did not take left out.</summary>
    /// <remarks>Empty where the simulation keeps no history (<see cref="SimulationOptions.KeepQueueHistory"/>).</remarks>
    public IReadOnlyList<TopicMessage> Messages => _messages;

    /// <summary>Its subscriptions, in order of subscribing.</summary>
    public IReadOnlyList<Subscription> Subscriptions => _subscriptions;

    internal TopicService Service { get; }

    internal TopicAttributes Attributes { get; private set; }

    internal SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>What of a message is masked or refused, as AWS's data protection has it: kept and shown; empty: nothing.</summary>
    internal string DataProtection { get; private set; } = "";

    internal bool IsFifo => Attributes.IsFifo;

    internal string Policy => Attributes.Values.GetValueOrDefault(TopicAttributes.Policy) ?? TopicPolicy.Default(Arn, Service.Account);

    /// <inheritdoc/>
    public override string ToString() => Text.Invariant($"{Name}: {_subscriptions.Count} subscriptions");

    internal void Set(string? name, string? value)
    {
        Attributes = Attributes.With(name ?? throw TopicServiceException.Missing("attributeName"), value ?? "");
        Service.NoteSettings(Name, [name]);
        _index = Events.SimEvent.None;
    }

    internal void Protect(string? policy)
    {
        DataProtection = policy ?? throw TopicServiceException.Missing("dataProtectionPolicy");
        if (DataProtection.Length > 0)
        {
            Service.Note($"topic {Name}: DataProtectionPolicy: messages are neither masked nor refused for what they hold");
        }
    }

    /// <summary>As a client is shown it (rule SNS-TOPIC-ATTRIBUTES).</summary>
    internal SortedDictionary<string, string> Describe()
    {
        var shown = new SortedDictionary<string, string>(Attributes.Values.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            ["EffectiveDeliveryPolicy"] = DeliveryPolicy.EffectiveOfTopic(Attributes.Values.GetValueOrDefault(TopicAttributes.Delivery)),
            ["Owner"] = Service.Account,
            [TopicAttributes.Policy] = Policy,
            ["SubscriptionsConfirmed"] = Text.Of(_subscriptions.Count(static s => s.IsConfirmed)),
            ["SubscriptionsDeleted"] = Text.Of(_deleted),
            ["SubscriptionsPending"] = Text.Of(_subscriptions.Count(static s => !s.IsConfirmed)),
            ["TopicArn"] = Arn,
        };
        shown.TryAdd("DisplayName", "");
        return shown;
    }
}
