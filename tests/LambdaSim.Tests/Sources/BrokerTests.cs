using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Brokers;
using LambdaSim.Neighbours.ChangeStreams;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Functions that read queues of brokers and change streams in memory.</summary>
public sealed class BrokerTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly List<string> _events = [];

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("AMQ-EVENT")]
    public void A_message_of_RabbitMQ_stands_under_queue_and_virtual_host()
    {
        var queue = _simulation.MqQueue("orders", MqEngine.RabbitMq, "shop", "eu");
        Reader().On(queue);
        queue.Send("hello", [new("trace", "ab")]);
        _simulation.RunUntilIdle();

        Assert.Equal(
            $$$"""{"eventSource":"aws:rmq","eventSourceArn":"{{{queue.BrokerArn}}}","rmqMessagesByQueue":{"orders::eu":[{"basicProperties":{"contentType":"text/plain","contentEncoding":null,"headers":{"trace":"ab"},"deliveryMode":1,"priority":0,"correlationId":null,"replyTo":null,"expiration":null,"messageId":null,"timestamp":null,"type":null,"userId":null,"appId":null,"clusterId":null,"bodySize":5},"redelivered":false,"data":"aGVsbG8="}]}}""",
            _events.Single());
    }

    [Fact]
    [Pins("AMQ-EVENT")]
    public void A_message_of_ActiveMQ_has_AWSs_members()
    {
        var queue = _simulation.MqQueue("orders");
        Reader().On(queue);
        queue.Send("hello");
        _simulation.RunUntilIdle();

        using var json = JsonDocument.Parse(_events.Single());
        Assert.Equal(("aws:mq", queue.BrokerArn), (json.RootElement.GetProperty("eventSource").GetString(), json.RootElement.GetProperty("eventSourceArn").GetString()));
        var message = json.RootElement.GetProperty("messages")[0];
        Assert.Equal(
            "messageID messageType timestamp deliveryMode correlationID replyTo destination redelivered type expiration priority data brokerInTime brokerOutTime properties",
            string.Join(' ', message.EnumerateObject().Select(static p => p.Name)));
        Assert.Equal(("jms/text-message", "orders", "aGVsbG8="), (message.GetProperty("messageType").GetString(), message.GetProperty("destination").GetProperty("physicalName").GetString(), message.GetProperty("data").GetString()));
    }

    [Theory]
    [InlineData(MqEngine.ActiveMq, 5)]
    [InlineData(MqEngine.RabbitMq, 1)]
    [Pins("AMQ-BATCH")]
    public void Five_batches_of_ActiveMQ_and_one_of_RabbitMQ_are_under_way_at_a_time(MqEngine engine, int atOnce)
    {
        var queue = _simulation.MqQueue("orders", engine);
        var mapping = _simulation.AddFunction("import", async (JsonElement _, LambdaContext context) => await context.Delay(1.Seconds)).On(queue, new MqMappingConfig { BatchSize = 2 });
        for (var i = 0; i < 20; i++)
        {
            queue.Send("m");
        }

        _simulation.RunUntilIdle();

        Assert.Equal((10, atOnce, 0), (mapping.Figures.Batches, mapping.Figures.MostAtOnce, queue.Waiting));
    }

    [Fact]
    [Pins("AMQ-RETRY")]
    public void A_batch_of_a_queue_is_tried_as_a_whole_until_it_succeeds_and_the_next_mapping_goes_on_behind_it()
    {
        var queue = _simulation.MqQueue("orders");
        var failures = 2;
        var function = Reader(() => failures-- > 0);
        var mapping = function.On(queue);
        queue.Send("a");
        queue.Send("b");
        _simulation.RunUntilIdle();
        Assert.Equal((3, 0), (_events.Count, queue.Waiting));
        Assert.Single(_events.Distinct());

        mapping.Delete();
        _simulation.RunUntilIdle();
        queue.Send("c");
        function.On(queue);
        _simulation.RunUntilIdle();
        Assert.Equal(4, _events.Count);
        Assert.Contains(Convert.ToBase64String("c"u8), _events[^1], StringComparison.Ordinal);
    }

    [Fact]
    [Pins("AMQ-BATCH")]
    public void A_message_that_no_event_can_hold_is_dropped()
    {
        var queue = _simulation.MqQueue("orders");
        var mapping = Reader().On(queue);
        queue.Send(new string('x', 5 * 1_024 * 1_024));
        queue.Send("small");
        _simulation.RunUntilIdle();

        Assert.Equal((1, 1L), (_events.Count, mapping.Figures.Dropped));
        Assert.Contains(_simulation.Log, static e => e.Kind == EventKind.RecordsEnded && e.RecordFate == RecordFate.Oversized);
    }

    [Theory]
    [InlineData("""{"data":{"n":[1]}}""", """{"n":1}""", true)]
    [InlineData("""{"data":{"n":[1]}}""", """{"n":2}""", false)]
    [InlineData("""{"data":["hello"]}""", "hello", true)]
    [Pins("KFK-FILTER")]
    public void Filters_look_into_the_data_of_a_message(string pattern, string text, bool passes)
    {
        var queue = _simulation.MqQueue("orders");
        Reader().On(queue, new MqMappingConfig { Filters = [pattern] });
        queue.Send(text);
        _simulation.RunUntilIdle();

        Assert.Equal((passes ? 1 : 0, 0), (_events.Count, queue.Waiting));
    }

    [Fact]
    [Pins("AMQ-RETRY")]
    public void Two_mappings_of_one_queue_are_listed_since_each_gets_all()
    {
        var queue = _simulation.MqQueue("orders");
        Reader().On(queue);
        _simulation.AddFunction("other", static (JsonElement _) => { }).On(queue);
        _simulation.RunUntilIdle();

        Assert.Contains(_simulation.Unsimulated, static n => n.Contains("each of its mappings gets all messages", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, ""","fullDocument":{"sku":"cd"}""")]
    [Pins("DOC-EVENT")]
    public void A_change_comes_in_AWSs_shape_and_an_update_with_its_document_where_it_is_looked_up(bool looksUp, string updated)
    {
        var stream = _simulation.ChangeStream("shop", "orders");
        Reader().On(stream, new ChangeStreamMappingConfig { LooksUpUpdates = looksUp });
        stream.Put("7", """{"sku":"book"}""");
        stream.Put("7", """{"sku":"cd"}""", DocumentChange.Update);
        stream.Put("7", null);
        _simulation.RunUntilIdle();

        string Change(int number, string document, string done) =>
            $$$"""{"event":{"_id":{"_data":"016955b900{{{number:x8}}}"},"clusterTime":{"$timestamp":{"t":1767225600,"i":{{{number}}}}},"documentKey":{"_id":"7"}{{{document}}},"ns":{"db":"shop","coll":"orders"},"operationType":"{{{done}}}"}}""";
        Assert.Equal(
            $$"""{"eventSourceArn":"{{stream.ClusterArn}}","events":[{{Change(1, ""","fullDocument":{"sku":"book"}""", "insert")}},{{Change(2, updated, "update")}},{{Change(3, "", "delete")}}],"eventSource":"aws:docdb"}""",
            _events.Single());
    }

    [Fact]
    [Pins("DOC-BATCH")]
    public void A_batch_of_changes_that_fails_is_tried_until_the_changes_are_three_hours_old()
    {
        var stream = _simulation.ChangeStream("shop", "orders");
        var mapping = Reader(static () => true).On(stream);
        stream.Put("7", "{}");
        _simulation.AdvanceBy(4.Hours);

        Assert.True(_events.Count > 10);
        Assert.Equal("PROBLEM: Function call failed", mapping.LastProcessingResult);
        Assert.Contains(_simulation.Log, static e => e.Kind == EventKind.RecordsEnded && e.RecordFate == RecordFate.Expired);
    }

    [Fact]
    [Pins("DOC-START")]
    public void LATEST_passes_over_what_was_before_and_a_database_sees_all_its_collections()
    {
        var orders = _simulation.ChangeStream("shop", "orders");
        var all = _simulation.ChangeStream("shop");
        orders.Put("1", "{}");
        Reader().On(all, new ChangeStreamMappingConfig { Start = StreamPosition.Latest });
        _simulation.RunUntilIdle();
        orders.Put("2", "{}");
        all.Put("3", "{}", collection: "customers");
        _simulation.RunUntilIdle();

        using var json = JsonDocument.Parse(_events.Single());
        Assert.Equal(["2 orders", "3 customers"], json.RootElement.GetProperty("events").EnumerateArray()
            .Select(static e => $"{e.GetProperty("event").GetProperty("documentKey").GetProperty("_id").GetString()} {e.GetProperty("event").GetProperty("ns").GetProperty("coll").GetString()}"));
    }

    private Function Reader(Func<bool>? fails = null) => _simulation.AddFunction("import", (JsonElement given) =>
    {
        _events.Add(given.GetRawText());
        if (fails?.Invoke() == true)
        {
            throw new InvalidOperationException("cannot");
        }
    });
}
