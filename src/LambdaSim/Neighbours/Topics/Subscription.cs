using LambdaSim.Resources;

namespace LambdaSim.Neighbours.Topics;

/// <summary>A subscription to a topic: what is published there, and passes its filter, goes to its endpoint.</summary>
public sealed class Subscription
{
    internal const string Pending = "PendingConfirmation";

    internal Subscription(Topic topic, string id, SubscriptionPlace place, SubscriptionAttributes attributes)
    {
        Topic = topic;
        Arn = $"{topic.Arn}:{id}";
        Place = place;
        Attributes = attributes;
        IsConfirmed = !SubscriptionProtocol.IsConfirmedByOwner(place.Protocol);
    }

    /// <summary>Its topic.</summary>
    public Topic Topic { get; }

    /// <summary>Its ARN.</summary>
    public string Arn { get; }

    /// <summary>AWS's word for where it goes to, such as <c>sqs</c> and <c>lambda</c>; nothing is sent for the others.</summary>
    public string Protocol => Place.Protocol;

    /// <summary>ARN, address or number of what it goes to.</summary>
    public string Endpoint => Place.Endpoint;

    /// <summary>Whether it was confirmed; over HTTP and e-mail AWS asks the owner of the endpoint first.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>What AWS would send the owner of its endpoint, for <c>ConfirmSubscription</c>; null: nobody is asked.</summary>
    public string? Token { get; internal init; }

    internal SubscriptionPlace Place { get; }

    internal SubscriptionAttributes Attributes { get; set; }

    /// <summary>Ends it; what is on its way still arrives.</summary>
    public void Unsubscribe() => Topic.Remove(this);

    /// <inheritdoc/>
    public override string ToString() => $"{Topic.Name} to {Protocol} {Endpoint}";

    internal void Confirm() => IsConfirmed = true;

    internal void Set(string? name, string? value) => Topic.Set(this, name, value);

    internal SortedDictionary<string, string> Describe() => new(Attributes.Shown().ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal)
    {
        ["ConfirmationWasAuthenticated"] = IsConfirmed ? "true" : "false",
        ["Endpoint"] = Endpoint,
        ["Owner"] = Topic.Service.Account,
        [Pending] = IsConfirmed ? "false" : "true",
        ["Protocol"] = Protocol,
        ["SubscriptionArn"] = Arn,
        ["SubscriptionPrincipal"] = new Arn("aws", "iam", "", Topic.Service.Account, "user/lambdasim").ToString(),
        ["TopicArn"] = Topic.Arn,
    };
}
