namespace LambdaSim.Tests.Endpoint;

/// <summary>SNS as forms and XML.</summary>
public sealed class SnsTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:123456789012:orders", Queue = "arn:aws:sqs:us-east-1:123456789012:invoices";

    private readonly SqsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("SNS-QUERY")]
    public async Task An_answer_is_XML_of_AWS_shape()
    {
        var answer = await _world.Sns("Action=CreateTopic&Version=2010-03-31&Name=orders&Attributes.entry.1.key=DisplayName&Attributes.entry.1.value=Orders&Tags.member.1.Key=team&Tags.member.1.Value=a");

        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><CreateTopicResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><CreateTopicResult><TopicArn>{Topic}</TopicArn></CreateTopicResult><ResponseMetadata><RequestId>{answer.Headers["x-amzn-RequestId"]}</RequestId></ResponseMetadata></CreateTopicResponse>""",
            answer.Body);
        Assert.Equal(("Orders", "a"), (_world.Simulation.Topic("orders").Describe()["DisplayName"], _world.Simulation.Topic("orders").Tags["team"]));
    }

    [Theory]
    [InlineData("Action=GetTopicAttributes&TopicArn=" + Topic, 404, "NotFound", "Topic does not exist")]
    [InlineData("Action=GetTopicAttributes&TopicArn=orders", 400, "InvalidParameter", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData("Action=GetTopicAttributes&TopicArn=arn:aws:sns:us-east-1:orders", 400, "InvalidParameter", "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 5")]
    [InlineData("Action=GetTopicAttributes&TopicArn=a:b:c:d:e:f", 400, "InvalidParameter", "Invalid parameter: TopicArn")]
    [InlineData("Action=GetTopicAttributes&TopicArn=arn:aws:sns:eu-west-1:123456789012:orders", 400, "InvalidParameter", "Invalid parameter: TopicArn")]
    [InlineData("Action=GetTopicAttributes", 400, "ValidationError", "1 validation error detected: Value null at 'topicArn' failed to satisfy constraint: Member must not be null")]
    [InlineData("Action=Publish&Message=m", 400, "InvalidParameter", "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter")]
    [InlineData("Action=Publish&Message=m&PhoneNumber=555--1", 400, "InvalidParameter", "Invalid parameter: PhoneNumber Reason: 555--1 is not valid to publish to")]
    [InlineData("Action=Publish&Message=m&PhoneNumber=%2B15550100", 400, "UnsupportedOperation", "LambdaSim does not simulate text messages to telephones; nothing was done.")]
    [InlineData("Action=Publish&Message=m&TargetArn=arn:aws:sns:us-east-1:123456789012:endpoint/GCM/app/1", 400, "InvalidParameter", "Invalid parameter: TargetArn Reason: No endpoint found for the target arn specified")]
    [InlineData("Action=Publish&Message=&TopicArn=" + Topic, 400, "InvalidParameter", "Invalid parameter: Empty message")]
    [InlineData("Action=CreatePlatformApplication", 400, "UnsupportedOperation", "LambdaSim does not simulate notifications to applications on devices; nothing was done.")]
    [InlineData("Action=TagResource&ResourceArn=" + Topic, 404, "ResourceNotFound", "Resource does not exist")]
    [InlineData("Action=Nothing", 400, "InvalidAction", "The action Nothing is not valid for this endpoint.")]
    [InlineData("Action=Unsubscribe&SubscriptionArn=" + Topic, 400, "InvalidParameter", "Invalid parameter: SubscriptionId")]
    [InlineData("Action=Unsubscribe&SubscriptionArn=none", 400, "InvalidParameter", "Invalid parameter: SubscriptionArn Reason: An ARN must have at least 6 elements, not 1")]
    [InlineData("Action=GetSubscriptionAttributes&SubscriptionArn=" + Topic + ":gone", 404, "NotFound", "Subscription does not exist")]
    [InlineData("Action=ConfirmSubscription&Token=t&TopicArn=none", 400, "InvalidParameter", "Invalid parameter: Topic")]
    [InlineData("Action=ConfirmSubscription&Token=t&TopicArn=" + Topic, 400, "InvalidParameter", "Invalid parameter: Token")]
    [InlineData("Action=ListTopics&NextToken=x", 400, "InvalidParameter", "Invalid parameter: NextToken")]
    [Pins("SNS-QUERY", "SNS-ARN")]
    public async Task An_error_is_XML_in_the_words_of_SNS(string form, int status, string code, string message)
    {
        var answer = await _world.Sns(form);

        Assert.Equal((status, code, message), (answer.Status, answer.Texts("Code").Single(), answer.Texts("Message").Single()));
    }

    [Fact]
    [Pins("SNS-UNSUBSCRIBE")]
    public async Task A_subscription_that_is_gone_is_unsubscribed_already() =>
        Assert.Equal(200, (await _world.Sns($"Action=Unsubscribe&SubscriptionArn={Topic}:gone")).Status);

    [Fact]
    [Pins("SNS-SUBSCRIBE", "SNS-SUBSCRIPTION-ATTRIBUTES")]
    public async Task A_subscription_is_made_changed_shown_and_ended()
    {
        await _world.Sns("Action=CreateTopic&Name=orders");
        var arn = (await _world.Sns($"Action=Subscribe&TopicArn={Topic}&Protocol=sqs&Endpoint={Queue}")).Texts("SubscriptionArn").Single();
        await _world.Sns($"Action=SetSubscriptionAttributes&SubscriptionArn={arn}&AttributeName=RawMessageDelivery&AttributeValue=true");
        var attributes = await _world.Sns($"Action=GetSubscriptionAttributes&SubscriptionArn={arn}");
        var listed = await _world.Sns($"Action=ListSubscriptionsByTopic&TopicArn={Topic}");
        await _world.Sns($"Action=Unsubscribe&SubscriptionArn={arn}");

        Assert.Contains("<key>RawMessageDelivery</key><value>true</value>", attributes.Body, StringComparison.Ordinal);
        Assert.Equal([arn], listed.Texts("SubscriptionArn"));
        Assert.Contains("<Subscriptions />", (await _world.Sns("Action=ListSubscriptions")).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SNS-CONFIRM")]
    public async Task A_subscription_over_HTTP_is_confirmed_by_its_token()
    {
        var topic = _world.Simulation.AddTopic("orders");
        var pending = await _world.Sns($"Action=Subscribe&TopicArn={Topic}&Protocol=https&Endpoint=https://example.com/");
        var listed = await _world.Sns("Action=ListSubscriptions");
        var confirmed = await _world.Sns($"Action=ConfirmSubscription&TopicArn={Topic}&Token={topic.Subscriptions.Single().Token}");

        Assert.Equal(["pending confirmation"], pending.Texts("SubscriptionArn"));
        Assert.Equal(["PendingConfirmation"], listed.Texts("SubscriptionArn"));
        Assert.Equal([topic.Subscriptions.Single().Arn], confirmed.Texts("SubscriptionArn"));
        Assert.Equal([topic.Subscriptions.Single().Arn], (await _world.Sns($"Action=Subscribe&TopicArn={Topic}&Protocol=https&Endpoint=https://example.com/")).Texts("SubscriptionArn"));
    }

    [Fact]
    public async Task Lists_have_a_hundred_to_a_page()
    {
        for (var i = 0; i < 101; i++)
        {
            _world.Simulation.AddTopic($"t{i:D3}");
        }

        var first = await _world.Sns("Action=ListTopics");
        var second = await _world.Sns($"Action=ListTopics&NextToken={Uri.EscapeDataString(first.Texts("NextToken").Single())}");

        Assert.Equal((100, 1, 0), (first.Texts("TopicArn").Length, second.Texts("TopicArn").Length, second.Texts("NextToken").Length));
    }

    [Fact]
    [Pins("SNS-BATCH")]
    public async Task A_batch_has_a_result_for_each_message()
    {
        var topic = _world.Simulation.AddTopic("orders");
        var answer = await _world.Sns(Batch(("a", "1"), ("b", "2")));

        Assert.Equal(["a", "b"], answer.Texts("Id"));
        Assert.Equal(topic.Messages.Select(static m => m.MessageId), answer.Texts("MessageId"));
        Assert.Contains("<Failed />", answer.Body, StringComparison.Ordinal);
    }

    public static TheoryData<int, string, string> BadBatches => new()
    {
        { 0, "EmptyBatchRequest", "The batch request doesn't contain any entries." },
        { 11, "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible." },
        { -1, "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id." },
        { -2, "InvalidBatchEntryId", "The Id of a batch entry in a batch request doesn't abide by the specification." },
        { -3, "BatchRequestTooLong", "The length of all the messages put together is more than the limit." },
        { -4, "InvalidParameter", "Invalid parameter: Empty message" },
    };

    [Theory]
    [MemberData(nameof(BadBatches))]
    [Pins("SNS-BATCH")]
    public async Task A_batch_that_is_none_is_refused_as_a_whole(int kind, string code, string message)
    {
        var topic = _world.Simulation.AddTopic("orders");
        var half = new string('a', 131_073);
        var answer = await _world.Sns(kind switch
        {
            -1 => Batch(("a", "1"), ("a", "2")),
            -2 => Batch(("a b", "1")),
            -3 => Batch(("a", half), ("b", half)),
            -4 => Batch(("a", "1"), ("b", "")),
            _ => Batch([.. Enumerable.Range(0, kind).Select(static i => ($"e{i}", "m"))]),
        });

        Assert.Equal((code, message), (answer.Texts("Code").Single(), answer.Texts("Message").Single()));
        Assert.Empty(topic.Messages);
    }

    [Fact]
    [Pins("SNS-FIFO-DUPLICATES")]
    public async Task A_FIFO_topic_tells_sequence_numbers()
    {
        _world.Simulation.AddTopic("orders.fifo", deduplicatesByContent: true);
        var first = await _world.Sns($"Action=Publish&TopicArn={Topic}.fifo&Message=m&MessageGroupId=g");
        var again = await _world.Sns($"Action=Publish&TopicArn={Topic}.fifo&Message=m&MessageGroupId=g");

        Assert.Equal(20, first.Texts("SequenceNumber").Single().Length);
        Assert.Equal(first.Texts("SequenceNumber"), again.Texts("SequenceNumber"));
        Assert.Equal(first.Texts("MessageId"), again.Texts("MessageId"));
    }

    [Fact]
    [Pins("SNS-PERMISSIONS")]
    public async Task Permissions_and_data_protection_are_kept()
    {
        var topic = _world.Simulation.AddTopic("orders");
        await _world.Sns($"Action=AddPermission&TopicArn={Topic}&Label=others&AWSAccountId.member.1=111111111111&ActionName.member.1=Publish");
        await _world.Sns($"Action=PutDataProtectionPolicy&ResourceArn={Topic}&DataProtectionPolicy=%7B%7D");

        Assert.Contains("\"Sid\":\"others\"", topic.Policy, StringComparison.Ordinal);
        Assert.Equal(["{}"], (await _world.Sns($"Action=GetDataProtectionPolicy&ResourceArn={Topic}")).Texts("DataProtectionPolicy"));
        await _world.Sns($"Action=RemovePermission&TopicArn={Topic}&Label=others");
        Assert.DoesNotContain("others", topic.Policy, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SNS-TAGS")]
    public async Task Tags_are_added_shown_and_removed()
    {
        _world.Simulation.AddTopic("orders");
        await _world.Sns($"Action=TagResource&ResourceArn={Topic}&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=b&Tags.member.2.Value=2");
        await _world.Sns($"Action=UntagResource&ResourceArn={Topic}&TagKeys.member.1=a");

        Assert.Equal(["b"], (await _world.Sns($"Action=ListTagsForResource&ResourceArn={Topic}")).Texts("Key"));
    }

    [Fact]
    public async Task The_trace_header_of_a_request_goes_through()
    {
        var queue = _world.Simulation.AddQueue("invoices");
        _world.Simulation.AddTopic("orders").Subscribe(queue, raw: true);
        await _world.Sns($"Action=Publish&TopicArn={Topic}&Message=traced", ("X-Amzn-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793"));
        await _world.Sns($"Action=Publish&TopicArn={Topic}&Message=plain");
        _world.Simulation.RunUntilIdle();

        var received = await _world.Query("Action=ReceiveMessage&QueueUrl=invoices&MaxNumberOfMessages=10&AttributeName.1=All");
        Assert.Equal(["Root=1-5759e988-bd862e3fe1be46a994272793"], received.Xml.Descendants().Where(static e => e.Value == "AWSTraceHeader").Select(static e => e.Parent!.Elements().Last().Value).Distinct());
    }

    [Theory]
    [InlineData("/", "Action=ListTopics", true)]
    [InlineData("/?Action=Unsubscribe&SubscriptionArn=" + Topic + ":gone", "", true)]
    [InlineData("/", "Action=AddPermission&Version=2010-03-31&TopicArn=" + Topic, true)]
    [InlineData("/", "Action=ListQueues", false)]
    public async Task Without_a_signature_an_action_of_its_own_is_answered(string target, string form, bool isTopics)
    {
        var answer = await _world.Send(target, form, default, ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal(isTopics, answer.Body.Contains("sns.amazonaws.com/doc", StringComparison.Ordinal));
    }

    private static string Batch(params (string Id, string Message)[] entries) => $"Action=PublishBatch&TopicArn={Topic}" + string.Concat(entries.Select(static (e, i) =>
        $"&PublishBatchRequestEntries.member.{i + 1}.Id={Uri.EscapeDataString(e.Id)}&PublishBatchRequestEntries.member.{i + 1}.Message={e.Message}"));
}
