using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Engine;

// What follows an attempt of an event: success, a retry, or its drop.
internal sealed partial class Engine
{
    private const long FirstRetryAfter = 60 * NodaConstants.NanosecondsPerSecond;
    private const long SecondRetryAfter = 120 * NodaConstants.NanosecondsPerSecond;

    /// <summary>Who learns the fates of events; null: nobody.</summary>
    internal EventFates? Fates { get; set; }

    /// <summary>Writes that what became of an event was sent on, or could not be.</summary>
    /// <param name="function">The event's function.</param>
    /// <param name="invocation">The event's number.</param>
    /// <param name="cause">Where to, and whether it arrived.</param>
    /// <param name="next">Number of the event that it became for another function.</param>
    internal void Delivered(int function, int invocation, DeliveryCause cause, int next = SimEvent.None) =>
        _log.Add(new SimEvent(_now, EventKind.Delivered, (byte)cause, RunFlags.EventBit, function, invocation, SimEvent.None, next + 1));

    // Rules ASY-RETRY, ASY-EXHAUSTED and ASY-AGE, in the order of AWS's decisions.
    private void Settle(int index, Outcome outcome)
    {
        if (outcome == Outcome.Succeeded)
        {
            HasFate(index, null);
            return;
        }

        ref var e = ref _waiting[index];
        var (retries, maximumAge) = RulesOf(e);
        var delay = e.Runs == 1 ? FirstRetryAfter : SecondRetryAfter;
        if (e.Runs > retries)
        {
            Drop(index, DropCause.RetriesExhausted);
        }
        else if (InWholeSeconds(_now - e.AcceptedAt) + delay > maximumAge)
        {
            Drop(index, DropCause.EventAgeExceeded);
        }
        else
        {
            Wait(index, delay);
        }
    }

    private void HasFate(int index, DropCause? cause)
    {
        ref var e = ref _waiting[index];
        var (invocation, runs) = (e.Invocation, e.Runs);
        _waiting.Remove(index);
        Fates?.Settled(invocation, cause, runs);
    }

    // Upwards: AWS counts an event's age in whole seconds.
    private static long InWholeSeconds(long age) => (age + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;
}
