namespace LambdaSim.Tests.Endpoint;

/// <summary>SQS as JSON.</summary>
public sealed class SqsJsonTests : IDisposable
{
    private const string Url = "http://127.0.0.1:4566/123456789012/orders";

    private readonly SqsWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("SQS-URL")]
    public async Task A_queue_is_at_the_address_that_the_client_used()
    {
        Assert.Equal(Url, await _world.Create());
        Assert.Equal($$"""{"QueueUrl":"{{Url}}"}""", (await _world.Json("GetQueueUrl", """{"QueueName":"orders"}""")).Body);
        Assert.Equal($$"""{"QueueUrls":["{{Url}}"]}""", (await _world.Json("ListQueues", "{}")).Body);
    }

    [Fact]
    public async Task A_message_comes_out_as_it_went_in()
    {
        await _world.Create();
        var sent = (await Send("\"MessageBody\":\"a <b> é\",\"MessageAttributes\":{\"n\":{\"DataType\":\"Number\",\"StringValue\":\"5\"},\"b\":{\"DataType\":\"Binary\",\"BinaryValue\":\"AAEC\"}}")).Json;
        var got = (await _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","MessageAttributeNames":["All"]}""")).Json["Messages"]![0]!;

        Assert.Equal("a <b> é", (string?)got["Body"]);
        Assert.Equal("""{"b":{"BinaryValue":"AAEC","DataType":"Binary"},"n":{"StringValue":"5","DataType":"Number"}}""", got["MessageAttributes"]!.ToJsonString());
        Assert.Equal((string?)sent["MessageId"], (string?)got["MessageId"]);
        Assert.Equal((string?)sent["MD5OfMessageBody"], (string?)got["MD5OfBody"]);
        Assert.Equal((string?)sent["MD5OfMessageAttributes"], (string?)got["MD5OfMessageAttributes"]);
    }

    [Fact]
    [Pins("SQS-SYSTEM-ATTRIBUTES")]
    public async Task A_receive_tells_the_attributes_it_asks_for()
    {
        await _world.Create();
        await Send("\"MessageBody\":\"a\",\"MessageAttributes\":{\"x.1\":{\"DataType\":\"String\",\"StringValue\":\"1\"},\"y\":{\"DataType\":\"String\",\"StringValue\":\"2\"}}");
        var got = (await _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","MessageSystemAttributeNames":["ApproximateReceiveCount"],"MessageAttributeNames":["x.*"]}""")).Json["Messages"]![0]!;

        Assert.Equal("""{"ApproximateReceiveCount":"1"}""", got["Attributes"]!.ToJsonString());
        Assert.Equal("""{"x.1":{"StringValue":"1","DataType":"String"}}""", got["MessageAttributes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("All", "Hello Help Other")]
    [InlineData("*", "Hello Help Other")]
    [InlineData(".*", "Hello Help Other")]
    [InlineData("Hel.*", "Hello Help")]
    [InlineData("Hello", "Hello")]
    [InlineData("Hello.*", "Hello")]
    [InlineData("hel.*", "")]
    [InlineData("Hel", "")]
    [InlineData("*.Hel", "")]
    [Pins("SQS-ATTRIBUTE-NAMES")]
    public async Task Attributes_are_asked_for_by_name_or_by_how_names_begin(string asked, string told)
    {
        await _world.Create();
        await Send("\"MessageBody\":\"a\",\"MessageAttributes\":{" + string.Join(',', new[] { "Hello", "Help", "Other" }.Select(n => $"\"{n}\":{{\"DataType\":\"String\",\"StringValue\":\"1\"}}")) + "}");
        var got = (await _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","MessageAttributeNames":["{{asked}}"]}""")).Json["Messages"]![0]!;

        Assert.Equal(told, string.Join(' ', got["MessageAttributes"]?.AsObject().Select(a => a.Key) ?? []));
    }

    [Fact]
    [Pins("SQS-TRACE")]
    public async Task The_trace_header_of_a_send_is_the_messages_unless_it_has_one()
    {
        await _world.Create();
        await Traced("\"MessageBody\":\"a\"");
        await Traced("\"MessageBody\":\"b\",\"MessageSystemAttributes\":{\"AWSTraceHeader\":{\"DataType\":\"String\",\"StringValue\":\"Root=2\"}}");
        var got = (await _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","MaxNumberOfMessages":10,"AttributeNames":["AWSTraceHeader"]}""")).Json["Messages"]!.AsArray();

        Assert.Equal(["Root=1", "Root=2"], got.Select(m => (string?)m!["Attributes"]!["AWSTraceHeader"]));
        Task<SqsAnswer> Traced(string members) => _world.Send("/", $$"""{"QueueUrl":"{{Url}}",{{members}}}""", default,
            ("X-Amz-Target", "AmazonSQS.SendMessage"), ("Content-Type", "application/x-amz-json-1.0"), ("X-Amzn-Trace-Id", "Root=1"), CallerTests.Signed("123456789012", "us-east-1", "sqs"));
    }

    [Fact]
    [Pins("SQS-FIFO-BATCH")]
    public async Task A_batch_for_a_FIFO_queue_is_refused_when_one_message_lacks_an_id()
    {
        await _world.Json("CreateQueue", """{"QueueName":"orders.fifo","Attributes":{"FifoQueue":"True"}}""");
        const string Fifo = "http://127.0.0.1:4566/123456789012/orders.fifo";
        var group = await Batch("\"MessageDeduplicationId\":\"2\"");
        var id = await Batch("\"MessageGroupId\":\"g\"");

        Assert.Equal((400, "The request must contain the parameter MessageGroupId."), (group.Status, (string?)group.Json["message"]));
        Assert.Equal((400, "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly"), (id.Status, (string?)id.Json["message"]));
        Assert.Empty(_world.Simulation.Queue("orders.fifo").Messages);
        Task<SqsAnswer> Batch(string second) => _world.Json("SendMessageBatch",
            $$"""{"QueueUrl":"{{Fifo}}","Entries":[{"Id":"1","MessageBody":"a","MessageGroupId":"g","MessageDeduplicationId":"1"},{"Id":"2","MessageBody":"b",{{second}}}]}""");
    }

    [Fact]
    [Pins("SQS-JSON")]
    public async Task An_error_has_its_type_and_the_older_code()
    {
        var answer = await _world.Json("GetQueueUrl", """{"QueueName":"none"}""");

        Assert.Equal(400, answer.Status);
        Assert.Equal("""{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}""", answer.Body);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue;Sender", answer.Headers["x-amzn-query-error"]);
    }

    [Fact]
    [Pins("SQS-BATCH")]
    public async Task Entries_of_a_batch_fail_by_themselves()
    {
        await _world.Create();
        var answer = await _world.Json("SendMessageBatch", $$"""{"QueueUrl":"{{Url}}","Entries":[{"Id":"a","MessageBody":"1"},{"Id":"b","MessageBody":"2","DelaySeconds":901},{"Id":"c","MessageBody":"3"}]}""");

        Assert.Equal(["a", "c"], answer.Json["Successful"]!.AsArray().Select(e => (string?)e!["Id"]));
        Assert.Equal(["b InvalidParameterValue True"], answer.Json["Failed"]!.AsArray().Select(e => $"{e!["Id"]} {e["Code"]} {(bool)e["SenderFault"]!}"));
        Assert.Equal(["1", "3"], _world.Simulation.Queues.Single().Messages.Select(m => m.Body));
    }

    [Fact]
    public async Task A_receive_that_waits_is_answered_when_virtual_time_has_passed()
    {
        await _world.Create();
        var answer = _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","WaitTimeSeconds":20}""");
        _world.Simulation.AdvanceBy(Duration.FromSeconds(19));
        Assert.False(answer.IsCompleted);
        _world.Simulation.AdvanceBy(Duration.FromSeconds(1));

        Assert.Equal("{}", (await answer).Body);
    }

    [Fact]
    public async Task A_receive_that_waits_is_answered_by_a_function_that_sends()
    {
        await _world.Create();
        var answer = _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","WaitTimeSeconds":20}""");
        _world.Simulation.AddFunction("f", static () => 2, f => f with { OnSuccess = Destination.To(_world.Simulation.Queues.Single()) }).Send();
        _world.Simulation.RunUntilIdle();

        Assert.Contains("responsePayload", (await answer).Body, StringComparison.Ordinal);
        Assert.True(_world.Simulation.Elapsed < Duration.FromSeconds(20));
    }

    [Fact]
    public async Task Who_hangs_up_gets_no_message()
    {
        await _world.Create();
        using var line = new CancellationTokenSource();
        var answer = _world.Json("ReceiveMessage", $$"""{"QueueUrl":"{{Url}}","WaitTimeSeconds":20}""", aborted: line.Token);
        await line.CancelAsync();
        await Send("\"MessageBody\":\"a\"");

        Assert.Equal("", (await answer).Body);
        Assert.Equal((1, 0, 0), _world.Simulation.Queues.Single().Counts);
    }

    [Fact]
    public async Task Pages_follow_one_another()
    {
        await _world.Create("a");
        await _world.Create("b");
        var first = (await _world.Json("ListQueues", """{"MaxResults":1}""")).Json;
        var second = (await _world.Json("ListQueues", $$"""{"MaxResults":1,"NextToken":"{{first["NextToken"]}}"}""")).Json;

        Assert.EndsWith("/a", (string?)first["QueueUrls"]![0], StringComparison.Ordinal);
        Assert.EndsWith("/b", (string?)second["QueueUrls"]![0], StringComparison.Ordinal);
        Assert.Null(second["NextToken"]);
    }

    [Fact]
    public async Task Another_account_has_other_queues()
    {
        await _world.Create();

        Assert.Equal("{}", (await _world.Json("ListQueues", "{}", "210987654321")).Body);
        Assert.Equal("{}", (await _world.Json("ListQueues", "{}", region: "eu-west-1")).Body);
        Assert.Equal(200, (await _world.Json("PurgeQueue", $$"""{"QueueUrl":"{{Url}}"}""", "210987654321")).Status);
    }

    [Theory]
    [InlineData("ListQueues", "[]", "SerializationException")]
    [InlineData("ListQueues", "{", "SerializationException")]
    [InlineData("CreateQueue", """{"QueueName":7}""", "SerializationException")]
    [InlineData("CreateQueue", """{"QueueName":"q","Attributes":{"DelaySeconds":7}}""", "SerializationException")]
    [InlineData("ReceiveMessage", """{"QueueUrl":"orders","MaxNumberOfMessages":1.5}""", "SerializationException")]
    [InlineData("CreateQueue", "{}", "MissingRequiredParameterException")]
    [InlineData("SendMessage", "{}", "MissingRequiredParameterException")]
    [InlineData("PurgeQueue", """{"QueueUrl":"http://x/1/2/3"}""", "InvalidAddress")]
    [InlineData("PurgeQueue", """{"QueueUrl":"http://127.0.0.1:4566/123456789012/none"}""", "QueueDoesNotExist")]
    [InlineData("StartMessageMoveTask", "{}", "MissingRequiredParameterException")]
    [InlineData("Nothing", "{}", "InvalidAction")]
    public async Task A_request_that_is_none_is_refused(string operation, string body, string type)
    {
        await _world.Create();
        var answer = await _world.Json(operation, body);

        Assert.EndsWith($"#{type}", (string?)answer.Json["__type"], StringComparison.Ordinal);
        Assert.InRange(answer.Status, 400, 404);
        Assert.Single(_world.Simulation.Queues);
    }

    private Task<SqsAnswer> Send(string members) => _world.Json("SendMessage", $$"""{"QueueUrl":"{{Url}}",{{members}}}""");
}
