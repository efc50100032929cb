using NodaTime;

namespace LambdaSim.Async;

/// <summary>
/// How long a throttled async invocation waits before it is tried again (rule ASY-BACKOFF): 1, 2, 4 ... 300 s. The curve between 1 s and 5 min is chosen.
/// A long wait ends with a whole second (rule ASY-TOGETHER), so that those that were refused in one second are tried together.
/// </summary>
internal static class Backoff
{
    private const int LongestSeconds = 300;
    private const int LongSeconds = 16;

    /// <summary>The longest wait.</summary>
    public const long LongestNs = LongestSeconds * NodaConstants.NanosecondsPerSecond;

    public static long DelayNs(int refusals) =>
        (refusals >= 9 ? LongestSeconds : Math.Min(1 << refusals, LongestSeconds)) * NodaConstants.NanosecondsPerSecond;

    /// <summary>Whether a wait is long enough to end with a whole second.</summary>
    public static bool IsLong(long delay) => delay >= LongSeconds * NodaConstants.NanosecondsPerSecond;

    /// <summary>The whole second at or after a time.</summary>
    public static long ToWholeSecond(long time) =>
        (time + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;
}
