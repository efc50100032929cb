using LambdaSim.Randomness;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Ids of requests, drawn from the seed in the order in which requests come: the same requests in the same order get the same ids (rule HTTP-ID).</summary>
internal sealed class RequestIds(ulong seed)
{
    private readonly ulong _stream = Draw.Stream(seed, Purpose.RequestId, StableHash.Of("endpoint"));
    private long _next = -1;

    public string Next() => DeterministicGuid.At(_stream, (ulong)Interlocked.Increment(ref _next)).ToString("D");
}
