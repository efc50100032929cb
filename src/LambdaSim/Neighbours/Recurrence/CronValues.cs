using System.Globalization;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>What a field of a cron expression may hold.</summary>
internal sealed record CronRange(int Min, int Max)
{
    public static readonly CronRange Minutes = new(0, 59);
    public static readonly CronRange Hours = new(0, 23);
    public static readonly CronRange DaysOfMonth = new(1, 31);
    public static readonly CronRange Months = new(1, 12) { Names = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"] };

    /// <summary>Sunday is the first.</summary>
    public static readonly CronRange DaysOfWeek = new(1, 7) { Names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] };

    /// <summary>Names of the values, from the smallest on, in any case.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whether a range such as <c>FRI-MON</c> goes on at the beginning.</summary>
    public bool Wraps { get; init; } = true;

    public int Size => Max - Min + 1;

    /// <summary>A number of the range, or a name; null: it is none.</summary>
    public int? Value(string text)
    {
        for (var i = 0; i < Names.Count; i++)
        {
            if (Names[i].Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return Min + i;
            }
        }

        return Number(text, Min, Max);
    }

    public static int? Number(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null;
}

/// <summary>A set of values of one field.</summary>
internal sealed class CronValues
{
    private const int None = -1;

    private readonly CronRange _range;
    private readonly int[] _next;

    private CronValues(CronRange range, bool[] isIn)
    {
        _range = range;
        _next = new int[range.Size];
        var next = None;
        for (var i = range.Size - 1; i >= 0; i--)
        {
            _next[i] = next = isIn[i] ? range.Min + i : next;
        }
    }

    /// <summary>The first value that is not below another; null: there is none.</summary>
    public int? From(int value) => value > _range.Max ? null : _next[Math.Max(0, value - _range.Min)] is var next and not None ? next : null;

    /// <summary>Values, ranges and steps between commas; null: it is none of these.</summary>
    public static CronValues? Read(string text, CronRange range)
    {
        var isIn = new bool[range.Size];
        return text.Split(',').All(item => Add(item, range, isIn)) ? new CronValues(range, isIn) : null;
    }

    /// <summary>Adds <c>*</c>, <c>a</c>, <c>a-b</c>, or one of them with a step: <c>a/s</c> goes on to the end.</summary>
    /// <returns>False: it is none of these.</returns>
    public static bool Add(string item, CronRange range, bool[] isIn)
    {
        var slash = item.IndexOf('/', StringComparison.Ordinal);
        var step = slash < 0 ? 1 : CronRange.Number(item[(slash + 1)..], 1, Math.Max(range.Max, range.Size));
        if (step is not { } by || Span(slash < 0 ? item : item[..slash], range, slash >= 0) is not var (first, length))
        {
            return false;
        }

        for (var i = 0; i <= length; i += by)
        {
            isIn[(first - range.Min + i) % range.Size] = true;
        }

        return true;
    }

    private static (int First, int Length)? Span(string text, CronRange range, bool goesOn)
    {
        if (text == "*")
        {
            return (range.Min, range.Max - range.Min);
        }

        if (text.Split('-') is [var from, var to])
        {
            return range.Value(from) is { } a && range.Value(to) is { } b && (range.Wraps || b >= a) ? (a, (b - a + range.Size) % range.Size) : null;
        }

        return range.Value(text) is { } value ? (value, goesOn ? range.Max - value : 0) : null;
    }
}
