using LambdaSim.Events;

namespace LambdaSim.Tests.Conservation;

/// <summary>The check of the worlds sees what is wrong.</summary>
public sealed class OrderCheckTests
{
    private static readonly Dictionary<int, string> _groups = new() { [0] = "a", [1] = "a", [2] = "b" };

    [Fact]
    public void What_somebody_has_nobody_else_receives() =>
        Assert.EndsWith("somebody has it already", Fault([Of(EventKind.MessageReceived, 0, 5), Of(EventKind.MessageReceived, 0, 6)]), StringComparison.Ordinal);

    [Fact]
    public void What_was_returned_may_be_received_again() =>
        Assert.Null(Fault([Of(EventKind.MessageReceived, 0, 5), Of(EventKind.MessageReturned, 0, 6), Of(EventKind.MessageReceived, 0, 7)]));

    [Fact]
    public void A_group_is_had_in_order_and_other_groups_beside_it()
    {
        Assert.EndsWith("message 0 of its group a is in front of it", Fault([Of(EventKind.MessageReceived, 1, 5)]), StringComparison.Ordinal);
        Assert.EndsWith("message 0 of its group a is in front of it", Fault([Of(EventKind.MessageReceived, 0, 5), Of(EventKind.MessageReceived, 1, 6)]), StringComparison.Ordinal);
        Assert.Null(Fault([Of(EventKind.MessageReceived, 0, 5), Of(EventKind.MessageReceived, 1, 5)]));
        Assert.Null(Fault([Of(EventKind.MessageReceived, 2, 5)]));
        Assert.Null(Fault([Of(EventKind.MessageEnded, 0, 5), Of(EventKind.MessageReceived, 1, 6)]));
    }

    private static string? Fault(SimEvent[] then)
    {
        IEventObserver log = new EventLog(1);
        log.OnResource(new ResourceDefinition(0, ResourceKind.Queue, "q.fifo", "arn:aws:sqs:us-east-1:123456789012:q.fifo"));
        log.OnEvents([Of(EventKind.MessageSent, 0, 0), Of(EventKind.MessageSent, 1, 1), Of(EventKind.MessageSent, 2, 2), .. then]);
        return OrderCheck.FaultOf((EventLog)log, _groups);
    }

    private static SimEvent Of(EventKind kind, int message, long at) => new(at, kind, 0, 0, SimEvent.None, SimEvent.None, 0, SimEvent.PairValue(message, 1));
}
