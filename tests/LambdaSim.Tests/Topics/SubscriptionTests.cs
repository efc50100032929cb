
namespace LambdaSim.Tests.Topics;

/// <summary>Subscriptions: who may have one, and with which attributes.</summary>
public sealed class SubscriptionTests : IDisposable
{
    private const string Queue = "arn:aws:sqs:us-east-1:123456789012:invoices", Fifo = "arn:aws:sqs:us-east-1:123456789012:invoices.fifo", Function = "arn:aws:lambda:us-east-1:123456789012:function:ship";

    private readonly TopicWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("orders", "sqs", Queue, null)]
    [InlineData("orders", "lambda", Function, null)]
    [InlineData("orders", "lambda", Function + ":live", null)]
    [InlineData("orders", "sqs", "http://127.0.0.1:4566/123456789012/invoices", "SQS endpoint ARN")]
    [InlineData("orders", "sqs", Function, "SQS endpoint ARN")]
    [InlineData("orders", "lambda", "ship", "Lambda endpoint ARN")]
    [InlineData("orders", "sqs", Fifo, "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics")]
    [InlineData("orders.fifo", "sqs", Fifo, null)]
    [InlineData("orders.fifo", "sqs", Queue, null)]
    [InlineData("orders.fifo", "lambda", Function, "Invalid protocol type: lambda")]
    [InlineData("orders", "https", "https://example.com/hook", null)]
    [InlineData("orders", "https", "http://example.com/hook", "Endpoint must match the specified protocol")]
    [InlineData("orders", "email", "orders@example.com", null)]
    [InlineData("orders", "email", "orders", "Email address")]
    [InlineData("orders", "sms", "+15550100", null)]
    [InlineData("orders", "pigeon", "home", "Amazon SNS does not support this protocol string: pigeon")]
    [InlineData("orders", "sqs", "", "Endpoint")]
    [Pins("SNS-SUBSCRIBE", "SNS-PROTOCOLS")]
    public void An_endpoint_fits_its_protocol_and_topic(string name, string protocol, string endpoint, string? refusal)
    {
        var topic = _world.Simulation.AddTopic(name);

        if (refusal is null)
        {
            Assert.Equal(endpoint, topic.Put(protocol, endpoint).Endpoint);
        }
        else
        {
            Assert.Equal(refusal, TopicWorld.Invalid(() => topic.Put(protocol, endpoint)));
        }
    }

    [Fact]
    [Pins("SNS-PROTOCOLS")]
    public void A_telephone_is_refused_in_words_of_its_own() =>
        Assert.Equal(("InvalidParameter", "Invalid SMS endpoint: +15550--100"), TopicWorld.Refused(() => _world.Create().Put("sms", "+15550--100")));

    [Fact]
    [Pins("SNS-SUBSCRIBE")]
    public void Subscribing_again_gives_the_same_unless_an_attribute_that_is_named_is_another()
    {
        var topic = _world.Create();
        var first = topic.Put("sqs", Queue, ("RawMessageDelivery", "True"));

        Assert.Same(first, topic.Put("sqs", Queue));
        Assert.Same(first, topic.Put("sqs", Queue, ("RawMessageDelivery", "true"), ("FilterPolicyScope", "MessageAttributes")));
        Assert.Equal("Attributes Reason: Subscription already exists with different attributes", TopicWorld.Invalid(() => topic.Put("sqs", Queue, ("RawMessageDelivery", "false"))));
        Assert.Equal("Attributes Reason: Subscription already exists with different attributes", TopicWorld.Invalid(() => topic.Put("sqs", Queue, ("FilterPolicy", """{"a":[1]}"""))));
    }

    [Fact]
    [Pins("SNS-SUBSCRIPTION-ATTRIBUTES")]
    public void Attributes_that_change_nothing_are_listed()
    {
        _world.Create().Put("https", "https://example.com/hook").Set("DeliveryPolicy", """{"healthyRetryPolicy":{"numRetries":5}}""");

        Assert.Contains("topic orders: subscription of https https://example.com/hook: DeliveryPolicy: nothing is sent over HTTP", _world.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("SNS-SUBSCRIBE")]
    public void A_FIFO_topic_has_at_most_a_hundred_subscriptions()
    {
        var topic = _world.Simulation.AddTopic("orders.fifo");
        for (var i = 0; i < 100; i++)
        {
            topic.Put("sqs", $"{Queue}{i}");
        }

        Assert.Equal("SubscriptionLimitExceeded", TopicWorld.Refused(() => topic.Put("sqs", Queue)).Code);
    }

    [Fact]
    [Pins("SNS-PROTOCOLS")]
    public void A_subscription_that_gets_nothing_is_listed()
    {
        _world.Create().Put("https", "https://example.com/hook");

        Assert.Contains("topic orders: subscription of https https://example.com/hook: nothing is sent there", _world.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("SNS-CONFIRM")]
    public void A_subscription_over_HTTP_waits_for_its_token()
    {
        var subscription = _world.Create().Put("https", "https://example.com/hook");

        Assert.Equal((false, 288, "true"), (subscription.IsConfirmed, subscription.Token!.Length, subscription.Describe()["PendingConfirmation"]));
        subscription.Confirm();
        Assert.Equal((true, "false", "true"), (subscription.IsConfirmed, subscription.Describe()["PendingConfirmation"], subscription.Describe()["ConfirmationWasAuthenticated"]));
    }

    [Fact]
    [Pins("SNS-SUBSCRIPTION-ATTRIBUTES")]
    public void A_subscription_shows_its_attributes()
    {
        var subscription = _world.Create().Put("sqs", Queue);

        Assert.Equal(
            ["ConfirmationWasAuthenticated", "Endpoint", "Owner", "PendingConfirmation", "Protocol", "RawMessageDelivery", "SubscriptionArn", "SubscriptionPrincipal", "TopicArn"],
            subscription.Describe().Keys);

        subscription.Set("FilterPolicy", """{ "a": [1] }""");
        Assert.Equal(("""{ "a": [1] }""", "MessageAttributes"), (subscription.Describe()["FilterPolicy"], subscription.Describe()["FilterPolicyScope"]));

        subscription.Set("FilterPolicy", "");
        Assert.DoesNotContain("FilterPolicyScope", subscription.Describe().Keys);
    }

    [Theory]
    [InlineData("Colour", "red", "AttributeName")]
    [InlineData("RawMessageDelivery", "yes", "RawMessageDelivery: Invalid value [yes]. Must be true or false.")]
    [InlineData("RawMessageDelivery", "", "RawMessageDelivery: Invalid value []. Must be true or false.")]
    [InlineData("FilterPolicyScope", "Body", "FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or MessageAttributes")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"none"}""", "RedrivePolicy: deadLetterTargetArn is an invalid arn")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead","maxReceiveCount":3}""", "RedrivePolicy: invalid JSON. Attribute maxReceiveCount is unknown.")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead.fifo"}""", "RedrivePolicy: must use a standard queue as DLQ for a standard Subscription.")]
    [InlineData("RedrivePolicy", "{invalid}",
        "RedrivePolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting double-quote to start field name\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]")]
    [InlineData("DeliveryPolicy", """{"healthyRetryPolicy":{"minDelayTarget":0}}""", "DeliveryPolicy: healthyRetryPolicy.minDelayTarget must be greater than or equal to 1")]
    [Pins("SNS-SUBSCRIPTION-ATTRIBUTES")]
    public void A_bad_attribute_is_refused_and_changes_nothing(string name, string value, string refusal)
    {
        var subscription = _world.Create().Put("sqs", Queue);
        var before = subscription.Describe();

        Assert.Equal(refusal, TopicWorld.Invalid(() => subscription.Set(name, value)));
        Assert.Equal($"Attributes Reason: {refusal}", TopicWorld.Invalid(() => subscription.Topic.Put("sqs", $"{Queue}-2", (name, value))));
        Assert.Equal(before, subscription.Describe());
    }

    [Fact]
    [Pins("SNS-SUBSCRIPTION-ATTRIBUTES")]
    public void A_function_takes_nothing_raw() =>
        Assert.Equal("Attributes Reason: Delivery protocol [lambda] does not support raw message delivery.", TopicWorld.Invalid(() => _world.Create().Put("lambda", Function, ("RawMessageDelivery", "true"))));

    [Fact]
    [Pins("SNS-SUBSCRIPTION-ATTRIBUTES")]
    public void A_replay_of_an_archive_is_refused_by_name() =>
        Assert.Equal("UnsupportedOperation", TopicWorld.Refused(() => _world.Create().Put("sqs", Queue, ("ReplayPolicy", "{}"))).Code);

    [Fact]
    [Pins("SNS-DEAD-LETTERS")]
    public void A_FIFO_subscription_has_a_FIFO_dead_letter_queue() => Assert.Equal(
        "Attributes Reason: RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.",
        TopicWorld.Invalid(() => _world.Simulation.AddTopic("orders.fifo").Put("sqs", Fifo, ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{Queue}}"}"""))));
}
