using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Gathers one row's values, checks them and makes an arrival of them. Times are those of the file's own clock.</summary>
internal sealed class RowParser
{
    /// <summary>Longest length of time a row may state: ten years. The engine cuts calls at AWS's own limit.</summary>
    public const long MaxLength = 3_653L * 86_400 * 1_000_000_000;

    /// <summary>Times from here on, in nanoseconds, are Unix time if the file's first is one.</summary>
    private const long UnixFrom = 1_000_000_000L * 1_000_000_000;

    // 2200-01-01, where the instants of IsoInstant end too.
    private const long UnixTo = 7_258_118_400L * 1_000_000_000;

    /// <summary>Largest payload of a synchronous request in bytes (rule TRC-PAYLOAD).</summary>
    public const int MaxPayload = 6_291_456;

    /// <summary>Largest payload of an event in bytes (rule TRC-PAYLOAD).</summary>
    public const int MaxEventPayload = 1_048_576;

    private readonly FunctionTable _functions;
    private readonly bool _hasApp;
    private readonly bool _hasEnd;
    private readonly int _conditions;
    private readonly byte[] _name = new byte[FunctionTable.MaxName];
    private readonly byte[] _app = new byte[FunctionTable.MaxName];
    private readonly byte[] _key = new byte[(2 * FunctionTable.MaxName) + 1];
    private int _nameLength;
    private int _appLength;
    private int _function;
    private int _met;
    private long _time;
    private long _duration;
    private long _init;
    private int _memory;
    private string? _memoryColumn;
    private int _payload;
    private string? _payloadColumn;
    private InvocationType _type;
    private Outcome _outcome;

    public RowParser(FunctionTable functions, RowSchema schema)
    {
        _functions = functions;
        _hasApp = schema.Has(Field.App);
        _hasEnd = schema.Has(Field.End);
        _conditions = schema.Columns.Count(c => c.Field == Field.Where);
    }

    /// <summary>What the file's first time said of its clock.</summary>
    public FileClock Clock { get; private set; }

    /// <summary>After a refusal: the column.</summary>
    public string? ProblemColumn { get; private set; }

    /// <summary>After a refusal: what is wrong.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Starts a row.</summary>
    public void Begin()
    {
        _function = -1;
        _nameLength = 0;
        _met = 0;
        _time = 0;
        _duration = Arrival.NotGiven;
        _init = Arrival.NotGiven;
        _memory = 0;
        _payload = 0;
        _type = InvocationType.RequestResponse;
        _outcome = Outcome.Succeeded;
    }

    /// <summary>Takes one value; empty means not given.</summary>
    /// <returns>False: refused, see <see cref="Problem"/>.</returns>
    public bool Set(Column column, ReadOnlySpan<byte> text)
    {
        switch (column.Field)
        {
            case Field.Time or Field.End:
                return SetTime(column, text);
            case Field.Duration:
                return text.IsEmpty || SetLength(column, text, ref _duration);
            case Field.Init:
                return text.IsEmpty || SetLength(column, text, ref _init);
            case Field.Function:
                return SetFunction(column, text);
            case Field.App:
                return SetApp(column, text);
            case Field.Memory:
                return text.IsEmpty || SetWhole(column, text, 128, 10_240, " MB", ref _memory, ref _memoryColumn);
            case Field.Payload:
                return text.IsEmpty || SetWhole(column, text, 0, MaxPayload, " bytes", ref _payload, ref _payloadColumn);
            case Field.Type:
                return text.IsEmpty || CallWords.Read(text, out _type) || No(column, $"unknown type '{RowSchema.Printable(text)}'; it is RequestResponse or Event");
            case Field.Outcome:
                return text.IsEmpty || CallWords.Read(text, out _outcome) || No(column, $"unknown outcome '{RowSchema.Printable(text)}'; it is ok, error, timeout or crash");
            case Field.Where:
                _met += text.SequenceEqual(column.Match) ? 1 : 0;
                return true;
            default:
                return true;
        }
    }

    /// <summary>Ends a row.</summary>
    /// <param name="arrival">The call; its function is the number in the function table.</param>
    /// <param name="seen">The time the file is ordered by.</param>
    public RowResult Finish(ref Arrival arrival, out long seen)
    {
        seen = _time;
        if (_met < _conditions)
        {
            return RowResult.LeftOut;
        }

        if (_hasEnd)
        {
            if (_duration == Arrival.NotGiven)
            {
                return Refuse(null, "the row gives its end but no duration, so its start is unknown");
            }

            _time -= _duration;
        }

        if (_payload > MaxEventPayload && _type == InvocationType.Event)
        {
            return Refuse(_payloadColumn, Text.Invariant($"{_payload} bytes are more than AWS takes for an Event, {MaxEventPayload}"));
        }

        if (_function < 0)
        {
            ResolveFunction();
        }

        if (_functions.RefuseMemory(_function, _memory) is { } conflict)
        {
            return Refuse(_memoryColumn, conflict);
        }

        _functions.SetMemory(_function, _memory);
        arrival.Time = _time;
        arrival.Duration = _duration;
        arrival.Init = _init;
        arrival.Function = _function;
        arrival.PayloadBytes = _payload;
        arrival.Type = _type;
        arrival.Outcome = _outcome;
        return RowResult.Row;
    }

