using NodaTime;

namespace LambdaSim.Admission;

/// <summary>How long a throttled event waits before it is tried again (rule ASY-BACKOFF): 1, 2, 4 ... 300 s. The curve between 1 s and 5 min is chosen.</summary>
internal static class Backoff
{
    private const int LongestSeconds = 300;

    public static long DelayNs(int attempt) =>
        (attempt >= 9 ? LongestSeconds : Math.Min(1 << attempt, LongestSeconds)) * NodaConstants.NanosecondsPerSecond;
}
