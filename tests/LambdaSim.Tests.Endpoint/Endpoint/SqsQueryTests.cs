namespace LambdaSim.Tests.Endpoint;

/// <summary>SQS as forms and XML.</summary>
public sealed class SqsQueryTests : IDisposable
{
    private const string Url = "http://127.0.0.1:4566/123456789012/orders";

    private readonly SqsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("SQS-QUERY")]
    public async Task An_answer_is_XML_of_AWS_shape()
    {
        var answer = await _world.Query("Action=CreateQueue&Version=2012-11-05&QueueName=orders");
        var id = answer.Headers["x-amzn-RequestId"];

        Assert.Equal("text/xml", answer.Headers.ContentType);
        Assert.Equal(
            $"""<?xml version="1.0" encoding="utf-8"?><CreateQueueResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><CreateQueueResult><QueueUrl>{Url}</QueueUrl></CreateQueueResult><ResponseMetadata><RequestId>{id}</RequestId></ResponseMetadata></CreateQueueResponse>""",
            answer.Body);
    }

    [Fact]
    public async Task An_operation_without_a_result_has_none()
    {
        await _world.Create();
        var answer = await _world.Query($"Action=PurgeQueue&QueueUrl={Uri.EscapeDataString(Url)}");

        Assert.Equal(["ResponseMetadata"], answer.Xml.Elements().Select(e => e.Name.LocalName));
    }

    [Fact]
    public async Task Attributes_and_tags_are_numbered()
    {
        await _world.Query("Action=CreateQueue&QueueName=orders&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=40&Attribute.2.Name=DelaySeconds&Attribute.2.Value=3&Tag.1.Key=team&Tag.1.Value=a%26b");
        var attributes = await _world.Query("Action=GetQueueAttributes&QueueUrl=orders&AttributeName.1=VisibilityTimeout&AttributeName.2=DelaySeconds");
        var tags = await _world.Query("Action=ListQueueTags&QueueUrl=orders");

        Assert.Equal(["DelaySeconds", "VisibilityTimeout"], attributes.Texts("Name"));
        Assert.Equal(["3", "40"], attributes.Texts("Value"));
        Assert.Equal(["team", "a&b"], [.. tags.Texts("Key"), .. tags.Texts("Value")]);
    }

    [Fact]
    [Pins("SQS-QUERY")]
    public async Task Lists_may_be_flattened_or_not()
    {
        await _world.Query("Action=CreateQueue&QueueName=orders&Attributes.entry.1.Name=VisibilityTimeout&Attributes.entry.1.Value=40");
        var answer = await _world.Query("Action=GetQueueAttributes&QueueUrl=orders&AttributeNames.member.1=VisibilityTimeout");

        Assert.Equal(["40"], answer.Texts("Value"));
    }

    [Fact]
    [Pins("SQS-URL")]
    public async Task A_request_may_be_sent_to_the_queue()
    {
        await _world.Create();
        await _world.Query("Action=SendMessage&MessageBody=a", "/123456789012/orders");

        Assert.Equal("a", Assert.Single(_world.Simulation.Queues.Single().Messages).Body);
    }

    [Fact]
    public async Task A_message_comes_out_as_it_went_in()
    {
        await _world.Create();
        var sent = await _world.Query("Action=SendMessage&QueueUrl=orders&MessageBody=a+%3Cb%3E+%C3%A9&MessageAttribute.1.Name=n&MessageAttribute.1.Value.DataType=Number&MessageAttribute.1.Value.StringValue=5");
        var got = await _world.Query("Action=ReceiveMessage&QueueUrl=orders&AttributeName.1=ApproximateReceiveCount&MessageAttributeName.1=All");

        Assert.Equal(["a <b> é"], got.Texts("Body"));
        Assert.Equal(["5"], got.Texts("StringValue"));
        Assert.Equal(["ApproximateReceiveCount", "n"], got.Texts("Name"));
        Assert.Equal(sent.Texts("MD5OfMessageAttributes"), got.Texts("MD5OfMessageAttributes"));
        Assert.Equal(sent.Texts("MessageId"), got.Texts("MessageId"));
    }

    [Fact]
    public async Task Batches_have_entries_of_their_own_names()
    {
        await _world.Create();
        var sent = await _world.Query("Action=SendMessageBatch&QueueUrl=orders&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=1&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=");
        var got = await _world.Query("Action=ReceiveMessage&QueueUrl=orders&MaxNumberOfMessages=10");
        var deleted = await _world.Query($"Action=DeleteMessageBatch&QueueUrl=orders&DeleteMessageBatchRequestEntry.1.Id=x&DeleteMessageBatchRequestEntry.1.ReceiptHandle={Uri.EscapeDataString(got.Texts("ReceiptHandle").Single())}");

        Assert.Equal(["SendMessageBatchResultEntry", "BatchResultErrorEntry"], sent.Xml.Elements().First().Elements().Select(e => e.Name.LocalName));
        Assert.Equal(["x"], deleted.Texts("Id"));
        Assert.Equal((0, 0, 0), _world.Simulation.Queues.Single().Counts);
    }

    [Fact]
    public async Task An_error_is_XML_with_the_older_code()
    {
        var answer = await _world.Query("Action=GetQueueUrl&QueueName=none");

        Assert.Equal(400, answer.Status);
        Assert.Equal(("Sender", "AWS.SimpleQueueService.NonExistentQueue", "The specified queue does not exist for this wsdl version."), (answer.Texts("Type")[0], answer.Texts("Code")[0], answer.Texts("Message")[0]));
    }

    [Theory]
    [InlineData("Action=Nothing", "InvalidAction")]
    [InlineData("QueueName=orders", "MissingAction")]
    [InlineData("Action=ReceiveMessage&QueueUrl=orders&MaxNumberOfMessages=ten", "SerializationException")]
    [InlineData("Action=CreateQueue", "MissingParameter")]
    public async Task A_request_that_is_none_is_refused(string form, string code)
    {
        await _world.Create();

        Assert.Equal([code], (await _world.Query(form)).Texts("Code"));
    }

    [Theory]
    [InlineData("/", "Action=ListQueues", true)]
    [InlineData("/?Action=ListQueues", "", true)]
    [InlineData("/", "Action=CreateTopic", false)]
    public async Task Without_a_signature_an_action_of_its_own_is_answered(string target, string form, bool isAnswered)
    {
        var answer = await _world.Send(target, form, default, ("Content-Type", "application/x-www-form-urlencoded"));

        Assert.Equal(isAnswered, answer.Body.Contains("ListQueuesResponse", StringComparison.Ordinal));
        Assert.Equal(isAnswered, answer.Status == 200);
    }
}
