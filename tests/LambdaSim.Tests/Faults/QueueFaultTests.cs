using System.Text.Json;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>Faults of queues, topics and mappings.</summary>
public sealed class QueueFaultTests
{
    [Fact]
    [Pins("FLT-DUPLICATE")]
    public void A_message_comes_back_once_after_its_delete() => Assert.Equal(["a", "a"], FaultyWorld.Compare(FaultSite.DuplicateDelivery, simulation =>
    {
        var got = new List<string>();
        Read(simulation, batch => got.AddRange(batch)).Send("a");
        simulation.RunUntilIdle();
        return got;
    }));

    [Fact]
    [Pins("FLT-DUPLICATE")]
    public void A_notification_is_handed_over_twice() => Assert.Equal(2, FaultyWorld.Compare(
        FaultSite.DuplicateDelivery,
        simulation =>
        {
            var calls = 0;
            var pay = simulation.AddFunction("pay", (JsonElement _) => ++calls);
            simulation.AddTopic("orders").Subscribe(pay);
            simulation.Topic("orders").Publish("a");
            simulation.RunUntilIdle();
            return calls;
        },
        f => f with { Resource = "orders" }));

    [Fact]
    [Pins("FLT-LATE")]
    public void A_message_comes_late() => Assert.Equal((0, 1), FaultyWorld.Compare(FaultSite.LateDelivery, simulation =>
    {
        var orders = simulation.AddQueue("orders");
        orders.Send("a");
        simulation.AdvanceBy(59.Seconds);
        var before = orders.ApproximateNumberOfMessages;
        simulation.AdvanceBy(1.Seconds);
        return (before, orders.ApproximateNumberOfMessages);
    }));

    [Fact]
    [Pins("FLT-LATE")]
    public void A_notification_comes_late() => Assert.InRange(
        FaultyWorld.Compare(
            FaultSite.LateDelivery,
            simulation =>
            {
                var queue = simulation.AddQueue("orders");
                simulation.AddTopic("told").Subscribe(queue);
                simulation.Topic("told").Publish("a");
                simulation.RunUntilIdle();
                return simulation.Elapsed.TotalSeconds;
            },
            f => f with { Resource = "told" }),
        60,
        61);

    [Fact]
    [Pins("FLT-ORDER")]
    public void A_message_is_passed_by_those_behind_it() => Assert.Equal(["b", "c", "a"], FaultyWorld.Compare(
        FaultSite.OutOfOrder,
        simulation =>
        {
            var orders = simulation.AddQueue("orders");
            foreach (var body in "abc")
            {
                orders.Send($"{body}");
            }

            return orders.Receive(10).Select(static m => m.Body).ToList();
        },
        f => f with { Count = 1 }));

    [Fact]
    [Pins("FLT-ORDER")]
    public void Messages_that_are_all_passed_are_received_all() => Assert.Equal(5, FaultyWorld.Compare(FaultSite.OutOfOrder, simulation =>
    {
        var orders = simulation.AddQueue("orders");
        for (var i = 0; i < 5; i++)
        {
            orders.Send($"{i}");
        }

        return orders.Receive(10).Count;
    }));

    [Fact]
    [Pins("FLT-VISIBILITY")]
    public void A_message_is_visible_again_while_its_receiver_works() => Assert.Equal(2, FaultyWorld.Compare(
        FaultSite.VisibilityExpiry,
        simulation =>
        {
            var orders = simulation.AddQueue("orders");
            orders.Send("a");
            var received = orders.Receive().Count;
            simulation.AdvanceBy(2.Seconds);
            return received + orders.Receive().Count;
        },
        f => f with { Count = 1 }));

    [Fact]
    [Pins("FLT-SHARD", "STM-UPDATE")]
    public void A_shard_that_stalls_is_read_again_though_its_mapping_was_disabled_meanwhile()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.ShardStall) { Count = 1 });
        var clicks = simulation.AddStream("clicks");
        var mapping = simulation.AddFunction("count", (JsonElement _) => 1).On(clicks);
        clicks.Put("a", "1");
        simulation.AdvanceBy(5.Seconds);
        mapping.Disable();
        simulation.AdvanceBy(5.Seconds);
        mapping.Enable();
        simulation.AdvanceBy(3.Minutes);

        Assert.InRange(simulation.Log.First(static e => e.Kind == EventKind.BatchSent).Time / 1e9, 60, 63);
    }

    [Fact]
    [Pins("FLT-MALFORMED")]
    public void An_answer_about_a_batch_cannot_be_read() => Assert.Equal(["AnswerUnusable", "Succeeded"], FaultyWorld.Compare(
        FaultSite.MalformedAnswer,
        simulation =>
        {
            Read(simulation, static _ => { }, reportsFailures: true).Send("a");
            simulation.RunUntilIdle();
            return simulation.Log.Where(e => e.Kind == EventKind.BatchEnded).Select(e => e.BatchEnd.ToString()).ToList();
        },
        f => f with { Count = 1, Function = "import", Resource = "orders" }));

    [Fact]
    [Pins("FLT-POLLER")]
    public void A_poller_pauses() => Assert.InRange(
        FaultyWorld.Compare(
            FaultSite.PollerPause,
            simulation =>
            {
                Read(simulation, static _ => { }).Send("a");
                simulation.RunUntilIdle();
                return simulation.Log.First(e => e.Kind == EventKind.BatchSent).Time / 1e9;
            },
            f => f with { Count = 1 }),
        60,
        61);

    [Fact]
    [Pins("FLT-SHARD")]
    public void A_mapping_reads_nothing_of_a_shard_for_a_while() => Assert.InRange(
        FaultyWorld.Compare(
            FaultSite.ShardStall,
            simulation =>
            {
                var clicks = simulation.AddStream("clicks");
                simulation.AddFunction("count", (JsonElement _) => 1).On(clicks);
                simulation.AdvanceBy(1.Seconds);
                clicks.Put("a", "1");
                simulation.AdvanceBy(3.Minutes);
                return simulation.Log.First(e => e.Kind == EventKind.BatchSent).Time / 1e9;
            },
            f => f with { Count = 1, Resource = "clicks", Function = "count" }),
        60,
        63);

    [Fact]
    [Pins("FLT-MALFORMED")]
    public void An_answer_about_records_cannot_be_read() => Assert.Equal(2, FaultyWorld.Compare(
        FaultSite.MalformedAnswer,
        simulation =>
        {
            var (clicks, calls) = (simulation.AddStream("clicks"), 0);
            simulation.AddFunction("count", (JsonElement _) => new { batchItemFailures = Array.Empty<string>(), calls = ++calls }).On(clicks, partial: true);
            simulation.AdvanceBy(1.Seconds);
            clicks.Put("a", "1");
            simulation.AdvanceBy(3.Minutes);
            return calls;
        },
        f => f with { Count = 1 }));

    private static Queue Read(Simulation simulation, Action<IEnumerable<string>> got, bool reportsFailures = false)
    {
        var orders = simulation.AddQueue("orders");
        var import = simulation.AddFunction("import", (JsonElement sqs) => got(sqs.GetProperty("Records").EnumerateArray().Select(static r => r.GetProperty("body").GetString()!)));
        import.On(orders, batch: 1, partial: reportsFailures);
        return orders;
    }
}
