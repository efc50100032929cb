using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Tests.Events;

namespace LambdaSim.Tests.Projections;

public sealed class LedgerTests
{
    private static Story Call => new Story().Function("f").Arrive(1).Create(1, invocation: 0).InitDone(2, 0, 0, 1).Start(2, 0, 0, StartType.Cold);

    [Fact]
    public void A_log_with_every_fate_is_balanced()
    {
        var balance = Story.OfEverything().Tell(new Ledger(strict: true)).Balance();
        Assert.True(balance.IsBalanced, balance.ToString());
        Assert.Equal(
            "arrived 8 = succeeded 1 + failed 0 + timed out 1 + crashed 1 + throttled 1 + dropped 2 + running at end 1 + queued at end 1; environments 3 = ended 1 + idle at end 1 + busy at end 1",
            balance.ToString());
        Assert.Equal((3, 1, 1), (balance.ThrottledAttempts, balance.FailedAttempts, balance.DroppedAfterRetries));
    }

    [Fact]
    public void Lines_errors_and_memory_change_no_balance()
    {
        var balance = Story.OfTexts().Tell(new Ledger(strict: true)).Balance();
        Assert.True(balance.IsBalanced, balance.ToString());
    }

    [Fact]
    public void A_line_of_a_call_that_never_came_is_found() => Violates(
        new Story().Function("f").Tell("x").Add(new SimEvent(1_000_000, EventKind.LogLine, 0, 0, 0, 0, SimEvent.None, 0)).End(1),
        "event 0, LogLine at 0.001 s, function f, invocation 0, Raw, text 0: the invocation has not arrived");

    [Fact]
    public void An_invocation_without_fate_is_found() => Violates(
        Call.End(9),
        "1 arrived, 0 have a fate",
        "1 environments were created, 0 ended, were idle or busy at the end",
        "invocation 0 has no fate: it is running",
        "environment 0 has no end: it works for invocation 0");

    [Fact]
    public void A_second_fate_is_found() => Violates(
        Call.Complete(3, 0, 0).CutIdle(9, 0).Drop(9, 0, DropCause.EventAgeExceeded, 8).End(9),
        "1 arrived, 2 have a fate",
        "event 6, Dropped at 0.009 s, function f, invocation 0, EventAgeExceeded, age 8 ms: the invocation has a fate already");

    [Fact]
    public void Two_errors_that_cancel_out_in_the_counts_are_found_by_the_strict_check()
    {
        var story = new Story().Function("f").Arrive(1).Arrive(1)
            .Throttle(1, 0, ThrottleCause.ScalingRate, final: true).Throttle(1, 0, ThrottleCause.ScalingRate, final: true).End(1);
        Assert.True(story.Tell(new Ledger()).Balance().IsBalanced);
        Violates(
            story,
            "event 3, Throttled at 0.001 s, function f, invocation 0, ScalingRate, final, attempts 0: the invocation has a fate already",
            "invocation 1 has no fate: it is waiting");
    }

    [Fact]
    public void A_queued_events_refusal_is_an_attempt_and_no_fate() => Violates(
        new Story().Function("f").Arrive(1, type: InvocationType.Event).Throttle(1, 0, ThrottleCause.AccountConcurrency).End(1),
        "1 arrived, 0 have a fate",
        "invocation 0 has no fate: it is waiting");

    [Fact]
    public void A_failed_attempt_of_an_event_is_no_fate() => Violates(
        new Story().Function("f").Arrive(1, type: InvocationType.Event).Create(1, invocation: 0).Start(2, 0, 0, StartType.Cold).Complete(3, 0, 0, Outcome.Failed).CutIdle(4, 0).End(4),
        "1 arrived, 0 have a fate",
        "invocation 0 has no fate: it is failed, neither retried nor dropped");

    [Fact]
    public void A_delivery_before_the_fate_is_found() => Violates(
        new Story().Function("f").Arrive(1, type: InvocationType.Event).Deliver(1, 0, DeliveryCause.OnFailure).Drop(1, 0, DropCause.ZeroReservedConcurrency, 0).End(1),
        "event 1, Delivered at 0.001 s, function f, invocation 0, OnFailure, asynchronous, value 0: the invocation is waiting");

    [Fact]
    public void A_call_in_a_busy_environment_is_found() => Violates(
        Call.Arrive(3).Start(3, 1, 0, StartType.Warm).Complete(4, 1, 0).CutRunning(4, 0, 0).End(4),
        "event 5, Started at 0.003 s, function f, invocation 1, environment 0, Warm start, idle for 0 ms: the environment works for invocation 0",
        "event 7, RunningAtEnd at 0.004 s, function f, invocation 0, environment 0, Succeeded, Warm start, Duration 0 ms, INIT 0 ms: the environment does not work for this invocation");

    [Fact]
    public void A_call_in_an_environment_that_is_gone_is_found() => Violates(
        Call.Complete(3, 0, 0).EndEnvironment(4, 0).Arrive(5).Start(5, 1, 0, StartType.Warm).CutRunning(6, 1, 0).End(6),
        "1 environments were created, 2 ended, were idle or busy at the end",
        "event 7, Started at 0.005 s, function f, invocation 1, environment 0, Warm start, idle for 0 ms: the environment had ended");

