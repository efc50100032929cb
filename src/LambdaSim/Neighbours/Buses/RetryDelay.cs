using LambdaSim.Neighbours.Handover;
using LambdaSim.Randomness;
using NodaTime;

namespace LambdaSim.Neighbours.Buses;

/// <summary>
/// How long EventBridge waits before it tries again (rule EVB-RETRY). Chosen, as AWS publishes no curve: doubling from one second to eight minutes, each between half
/// and whole of that by a keyed draw, so that all 185 retries come within a day.
/// </summary>
internal static class RetryDelay
{
    private static readonly Duration _longest = Duration.FromMinutes(8);

    public static Duration Of(ulong seed, string id, string target, int retry)
    {
        var half = HandoverPolicy.Doubled(retry, _longest).ToInt64Nanoseconds() / 2;
        var part = Draw.Bits(seed, Purpose.EventRetry, StableHash.Of($"{id} {target}"), (ulong)retry) >> 32;
        return Duration.FromNanoseconds(half + (long)(((UInt128)(ulong)half * part) >> 32));
    }
}
