using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Conservation;

/// <summary>Which fates and refusals the worlds had.</summary>
internal sealed class ConservationTally
{
    // No function leads to itself.
    private static readonly Fate[] _absent = [Fate.None, Fate.RecursiveInvocation];

    private readonly long[] _fates = new long[Enum.GetValues<Fate>().Length];
    private readonly long[] _kinds = new long[256];

    /// <summary>Fates and records that no world had.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Enum.GetValues<Fate>().Where(f => !_absent.Contains(f) && _fates[(int)f] == 0).Select(static f => f.ToString()),
        .. new[] { EventKind.MessageMoved, EventKind.MessageReturned, EventKind.MessageDuplicated, EventKind.Throttled, EventKind.Delivered, EventKind.Claimed }
            .Where(k => _kinds[(int)k] == 0).Select(static k => k.ToString()),
    ];

    public void Add(FateLedger ledger, EventLog log)
    {
        foreach (var (fate, count) in ledger.Counts)
        {
            Interlocked.Add(ref _fates[(int)fate], count);
        }

        foreach (var e in log)
        {
            Interlocked.Increment(ref _kinds[(int)e.Kind]);
        }
    }

    public override string ToString() => string.Join(", ", Enum.GetValues<Fate>().Select(f => FormattableString.Invariant($"{f} {_fates[(int)f]}")));
}
