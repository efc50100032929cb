using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>
/// How long EventBridge waits before it tries again (rule EVB-RETRY). Chosen, as AWS publishes no curve: doubling from one second to eight minutes, each between half
/// and whole of that by a keyed draw, so that all 185 retries come within a day.
/// </summary>
internal static class RetryDelay
{
    private const int MostDoublings = 9;
    private const long Longest = 480_000_000_000;

    public static Duration Of(ulong seed, string id, string target, int retry)
    {
        var whole = retry > MostDoublings ? Longest : Math.Min(Longest, 1_000_000_000L << (retry - 1));
        var part = Draw.Bits(seed, Purpose.EventRetry, StableHash.Of($"{id} {target}"), (ulong)retry) >> 32;
        return Duration.FromNanoseconds((whole / 2) + (long)(((UInt128)(ulong)(whole / 2) * part) >> 32));
    }
}
