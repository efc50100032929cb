using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Async;

/// <summary>
/// How long a throttled async invocation waits before it is tried again (rule ASY-BACKOFF): 1, 2, 4 ... 300 s, spread as the configuration says (rule
/// ASY-JITTER). The curve between 1 s and 5 min is chosen. A long wait ends with a whole second (rule ASY-TOGETHER), so that those that were refused in
/// one second are tried together.
/// </summary>
internal static class Backoff
{
    private const int LongestSeconds = 300;
    private const int LongSeconds = 16;

    /// <summary>The longest wait.</summary>
    public const long LongestNs = LongestSeconds * NodaConstants.NanosecondsPerSecond;

    public static long DelayNs(int refusals) =>
        (refusals >= 9 ? LongestSeconds : Math.Min(1 << refusals, LongestSeconds)) * NodaConstants.NanosecondsPerSecond;

    /// <summary>The wait after so many refusals, spread.</summary>
    /// <param name="refusals">Before this one.</param>
    /// <param name="jitter">How it is spread.</param>
    /// <param name="draw">64 uniform bits.</param>
    public static long DelayNs(int refusals, BackoffJitter jitter, ulong draw)
    {
        var whole = DelayNs(refusals);
        return jitter switch
        {
            BackoffJitter.Equal => (whole / 2) + Below(whole / 2, draw),
            BackoffJitter.Full => Below(whole, draw),
            _ => whole,
        };
    }

    /// <summary>Whether a wait is long enough to end with a whole second.</summary>
    public static bool IsLong(long delay) => delay >= LongSeconds * NodaConstants.NanosecondsPerSecond;

    /// <summary>The whole second at or after a time.</summary>
    public static long ToWholeSecond(long time) =>
        (time + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond * NodaConstants.NanosecondsPerSecond;

    // In whole numbers: the same on every machine.
    private static long Below(long bound, ulong draw) => (long)Math.BigMul(draw, (ulong)bound, out _);
}
