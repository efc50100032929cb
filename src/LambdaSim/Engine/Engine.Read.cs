using LambdaSim.Configuration;

namespace LambdaSim.Engine;

// Reading: a source's arrivals are checked here once, so that no transition has to.
internal sealed partial class Engine
{
    /// <summary>The longest run, call and INIT a workload may ask for: 100 years, so that sums of a few of them fit 64 bits.</summary>
    private const long Longest = 36_525L * 86_400 * 1_000_000_000;

    // AWS's limit for a synchronous request.
    private const int LargestPayload = 6 * 1024 * 1024;

    // Calls and environments are numbered in 32 bits; one block and what it sets off may come after this check.
    private const int MostNumbers = int.MaxValue - (1 << 24);

    private int[] _versionOf = [];
    private int _known;
    private long _lastRead;

    private int Read(ArrivalSource source)
    {
        var count = source.Read(_block.AsSpan(0, Block));
        if ((uint)count > Block)
        {
            throw Refused(source, Text.Invariant($"Read returned {count} for a buffer of {Block}; it must return how many arrivals it wrote, 0 at the end"));
        }

        if (_arrivals > MostNumbers || _pool.Created > MostNumbers)
        {
            throw Refused(source, Text.Invariant($"more than {MostNumbers} arrivals or environments; split the workload into shorter runs"));
        }

        if (source.Functions.Count > _known)
        {
            ResolveNew(source);
        }

        var versionOf = _versionOf;
        var last = _lastRead;
        var largestEvent = _config.Account.Quotas.MaxEventBytes;
        for (var i = 0; i < count; i++)
        {
            ref var arrival = ref _block[i];
            if (!IsSound(arrival, last, _known, largestEvent))
            {
                throw Refused(source, Text.Invariant($"arrival {_arrivals + i} {Fault(arrival, last)}"));
            }

            last = arrival.Time;
            arrival.Function = versionOf[arrival.Function];
        }

        _lastRead = last;

        // The look-ahead past the end finds the last arrival again.
        for (var i = count; i < count + Lookahead && count > 0; i++)
        {
            _block[i] = _block[count - 1];
        }

        return count;
    }

    // Not given is -1, so one more is never negative.
    private static bool IsSound(in Arrival arrival, long last, int functions, int largestEvent) =>
        arrival.Time >= last && arrival.Time <= Longest
        && (ulong)(arrival.Duration - Arrival.NotGiven) <= Longest + 1ul && (ulong)(arrival.Init - Arrival.NotGiven) <= Longest + 1ul
        && (uint)arrival.Function < (uint)functions && ((uint)arrival.PayloadBytes <= largestEvent || (arrival.Type != InvocationType.Event && (uint)arrival.PayloadBytes <= LargestPayload)) && arrival.BilledMs >= 0
        && arrival.Type <= InvocationType.Event && arrival.Outcome <= Outcome.Crashed;

    private string Fault(in Arrival arrival, long last) => arrival switch
    {
        { Time: < 0 or > Longest } => Text.Invariant($"is at {arrival.Time} ns; a run lasts from 0 to 100 years ({Longest} ns)"),
        _ when arrival.Time < last => Text.Invariant($"is at {arrival.Time} ns, before the one it follows at {last} ns; sort the arrivals by time"),
        { Duration: < Arrival.NotGiven or > Longest } => Text.Invariant($"has a duration of {arrival.Duration} ns; it must be between 0 and 100 years, or {Arrival.NotGiven} for not given"),
        { Init: < Arrival.NotGiven or > Longest } => Text.Invariant($"has an init of {arrival.Init} ns; it must be between 0 and 100 years, or {Arrival.NotGiven} for not given"),
        { PayloadBytes: < 0 or > LargestPayload } => Text.Invariant($"has a payload of {arrival.PayloadBytes} bytes; AWS takes 0 to {LargestPayload}"),
        { Type: InvocationType.Event } when arrival.PayloadBytes > _config.Account.Quotas.MaxEventBytes =>
            Text.Invariant($"has a payload of {arrival.PayloadBytes} bytes; with the quotas \"{_config.Account.Quotas.Name}\" AWS takes events of at most {_config.Account.Quotas.MaxEventBytes}"),
        { BilledMs: < 0 } => Text.Invariant($"has a Billed Duration of {arrival.BilledMs} ms; it must be 0 for not given, or more"),
        { Type: > InvocationType.Event } => Text.Invariant($"has type {(int)arrival.Type}, which is none"),
        { Outcome: > Outcome.Crashed } => Text.Invariant($"has outcome {(int)arrival.Outcome}, which is none"),
        _ => Text.Invariant($"is for function {arrival.Function} of {_known}; name functions before the arrivals that call them, counted from 0"),
    };

    private static TraceFormatException Refused(ArrivalSource source, string problem) => new(source.Name, 0, null, problem);

    private void ResolveNew(ArrivalSource source)
    {
        if (_versionOf.Length < source.Functions.Count)
        {
            Array.Resize(ref _versionOf, Math.Max(source.Functions.Count, _versionOf.Length * 2));
        }

        for (; _known < source.Functions.Count; _known++)
        {
            _versionOf[_known] = _versions.Resolve(source.Functions[_known]);
        }
    }
}
