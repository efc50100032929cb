namespace LambdaSim.Configuration;

public sealed partial record PriceList
{
    /// <summary>Storage in MB that costs nothing.</summary>
    internal const int FreeStorageMb = 512;

    private const long NanosecondsPerMillisecond = 1_000_000;
    private const int FirstChunkBytes = 256 * 1024;
    private const int ChunkBytes = 64 * 1024;

    /// <summary>The Billed Duration of a REPORT line, in milliseconds: the sum, not the parts, is rounded up (rule BIL-ROUND).</summary>
    /// <param name="durationNs">Duration, suppressed init included.</param>
    /// <param name="billedInitNs">INIT if it is billed (see <see cref="BillsInit"/>), else 0; with SnapStart the billed restore duration.</param>
    internal long BilledMilliseconds(long durationNs, long billedInitNs = 0)
    {
        var granularity = GranularityMilliseconds * NanosecondsPerMillisecond;
        return (Math.Max(1, durationNs + billedInitNs) + granularity - 1) / granularity * GranularityMilliseconds;
    }

    /// <summary>Whether INIT of a function's on-demand environments is billed (rule BIL-INIT).</summary>
    internal bool BillsInit(FunctionConfig config) =>
        InitBilling == InitBilling.All || config.PackageType == PackageType.Image ||
        (config.Runtime is { } runtime && RuntimeCatalog.IsCustom(runtime));

    /// <summary>Requests billed beyond the first because of an asynchronous event's size (rule BIL-CHUNKS).</summary>
    internal static int ExtraRequests(long payloadBytes) =>
        payloadBytes <= FirstChunkBytes ? 0 : (int)((payloadBytes - FirstChunkBytes + ChunkBytes - 1) / ChunkBytes);
}
