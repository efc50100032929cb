using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Queues;

namespace LambdaSim.Tests.Async;

/// <summary>What a dead-letter queue gets of an event.</summary>
public sealed class DeadLetterTests : IDisposable
{
    private readonly Simulation _simulation = new();
    private readonly Queue _queue;
    private readonly Destination _toQueue;

    public DeadLetterTests()
    {
        _queue = _simulation.AddQueue("dead");
        _toQueue = Destination.To(_queue);
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Pins("ASY-DLQ")]
    public void It_gets_the_event_itself_and_the_error_in_attributes()
    {
        Send("orders", Code.Throwing("broken"));

        var message = Assert.Single(_queue.Messages);
        Assert.Equal("""{"id": 7}""", message.Body);
        Assert.Equal(
            [
                ("ErrorCode", new MessageAttribute("Number", "200")),
                ("ErrorMessage", new MessageAttribute("String", "broken")),
                ("RequestID", new MessageAttribute("String", RequestId.Of(_simulation.Seed, 0))),
            ],
            message.Attributes.Select(a => (a.Key, a.Value)));
    }

    [Fact]
    [Pins("ASY-TRACE")]
    public void All_messages_of_one_event_are_of_one_trace()
    {
        var records = _simulation.AddQueue("records");
        Send("orders", Code.Throwing("broken"), f => f with { OnFailure = Destination.To(records) });

        var headers = new[] { _queue, records }.Select(q => q.Take(1, Duration.Zero)[0].SystemAttributes()["AWSTraceHeader"]).ToList();
        Assert.Equal(headers[0], headers[1]);
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:1$", headers[0]);
    }

    [Fact]
    [Pins("ASY-DLQ")]
    public void An_event_that_never_ran_has_the_answer_of_a_throttle()
    {
        Send("orders", Code.Echo, f => f with { ReservedConcurrency = 0 });

        var attributes = Assert.Single(_queue.Messages).Attributes;
        Assert.Equal(("429", "Rate Exceeded."), (attributes["ErrorCode"].Value, attributes["ErrorMessage"].Value));
    }

    [Theory]
    [InlineData("é", 512)]
    [InlineData("x", 1_024)]
    [InlineData("🂡", 256)]
    [Pins("ASY-DLQ")]
    public void Of_the_error_message_it_gets_the_first_kilobyte(string character, int kept)
    {
        Send("orders", Code.Throwing(string.Concat(Enumerable.Repeat(character, 1_500))));

        Assert.Equal(string.Concat(Enumerable.Repeat(character, kept)), Assert.Single(_queue.Messages).Attributes["ErrorMessage"].Value);
    }

    [Fact]
    public void A_character_on_the_edge_of_the_kilobyte_is_left_out()
    {
        Send("orders", Code.Throwing("x" + new string('é', 1_000)));

        Assert.Equal(1_023, Encoding.UTF8.GetByteCount(Assert.Single(_queue.Messages).Attributes["ErrorMessage"].Value));
    }

    [Fact]
    public void An_error_without_message_has_no_such_attribute()
    {
        Send("orders", Code.Throwing(""));

        Assert.Equal(["ErrorCode", "RequestID"], Assert.Single(_queue.Messages).Attributes.Keys);
    }

    [Fact]
    [Pins("ASY-DESTINATION")]
    public void Queue_and_destination_on_failure_both_get_it()
    {
        var records = _simulation.AddQueue("records");
        Send("orders", Code.Throwing("broken"), f => f with { OnFailure = Destination.To(records) });

        Assert.Single(_queue.Messages);
        Assert.Contains("RetriesExhausted", Assert.Single(records.Messages).Body, StringComparison.Ordinal);
        Assert.Equal([DeliveryCause.DeadLetterQueue, DeliveryCause.OnFailure], _simulation.Log.Where(e => e.Kind == EventKind.Delivered).Select(e => e.DeliveryCause));
    }

    [Fact]
    public void An_event_that_ran_is_not_sent_to_it()
    {
        Send("orders", Code.Echo);

        Assert.Empty(_queue.Messages);
    }

    [Fact]
    [Pins("ASY-QUEUE")]
    public void An_event_too_large_for_the_queue_is_lost_and_noted()
    {
        _simulation.Add("orders", Code.Throwing("broken"), f => f with { DeadLetterQueue = _toQueue }).SendRaw(Code.Json(Queue.MaxMessageBytes - 50));
        _simulation.RunUntilIdle();

        Assert.Empty(_queue.Messages);
        Assert.Equal(DeliveryCause.DeadLetterQueueFailed, Assert.Single(_simulation.Log, e => e.Kind == EventKind.Delivered).DeliveryCause);
        Assert.Equal((1, 0), (_simulation.Metrics.DeadLetterErrors, _simulation.Metrics.DestinationDeliveryFailures));
    }

    [Theory]
    [InlineData("current", 1_048_576, 1_048_576)]
    [InlineData("legacy2025", 262_144, 262_144)]
    [InlineData("legacy2023", 262_144, 262_144)]
    [InlineData("legacy2018", 131_072, 262_144)]
    [InlineData("2018-10-31", 131_072, 262_144)]
    [InlineData("2018-11-01", 262_144, 262_144)]
    [InlineData("2025-09-01", 262_144, 1_048_576)]
    [InlineData("2025-10-24", 1_048_576, 1_048_576)]
    [Pins("ASY-QUEUE", "INV-SIZE-ASYNC")]
    public void Events_and_messages_have_the_sizes_of_the_quotas_year(string quotas, int most, int message)
    {
        var profile = QuotaProfile.Parse(quotas)!;
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Account = new AccountConfig { Quotas = profile } } });
        var queue = simulation.AddQueue("dead");
        var function = simulation.Add("orders", Code.Echo, static f => f);

        Assert.Equal(message.ToString(System.Globalization.CultureInfo.InvariantCulture), queue.Describe(["MaximumMessageSize"])["MaximumMessageSize"]);
        function.SendRaw(Code.Json(most));
        Assert.EndsWith($"(limit {most} bytes)", Assert.Throws<RequestTooLargeException>(() => function.SendRaw(Code.Json(most + 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_bodies_read_as_values()
    {
        Send("orders", Code.Throwing("broken"));

        Assert.Equal([new Order(7)], _queue.Bodies<Order>());
    }

    private sealed record Order(int Id);

    private void Send(string name, Code code, Func<FunctionConfig, FunctionConfig>? configure = null)
    {
        _simulation.Add(name, code, f => (configure?.Invoke(f) ?? f) with { DeadLetterQueue = _toQueue }).SendRaw("""{"id": 7}"""u8.ToArray());
        _simulation.RunUntilIdle();
    }
}
