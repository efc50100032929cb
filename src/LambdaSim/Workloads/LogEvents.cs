using System.Text;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// Turns CloudWatch log events into calls (rule TRC-REPORT): those with a REPORT line; arrival = time - Duration - init.
/// </summary>
internal sealed class LogEvents
{
    private const int MaxPending = 100_000;

    private readonly FunctionTable _functions;
    private readonly string? _function;
    private readonly Dictionary<string, Outcome> _pending = new(StringComparer.Ordinal);
    private readonly byte[] _name = new byte[FunctionTable.MaxName * 2];

    /// <param name="functions">Where functions are numbered.</param>
    /// <param name="function">The function of events whose stream names none.</param>
    public LogEvents(FunctionTable functions, string? function)
    {
        _functions = functions;
        _function = function;
    }

    /// <summary>After a refusal: the value.</summary>
    public string? ProblemColumn { get; private set; }

    /// <summary>After a refusal: what is wrong.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>How many REPORT lines there were.</summary>
    public long Reports { get; private set; }

    /// <summary>Looks at one log event.</summary>
    /// <param name="time">Its time in nanoseconds since 1970; null: it has none.</param>
    /// <param name="stream">The log stream's name; empty: not told.</param>
    /// <param name="message">Its message.</param>
    /// <param name="arrival">The call.</param>
    /// <returns>Whether it is a call, something else, or a malformed REPORT line.</returns>
    public RowResult Take(long? time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> message, ref Arrival arrival)
    {
        if (!message.StartsWith(ReportLine.Prefix))
        {
            Remember(message);
            return RowResult.LeftOut;
        }

        Reports++;
        if (!System.Text.Unicode.Utf8.IsValid(message))
        {
            return Refuse(null, "the REPORT line is not valid UTF-8");
        }

        if (ReportLine.Read(message, out var report) is { } bad)
        {
            return Refuse(bad.Column, bad.Problem);
        }

        if (time is not { } end)
        {
            return Refuse(null, "the REPORT line has no time before it; export the log with times, as aws logs tail --format detailed or filter-log-events do");
        }

        if (_pending.Count > 0 && _pending.Remove(Encoding.UTF8.GetString(report.RequestId), out var outcome) && report.Outcome == Outcome.Succeeded)
        {
            report.Outcome = outcome;
        }

        var id = Function(stream);
        if (id < 0)
        {
            return RowResult.Malformed;
        }

        if (_functions.RefuseMemory(id, report.MemoryMb) is { } conflict)
        {
            return Refuse("Memory Size", conflict);
        }

        _functions.SetMemory(id, report.MemoryMb);
        arrival = default;
        arrival.Time = end - report.Duration - Math.Max(0, report.Init);
        arrival.Duration = report.Duration;
        arrival.Init = report.Init;
        arrival.Function = id;
        arrival.Outcome = report.Outcome;
        return RowResult.Row;
    }

    private RowResult Refuse(string? column, string problem)
    {
        ProblemColumn = column;
        Problem = problem;
        return RowResult.Malformed;
    }

    // Rule TRC-STATUS: older platforms tell of timeouts and crashes in a line of their own before the REPORT line.
    private void Remember(ReadOnlySpan<byte> message)
    {
        var timedOut = message.IndexOf(" Task timed out after "u8);
        if (timedOut > 0)
        {
            var before = message[..timedOut];
            Remember(before[(before.LastIndexOf((byte)' ') + 1)..], Outcome.TimedOut);
        }
        else if (message.StartsWith("RequestId: "u8))
        {
            var rest = message["RequestId: "u8.Length..];
            var blank = rest.IndexOf((byte)' ');
            if (blank > 0 && rest[blank..].StartsWith(" Error: Runtime exited"u8))
            {
                Remember(rest[..blank], Outcome.Crashed);
            }
        }
    }

    private void Remember(ReadOnlySpan<byte> requestId, Outcome outcome)
    {
        if (requestId.Length == 36 && _pending.Count < MaxPending)
        {
            _pending[Encoding.UTF8.GetString(requestId)] = outcome;
        }
    }

    // Rule TRC-STREAM: streams are YYYY/MM/DD/[VERSION]ID, in a group of one's own YYYY/MM/DD/FUNCTION[VERSION]ID.
    private int Function(ReadOnlySpan<byte> stream)
    {
        var length = 0;
        var open = stream.IndexOf((byte)'[');
        if (open >= 0)
        {
            var before = stream[..open];
            var own = before[(before.LastIndexOf((byte)'/') + 1)..];
            if (own.Length > 0 && own.Length < FunctionTable.MaxName)
            {
                own.CopyTo(_name);
                length = own.Length;
            }
        }

        if (length == 0)
        {
            if (_function is null || Encoding.UTF8.GetByteCount(_function) >= FunctionTable.MaxName)
            {
                Refuse(null, "the log does not say which function it is of; give it with --function NAME, or keep the file in a folder named after the log group, aws/lambda/NAME");
                return -1;
            }

            length = Encoding.UTF8.GetBytes(_function, _name);
        }

        var close = open < 0 ? -1 : stream[open..].IndexOf((byte)']');
        if (close > 1)
        {
            var version = stream.Slice(open + 1, close - 1);
            if (version.Length < 20 && version.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0)
            {
                _name[length++] = (byte)':';
                version.CopyTo(_name.AsSpan(length));
                length += version.Length;
            }
        }

        var name = _name.AsSpan(0, length);
        var id = _functions.Find(name);
        if (id >= 0)
        {
            return id;
        }

        if (_functions.Refuse(name) is { } problem)
        {
            Refuse(null, problem);
            return -1;
        }

        return _functions.Add(name);
    }
}
