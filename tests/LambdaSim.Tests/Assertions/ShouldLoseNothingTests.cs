using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Functions.Model;
using LambdaSim.Neighbours.Queues;
using LambdaSim.Projections;
using LambdaSim.Units;

namespace LambdaSim.Tests.Assertions;

/// <summary>What a test is told of what was lost: the hop, the cause, and the setting that would have kept it.</summary>
public sealed class ShouldLoseNothingTests : IDisposable
{
    private readonly Simulation _simulation = new(seed: 1);

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void An_invocation_that_fails_for_good_is_lost_where_nothing_keeps_it()
    {
        Failing(static f => f).Send();
        Failed().Send();
        _simulation.RunUntilIdle();

        Assert.Equal(
            """
            2 of 2 entries of the ledger are lost:
            - 2 async invocations lost: import: RetriesExhausted; set DeadLetterQueue or OnFailure of 'import' (first: invocation 0, request ID0, at +180.000 s)
            (repeat with seed 1: LAMBDASIM_SEED=1)
            """.Replace("ID0", RequestId.Of(1, 0), StringComparison.Ordinal),
            Assert.Throws<LossException>(() => _simulation.Ledger.ShouldLoseNothing()).Message);

        Function Failed() => _simulation["import"];
    }

    [Fact]
    public void What_is_in_a_dead_letter_queue_or_at_a_destination_on_failure_is_kept()
    {
        var dead = _simulation.AddQueue("dead");
        Failing(f => f with { DeadLetterQueue = Destination.To(dead) }).Send();
        _simulation.RunUntilIdle();

        _simulation.Ledger.ShouldLoseNothing();
        Assert.Empty(_simulation.Ledger.Findings);
    }

    [Fact]
    public void What_a_dead_letter_queue_did_not_take_is_lost()
    {
        var dead = _simulation.AddQueue("dead");
        Failing(f => f with { DeadLetterQueue = Destination.To(dead) }).Send();
        _simulation.QueuesAt(_simulation.Options.AccountId, _simulation.Options.Region).Delete("dead");
        _simulation.RunUntilIdle();

        var finding = Assert.Single(_simulation.Ledger.Findings);
        Assert.Equal((FindingKind.InvocationNotTaken, "RetriesExhausted, and its dead-letter queue did not take it"), (finding.Kind, finding.Cause));
        Assert.Contains(dead.Arn, finding.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("age", "EventAgeExceeded; raise MaximumEventAge of 'import' (it is 60 s) or its concurrency, or set DeadLetterQueue or OnFailure of 'import'")]
    [InlineData("stopped", "ZeroReservedConcurrency; raise ReservedConcurrency of 'import' above 0, or set DeadLetterQueue or OnFailure of 'import'")]
    [InlineData("deleted", "FunctionDeleted; delete 'import' when no async invocation of it waits, or set DeadLetterQueue or OnFailure of 'import'")]
    public void Each_cause_has_its_advice(string cause, string expected)
    {
        Failing(f => cause switch
        {
            "age" => f with { MaximumEventAge = 60.Seconds },
            "stopped" => f with { ReservedConcurrency = 0 },
            _ => f,
        }).Send();
        _simulation.AdvanceBy(1.Seconds);
        if (cause == "deleted")
        {
            _simulation.Lambda.DeleteFunction(new FunctionRequest { FunctionName = "import" });
        }

        _simulation.RunUntilIdle();

        Assert.Contains(expected, Assert.Single(_simulation.Ledger.Findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_that_expire_or_are_purged_or_go_with_their_queue_are_lost()
    {
        var queues = _simulation.QueuesAt(_simulation.Options.AccountId, _simulation.Options.Region);
        foreach (var name in new[] { "a", "b", "c" })
        {
            _simulation.AddQueue(name).Send(new SendRequest("x"));
        }

        _simulation.Queue("a").Set(new Dictionary<string, string> { ["MessageRetentionPeriod"] = "60" });
        _simulation.Queue("a").Take(1, Duration.FromSeconds(1));
        _simulation.Queue("b").Purge();
        queues.Delete("c");
        _simulation.AdvanceBy(61.Seconds);
        _simulation.End();

        Assert.Equal(
            [
                "1 message lost: queue a: older than 60 s; received 1 times, never deleted; raise MessageRetentionPeriod of 'a' (at most 1209600), or consume it sooner (message 0, at +61.000 s)",
                "1 message lost: queue b: purged; nobody received it; receive what is in 'b', or move it on, before it is purged (message 1, at +0.000 s)",
                "1 message lost: queue c: its queue was deleted; nobody received it; receive what is in 'c', or move it on, before it is deleted (message 2, at +0.000 s)",
            ],
            _simulation.Ledger.Findings.Select(static f => f.ToString()));
        Assert.Throws<LossException>(() => _simulation.Ledger.ShouldLoseNothing(FindingKind.MessageExpired, FindingKind.MessagePurged));
        _simulation.Ledger.ShouldLoseNothing(FindingKind.MessageExpired, FindingKind.MessagePurged, FindingKind.MessageGoneWithQueue);
    }

    [Fact]
    public void What_a_service_cannot_hand_over_is_lost_and_what_nobody_wanted_is_told()
    {
        var ledger = new FateLedger();
        IEventObserver log = ledger;
        log.OnResource(new ResourceDefinition(0, ResourceKind.Topic, "orders", "arn:aws:sns:us-east-1:123456789012:orders"));
        log.OnEvents(
        [
            Notified(EventKind.NotificationMade, 0, 0),
            Notified(EventKind.NotificationDropped, (byte)HandoverCause.TargetThrottled, 0),
            Notified(EventKind.NotificationMade, 0, 1),
            Notified(EventKind.NotificationDropped, (byte)HandoverCause.Unmatched, 1),
        ]);

        Assert.Equal(
            [
                "1 notification lost: topic orders: its target was throttled until the last attempt; set RedrivePolicy of the subscription (notification 0, at +0.000 s)",
                "1 notification that nobody wanted: topic orders: no subscription, rule or filter matched; subscribe to it, or widen the filter policies (notification 1, at +0.000 s)",
            ],
            ledger.Findings.Select(static f => f.ToString()));
        Assert.Contains("1 of 2 entries", Assert.Throws<LossException>(() => ledger.ShouldLoseNothing()).Message, StringComparison.Ordinal);
        ledger.ShouldLoseNothing(FindingKind.NotificationDropped);

        static SimEvent Notified(EventKind kind, byte cause, int number) => new(0, kind, cause, 0, SimEvent.None, SimEvent.None, 0, SimEvent.PairValue(number, 0));
    }

    private Function Failing(Func<FunctionConfig, FunctionConfig> configure) =>
        _simulation.AddFunction("import", string () => throw new FormatException("no header"), configure);
}
