using LambdaSim.Neighbours.Topics;

namespace LambdaSim.Tests.Topics;

/// <summary>Topics as resources: made, changed, shown, deleted.</summary>
public sealed class TopicServiceTests : IDisposable
{
    private static readonly Dictionary<string, string> _none = [];

    private readonly TopicWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("orders", null, true)]
    [InlineData("or_ders-7", "false", true)]
    [InlineData("orders.fifo", "true", true)]
    [InlineData("orders.fifo", "True", true)]
    [InlineData("orders.fifo", null, false)]
    [InlineData("orders.fifo", "false", false)]
    [InlineData("orders", "true", false)]
    [InlineData("", null, false)]
    [InlineData("or ders", null, false)]
    [InlineData("orders!", null, false)]
    [Pins("SNS-CREATE")]
    public void A_name_is_checked(string name, string? fifo, bool isGood)
    {
        var attributes = fifo is null ? _none : new() { ["FifoTopic"] = fifo };

        if (isGood)
        {
            Assert.Equal($"arn:aws:sns:us-east-1:123456789012:{name}", _world.Service.Create(name, attributes, _none).Arn);
        }
        else
        {
            Assert.Equal("Topic Name", TopicWorld.Invalid(() => _world.Service.Create(name, attributes, _none)));
        }
    }

    [Fact]
    [Pins("SNS-CREATE")]
    public void A_topic_that_exists_is_given_again_unless_something_named_is_another()
    {
        var topic = _world.Service.Create("orders", new Dictionary<string, string> { ["DisplayName"] = "Orders" }, new Dictionary<string, string> { ["team"] = "a" });

        Assert.Same(topic, _world.Service.Create("orders", _none, _none));
        Assert.Same(topic, _world.Service.Create("orders", new Dictionary<string, string> { ["DisplayName"] = "Orders", ["FifoTopic"] = "false" }, new Dictionary<string, string> { ["team"] = "a" }));
        Assert.Equal("Attributes Reason: Topic already exists with different attributes", TopicWorld.Invalid(() => _world.Service.Create("orders", new Dictionary<string, string> { ["DisplayName"] = "Others" }, _none)));
        Assert.Equal("Tags Reason: Topic already exists with different tags", TopicWorld.Invalid(() => _world.Service.Create("orders", _none, new Dictionary<string, string> { ["team"] = "b" })));
    }

    [Fact]
    [Pins("SNS-CREATE")]
    public void A_topic_that_is_deleted_is_gone_with_its_subscriptions_and_may_be_made_again()
    {
        var topic = _world.Create();
        var subscription = topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:q");
        _world.Service.Delete(_world.Service.ArnOf("orders"));
        _world.Service.Delete(_world.Service.ArnOf("orders"));

        Assert.Null(_world.Service.FindSubscription(subscription.Arn));
        Assert.Empty(_world.Create().Subscriptions);
    }

    [Fact]
    [Pins("SNS-TOPIC-ATTRIBUTES")]
    public void A_topic_shows_its_attributes_and_counts()
    {
        var topic = _world.Create("orders.fifo", ("FifoTopic", "true"), ("ContentBasedDeduplication", "True"));
        topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:q").Unsubscribe();
        topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:r");
        var shown = topic.Describe();

        Assert.Equal(
            ["ContentBasedDeduplication", "DisplayName", "EffectiveDeliveryPolicy", "FifoTopic", "Owner", "Policy", "SubscriptionsConfirmed", "SubscriptionsDeleted", "SubscriptionsPending", "TopicArn"],
            shown.Keys);
        Assert.Equal(("true", "1", "1", "0"), (shown["ContentBasedDeduplication"], shown["SubscriptionsConfirmed"], shown["SubscriptionsDeleted"], shown["SubscriptionsPending"]));
    }

    [Theory]
    [InlineData("DisplayName", "Orders", null)]
    [InlineData("DisplayName", "{101}", "DisplayName")]
    [InlineData("FifoTopic", "true", "AttributeName")]
    [InlineData("Colour", "red", "AttributeName")]
    [InlineData("ContentBasedDeduplication", "true", "ContentBasedDeduplication")]
    [InlineData("SignatureVersion", "2", null)]
    [InlineData("SignatureVersion", "3", "SignatureVersion: Invalid value [3]. Must be 1 or 2.")]
    [InlineData("TracingConfig", "Active", null)]
    [InlineData("TracingConfig", "active", "TracingConfig: Invalid value [active]. Please use either PassThrough or Active")]
    [InlineData("SQSSuccessFeedbackSampleRate", "100", null)]
    [InlineData("SQSSuccessFeedbackSampleRate", "101", "SQSSuccessFeedbackSampleRate: Invalid value [101]. Must be between 0 and 100.")]
    [InlineData("LambdaFailureFeedbackRoleArn", "arn:aws:iam::123456789012:role/r", null)]
    [InlineData("Policy", "{}", null)]
    [InlineData("Policy", "none", "Policy Error: null")]
    [InlineData("KmsMasterKeyId", "alias/aws/sns", null)]
    [Pins("SNS-TOPIC-ATTRIBUTES")]
    public void An_attribute_is_checked(string name, string value, string? refusal)
    {
        var topic = _world.Create();
        var given = value == "{101}" ? new string('a', 101) : value;

        if (refusal is null)
        {
            topic.Set(name, given);
            Assert.Equal(given, topic.Describe()[name]);
        }
        else
        {
            Assert.Equal(refusal, TopicWorld.Invalid(() => topic.Set(name, given)));
        }
    }

    [Fact]
    [Pins("SNS-TOPIC-ATTRIBUTES")]
    public void A_creation_names_the_parameter_that_held_the_attribute()
    {
        Assert.Equal("Attributes Reason: DisplayName", TopicWorld.Invalid(() => _world.Create("orders", ("DisplayName", new string('a', 101)))));
        Assert.Equal("Attributes Reason: Unknown attribute Colour", TopicWorld.Invalid(() => _world.Create("orders", ("Colour", "red"))));
    }

    [Fact]
    [Pins("SNS-TOPIC-ATTRIBUTES")]
    public void What_is_kept_and_does_nothing_is_listed()
    {
        _world.Create("orders", ("KmsMasterKeyId", "alias/aws/sns"), ("TracingConfig", "Active")).Protect("{}");

        Assert.Equal(
            [
                "topic orders: DataProtectionPolicy: messages are neither masked nor refused for what they hold", "topic orders: KmsMasterKeyId: messages are not encrypted",
                "topic orders: TracingConfig: SNS makes no segments; a trace header goes through",
            ],
            _world.Service.Notes);
        Assert.Contains("topic orders: KmsMasterKeyId: messages are not encrypted", _world.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("SNS-DELIVERY-POLICY")]
    public void A_delivery_policy_is_laid_over_the_default()
    {
        var topic = _world.Create();
        topic.Set("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"numRetries":5}}}""");

        Assert.Equal(
            """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":20,"maxDelayTarget":20,"numRetries":5,"numMaxDelayRetries":0,"numNoDelayRetries":0,"numMinDelayRetries":0,"backoffFunction":"linear"},"disableSubscriptionOverrides":false,"defaultRequestPolicy":{"headerContentType":"text/plain; charset=UTF-8"}}}""",
            topic.Describe()["EffectiveDeliveryPolicy"]);
        Assert.Equal(
            "DeliveryPolicy: http.defaultHealthyRetryPolicy.minDelayTarget must be greater than or equal to 1",
            TopicWorld.Invalid(() => topic.Set("DeliveryPolicy", """{"http":{"defaultHealthyRetryPolicy":{"minDelayTarget":0}}}""")));
    }

    [Fact]
    [Pins("SNS-PERMISSIONS")]
    public void Statements_are_added_and_removed_by_label()
    {
        var topic = _world.Create();
        var before = topic.Policy;
        topic.Set("Policy", TopicPolicy.With(topic.Policy, topic.Arn, "others", ["111111111111"], ["Publish"]));

        Assert.Contains(
            """{"Sid":"others","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"SNS:Publish","Resource":"arn:aws:sns:us-east-1:123456789012:orders"}""",
            topic.Policy, StringComparison.Ordinal);
        Assert.Equal("Statement already exists", TopicWorld.Invalid(() => TopicPolicy.With(topic.Policy, topic.Arn, "others", ["111111111111"], ["Publish"])));
        Assert.Equal("Policy statement action out of service scope!", TopicWorld.Invalid(() => TopicPolicy.With(topic.Policy, topic.Arn, "more", ["111111111111"], ["Sing"])));
        Assert.Equal(before, TopicPolicy.Without(topic.Policy, "others"));
    }

    [Fact]
    [Pins("SNS-TAGS")]
    public void A_topic_has_at_most_fifty_tags()
    {
        var topic = _world.Create();
        TopicTags.Add(topic, TopicTags.Read(Enumerable.Range(0, 50).Select(i => ((string?)$"k{i}", (string?)"v"))));
        TopicTags.Remove(topic, ["k0"]);
        TopicTags.Add(topic, TopicTags.Read([("k1", "w"), ("other", "v")]));

        Assert.Equal((50, "w"), (topic.Tags.Count, topic.Tags["k1"]));
        Assert.Equal("TagLimitExceeded", TopicWorld.Refused(() => TopicTags.Add(topic, TopicTags.Read([("one-more", "v")]))).Code);
        Assert.Equal("Duplicated keys are not allowed.", TopicWorld.Invalid(() => TopicTags.Read([("a", "1"), ("a", "2")])));
        Assert.StartsWith("Tags Reason: 'aws:x'", TopicWorld.Invalid(() => TopicTags.Read([("aws:x", "1")])), StringComparison.Ordinal);
    }
}
