using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Async;

/// <summary>What chance decides in the asynchronous queue: keyed draws, so that one event's luck does not depend on any other's.</summary>
internal sealed class AsyncLuck(ulong seed, AsyncConfig config)
{
    /// <summary>Whether waits are spread: then no two events wait for the same moment.</summary>
    public bool SpreadsWaits => config.BackoffJitter != BackoffJitter.None;

    /// <summary>How long an event waits that was refused (rules ASY-BACKOFF and ASY-JITTER).</summary>
    /// <param name="refusals">How often it was refused before.</param>
    /// <param name="entity">Its function.</param>
    /// <param name="ordinal">Which attempt of which event.</param>
    public long Delay(int refusals, ulong entity, long ordinal) =>
        SpreadsWaits ? Backoff.DelayNs(refusals, config.BackoffJitter, Draw.Bits(seed, Purpose.AsyncBackoff, entity, (ulong)ordinal)) : Backoff.DelayNs(refusals);
}
