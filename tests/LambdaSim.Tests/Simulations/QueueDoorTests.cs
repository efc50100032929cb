using LambdaSim.Configuration;
using LambdaSim.Neighbours;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Simulations;

/// <summary>Queues from C#: what tests and handlers do with them.</summary>
public sealed class QueueDoorTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void A_test_sends_receives_and_deletes()
    {
        var orders = _simulation.AddQueue("orders");
        var sent = orders.Send("a", attributes: new Dictionary<string, MessageAttribute> { ["tenant"] = "acme", ["n"] = 42 });
        var received = Assert.Single(orders.Receive(10));

        Assert.Equal((sent.MessageId, "a", 1), (received.MessageId, received.Body, received.ApproximateReceiveCount));
        Assert.Equal("(Number) 42, (String) acme", string.Join(", ", received.Attributes.Values));
        Assert.Equal((0, 1), (orders.ApproximateNumberOfMessages, orders.ApproximateNumberOfMessagesNotVisible));
        Assert.True(orders.Delete(received));
        Assert.Equal(0, orders.ApproximateNumberOfMessagesNotVisible);
    }

    [Fact]
    public void A_handler_sends_and_the_log_says_which_invocation()
    {
        var orders = _simulation.AddQueue("orders");
        var function = _simulation.AddFunction("f", (int id, LambdaContext context) =>
        {
            context.Queue("orders").Send(Text.Of(id));
            return 0;
        });
        function.Send(7);
        _simulation.RunUntilIdle();

        Assert.Equal("7", Assert.Single(orders.Messages).Body);
        Assert.Contains("Handler", _simulation.Ledger.OfQueue("orders")[0].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_queue_has_what_its_configuration_says()
    {
        var dead = _simulation.AddQueue("dead");
        var orders = _simulation.AddQueue("orders", q => q with { VisibilityTimeout = 5.Seconds, Delay = 1.Seconds, Redrive = new("dead", 1) });
        orders.Send("a");

        Assert.Equal(1, orders.ApproximateNumberOfMessagesDelayed);
        _simulation.AdvanceBy(1.Seconds);
        Assert.Single(orders.Receive());
        _simulation.AdvanceBy(5.Seconds);
        Assert.Empty(orders.Receive());
        Assert.Equal(orders.Arn, Assert.Single(dead.Receive()).DeadLetterQueueSourceArn);
    }

    [Fact]
    public void A_FIFO_queue_keeps_order_in_groups_and_knows_duplicates()
    {
        var orders = _simulation.AddQueue("orders.fifo", static q => q with { ContentBasedDeduplication = true });
        var first = orders.Send("a", groupId: "g");

        Assert.Equal(first, orders.Send("a", groupId: "g"));
        orders.Send("b", groupId: "g");
        Assert.Equal(["a"], orders.Receive().Select(m => m.Body));
        Assert.Empty(orders.Receive());
    }

    [Fact]
    public void Scope_and_wait_are_settings_too()
    {
        var byGroup = _simulation.AddQueue("a.fifo", static q => q with { DeduplicationScope = DeduplicationScope.MessageGroup, ReceiveWait = 5.Seconds });
        byGroup.Send("x", groupId: "g", deduplicationId: "1");
        byGroup.Send("x", groupId: "h", deduplicationId: "1");

        Assert.Equal(2, byGroup.ApproximateNumberOfMessages);
        Assert.Equal("5", byGroup.Settings.Values["ReceiveMessageWaitTimeSeconds"]);
    }

    [Fact]
    public void What_SQS_would_refuse_is_refused_in_its_words()
    {
        var fifo = _simulation.AddQueue("orders.fifo");

        Assert.Equal("The request must contain the parameter MessageGroupId.", Assert.ThrowsAny<AwsServiceException>(() => fifo.Send("a")).Message);
        Assert.Throws<SimulationConfigException>(() => _simulation.AddQueue("slow", static q => q with { VisibilityTimeout = 13.Hours }));
        Assert.Throws<SimulationConfigException>(() => _simulation.AddQueue("lost", static q => q with { Redrive = new("nowhere", 1) }));
        Assert.Throws<SimulationConfigException>(() => _simulation.AddQueue("plain", static q => q with { ContentBasedDeduplication = true }));
        Assert.Throws<ArgumentOutOfRangeException>(() => fifo.Receive(1, 500.Milliseconds));
    }

    [Fact]
    [Pins("SQS-MOVE-TASK")]
    public void Every_message_has_one_fate_in_the_ledger()
    {
        _simulation.AddQueue("dead");
        var orders = _simulation.AddQueue("orders", q => q with { Redrive = new("dead", 1), Retention = 60.Seconds });
        foreach (var body in new[] { "deleted", "expired", "redriven" })
        {
            orders.Send(body);
        }

        orders.Delete(orders.Receive()[0]);
        orders.Receive(visibilityTimeout: 100.Seconds);
        orders.Receive(visibilityTimeout: 0.Seconds);
        orders.Receive();
        _simulation.QueuesAt(_simulation.Options.AccountId, _simulation.Options.Region).MoveTasks.Start(_simulation.Queue("dead").Arn, null, null);
        _simulation.AdvanceBy(70.Seconds);
        _ = orders.ApproximateNumberOfMessages;

        Assert.Equal([Fate.Deleted, Fate.Expired, Fate.Expired], _simulation.Ledger.OfQueue("orders").Select(e => e.Fate));
        Assert.Contains("Redriven", _simulation.Ledger.ToString(), StringComparison.Ordinal);
    }
}
