using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Topics;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Topics;

/// <summary>What becomes of a message that was published.</summary>
public sealed class FanOutTests : IDisposable
{
    private readonly TopicWorld _world = new();

    private Simulation Simulation => _world.Simulation;

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("SNS-ENVELOPE")]
    public void A_queue_gets_a_document_with_the_message_in_it()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        var subscription = topic.Subscribe(queue);
        var id = topic.Publish("order \"7\", ö", subject: "paid", attributes: TopicSteps.With(("kind", "String", "paid"), ("total", "Number", "9.5")));
        _world.Run();

        var message = Assert.Single(queue.Messages);
        var body = JsonNode.Parse(message.Body)!.AsObject();
        Assert.Equal(
            ["Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion", "Signature", "SigningCertURL", "UnsubscribeURL", "MessageAttributes"],
            body.Select(static m => m.Key));
        Assert.Equal(
            ("Notification", id, topic.Arn, "paid", "order \"7\", ö", "1"),
            ((string)body["Type"]!, (string)body["MessageId"]!, (string)body["TopicArn"]!, (string)body["Subject"]!, (string)body["Message"]!, (string)body["SignatureVersion"]!));
        Assert.Equal($"https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn={subscription.Arn}", (string)body["UnsubscribeURL"]!);
        Assert.Equal("""{"kind":{"Type":"String","Value":"paid"},"total":{"Type":"Number","Value":"9.5"}}""", body["MessageAttributes"]!.ToJsonString());
        Assert.StartsWith("{\n  \"Type\" : \"Notification\",\n", message.Body, StringComparison.Ordinal);
        Assert.Empty(message.Attributes);
    }

    [Fact]
    [Pins("SNS-ENVELOPE")]
    public void What_is_not_there_is_left_out()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue);
        topic.Publish("hello");
        _world.Run();

        Assert.DoesNotContain("Subject", queue.Messages.Single().Body, StringComparison.Ordinal);
        Assert.DoesNotContain("MessageAttributes", queue.Messages.Single().Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("SNS-ENVELOPE")]
    public void A_function_gets_an_event_of_one_record()
    {
        JsonElement seen = default;
        var topic = Simulation.AddTopic("orders");
        var function = Simulation.AddFunction("ship", (JsonElement e) => seen = e.Clone());
        var subscription = topic.Subscribe(function);
        topic.Publish("hello", attributes: TopicSteps.With(("kind", "String", "paid")));
        _world.Run();

        var record = Assert.Single(seen.GetProperty("Records").EnumerateArray().ToList());
        Assert.Equal(("aws:sns", "1.0", subscription.Arn), (record.GetProperty("EventSource").GetString(), record.GetProperty("EventVersion").GetString(), record.GetProperty("EventSubscriptionArn").GetString()));
        Assert.Equal(
            ["Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp", "SignatureVersion", "Signature", "SigningCertUrl", "UnsubscribeUrl", "MessageAttributes"],
            record.GetProperty("Sns").EnumerateObject().Select(static m => m.Name));
        Assert.Equal(JsonValueKind.Null, record.GetProperty("Sns").GetProperty("Subject").ValueKind);
        Assert.Equal("""{"kind":{"Type":"String","Value":"paid"}}""", record.GetProperty("Sns").GetProperty("MessageAttributes").GetRawText());
    }

    [Fact]
    [Pins("SNS-RAW")]
    public void A_raw_subscription_gives_the_message_itself_and_its_attributes()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        topic.Publish("hello", attributes: TopicSteps.With(("kind", "String", "paid"), ("bytes", "Binary", "AAEC")));
        _world.Run();

        var message = Assert.Single(queue.Messages);
        Assert.Equal("hello", message.Body);
        Assert.Equal([new("bytes", new MessageAttribute("Binary", "AAEC")), new("kind", new MessageAttribute("String", "paid"))], message.Attributes);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0)]
    [Pins("SNS-RAW")]
    public void A_raw_message_with_more_attributes_than_a_queue_takes_goes_nowhere(int attributes, int arrived)
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        topic.Publish("hello", attributes: TopicSteps.With([.. Enumerable.Range(0, attributes).Select(i => ($"a{i}", "String", "v"))]));
        _world.Run();

        Assert.Equal(arrived, queue.Messages.Count);
        Assert.Equal(arrived == 1 ? Fate.Delivered : Fate.Undeliverable, Assert.Single(Simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("SNS-STRUCTURE")]
    public void With_a_structure_no_attributes_are_sent()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        topic.Publish("""{"default":"d","sqs":"q"}""", structure: "json", attributes: TopicSteps.With(("kind", "String", "paid")));
        _world.Run();

        Assert.Equal("q", Assert.Single(queue.Messages).Body);
        Assert.Empty(queue.Messages.Single().Attributes);
    }

    [Fact]
    [Pins("SNS-FAN-OUT")]
    public void Each_subscription_gets_a_notification_with_a_fate_of_its_own()
    {
        var topic = Simulation.AddTopic("orders");
        topic.Subscribe(Simulation.AddQueue("invoices"));
        topic.Subscribe(Simulation.AddFunction("ship", 1.Milliseconds));
        topic.Subscribe(Simulation.AddQueue("refunds"), filter: """{"kind":["refund"]}""");
        topic.Publish("hello");
        _world.Run();

        Assert.Equal([Fate.Delivered, Fate.Delivered], Simulation.Ledger.Notifications.Select(static n => n.Fate));
        Assert.Single(Simulation.Ledger.Messages);
        Assert.Single(Simulation.Ledger.Invocations);
    }

    [Fact]
    [Pins("SNS-FAN-OUT")]
    public void A_message_that_nobody_wants_is_recorded()
    {
        Simulation.AddTopic("orders").Publish("hello");

        Assert.Equal("Unmatched", Assert.Single(Simulation.Ledger.Notifications).Path[^1].What);
    }

    [Fact]
    [Pins("SNS-FAN-OUT", "SNS-PROTOCOLS")]
    public void Each_unsimulated_subscription_that_wants_a_message_has_a_record_of_its_own()
    {
        var topic = Simulation.AddTopic("orders");
        topic.Subscribe(Simulation.AddQueue("invoices"));
        topic.Put("sms", "+15550100");
        topic.Put("email", "a@example.com");
        topic.Put("email", "b@example.com").Confirm();
        topic.Put("sms", "+15550101", ("FilterPolicy", """{"kind":["paid"]}"""));
        topic.Publish("hello");
        _world.Run();

        Assert.Equal(["Delivered", "Unsimulated", "Unsimulated"], Simulation.Ledger.Notifications.Select(static n => n.Path[1].What));
    }

    [Fact]
    [Pins("SNS-UNSUBSCRIBE")]
    public void Who_has_left_gets_nothing()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        var subscription = topic.Subscribe(queue);
        subscription.Unsubscribe();
        subscription.Unsubscribe();
        topic.Publish("hello");
        _world.Run();

        Assert.Empty(queue.Messages);
        Assert.Equal("1", topic.Describe()["SubscriptionsDeleted"]);
    }

    [Fact]
    [Pins("SNS-LATENCY")]
    public void A_notification_is_handed_over_after_30_ms()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue);
        topic.Publish("hello");
        _world.Run();

        Assert.Equal(Duration.FromMilliseconds(30), queue.Messages.Single().SentAt - Simulation.Options.World.Start);
    }

    [Fact]
    [Pins("SNS-LATENCY")]
    public void An_option_says_how_long_it_takes()
    {
        using var simulation = new Simulation(new SimulationOptions { TopicLatency = 2.Seconds });
        var (topic, queue) = (simulation.AddTopic("orders"), simulation.AddQueue("invoices"));
        topic.Subscribe(queue);
        topic.Publish("hello");
        simulation.RunUntilIdle();

        Assert.Equal(Duration.FromSeconds(2), queue.Messages.Single().SentAt - simulation.Options.World.Start);
    }

    [Fact]
    [Pins("SNS-RETRY")]
    public void A_failure_that_may_pass_is_tried_again_over_23_days()
    {
        var delays = Enumerable.Range(1, TopicDelivery.Attempts - 1).Select(TopicDelivery.DelayBefore).ToList();

        Assert.Equal([0, 0, 1, 1, 1, 1.395, 1.946, 2.714, 3.786, 5.282, 7.368, 10.278, 14.337, 20, 20], delays.Take(15).Select(static d => d.TotalSeconds));
        Assert.Equal(23, delays.Aggregate(Duration.Zero, static (all, d) => all + d).Days);
    }

    [Fact]
    [Pins("SNS-DEAD-LETTERS", "SNS-RETRY")]
    public void What_has_no_endpoint_goes_to_the_dead_letter_queue_at_once_as_a_queue_would_have_got_it()
    {
        var (topic, dead) = (Simulation.AddTopic("orders"), Simulation.AddQueue("dead"));
        var redrive = ("RedrivePolicy", $$"""{"deadLetterTargetArn":"{{dead.Arn}}"}""");
        topic.Put("lambda", "arn:aws:lambda:us-east-1:123456789012:function:gone", redrive);
        topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:gone", redrive, ("RawMessageDelivery", "true"));
        topic.Publish("hello", attributes: TopicSteps.With(("kind", "String", "paid")));
        _world.Run();

        Assert.Equal(2, dead.Messages.Count);
        Assert.Equal("hello", (string)JsonNode.Parse(dead.Messages[0].Body)!["Message"]!);
        Assert.Contains("SigningCertURL", dead.Messages[0].Body, StringComparison.Ordinal);
        Assert.Empty(dead.Messages[0].Attributes);
        Assert.Equal(("hello", "paid"), (dead.Messages[1].Body, dead.Messages[1].Attributes["kind"].Value));
        Assert.Equal([Fate.DeadLettered, Fate.DeadLettered], Simulation.Ledger.Notifications.Select(static n => n.Fate));
    }

    [Fact]
    [Pins("SNS-DEAD-LETTERS")]
    public void Without_a_dead_letter_queue_it_goes_nowhere()
    {
        var topic = Simulation.AddTopic("orders");
        topic.Put("sqs", "arn:aws:sqs:us-east-1:123456789012:gone");
        topic.Publish("hello");
        _world.Run();

        Assert.Equal(Fate.Undeliverable, Assert.Single(Simulation.Ledger.Notifications).Fate);
    }

    [Fact]
    [Pins("SNS-ENVELOPE", "SNS-FIFO-GROUP")]
    public void A_FIFO_queue_gets_messages_in_order_with_group_and_deduplication_id()
    {
        var topic = Simulation.AddTopic("orders.fifo", deduplicatesByContent: true);
        var queue = Simulation.QueuesAt("123456789012", "us-east-1").Create("invoices.fifo", new Dictionary<string, string> { ["FifoQueue"] = "true" }, new Dictionary<string, string>());
        topic.Subscribe(queue);
        for (var i = 0; i < 5; i++)
        {
            topic.Publish($"m{i}", group: "g");
        }

        _world.Run();

        var bodies = queue.Messages.Select(static m => JsonNode.Parse(m.Body)!.AsObject()).ToList();
        Assert.Equal(["m0", "m1", "m2", "m3", "m4"], bodies.Select(static b => (string)b["Message"]!));
        Assert.Equal(["Type", "MessageId", "SequenceNumber", "TopicArn", "Message", "Timestamp", "UnsubscribeURL"], bodies[0].Select(static m => m.Key));
        Assert.Equal(bodies.Select(static b => (string)b["SequenceNumber"]!).Order(StringComparer.Ordinal), bodies.Select(static b => (string)b["SequenceNumber"]!));
    }

    [Fact]
    [Pins("SNS-SINK")]
    public void A_dead_letter_goes_to_the_topic_with_its_attributes()
    {
        var (topic, queue) = (Simulation.AddTopic("failed"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        var function = Simulation.AddFunction("import", string (int id) => throw new FormatException("bad"), f => f with { DeadLetterQueue = Destination.To(topic), MaximumRetryAttempts = 0 });
        function.Send(7);
        _world.Run();

        var message = Assert.Single(queue.Messages);
        Assert.Equal("7", message.Body);
        Assert.Equal(["ErrorCode", "ErrorMessage", "RequestID"], message.Attributes.Keys);
    }

    [Fact]
    [Pins("SNS-SINK")]
    public void A_destination_record_goes_to_the_topic()
    {
        var (topic, queue) = (Simulation.AddTopic("done"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        Simulation.AddFunction("import", (int id) => id, f => f with { OnSuccess = Destination.To(topic) }).Send(7);
        _world.Run();

        Assert.Equal("7", JsonNode.Parse(Assert.Single(queue.Messages).Body)!["responsePayload"]!.ToJsonString());
    }

    [Fact]
    public void A_handler_publishes_to_a_topic_of_its_account()
    {
        var (topic, queue) = (Simulation.AddTopic("orders"), Simulation.AddQueue("invoices"));
        topic.Subscribe(queue, raw: true);
        var pay = Simulation.AddFunction("pay", (int id, LambdaContext context) => context.Topic("orders").Publish($"order {id}"));

        var told = pay.Invoke(7).Value<string>();
        Assert.Equal(topic.Messages.Single().MessageId, told);
        _world.Run();
        Assert.Equal("order 7", Assert.Single(queue.Messages).Body);
    }

    [Fact]
    public void The_same_world_is_built_anew_with_its_topics_and_subscriptions()
    {
        Simulation.AddTopic("orders").Subscribe(Simulation.AddQueue("invoices"), raw: true, filter: """{"kind":["paid"]}""");
        using var again = Simulation.Again();

        Assert.Equal(Simulation.Topic("orders").Subscriptions.Single().Describe(), again.Topic("orders").Subscriptions.Single().Describe());
    }
}
