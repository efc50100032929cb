using LambdaSim.Events;

namespace LambdaSim.Async;

/// <summary>Something that is sent on about an async invocation: a dead letter, or a record of it.</summary>
/// <param name="Settled">The invocation.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Arrived">What it is when it has arrived; it tells a dead letter from a record.</param>
/// <param name="Failed">What it is when it could not be delivered.</param>
internal sealed record Outgoing(SettledInvocation Settled, Destination Target, DeliveryCause Arrived, DeliveryCause Failed)
{
    /// <summary>Attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>The event itself, not a record of it.</summary>
    public bool IsDeadLetter => Arrived == DeliveryCause.DeadLetterQueue;
}