    [Fact]
    public void An_environment_that_goes_while_busy_is_found() => Violates(
        Call.EndEnvironment(3, 0).CutRunning(4, 0, 0).End(4),
        "1 environments were created, 2 ended, were idle or busy at the end",
        "event 4, EnvironmentEnded at 0.003 s, function f, environment 0, KeepAlive, idle for 0 ms: the environment works for invocation 0",
        "event 5, RunningAtEnd at 0.004 s, function f, invocation 0, environment 0, Succeeded, Warm start, Duration 0 ms, INIT 0 ms: the environment does not work for this invocation");

    [Fact]
    public void Time_that_runs_backwards_is_found() => Violates(
        new Story().Function("f").Arrive(2).Throttle(1, 0, ThrottleCause.ScalingRate, final: true).End(2),
        "event 1, Throttled at 0.001 s, function f, invocation 0, ScalingRate, final, attempts 0: time runs backwards");

    [Fact]
    public void An_end_without_arrival_and_an_unknown_environment_are_found() => Violates(
        new Story().Function("f").Add(SimEvent.OfCall(0, EventKind.Completed, Outcome.Succeeded, 0, 0, 5, 3, 0, 0)).CutIdle(1, 3).End(1),
        "0 arrived, 1 have a fate",
        "0 environments were created, 1 ended, were idle or busy at the end",
        "event 0, Completed at 0.000 s, function f, invocation 5, environment 3, Succeeded, Warm start, Duration 0 ms, INIT 0 ms: the invocation has not arrived",
        "event 1, IdleAtEnd at 0.001 s, function f, environment 3, idle for 0 ms: the environment was not created");

    [Fact]
    public void A_call_cut_during_init_has_a_fate()
    {
        var balance = new Story().Function("f").Arrive(1).Create(1, invocation: 0).CutRunning(1, 0, 0).End(1).Tell(new Ledger(strict: true)).Balance();
        Assert.True(balance.IsBalanced, balance.ToString());
    }

    [Fact]
    public void A_message_without_fate_is_found() => Violates(
        new Story().Queue("q").Message(0, EventKind.MessageSent, SendCause.Client, queue: 0, message: 0).End(1),
        "1 messages were sent, 0 have a fate",
        "message 0 has no fate: it is in queue q");

    [Fact]
    public void A_message_with_two_fates_is_found() => Violates(
        new Story().Queue("q")
            .Message(0, EventKind.MessageSent, SendCause.Client, queue: 0, message: 0)
            .Message(1, EventKind.MessageEnded, MessageFate.Deleted, queue: 0, message: 0)
            .Message(2, EventKind.MessageEnded, MessageFate.Expired, queue: 0, message: 0)
            .End(2),
        "1 messages were sent, 2 have a fate",
        "event 2, MessageEnded at 0.002 s, queue q, Expired, message 0, received 0 times: the message has a fate already");

    [Fact]
    public void A_message_in_another_queue_than_it_was_sent_to_is_found() => Violates(
        new Story().Queue("q").Queue("r")
            .Message(0, EventKind.MessageSent, SendCause.Client, queue: 0, message: 0)
            .Message(1, EventKind.MessageReceived, queue: 1, message: 0, figure: 1)
            .Message(2, EventKind.MessageAtEnd, MessageState.InFlight, queue: 0, message: 0, figure: 1)
            .End(2),
        "event 1, MessageReceived at 0.001 s, queue r, message 0, received 1 times: the message is in queue q");

    [Fact]
    public void A_message_that_nobody_sent_and_a_queue_that_nobody_named_are_found() => Violates(
        new Story().Queue("q")
            .Message(0, EventKind.MessageReceived, queue: 0, message: 0, figure: 1)
            .Message(0, EventKind.MessageSent, SendCause.Client, queue: 1, message: 0)
            .End(0),
        "1 messages were sent, 0 have a fate",
        "event 0, MessageReceived at 0.000 s, queue q, message 0, received 1 times: the message was not sent",
        "event 1, MessageSent at 0.000 s, resource 1, Client, message 0, 0 bytes: its resource is not announced");

    [Fact]
    public void A_message_on_its_way_to_a_dead_letter_queue_is_balanced()
    {
        var story = new Story().Queue("q").Queue("dead").Queue("dead", ("DelaySeconds", "1"))
            .Message(0, EventKind.MessageSent, SendCause.Client, queue: 0, message: 0)
            .Message(1, EventKind.MessageMoved, MoveCause.DeadLettered, queue: 0, message: 0, figure: 1)
            .Message(2, EventKind.MessageEnded, MessageFate.Purged, queue: 2, message: 0)
            .End(2);

        Assert.Empty(story.Tell(new Ledger(strict: true)).Balance().Violations);
    }

    [Fact]
    public void A_run_that_goes_on_is_not_balanced() => Assert.Equal(["the run has not ended"], new Ledger().Balance().Violations);

    [Fact]
    public void Only_the_first_violations_are_told()
    {
        var story = new Story().Function("f");
        for (var i = 0; i < 50; i++)
        {
            story.Arrive(i);
        }

        var violations = story.End(50).Tell(new Ledger(strict: true)).Balance().Violations;
        Assert.Equal(22, violations.Count);
        Assert.Equal("and 30 more", violations[^1]);
    }

    private static void Violates(Story story, params string[] violations) =>
        Assert.Equal(violations, story.Tell(new Ledger(strict: true)).Balance().Violations);
}
