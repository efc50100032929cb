using System.Text;
using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>What of a subscription can be set; a change makes others (rule SNS-SUBSCRIPTION-ATTRIBUTES).</summary>
internal sealed record SubscriptionAttributes
{
    public const string Filter = "FilterPolicy", Scope = "FilterPolicyScope", Raw = "RawMessageDelivery", Redrive = "RedrivePolicy", Delivery = "DeliveryPolicy", Role = "SubscriptionRoleArn";

    private const string Replay = "ReplayPolicy", OfAttributes = "MessageAttributes", OfBody = "MessageBody", DeadLetterTarget = "deadLetterTargetArn";

    // In messages of refusals; a subscribing names the parameter that held them all.
    private const string OfSubscribing = "Attributes Reason: ";
    private const int MaxDepth = 64, MaxValues = 100_000;

    private SubscriptionAttributes(SubscriptionPlace place) => Place = place;

    private SubscriptionPlace Place { get; }

    /// <summary>Null: everything passes.</summary>
    public FilterPolicy? Policy { get; private init; }

    public bool IsRaw { get; private init; }

    /// <summary>ARN of the queue for what cannot be handed over (rule SNS-DEAD-LETTERS).</summary>
    public string? DeadLetters { get; private init; }

    private bool FiltersBody { get; init; }

    private string? RedriveText { get; init; }

    private string? DeliveryText { get; init; }

    private string? RoleArn { get; init; }

    /// <summary>Those of a new subscription.</summary>
    /// <exception cref="TopicServiceException">One is bad.</exception>
    public static SubscriptionAttributes Of(SubscriptionPlace place, IReadOnlyDictionary<string, string> given)
    {
        // The scope tells how a policy is read.
        var attributes = new SubscriptionAttributes(place);
        foreach (var (name, value) in given.OrderBy(static g => g.Key == Scope ? 0 : 1).ThenBy(static g => g.Key, StringComparer.Ordinal))
        {
            attributes = attributes.With(name, value, OfSubscribing);
        }

        return place.Protocol == SubscriptionProtocol.Firehose && attributes.RoleArn is null ? throw TopicServiceException.InvalidParameter($"{OfSubscribing}{Role}") : attributes;
    }

    /// <exception cref="TopicServiceException">There is no such attribute, or the value is bad.</exception>
    public SubscriptionAttributes With(string? name, string? value) => With(name ?? throw TopicServiceException.Missing("attributeName"), value ?? "", "");

    /// <summary>What is kept and shown and does nothing, in words; null: it acts.</summary>
    public static string? Note(string name) => name switch
    {
        Delivery => "DeliveryPolicy: nothing is sent over HTTP",
        Role => "SubscriptionRoleArn: nothing is sent to Firehose",
        _ => null,
    };

    /// <summary>Whether somebody who subscribes with these wants this subscription.</summary>
    public bool Have(IReadOnlyDictionary<string, string> given)
    {
        var wanted = Of(Place, given);
        return given.Keys.All(k => Same(k, wanted));
    }

    /// <summary>As a client is shown them.</summary>
    public IEnumerable<KeyValuePair<string, string>> Shown()
    {
        yield return new(Raw, IsRaw ? "true" : "false");
        if (Policy is { } policy)
        {
            yield return new(Filter, policy.Text);
            yield return new(Scope, FiltersBody ? OfBody : OfAttributes);
        }

        if (RedriveText is { } redrive)
        {
            yield return new(Redrive, redrive);
        }

        if (DeliveryText is { } delivery)
        {
            yield return new(Delivery, delivery);
        }

        if (Place.Protocol is "http" or "https")
        {
            yield return new("EffectiveDeliveryPolicy", DeliveryPolicy.EffectiveOfSubscription(DeliveryText));
        }

        if (RoleArn is { } role)
        {
            yield return new(Role, role);
        }
    }

