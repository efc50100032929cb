using LambdaSim.Randomness;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Ids of requests, in order of their answers.</summary>
internal sealed class ServiceRequestIds(string service)
{
    private readonly ulong _stream = StableHash.Of(service);
    private long _last = -1;

    public string Next() => DeterministicGuid.At(_stream, (ulong)Interlocked.Increment(ref _last)).ToString("D");
}
