using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using NodaTime;

namespace LambdaSim.Workloads;

/// <summary>How the rows of a format are ordered in time.</summary>
internal enum RowOrder
{
    /// <summary>By the calls' starts.</summary>
    Start,

    /// <summary>By their ends: a row reaches back by its Duration.</summary>
    End,

    /// <summary>Not at all: streams one after another, or the newest first.</summary>
    None,
}

/// <summary>
/// A trace file as a stream of arrivals: asks the format's reader for rows, leaves out or refuses the malformed ones, puts rows in
/// order where the format allows disorder, and counts time from the origin.
/// </summary>
internal abstract class FileSource : ArrivalSource
{
    // A hundred years: what lies further from the first row is no trace.
    private const long MaxSpan = 36_525L * 86_400 * 1_000_000_000;

    private readonly bool _skip;
    private readonly ReorderBuffer? _reorder;
    private Arrival _head;
    private bool _hasHead;
    private bool _ended;
    private bool _hasLast;
    private long _last;
    private long _first;
    private long _skipped;
    private long _rows;

    /// <param name="file">The file, as messages name it.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="order">How its rows are ordered.</param>
    protected FileSource(string file, TraceOptions options, RowOrder order)
    {
        ShownFile = file;
        Name = Path.GetFileName(file);
        _skip = options.SkipMalformedRows;
        var window = options.ReorderWindow?.ToInt64Nanoseconds() ?? order switch
        {
            RowOrder.Start => 0,
            RowOrder.End => Duration.FromHours(2).ToInt64Nanoseconds(),
            _ => ReorderBuffer.Unlimited,
        };
        if (window > 0 || order == RowOrder.None)
        {
            // What a log says of a call may come after it; none lasts longer than Lambda's 15 minutes.
            _reorder = new ReorderBuffer(window, order == RowOrder.None ? Duration.FromMinutes(16).ToInt64Nanoseconds() : 0, options.ReorderRows);
        }
    }

    public sealed override string Name { get; }

    /// <summary>The file, as messages name it.</summary>
    protected string ShownFile { get; }

    public sealed override Instant? Start => HasRows && IsAbsolute ? Instant.FromUnixTimeTicks(0).PlusNanoseconds(Origin) : null;

    public sealed override IReadOnlyList<TraceFunction> Functions => Table.Published;

    public sealed override long SkippedRows => _skipped;

    /// <summary>Whether the file has a row at all.</summary>
    public bool HasRows { get; private set; }

    /// <summary>Whether times are counted from 1970.</summary>
    public abstract bool IsAbsolute { get; }

    /// <summary>Time of the first arrival on the file's own clock.</summary>
    public long FirstTime => _head.Time;

    /// <summary>What counts as time 0, on the file's own clock.</summary>
    public long Origin { get; set; }

    protected FunctionTable Table { get; } = new();

    /// <summary>The file in which the last row was; a source can span several.</summary>
    protected virtual string CurrentFile => ShownFile;

    /// <summary>The last row's line.</summary>
    protected abstract long Line { get; }

    /// <summary>Column and text of the last refusal.</summary>
    protected abstract (string? Column, string Problem) Refusal { get; }

    /// <summary>Reads up to the first arrival, so that the start is known.</summary>
    public void Prime()
    {
        HasRows = _hasHead = Next(ref _head);
        if (_hasHead)
        {
            Origin = IsAbsolute ? FirstTime : Math.Min(0, FirstTime);
        }
    }

    public sealed override int Read(Span<Arrival> buffer)
    {
        var count = 0;
        if (_hasHead && !buffer.IsEmpty)
        {
            _hasHead = false;
            buffer[0] = _head;
            Emit(ref buffer[0]);
            count = 1;
        }

        while (count < buffer.Length && Next(ref buffer[count]))
        {
            Emit(ref buffer[count++]);
        }

        return count;
    }

    /// <summary>The next row in the file's order, its function a number of <see cref="Table"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="seen">The time by which the file is ordered.</param>
    protected abstract RowResult NextRow(ref Arrival row, out long seen);

    /// <summary>Gives a row that was read already, by its number from 0, another outcome.</summary>
    protected void Amend(long row, Outcome outcome) => _reorder!.Amend(row, outcome);

    private void Emit(ref Arrival arrival)
    {
        arrival.Time -= Origin;
        arrival.Function = Table.Publish(arrival.Function);
    }

    private bool Next(ref Arrival arrival)
    {
        if (_reorder is null)
        {
            while (Row(ref arrival, out _))
            {
                if (_hasLast && (arrival.Time < _last || arrival.Time - _first > MaxSpan))
                {
                    Refuse(null, OutOfOrder(arrival.Time));
                    continue;
                }

                _first = _hasLast ? _first : arrival.Time;
                _hasLast = true;
                _last = arrival.Time;
                return true;
            }

            return false;
        }

        while (!_reorder.TryTake(_ended, ref arrival))
        {
            if (_ended)
            {
                return false;
            }

            if (!Row(ref arrival, out var seen))
            {
                _ended = true;
            }
            else if (_hasLast && (arrival.Time - _first > MaxSpan || _first - arrival.Time > MaxSpan))
            {
                Refuse(null, OutOfOrder(arrival.Time));
            }
            else if (!_reorder.TryAdd(arrival, seen, _rows - 1, out var problem))
            {
                Refuse(null, problem);
            }
            else
            {
                _first = _hasLast ? _first : arrival.Time;
                _hasLast = true;
            }
        }

        return true;
    }

    private bool Row(ref Arrival arrival, out long seen)
    {
        while (true)
        {
            switch (NextRow(ref arrival, out seen))
            {
                case RowResult.Row:
                    _rows++;
                    return true;
                case RowResult.End:
                    return false;
                case RowResult.Malformed:
                    var (column, problem) = Refusal;
                    Refuse(column, problem);
                    break;
            }
        }
    }

    private string OutOfOrder(long time) => time < _last
        ? Text.Invariant($"the time goes back by {(_last - time) / 1e9} s; sort the rows by time")
        : "the time is more than a hundred years from the first row's; check the column's unit";

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refuse(string? column, string problem) => Refuse(CurrentFile, Line, column, problem);

    /// <summary>Stops at a malformed row, or leaves it out and counts it.</summary>
    protected void Refuse(string file, long line, string? column, string problem)
    {
        if (!_skip)
        {
            throw new TraceFormatException(file, line, column, problem);
        }

        _skipped++;
    }
}
