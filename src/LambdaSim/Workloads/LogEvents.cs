using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// Turns log events into calls (rule TRC-REPORT): a REPORT line, a platform.report record or a query's row is one; arrival = time - Duration -
/// init. Lines of older platforms that tell how a call ended are joined to it by its request id.
/// </summary>
internal sealed class LogEvents
{
    private readonly FunctionTable _functions;
    private readonly LogFunction _function;
    private readonly LogEndings _endings;
    private readonly LogTally _tally = new();
    private readonly LogRow _inner = new();
    private readonly string _file;
    private readonly bool _keepBilled;
    private long _calls;
    private long _wholeSeconds;
    private long _resized;

    /// <param name="file">The file, as messages name it.</param>
    /// <param name="functions">Where functions are numbered.</param>
    /// <param name="function">How functions are named.</param>
    /// <param name="options">How traces are read.</param>
    /// <param name="amend">Gives a call that was read already, by its number from 0, another outcome.</param>
    public LogEvents(string file, FunctionTable functions, LogFunction function, TraceOptions options, Action<long, Outcome> amend)
    {
        _file = file;
        _functions = functions;
        _function = function;
        _endings = new LogEndings(options.ReorderRows, amend);
        _keepBilled = !options.RecomputeBilled;
    }

    /// <summary>After a refusal: the value.</summary>
    public string? ProblemColumn { get; private set; }

    /// <summary>After a refusal: what is wrong.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>The event's time of the last call, by which logs are ordered.</summary>
    public long Seen { get; private set; }

    /// <summary>What is wrong with a log that is read to its end, or null.</summary>
    public string? NoCalls => _calls > 0 ? null
        : "the log holds no REPORT line and no platform.report record, which are what calls are read from" +
          (_tally.Total > 0 ? $"; it holds {_tally}" : "") +
          (_tally["platform.start"] > 0 ? "; is the function's system log level INFO?" : "; export the whole log of a function's group");

    /// <summary>What was passed over or taken for granted.</summary>
    public IEnumerable<string> Remarks
    {
        get
        {
            if (_tally.Total > 0)
            {
                yield return $"{_file}: passed over, as they are no calls: {_tally}";
            }

            var unfinished = _tally["START"] + _tally["platform.start"] - _calls;
            if (unfinished > 0 && _calls > 0)
            {
                yield return Say(unfinished, "call begins in the log and has no end there, and is not replayed", "calls begin in the log and have no end there, and are not replayed");
            }

            if (_tally["INIT_REPORT"] is > 0 and var inits)
            {
                yield return Say(inits, "INIT_REPORT tells of an INIT phase that failed, or ran ahead of calls: the simulation has its own", "INIT_REPORT lines tell of INIT phases that failed, or ran ahead of calls: the simulation has its own");
            }

            if (_wholeSeconds > 0)
            {
                yield return Say(_wholeSeconds, "call counts as timed out, because its row gives no status and a Duration of whole seconds; export @message to be sure", "calls count as timed out, because their rows give no status and a Duration of whole seconds; export @message to be sure");
            }

            if (_endings.Unmatched is > 0 and var unmatched)
            {
                yield return Say(unmatched, "line tells of the timeout or crash of a call whose REPORT is not in the log", "lines tell of timeouts or crashes of calls whose REPORT is not in the log");
            }

            if (_resized > 0)
            {
                yield return Say(_resized, "call ran with another memory size than its function's first and is replayed as a version of its own, NAME:SIZEMB", "calls ran with another memory size than their function's first and are replayed as versions of their own, NAME:SIZEMB");
            }

            foreach (var remark in _function.Remarks(_file))
            {
                yield return remark;
            }
        }
    }

    /// <summary>Looks at an event of which the time and message are known.</summary>
    /// <param name="time">Its time in nanoseconds since 1970; null: it has none.</param>
    /// <param name="stream">The log stream's name; empty: not told.</param>
    /// <param name="group">The log group's name; empty: not told.</param>
    /// <param name="message">Its message.</param>
    /// <param name="arrival">The call.</param>
    /// <returns>Whether it is a call, something else, or a malformed one.</returns>
    public RowResult Take(long? time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> group, ReadOnlySpan<byte> message, ref Arrival arrival)
    {
        if (message is [(byte)'{', ..] && LogObject.Read(message.TrimEnd(" \t\r\n"u8), _inner))
        {
            return TakeObject(time, stream, group, _inner, ref arrival);
        }

        if (!message.StartsWith(ReportLine.Prefix))
        {
            if (!message.TrimStart(" \t\r\n"u8).IsEmpty)
            {
                _endings.Look(time, message);
                _tally.Message(message);
            }

            return RowResult.LeftOut;
        }

        if (!System.Text.Unicode.Utf8.IsValid(message))
        {
            return Refuse(null, "the REPORT line is not valid UTF-8");
        }

        return ReportLine.Read(message, out var report) is { } bad ? Refuse(bad.Column, bad.Problem) : Call(time, stream, group, report, ref arrival);
    }