    /// <summary>Refuses the row for a reason of the caller's.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public RowResult Refuse(string? column, string problem)
    {
        ProblemColumn = column;
        Problem = problem;
        return RowResult.Malformed;
    }

    private bool No(Column column, string problem)
    {
        Refuse(column.Name, problem);
        return false;
    }

    private bool SetTime(Column column, ReadOnlySpan<byte> text)
    {
        if (column.Scale == Column.AnyTime && IsoInstant.LooksLikeOne(text))
        {
            if (IsoInstant.Read(text, zoneOptional: false, out _time) is { } problem)
            {
                return No(column, $"'{RowSchema.Printable(text)}': {problem}");
            }

            return Clock == FileClock.Iso || SetClock(column, FileClock.Iso);
        }

        var status = DecimalText.Read(text, column.Scale == Column.AnyTime ? 9 : column.Scale, out _time);
        if (status != NumberStatus.Ok)
        {
            return No(column, DecimalText.Refusal(status, text, column.Scale == Column.AnyTime ? "an instant like 2026-01-31T12:00:00Z, or seconds" : "a time"));
        }

        if (_time > UnixTo)
        {
            return No(column, DecimalText.Refusal(NumberStatus.TooLarge, text, ""));
        }

        var clock = _time >= UnixFrom ? FileClock.Unix : FileClock.Relative;
        return clock == Clock || SetClock(column, clock);
    }

    private bool SetClock(Column column, FileClock clock)
    {
        if (Clock == FileClock.Unknown)
        {
            Clock = clock;
            return true;
        }

        static string Describe(FileClock clock) => clock switch
        {
            FileClock.Iso => "an instant",
            FileClock.Unix => "Unix time",
            _ => "a time since the start",
        };

        return No(column, $"{Describe(clock)} after earlier rows had {Describe(Clock)}; use one kind in a file");
    }

    private bool SetLength(Column column, ReadOnlySpan<byte> text, ref long target)
    {
        var status = DecimalText.Read(text, column.Scale, out var value);
        if (status != NumberStatus.Ok)
        {
            return No(column, DecimalText.Refusal(status, text, "a length of time"));
        }

        if (value > MaxLength)
        {
            return No(column, $"'{RowSchema.Printable(text)}' is more than ten years; check the column's unit");
        }

        target = value;
        return true;
    }

    private bool SetWhole(Column column, ReadOnlySpan<byte> text, long min, long max, string unit, ref int target, ref string? name)
    {
        var status = DecimalText.ReadWhole(text, out var value);
        if (status is NumberStatus.Ok or NumberStatus.TooLarge or NumberStatus.Negative && (status != NumberStatus.Ok || value < min || value > max))
        {
            return No(column, Text.Invariant($"'{RowSchema.Printable(text)}' is out of AWS's range, {min} to {max}{unit}"));
        }

        if (status != NumberStatus.Ok)
        {
            return No(column, DecimalText.Refusal(status, text, "a whole number"));
        }

        target = (int)value;
        name = column.Name;
        return true;
    }

    private bool SetFunction(Column column, ReadOnlySpan<byte> text)
    {
        _function = _hasApp ? -1 : _functions.Find(text);
        if (_function < 0)
        {
            if (_functions.Refuse(text) is { } problem)
            {
                return No(column, problem);
            }

            text.CopyTo(_name);
            _nameLength = text.Length;
        }

        return true;
    }

    private bool SetApp(Column column, ReadOnlySpan<byte> text)
    {
        if (_functions.Refuse(text) is { } problem)
        {
            return No(column, problem.Replace("the function's name", "the application's id", StringComparison.Ordinal));
        }

        text.CopyTo(_app);
        _appLength = text.Length;
        return true;
    }

    private void ResolveFunction()
    {
        var name = _name.AsSpan(0, _nameLength);
        if (!_hasApp)
        {
            _function = _functions.Add(name);
            return;
        }

        _app.AsSpan(0, _appLength).CopyTo(_key);
        _key[_appLength] = 0;
        name.CopyTo(_key.AsSpan(_appLength + 1));
        var key = _key.AsSpan(0, _appLength + 1 + _nameLength);
        _function = _functions.Find(key);
        if (_function < 0)
        {
            _function = _functions.Add(key, _app.AsSpan(0, _appLength), name);
        }
    }
}
