using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

/// <summary>What became of each async invocation and each message, with its way.</summary>
public sealed class FateLedgerTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);
    private readonly Queue _dead;

    public FateLedgerTests() => _dead = _simulation.AddQueue("dead");

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void An_event_that_ends_in_a_dead_letter_queue_and_is_deleted_there()
    {
        Failing().Send("x");
        _simulation.RunUntilIdle();
        _simulation.AdvanceBy(Duration.FromSeconds(20));
        _dead.Delete(_dead.Take(1, Duration.FromSeconds(30))[0].Handle);

        Assert.Equal(
            """
            1 async invocation: 1 RetriesExhausted; 1 message: 1 Deleted
            invocation 0 of orders, RetriesExhausted: +0.000 s orders: accepted -> +0.000 s orders: Failed -> +60.000 s orders: Failed -> +180.000 s orders: Failed -> +180.000 s orders: RetriesExhausted -> +180.000 s queue dead: message 0 (DeadLetterQueue)
            message 0 of queue dead, Deleted: +180.000 s queue dead: sent (DeadLetterQueue, invocation 0) -> +200.000 s queue dead: received 1 -> +200.000 s queue dead: Deleted
            """,
            _simulation.Ledger.ToString());
    }

    [Fact]
    public void An_event_and_its_message_name_each_other()
    {
        Failing().Send("x");
        _simulation.RunUntilIdle();

        var ledger = _simulation.Ledger;
        Assert.Equal([0], ledger.Invocations[0].Messages);
        Assert.Equal(0, ledger.Messages[0].Sender);
        Assert.Equal((Fate.RetriesExhausted, Duration.FromSeconds(180)), (ledger.Invocations[0].Fate, ledger.Invocations[0].EndedAt));
        Assert.Equal([ledger.Messages[0]], ledger.Open);
    }

    [Fact]
    public void A_message_is_in_the_queue_when_the_run_ends()
    {
        Failing().Send("x");
        _simulation.RunUntilIdle();
        _simulation.End();

        Assert.Equal(new Dictionary<Fate, int> { [Fate.RetriesExhausted] = 1, [Fate.InQueueAtEnd] = 1 }, _simulation.Ledger.Counts);
        Assert.Empty(_simulation.Ledger.Open);
    }

    [Fact]
    public void An_event_that_a_destination_makes_an_event_of_another_function()
    {
        var audit = _simulation.AddFunction("audit", string (System.Text.Json.JsonElement _) => "seen");
        _simulation.AddFunction("orders", string (string text) => text, f => f with { OnSuccess = Destination.To(audit) }).Send("x");
        _simulation.RunUntilIdle();

        var ledger = _simulation.Ledger;
        Assert.Equal([1], ledger.OfFunction("orders")[0].Invocations);
        Assert.Equal(Fate.Succeeded, ledger.OfFunction("audit")[0].Fate);
        Assert.Equal(["orders: accepted", "orders: Succeeded", "invocation 1: OnSuccess"], ledger.OfFunction("orders")[0].Path.Select(h => $"{h.Place}: {h.What}"));
    }

    [Fact]
    public void Who_waits_for_an_answer_is_in_no_ledger()
    {
        _simulation.AddFunction("orders", string (string text) => text).Invoke("x");

        Assert.Empty(_simulation.Ledger.Entries);
    }

    [Fact]
    public void What_is_on_its_way_has_no_fate()
    {
        Failing().Send("x");
        _simulation.AdvanceBy(Duration.FromSeconds(90));

        var entry = Assert.Single(_simulation.Ledger.Open);
        Assert.Equal((Fate.None, null), (entry.Fate, entry.EndedAt));
        Assert.Equal("invocation 0 of orders, on its way: +0.000 s orders: accepted -> +0.000 s orders: Failed -> +60.000 s orders: Failed", entry.ToString());
    }

    [Fact]
    public void The_messages_of_a_queue_are_those_that_were_ever_in_it()
    {
        var service = _simulation.QueuesAt("123456789012", "us-east-1");
        var source = service.Create("source", new Dictionary<string, string> { ["RedrivePolicy"] = $$"""{"deadLetterTargetArn":"{{_dead.Arn}}","maxReceiveCount":1}""" }, new Dictionary<string, string>());
        source.Send(new SendRequest("a"));
        source.Send(new SendRequest("b"));
        source.Take(1, Duration.FromSeconds(1));
        _simulation.AdvanceBy(Duration.FromSeconds(1));
        source.Delete(source.Take(1, Duration.FromSeconds(1))[0].Handle);

        var ledger = _simulation.Ledger;
        Assert.Equal([0, 1], ledger.OfQueue("source").Select(e => e.Number));
        Assert.Equal([0], ledger.OfQueue("dead").Select(e => e.Number));
        Assert.Equal([0], ledger.OfQueue(_dead.Arn).Select(e => e.Number));
        Assert.Equal(["queue source: sent (Client)", "queue source: received 1", "queue source: VisibilityTimeout", "queue dead: DeadLettered"], ledger.Messages[0].Path.Select(h => $"{h.Place}: {h.What}"));
    }

    [Fact]
    public void A_queue_or_function_that_there_is_not_is_refused_with_the_nearest_name()
    {
        Failing();

        Assert.Empty(_simulation.Ledger.OfQueue("dead"));
        Assert.Empty(_simulation.Ledger.OfFunction("orders"));
        Assert.StartsWith("Queue not found: daed; nearest are dead", Assert.Throws<ResourceNotFoundException>(() => _simulation.Ledger.OfQueue("daed")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Function not found: order; nearest is orders", Assert.Throws<ResourceNotFoundException>(() => _simulation.Ledger.OfFunction("order")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_event_that_the_front_door_refused_was_not_accepted()
    {
        var ledger = new FateLedger();
        new Events.Story().Function("f").Arrive(0, type: InvocationType.Event).Throttle(0, 0, ThrottleCause.AccountRequestRate, final: true).End(0).Tell(ledger);

        Assert.Empty(ledger.Entries);
    }

    [Fact]
    public void An_explanation_of_the_event_tells_of_its_message_too()
    {
        Failing().Send("x");
        _simulation.RunUntilIdle();
        _dead.Delete(_dead.Take(1, Duration.FromSeconds(30))[0].Handle);

        Assert.Equal(
            ["the event went to the dead-letter queue", "message 0 was received from queue dead, 1 time so far", "message 0 was deleted from queue dead"],
            Explanation.Of(_simulation.Log, "0", _simulation.Options.World.Start).Lines.Select(static l => l.Text).TakeLast(3));
    }

    [Fact]
    public void An_explanation_of_the_message_tells_its_way()
    {
        Failing().Send("x");
        _simulation.RunUntilIdle();
        _dead.Delete(_dead.Take(1, Duration.FromSeconds(30))[0].Handle);

        var explanation = Explanation.Of(_simulation.Log, "message:0", _simulation.Options.World.Start);
        Assert.StartsWith("message 0 of queue dead\n180.000 s", explanation.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            [
                "sent to queue dead by Lambda, as the dead letter of invocation 0 of orders, 98 bytes",
                "message 0 was received from queue dead, 1 time so far",
                "message 0 was deleted from queue dead",
            ],
            explanation.Lines.Select(static l => l.Text));
        Assert.Equal("the log has no message 1; it has 0 to 0", Explanation.Of(_simulation.Log, "message:1", _simulation.Options.World.Start).Problem);
    }

    private Function Failing() => _simulation.AddFunction("orders", string (string _) => throw new FormatException("no lines"), f => f with { DeadLetterQueue = Destination.To(_dead) });
}