    /// <summary>Looks at an exported event.</summary>
    public RowResult Take(LogRow row, ref Arrival arrival)
    {
        long? time = null;
        if (row[LogField.Time] is { IsEmpty: false } text)
        {
            if (LogTime.Read(text, out var read) is { } problem)
            {
                return Refuse("timestamp", problem);
            }

            time = read;
        }

        return TakeObject(time, row[LogField.Stream], row[LogField.Group], row, ref arrival);
    }

    private RowResult TakeObject(long? time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> group, LogRow row, ref Arrival arrival)
    {
        // The event's own time is when CloudWatch got it; a message that stands alone has only the record's.
        if (time is null && row[LogField.Time] is { IsEmpty: false } text && LogTime.Read(text, out var own) is null)
        {
            time = own;
        }

        stream = stream.IsEmpty ? row[LogField.Stream] : stream;
        group = group.IsEmpty ? row[LogField.Group] : group;
        var type = row[LogField.Type];
        if (type.StartsWith("platform."u8))
        {
            return TakeRecord(time, stream, group, row, ref arrival);
        }

        if (row[LogField.Message] is { IsEmpty: false } message)
        {
            // A message in a message is the function's own, whatever it quotes.
            if (ReferenceEquals(row, _inner))
            {
                _tally.Record(type);
                return RowResult.LeftOut;
            }

            return Take(time, stream, group, message, ref arrival);
        }

        if (row[LogField.Duration].IsEmpty || ReferenceEquals(row, _inner) || (!type.IsEmpty && !type.SequenceEqual("REPORT"u8)))
        {
            if (ReferenceEquals(row, _inner))
            {
                _tally.Record(type);
            }
            else
            {
                _tally.Add("without a message or @duration");
            }

            return RowResult.LeftOut;
        }

        if (LogFigures.Read(row, out var figures) is { } bad)
        {
            return Refuse(bad.Column, bad.Problem);
        }

        _wholeSeconds += LogFigures.InferTimeout(ref figures) ? 1 : 0;
        return Call(time, stream, group, figures, ref arrival);
    }

    private RowResult TakeRecord(long? time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> group, LogRow row, ref Arrival arrival)
    {
        var type = row[LogField.Type];
        if (!type.SequenceEqual("platform.report"u8))
        {
            if (type.SequenceEqual("platform.runtimeDone"u8))
            {
                _endings.Done(time, row[LogField.RequestId], row[LogField.Status], row[LogField.ErrorType]);
            }

            _tally.Record(type);
            return RowResult.LeftOut;
        }

        return LogFigures.Read(row, out var figures) is { } bad ? Refuse(bad.Column, bad.Problem) : Call(time, stream, group, figures, ref arrival);
    }

    private RowResult Call(long? time, ReadOnlySpan<byte> stream, ReadOnlySpan<byte> group, in CallFigures report, ref Arrival arrival)
    {
        if (time is not { } end)
        {
            return Refuse(null, "the REPORT line has no time before it; export the log with times, as aws logs tail --format detailed or filter-log-events do");
        }

        if (_function.Of(stream, group, out var name) is { } unnamed)
        {
            return Refuse(null, unnamed);
        }

        var id = _functions.Find(name);
        if (id < 0)
        {
            if (_functions.Refuse(name) is { } problem)
            {
                return Refuse(null, problem);
            }

            id = _functions.Add(name);
        }

        if (_functions.RefuseMemory(id, report.MemoryMb) is not null)
        {
            id = Resized(name, report.MemoryMb);
        }

        _functions.SetMemory(id, report.MemoryMb);
        Seen = end;
        arrival = default;
        arrival.Time = end - report.Duration - Math.Max(0, report.Init);
        arrival.Duration = report.Duration;
        arrival.Init = report.Init;
        arrival.BilledMs = _keepBilled ? report.BilledMs : 0;
        arrival.Function = id;
        arrival.Outcome = _endings.OutcomeOf(end, _calls++, report);
        return RowResult.Row;
    }

    // Rule TRC-MEMORY: a memory size belongs to a version, and a log may span a change of it.
    private int Resized(ReadOnlySpan<byte> name, int memoryMb)
    {
        _resized++;
        var text = Encoding.UTF8.GetString(name);
        var other = Encoding.UTF8.GetBytes(Text.Invariant($"{text}{(text.Contains(':', StringComparison.Ordinal) ? "-" : ":")}{memoryMb}MB"));
        return _functions.Find(other) is >= 0 and var known ? known : _functions.Add(other);
    }

    private string Say(long count, string one, string many) => Text.Invariant($"{_file}: {count} {(count == 1 ? one : many)}");

    private RowResult Refuse(string? column, string problem)
    {
        ProblemColumn = column;
        Problem = problem;
        return RowResult.Malformed;
    }
}
