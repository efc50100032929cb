using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Neighbours;

/// <summary>Queues of an account: names, attributes, their beginning and end.</summary>
public class QueueServiceTests
{
    private readonly QueueWorld _world = new();

    [Fact]
    [Pins("SQS-CREATE")]
    public void A_queue_created_again_with_the_same_attributes_is_the_same_queue()
    {
        var queue = _world.Create("orders", ("VisibilityTimeout", "40"));

        Assert.Same(queue, _world.Create("orders", ("VisibilityTimeout", "40")));
        Assert.Same(queue, _world.Create("orders"));
        Assert.Equal(
            ("QueueNameExists", "A queue already exists with the same name and a different value for attribute VisibilityTimeout"),
            QueueWorld.Refused(() => _world.Create("orders", ("VisibilityTimeout", "41"))));
    }

    [Theory]
    [InlineData("two words", "InvalidParameterValue")]
    [InlineData("orders.fifo", "InvalidParameterValue")]
    [InlineData("", "MissingParameter")]
    [Pins("SQS-NAME")]
    public void A_name_has_letters_digits_hyphens_and_underscores(string name, string code) => Assert.Equal(code, QueueWorld.Refused(() => _world.Create(name)).Code);

    [Fact]
    [Pins("SQS-DELETED-RECENTLY")]
    public void A_name_is_free_a_minute_after_its_queue_was_deleted()
    {
        var queue = _world.Create();
        _world.Service.Delete("orders");

        Assert.Equal("QueueDeletedRecently", QueueWorld.Refused(() => _world.Create()).Code);
        _world.Pass(60);
        Assert.NotSame(queue, _world.Create());
    }

    [Fact]
    [Pins("SQS-MESSAGE")]
    public void A_queue_that_is_deleted_takes_nothing_more()
    {
        var queue = _world.Create();
        _world.Service.Delete("orders");

        Assert.Equal("QueueDoesNotExist", QueueWorld.Refused(() => queue.Send("late")).Code);
        Assert.Empty(queue.Messages);
    }

    [Fact]
    [Pins("SQS-ATTEMPT")]
    public void A_standard_queue_refuses_the_id_of_an_attempt() => Assert.Equal(
        ("InvalidParameterValue", "Value a-1 for parameter ReceiveRequestAttemptId is invalid. Reason: The request include parameter that is not valid for this queue type."),
        QueueWorld.Refused(() => _world.Create().Receive(new ReceiveRequest { AttemptId = "a-1" }, static _ => { })));

    [Fact]
    [Pins("SQS-DELETED-RECENTLY")]
    public void Pauses_can_be_left_out()
    {
        _world.Service.EnforcesPauses = false;
        var queue = _world.Create();
        queue.Purge();
        queue.Purge();
        _world.Service.Delete("orders");

        Assert.NotSame(queue, _world.Create());
    }

    [Fact]
    public void A_deleted_queue_is_not_there() => Assert.Equal(
        ("QueueDoesNotExist", "The specified queue does not exist."), QueueWorld.Refused(() => _world.Service.Delete("orders")));

