namespace LambdaSim.Workloads;

/// <summary>
/// How calls ended, as lines of their own tell it on older platforms (rule TRC-STATUS). Such a line comes before the REPORT line or, before
/// 2023, after it, and belongs to the call of its request id that ended at about its time: an event's retries have the same id.
/// </summary>
internal sealed class LogEndings(int most, Action<long, Outcome> amend)
{
    // Retries of an event begin a minute after the attempt before has ended.
    private const long Near = 30L * 1_000_000_000;

    // The call's own report says how it ended.
    private const long Decided = -1;

    private readonly Dictionary<UInt128, (long Time, Outcome Outcome)> _told = [];
    private readonly Dictionary<UInt128, (long Time, long Call)> _open = [];
    private readonly Queue<UInt128> _order = new();
    private long _lost;

    /// <summary>Lines that belong to no call.</summary>
    public long Unmatched => _told.Count + _lost;

    /// <summary>Looks whether a message tells how a call ended.</summary>
    public void Look(long? time, ReadOnlySpan<byte> message)
    {
        if (TimedOut(message, out var id))
        {
            Tell(time, id, Outcome.TimedOut);
        }
        else if (message.StartsWith("RequestId: "u8))
        {
            var rest = message["RequestId: "u8.Length..];
            var blank = rest.IndexOf((byte)' ');
            if (blank > 0 && (rest[blank..].StartsWith(" Error: Runtime exited"u8) || rest[blank..].StartsWith(" Process exited before completing request"u8)))
            {
                Tell(time, rest[..blank], Outcome.Crashed);
            }
        }
    }

    /// <summary>Takes a platform.runtimeDone record; the report's own status wins.</summary>
    public void Done(long? time, ReadOnlySpan<byte> requestId, ReadOnlySpan<byte> status, ReadOnlySpan<byte> error)
    {
        var figures = default(CallFigures);
        if (figures.SetStatus(status, error) is null && figures.Outcome != Outcome.Succeeded)
        {
            Tell(time, requestId, figures.Outcome);
        }
    }

    /// <summary>How a call ended: as its report says, or as a line told before; a line that comes later amends it.</summary>
    public Outcome OutcomeOf(long end, long call, in CallFigures report)
    {
        if (report.RequestId == 0)
        {
            return report.Outcome;
        }

        var told = _told.TryGetValue(report.RequestId, out var line) && Math.Abs(line.Time - end) <= Near;
        if (told)
        {
            _told.Remove(report.RequestId);
        }

        if (told)
        {
            return report.HasStatus ? report.Outcome : line.Outcome;
        }

        _open[report.RequestId] = (end, report.HasStatus ? Decided : call);
        _order.Enqueue(report.RequestId);
        if (_order.Count > most && _order.TryDequeue(out var oldest))
        {
            _open.Remove(oldest);
        }

        return report.Outcome;
    }

    // The platform's line is TIME ID Task timed out after N seconds; other texts with these words are the function's own.
    private static bool TimedOut(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> id)
    {
        id = default;
        var time = message.IndexOf((byte)' ');
        if (time > 0 && IsoInstant.LooksLikeOne(message[..time]))
        {
            message = message[(time + 1)..];
        }

        var end = message.IndexOf((byte)' ');
        id = end < 0 ? message : message[..end];
        return end == 36 && message[end..].StartsWith(" Task timed out after "u8);
    }

    private void Tell(long? time, ReadOnlySpan<byte> requestId, Outcome outcome)
    {
        var id = CallFigures.IdOf(requestId.TrimEnd(" \t\r\n"u8));
        if (time is not { } at || id == 0)
        {
            return;
        }

        if (_open.TryGetValue(id, out var call) && Math.Abs(call.Time - at) <= Near)
        {
            _open.Remove(id);
            if (call.Call != Decided)
            {
                amend(call.Call, outcome);
            }

            return;
        }

        if (_told.Count >= most)
        {
            _lost += _told.Count;
            _told.Clear();
        }

        _told[id] = (at, outcome);
    }
}
