using LambdaSim.Engine;
using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>A function of a trace of counts.</summary>
internal sealed class CountedFunction(int id, ulong spread, ulong durations)
{
    public readonly int Id = id;
    public readonly ulong Spread = spread;
    public readonly ulong Durations = durations;
    public ulong Drawn;
    public ulong Arrived;
}

/// <summary>One file, or set of files, whose columns follow each other in time.</summary>
internal abstract class CountsPart : IDisposable
{
    /// <summary>Nanoseconds a column stands for.</summary>
    public abstract long Width { get; }

    /// <summary>How many columns of counts there are.</summary>
    public abstract int Buckets { get; }

    /// <summary>The file's name.</summary>
    public abstract string Name { get; }

    /// <summary>Reads the rows.</summary>
    public abstract PackedCounts Load(CountsTrace trace);

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>
/// A trace that counts calls per minute (or another width). The calls of a column are laid into its time and put in order; the
/// rows are held while their part lasts, as each column needs all of them.
/// </summary>
internal sealed class CountsTrace : FileSource
{
    // One column's calls are held in memory at once.
    private const long MaxCalls = 10_000_000;

    private readonly IReadOnlyList<CountsPart> _parts;
    private readonly MinuteSpread _spread;
    private readonly ulong _seed;
    private readonly List<CountedFunction> _functions = [];
    private Call[] _calls = new Call[256];
    private int _next;
    private int _count;
    private int _part = -1;
    private int _bucket;
    private long _time;
    private PackedCounts? _rows;
    private PackedCounts.Cursor[] _cursors = [];

    public CountsTrace(IReadOnlyList<CountsPart> parts, TraceOptions options)
        : base(parts[0].Name, options with { ReorderWindow = null }, RowOrder.Start)
    {
        _parts = parts;
        _spread = options.Spread;
        _seed = options.Seed;
    }

    public override bool IsAbsolute => false;

    public override double? Progress => _part < 0 ? 0 : (_part + ((double)_bucket / Math.Max(1, _parts[_part].Buckets))) / _parts.Count;

    /// <summary>The functions named so far.</summary>
    public FunctionTable Names => Table;

    protected override string CurrentFile => _parts[Math.Clamp(_part, 0, _parts.Count - 1)].Name;

    protected override long Line => 0;

    protected override (string? Column, string Problem) Refusal => (null, "");

    /// <summary>The function of a number in <see cref="Names"/>. Draws go by its name, so that no other function shifts them.</summary>
    public CountedFunction Function(int id)
    {
        while (_functions.Count <= id)
        {
            var entity = StableHash.Of(Table.Name(_functions.Count));
            _functions.Add(new CountedFunction(_functions.Count, Draw.Stream(_seed, Purpose.WorkloadMinute, entity), Draw.Stream(_seed, Purpose.WorkloadDuration, entity)));
        }

        return _functions[id];
    }

    /// <summary>Refuses, or leaves out and counts, a row.</summary>
    public void RefuseRow(string file, long line, string? column, string problem) => Refuse(file, line, column, problem);

    public override void Dispose()
    {
        foreach (var part in _parts)
        {
            part.Dispose();
        }

        base.Dispose();
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        while (_next == _count)
        {
            if (!NextBucket())
            {
                return RowResult.End;
            }
        }

        ref var call = ref _calls[_next++];
        var cursor = _cursors[call.Row];
        var function = cursor.Function;
        var ordinal = function.Arrived++;
        row = default;
        row.Time = seen = call.Time;
        row.Function = function.Id;
        row.Duration = cursor.Lengths?.Sample(Draw.At(function.Durations, ordinal)) ?? Arrival.NotGiven;
        row.Init = Arrival.NotGiven;
        row.Outcome = Outcome.Succeeded;
        return RowResult.Row;
    }

    private bool NextBucket()
    {
        if (_part == _parts.Count)
        {
            return false;
        }

        if (_part < 0 || _bucket == _parts[_part].Buckets)
        {
            if (++_part == _parts.Count)
            {
                _part--;
                _rows = null;
                _cursors = [];
                return false;
            }

            _bucket = 0;
            _rows = _parts[_part].Load(this);
            _cursors = _rows.Begin();
        }

        var width = _parts[_part].Width;
        _next = 0;
        _count = 0;
        for (var i = 0; i < _cursors.Length; i++)
        {
            var calls = _rows!.Next(ref _cursors[i]);
            if (calls > 0)
            {
                Lay(i, (int)calls, width);
            }
        }

        Array.Sort(_calls, 0, _count, Comparer<Call>.Default);
        _bucket++;
        _time += width;
        return true;
    }

    private void Lay(int row, int calls, long width)
    {
        var function = _cursors[row].Function;
        if (_count + (long)calls > MaxCalls)
        {
            throw new TraceFormatException(CurrentFile, 0, null, Configuration.Text.Invariant($"column of counts number {_bucket + 1} holds more than {MaxCalls} calls; use narrower columns or a part of the trace"));
        }

        while (_count + calls > _calls.Length)
        {
            Array.Resize(ref _calls, _calls.Length * 2);
        }

        var phase = _spread == MinuteSpread.Evenly ? Draw.At(function.Spread, function.Drawn) : 0;
        for (var i = 0; i < calls; i++)
        {
            // Evenly: (i + phase) / calls of the width, phase a share of 2^64.
            var offset = _spread == MinuteSpread.Evenly
                ? (long)((((UInt128)(ulong)width * (ulong)i) + (((UInt128)(ulong)width * phase) >> 64)) / (ulong)calls)
                : (long)Math.BigMul(Draw.At(function.Spread, function.Drawn + (ulong)i), (ulong)width, out _);
            _calls[_count] = new Call(_time + offset, row, _count);
            _count++;
        }

        function.Drawn += (ulong)calls;
    }

    private readonly record struct Call(long Time, int Row, int Sequence) : IComparable<Call>
    {
        public int CompareTo(Call other) => Time != other.Time ? Time.CompareTo(other.Time) : Sequence.CompareTo(other.Sequence);
    }
}
