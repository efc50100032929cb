using LambdaSim.Configuration;
using LambdaSim.Randomness;

namespace LambdaSim.Async;

/// <summary>What chance decides in the asynchronous queue: keyed draws, so that one event's luck does not depend on any other's.</summary>
internal sealed class AsyncLuck(ulong seed, AsyncConfig config)
{
    private readonly double _duplicates = (double)config.Faults.DuplicateShare;
    private readonly double _systemErrors = (double)config.Faults.SystemErrorShare;

    /// <summary>Whether waits are spread: then no two events wait for the same moment.</summary>
    public bool SpreadsWaits => config.BackoffJitter != BackoffJitter.None;

    /// <summary>Whether events are delivered twice now and then.</summary>
    public bool HasDuplicates => _duplicates > 0;

    /// <summary>Whether attempts end with errors of Lambda's own now and then.</summary>
    public bool HasSystemErrors => _systemErrors > 0;

    /// <summary>Whether an event is delivered twice (rule ASY-DUPLICATE).</summary>
    /// <param name="entity">Its function.</param>
    /// <param name="ordinal">Which event of it.</param>
    public bool IsDuplicated(ulong entity, long ordinal) => Share(Purpose.AsyncDuplicate, entity, ordinal) < _duplicates;

    /// <summary>Whether an attempt ends with an error of Lambda's own (rule ASY-SYSTEM-ERROR).</summary>
    /// <param name="entity">Its function.</param>
    /// <param name="ordinal">Which attempt of which event.</param>
    public bool MeetsSystemError(ulong entity, long ordinal) => Share(Purpose.AsyncSystemError, entity, ordinal) < _systemErrors;

    /// <summary>How long an event waits that was refused (rules ASY-BACKOFF and ASY-JITTER).</summary>
    /// <param name="refusals">How often it was refused before.</param>
    /// <param name="entity">Its function.</param>
    /// <param name="ordinal">Which attempt of which event.</param>
    public long Delay(int refusals, ulong entity, long ordinal) =>
        SpreadsWaits ? Backoff.DelayNs(refusals, config.BackoffJitter, Draw.Bits(seed, Purpose.AsyncBackoff, entity, (ulong)ordinal)) : Backoff.DelayNs(refusals);

    private double Share(Purpose purpose, ulong entity, long ordinal) => Draw.Share(Draw.Bits(seed, purpose, entity, (ulong)ordinal));
}