    private bool Same(string name, SubscriptionAttributes other) => name switch
    {
        Filter => Policy?.Compact == other.Policy?.Compact,
        Scope => FiltersBody == other.FiltersBody,
        Raw => IsRaw == other.IsRaw,
        Redrive => DeadLetters == other.DeadLetters,
        Delivery => DeliveryText == other.DeliveryText,
        _ => RoleArn == other.RoleArn,
    };

    private SubscriptionAttributes With(string name, string value, string prefix)
    {
        switch (name)
        {
            case Filter:
                return this with { Policy = FilterPolicy.Read(value, FiltersBody, prefix) };
            case Scope:
                var ofBody = value == OfBody || (value == OfAttributes ? false : throw TopicServiceException.InvalidParameter(
                    $"{prefix}{Scope}: Invalid value [{value}]. Please use either MessageBody or MessageAttributes"));
                return this with { FiltersBody = ofBody, Policy = Policy is null ? null : FilterPolicy.Read(Policy.Text, ofBody, prefix) };
            case Raw:
                return this with { IsRaw = RawOf(value, prefix) };
            case Redrive:
                return this with { RedriveText = value.Length == 0 ? null : value, DeadLetters = value.Length == 0 ? null : TargetOf(value, prefix) };
            case Delivery:
                return this with { DeliveryText = value.Length == 0 ? null : DeliveryPolicy.Check(value, prefix, isOfTopic: false) };
            case Role:
                return this with { RoleArn = Arn.IsMeant(value) ? value : throw TopicServiceException.InvalidParameter($"{prefix}{Role}") };
            case Replay:
                throw TopicServiceException.NotSimulated("the archive of a FIFO topic, which a ReplayPolicy reads; publish the messages again");
            default:
                throw TopicServiceException.InvalidParameter($"{prefix}AttributeName");
        }
    }

    private bool RawOf(string value, string prefix)
    {
        if (!bool.TryParse(value, out var isRaw) || value.Trim().Length != value.Length)
        {
            throw TopicServiceException.InvalidParameter($"{prefix}{Raw}: Invalid value [{value}]. Must be true or false.");
        }

        return !isRaw || SubscriptionProtocol.TakesRaw(Place.Protocol) ? isRaw
            : throw TopicServiceException.InvalidParameter($"{prefix}Delivery protocol [{Place.Protocol}] does not support raw message delivery.");
    }

    private string TargetOf(string value, string prefix)
    {
        var utf8 = Encoding.UTF8.GetBytes(value);
        if (JsonWords.ProblemOf(utf8, MaxDepth, MaxValues) is { } problem)
        {
            throw Bad($"failed to parse JSON. {problem}", prefix);
        }

        if (!JsonText.IsObject(utf8))
        {
            throw Bad("invalid JSON. A redrive policy is an object.", prefix);
        }

        string? target = null;
        foreach (var (name, part) in JsonText.Members(utf8))
        {
            target = name == DeadLetterTarget ? part.Kind == JsonTokenType.String ? part.Text() : "" : throw Bad($"invalid JSON. Attribute {name} is unknown.", prefix);
        }

        if (!Arn.TryParse(target, out var arn) || arn.Service != Arn.Sqs || arn.Resource.Length == 0)
        {
            throw Bad($"{DeadLetterTarget} is an invalid arn", prefix);
        }

        // A dead-letter queue is of the kind of the endpoint: in order, or not.
        var isFifo = Place.IsFifo && SubscriptionProtocol.IsFifo(Place.Endpoint);
        return isFifo == SubscriptionProtocol.IsFifo(target!) ? target! : throw Bad(
            isFifo ? "must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic." : "must use a standard queue as DLQ for a standard Subscription.", prefix);
    }

    private static TopicServiceException Bad(string problem, string prefix) => TopicServiceException.InvalidParameter($"{prefix}{Redrive}: {problem}");
}

/// <summary>What decides which attributes a subscription may have.</summary>
/// <param name="Protocol">Its protocol.</param>
/// <param name="Endpoint">Its endpoint.</param>
/// <param name="IsFifo">Of its topic.</param>
internal sealed record SubscriptionPlace(string Protocol, string Endpoint, bool IsFifo);
