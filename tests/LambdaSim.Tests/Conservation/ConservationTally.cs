using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Conservation;

/// <summary>Which fates and refusals the worlds had.</summary>
internal sealed class ConservationTally
{
    // No function leads to itself. No queue of a broker is there, whose records alone may be too large.
    private static readonly Fate[] _absent = [Fate.None, Fate.RecursiveInvocation];

    private readonly long[] _fates = new long[Enum.GetValues<Fate>().Length];
    private readonly long[] _kinds = new long[256];
    private readonly long[] _records = new long[Enum.GetValues<RecordFate>().Length];
    private long _firings;
    private long _inOrder;
    private long _seen;

    /// <summary>Fates and records that no world had.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. Enum.GetValues<Fate>().Where(f => !_absent.Contains(f) && _fates[(int)f] == 0).Select(static f => f.ToString()),
        .. new[] { EventKind.MessageMoved, EventKind.MessageReturned, EventKind.MessageDuplicated, EventKind.Throttled, EventKind.Delivered, EventKind.Claimed, EventKind.RecordsRead, EventKind.RecordsAtEnd }
            .Where(k => _kinds[(int)k] == 0).Select(static k => k.ToString()),
        .. Enum.GetValues<RecordFate>().Where(f => f != RecordFate.Oversized && _records[(int)f] == 0).Select(static f => $"records {f}"),
        .. new[] { ("firings of schedules", _firings), ("messages of FIFO topics in FIFO queues", _inOrder), ("records whose order was looked at", _seen) }.Where(static w => w.Item2 == 0).Select(static w => w.Item1),
    ];

    /// <param name="ledger">Of a world that has ended.</param>
    /// <param name="log">Of it.</param>
    /// <param name="firings">How often its schedules fired.</param>
    /// <param name="inOrder">Messages of its FIFO topic that came to a FIFO queue.</param>
    /// <param name="seen">Records of streams that functions looked at for their order.</param>
    public void Add(FateLedger ledger, EventLog log, int firings, int inOrder, int seen)
    {
        Interlocked.Add(ref _firings, firings);
        Interlocked.Add(ref _inOrder, inOrder);
        Interlocked.Add(ref _seen, seen);
        foreach (var (fate, count) in ledger.Counts)
        {
            Interlocked.Add(ref _fates[(int)fate], count);
        }

        foreach (var record in ledger.Records.Where(static r => r.Fate is not null))
        {
            Interlocked.Add(ref _records[(int)record.Fate!], record.Count);
        }

        foreach (var e in log)
        {
            Interlocked.Increment(ref _kinds[(int)e.Kind]);
        }
    }

    public override string ToString() => string.Join(", ", Enum.GetValues<Fate>().Select(f => FormattableString.Invariant($"{f} {_fates[(int)f]}"))) + string.Concat(Enum.GetValues<RecordFate>().Select(f => FormattableString.Invariant($", records {f} {_records[(int)f]}"))) + FormattableString.Invariant($", firings {_firings}, in order {_inOrder}, records in order {_seen}");
}