    [Theory]
    [InlineData("VisibilityTimeout", "43201", "InvalidAttributeValue")]
    [InlineData("VisibilityTimeout", "-1", "InvalidAttributeValue")]
    [InlineData("DelaySeconds", "901", "InvalidAttributeValue")]
    [InlineData("MaximumMessageSize", "1023", "InvalidAttributeValue")]
    [InlineData("MessageRetentionPeriod", "59", "InvalidAttributeValue")]
    [InlineData("ReceiveMessageWaitTimeSeconds", "21", "InvalidAttributeValue")]
    [InlineData("Policy", "{", "InvalidAttributeValue")]
    [InlineData("Colour", "red", "InvalidAttributeName")]
    [InlineData("QueueArn", "x", "InvalidAttributeName")]
    [InlineData("FifoQueue", "false", "InvalidAttributeName")]
    [InlineData("ContentBasedDeduplication", "true", "InvalidAttributeName")]
    [InlineData("RedrivePolicy", "{}", "InvalidParameterValue")]
    [InlineData("RedrivePolicy", """{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:none","maxReceiveCount":1}""", "InvalidParameterValue")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue"}""", "InvalidParameterValue")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":[5]}""", "InvalidParameterValue")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":["orders"]}""", "InvalidParameterValue")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":["\ud800"]}""", "InvalidParameterValue")]
    [InlineData("RedriveAllowPolicy", """{"redrivePermission":"allowAll","sourceQueueArns":"all"}""", "InvalidParameterValue")]
    [Pins("SQS-ATTRIBUTES")]
    public void A_bad_attribute_changes_nothing(string name, string value, string code)
    {
        var queue = _world.Create();
        var before = queue.Describe(["All"]);

        Assert.Equal(code, QueueWorld.Refused(() => queue.Set(new Dictionary<string, string> { ["DelaySeconds"] = "7", [name] = value })).Code);
        Assert.Equal(before, queue.Describe(["All"]));
    }

    [Fact]
    [Pins("SQS-REDRIVE")]
    public void A_dead_letter_queue_says_whose_it_is()
    {
        var dead = _world.Create("dead", ("RedriveAllowPolicy", """{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:us-east-1:123456789012:orders"]}"""));

        _world.Create("orders", ("RedrivePolicy", QueueWorld.Redrive(dead, 1)));
        Assert.Contains("does not allow", QueueWorld.Refused(() => _world.Create("others", ("RedrivePolicy", QueueWorld.Redrive(dead, 1)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SQS-ATTRIBUTES")]
    public void A_queue_shows_AWS_defaults()
    {
        Assert.Equal(
            """
            ApproximateNumberOfMessages=0
            ApproximateNumberOfMessagesDelayed=0
            ApproximateNumberOfMessagesNotVisible=0
            CreatedTimestamp=1767225600
            DelaySeconds=0
            LastModifiedTimestamp=1767225600
            MaximumMessageSize=1048576
            MessageRetentionPeriod=345600
            QueueArn=arn:aws:sqs:us-east-1:123456789012:orders
            ReceiveMessageWaitTimeSeconds=0
            SqsManagedSseEnabled=true
            VisibilityTimeout=30
            """,
            string.Join('\n', _world.Create().Describe(["All"]).Select(a => $"{a.Key}={a.Value}")));
    }

    [Fact]
    [Pins("SQS-ATTRIBUTES")]
    public void What_does_not_act_is_listed()
    {
        _world.Create("orders", ("KmsMasterKeyId", "alias/key"), ("VisibilityTimeout", "40"));

        Assert.Equal(["queue orders: KmsMasterKeyId: messages are not encrypted"], _world.Service.Notes);
    }

    [Fact]
    [Pins("SQS-MD5")]
    public void Digests_are_those_that_clients_compute()
    {
        // Reference values computed with the public algorithm, outside this code.
        Assert.Equal("900150983cd24fb0d6963f7d28e17f72", MessageDigest.OfBody("abc"));
        Assert.Equal(
            "dc349fba3fdb771b50c37a226468fd94",
            MessageDigest.OfAttributes(new Dictionary<string, MessageAttribute> { ["n"] = new("Number", "5"), ["b"] = new("Binary", "AAEC"), ["a"] = new("String", "é") }));
    }

    [Theory]
    [InlineData("AWS.x", "String", "v")]
    [InlineData("a..b", "String", "v")]
    [InlineData("a", "Text", "v")]
    [InlineData("a", "String", "")]
    [InlineData("a", "Number", "five")]
    [InlineData("a", "Binary", "?")]
    [Pins("SQS-MESSAGE")]
    public void A_message_attribute_that_is_none_is_refused(string name, string type, string value) => Assert.Equal(
        "InvalidParameterValue",
        QueueWorld.Refused(() => _world.Create().Send(new SendRequest("x") { Attributes = new Dictionary<string, MessageAttribute> { [name] = new(type, value) } })).Code);

    [Fact]
    [Pins("SQS-MESSAGE")]
    public void A_message_has_a_body_of_characters_that_XML_has_and_of_the_size_the_queue_takes()
    {
        var queue = _world.Create("orders", ("MaximumMessageSize", "1024"));

        Assert.Equal("MissingParameter", QueueWorld.Refused(() => queue.Put("")).Code);
        Assert.Equal("InvalidMessageContents", QueueWorld.Refused(() => queue.Put("a\u0001")).Code);
        Assert.Contains("shorter than 1024 bytes", QueueWorld.Refused(() => queue.Put(new string('x', 1_025))).Message, StringComparison.Ordinal);
        queue.Put(new string('x', 1_024));
        queue.Put("\U0001F0A1");
        Assert.Equal(2, queue.Messages.Count);
    }

    [Fact]
    [Pins("SQS-BATCH")]
    public void A_batch_is_checked_as_a_whole_first()
    {
        Assert.Equal("EmptyBatchRequest", QueueWorld.Refused(() => Batch()).Code);
        Assert.Equal("TooManyEntriesInBatchRequest", QueueWorld.Refused(() => Batch([.. Enumerable.Range(0, 11).Select(i => Text.Of(i))])).Code);
        Assert.Equal("BatchEntryIdsNotDistinct", QueueWorld.Refused(() => Batch("a", "a")).Code);
        Assert.Equal("InvalidBatchEntryId", QueueWorld.Refused(() => Batch("a b")).Code);

        static void Batch(params string[] ids) => QueueBatch.Run("Entry", [.. ids.Select(i => ((string?)i, i))], static i => i);
    }

    [Fact]
    public void Queues_of_another_account_or_region_are_others()
    {
        using var simulation = new Simulation();
        var home = simulation.AddQueue("orders");
        var away = simulation.QueuesAt("210987654321", "eu-west-1").Add("orders");

        Assert.Equal([home], simulation.Queues);
        Assert.Equal("arn:aws:sqs:eu-west-1:210987654321:orders", away.Arn);
        simulation.AddFunction("f", static () => 2, f => f with { OnSuccess = Destination.To(away) }).Send();
        simulation.RunUntilIdle();
        Assert.Equal((0, 1), (home.Messages.Count, away.Messages.Count));
    }

    [Fact]
    public void A_record_for_a_queue_that_is_gone_is_lost_and_counted()
    {
        using var simulation = new Simulation();
        var queue = simulation.AddQueue("orders");
        var function = simulation.AddFunction("f", static () => 2, f => f with { OnSuccess = Destination.To(queue) });
        queue.Service.Delete("orders");
        function.Send();
        simulation.RunUntilIdle();

        Assert.Equal(1, simulation.Metrics.DestinationDeliveryFailures);
    }
}
