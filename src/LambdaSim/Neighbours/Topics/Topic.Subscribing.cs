
namespace LambdaSim.Neighbours.Topics;

// Who gets what is published.
public sealed partial class Topic
{
    private const int MostOfFifo = 100, MostPolicies = 200;

    /// <summary>Subscribes a function or a queue.</summary>
    /// <param name="endpoint">A function, a queue, or a version or alias of a function.</param>
    /// <param name="raw">A queue gets the message itself, its attributes as those of the queue's message; else a document that holds it.</param>
    /// <param name="filter">JSON of a filter policy; null: everything passes.</param>
    /// <param name="filterBody">The policy is asked of the message, which is JSON then, rather than of its attributes.</param>
    /// <param name="deadLetters">A queue for what cannot be handed over; null: that is dropped.</param>
    /// <exception cref="AwsServiceException">SNS refuses it: a bad policy, a function at a FIFO topic, a FIFO queue at a standard topic, or the endpoint is subscribed otherwise already.</exception>
    /// <example>
    /// <code>
    /// var orders = simulation.AddTopic("orders");
    /// orders.Subscribe(ship, filter: """{"kind":["paid"]}""", deadLetters: simulation.AddQueue("unshipped"));
    /// </code>
    /// </example>
    public Subscription Subscribe(IDestinationTarget endpoint, bool raw = false, string? filter = null, bool filterBody = false, IDestinationTarget? deadLetters = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (raw)
        {
            attributes[SubscriptionAttributes.Raw] = "true";
        }

        if (filter is not null)
        {
            attributes[SubscriptionAttributes.Filter] = filter;
            attributes[SubscriptionAttributes.Scope] = filterBody ? "MessageBody" : "MessageAttributes";
        }

        if (deadLetters is not null)
        {
            attributes[SubscriptionAttributes.Redrive] = JsonLine.Of(new System.Text.Json.Nodes.JsonObject { ["deadLetterTargetArn"] = deadLetters.Arn });
        }

        var protocol = LambdaSim.Resources.Arn.TryParse(endpoint.Arn, out var arn) ? arn.Service : "";
        var subscription = Subscribe(protocol, endpoint.Arn, attributes);
        Service.Book.Planned?.Invoke(new PlannedSubscription(Arn, protocol, endpoint.Arn, attributes));
        return subscription;
    }

    /// <summary>Subscribe (rule SNS-SUBSCRIBE): the same subscription again if nothing about it is another.</summary>
    internal Subscription Subscribe(string? protocol, string? endpoint, IReadOnlyDictionary<string, string> given)
    {
        SubscriptionProtocol.Check(protocol, endpoint, IsFifo);
        var place = new SubscriptionPlace(protocol!, endpoint!, IsFifo);
        var attributes = SubscriptionAttributes.Of(place, given);
        if (_subscriptions.Find(s => s.Protocol == protocol && s.Endpoint == endpoint) is { } existing)
        {
            return existing.Attributes.Have(given) ? existing : throw TopicServiceException.InvalidParameter("Attributes Reason: Subscription already exists with different attributes");
        }

        if (IsFifo && _subscriptions.Count >= MostOfFifo)
        {
            throw TopicServiceException.SubscriptionLimit(MostOfFifo);
        }

        RequirePolicy(attributes, null);
        var (id, token) = Service.NextSubscription(isAsked: SubscriptionProtocol.IsConfirmedByOwner(protocol!));
        var subscription = new Subscription(this, id, place, attributes) { Token = token };
        _subscriptions.Add(subscription);
        if (!SubscriptionProtocol.IsSimulated(protocol!))
        {
            Service.Note($"topic {Name}: subscription of {protocol} {endpoint}: nothing is sent there");
        }

        NoteSettings(subscription, given.Keys);
        return subscription;
    }

    internal void Set(Subscription subscription, string? name, string? value)
    {
        var attributes = subscription.Attributes.With(name, value);
        RequirePolicy(attributes, subscription);
        subscription.Attributes = attributes;
        NoteSettings(subscription, [name!]);
    }

    private void NoteSettings(Subscription subscription, IEnumerable<string> names)
    {
        foreach (var note in names.Select(SubscriptionAttributes.Note).OfType<string>())
        {
            Service.Note($"topic {Name}: subscription of {subscription.Protocol} {subscription.Endpoint}: {note}");
        }
    }

    internal void Remove(Subscription subscription) => _deleted += _subscriptions.Remove(subscription) ? 1 : 0;

    /// <summary>The topic's end, and that of its subscriptions.</summary>
    internal void Close() => _subscriptions.Clear();

    private void RequirePolicy(SubscriptionAttributes attributes, Subscription? of)
    {
        if (attributes.Policy is not null && _subscriptions.Count(s => s != of && s.Attributes.Policy is not null) >= MostPolicies)
        {
            throw TopicServiceException.FilterPolicyLimit(MostPolicies);
        }
    }
}

/// <summary>A subscription that was made in code, so that the same world can be built anew.</summary>
internal sealed record PlannedSubscription(string Topic, string Protocol, string Endpoint, IReadOnlyDictionary<string, string> Attributes);
