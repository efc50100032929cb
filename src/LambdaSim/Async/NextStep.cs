using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Async;

/// <summary>What follows an attempt of an async invocation: the whole of AWS's decisions, without state of its own.</summary>
/// <param name="Drop">Why it is dropped; null: it is not.</param>
/// <param name="DelayNs">How long it waits for its next attempt, in nanoseconds; 0 where it has its fate.</param>
internal readonly record struct NextStep(DropCause? Drop, long DelayNs)
{
    private const long FirstRetryAfter = 60 * NodaConstants.NanosecondsPerSecond;
    private const long SecondRetryAfter = 120 * NodaConstants.NanosecondsPerSecond;

    /// <summary>It ran to success: it has its fate, and waits for nothing.</summary>
    public static NextStep Done => default;

    /// <summary>After a function error (rules ASY-RETRY, ASY-EXHAUSTED and ASY-AGE, in the order of AWS's decisions).</summary>
    /// <param name="runs">Attempts that reached the function.</param>
    /// <param name="retries">How often it may be tried again.</param>
    /// <param name="ageNs">Since it was accepted.</param>
    /// <param name="maximumAgeNs">How old it may become.</param>
    public static NextStep AfterError(int runs, int retries, long ageNs, long maximumAgeNs)
    {
        var delay = runs == 1 ? FirstRetryAfter : SecondRetryAfter;
        return runs > retries ? Dropped(DropCause.RetriesExhausted)
            : InWholeSeconds(ageNs) + delay > maximumAgeNs ? Dropped(DropCause.EventAgeExceeded)
            : new NextStep(null, delay);
    }

    /// <summary>After a throttle or an error of Lambda's own, which use up no retry (rules ASY-ZERO, ASY-BACKOFF and ASY-AGE).</summary>
    /// <param name="isStopped">The function's reserved concurrency is 0.</param>
    /// <param name="ageNs">Since it was accepted.</param>
    /// <param name="delayNs">How long it would wait.</param>
    /// <param name="maximumAgeNs">How old it may become.</param>
    public static NextStep AfterRefusal(bool isStopped, long ageNs, long delayNs, long maximumAgeNs) =>
        isStopped ? Dropped(DropCause.ZeroReservedConcurrency)
            : ageNs + delayNs > maximumAgeNs ? Dropped(DropCause.EventAgeExceeded)
            : new NextStep(null, delayNs);

    /// <summary>Nothing follows: it is dropped.</summary>
    public static NextStep Dropped(DropCause cause) => new(cause, 0);

    /// <summary>As <c>drop RetriesExhausted</c>, <c>again after 60 s</c>.</summary>
    public override string ToString() => Drop is { } cause ? $"drop {cause}" : DelayNs == 0 ? "done" : $"again after {TimeText.Length(DelayNs)}";

    // Upwards: AWS counts an event's age in whole seconds.
    private static long InWholeSeconds(long age) => (age + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;
}
