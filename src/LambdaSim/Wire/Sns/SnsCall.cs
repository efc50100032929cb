using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Sns;

/// <summary>A request while it is worked on: what it says, and the topics and subscriptions it speaks of.</summary>
/// <param name="Input">Its members.</param>
/// <param name="Caller">Whose request.</param>
/// <param name="By">Who sends, for the event log.</param>
/// <param name="World">What it reaches, between two events.</param>
internal sealed record SnsCall(SnsInput Input, RequestCaller Caller, Sender By, IWireWorld World)
{
    // arn:aws:sns:REGION:ACCOUNT:TOPIC, and behind it the subscription.
    private const int PartsOfTopic = 6;

    public TopicService Service => At(Caller.Account);

    /// <summary>The topic that a parameter names (rule SNS-ARN).</summary>
    /// <exception cref="TopicServiceException">It names none.</exception>
    public Topic Topic(string parameter = "TopicArn") => Find(TopicArn(parameter)) ?? throw TopicServiceException.NoTopic();

    /// <summary>An ARN of a topic, which need not be there.</summary>
    public Arn TopicArn(string parameter = "TopicArn") => Parse(Input.Text(parameter) ?? throw TopicServiceException.Missing(char.ToLowerInvariant(parameter[0]) + parameter[1..]), parameter);

    /// <summary>The topic whose tags or data protection are asked for.</summary>
    public Topic Resource() => Arn.TryParse(Input.Text("ResourceArn") ?? throw TopicServiceException.Missing("resourceArn"), out var arn) && arn.Service == Arn.Sns && Find(arn) is { } topic
        ? topic : throw TopicServiceException.NoResource();

    public Arn Parse(string text, string parameter)
    {
        if (!Arn.TryParse(text, out var arn) && Arn.PartsOf(text) < PartsOfTopic)
        {
            throw TopicServiceException.InvalidParameter(Configuration.Text.Invariant($"{parameter} Reason: An ARN must have at least 6 elements, not {Arn.PartsOf(text)}"));
        }

        // A topic is reached in its own region only.
        return arn.Service == Arn.Sns && arn.Region == Caller.Region ? arn : throw TopicServiceException.InvalidParameter(parameter);
    }

    /// <summary>The subscription that is named; null: there is none, or no more (rule SNS-UNSUBSCRIBE).</summary>
    public Subscription? Subscription()
    {
        var text = Input.Text("SubscriptionArn") ?? throw TopicServiceException.Missing("subscriptionArn");
        var arn = Parse(text, "SubscriptionArn");
        return Arn.PartsOf(text) > PartsOfTopic ? At(arn.Account).FindSubscription(text) : throw TopicServiceException.InvalidParameter("SubscriptionId");
    }

    public Topic? Find(Arn arn) => World.Book<TopicBook>().Find(arn);

    private TopicService At(string account) => World.Book<TopicBook>().At(account, Caller.Region);
}
