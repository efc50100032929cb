using LambdaSim.Randomness;

namespace LambdaSim.Wire;

/// <summary>Ids of requests, drawn from the seed in the order in which requests come: the same requests in the same order get the same ids (rule HTTP-ID).</summary>
/// <param name="seed">The simulation's.</param>
/// <param name="transport">Each has ids of its own.</param>
internal sealed class RequestIds(ulong seed, string transport)
{
    private readonly ulong _stream = Draw.Stream(seed, Purpose.RequestId, StableHash.Of(transport));
    private long _next = -1;

    public string Next() => DeterministicGuid.At(_stream, (ulong)Interlocked.Increment(ref _next)).ToString("D");
}
