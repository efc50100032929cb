using System.Text;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>What a column says about a call.</summary>
internal enum Field : byte
{
    Ignored = 0,
    Time,
    End,
    App,
    Function,
    Duration,
    Init,
    Memory,
    Payload,
    Type,
    Outcome,
    Where,
}

/// <summary>A column of a file.</summary>
/// <param name="Field">What it says.</param>
/// <param name="Name">Its name in the file.</param>
/// <param name="Scale">Of times and lengths: the power of ten that makes nanoseconds of it; <see cref="AnyTime"/>.</param>
/// <param name="Match">Of <see cref="Field.Where"/>: the text that selects a row.</param>
internal sealed record Column(Field Field, string Name, int Scale = 0, byte[]? Match = null)
{
    /// <summary>Scale of a time column that may hold ISO-8601 instants as well as seconds.</summary>
    public const int AnyTime = -1;
}

/// <summary>Which columns mean what.</summary>
internal sealed class RowSchema
{
    private static readonly (string Suffix, int Scale)[] Units = [("_ms", 6), ("_s", 9), ("_us", 3)];

    private static readonly Column[] Own =
    [
        new(Field.Time, "timestamp", Column.AnyTime), .. WithUnits(Field.Time, "t"), new(Field.Function, "function"),
        .. WithUnits(Field.Duration, "duration"), .. WithUnits(Field.Init, "init"), new(Field.Memory, "memory_mb"),
        new(Field.Payload, "payload_bytes"), new(Field.Type, "type"), new(Field.Outcome, "outcome"),
    ];

    private RowSchema(IReadOnlyList<Column> columns, bool ignoreOthers, IReadOnlyList<(Column Column, byte[] Text)> constants)
    {
        Columns = columns;
        IgnoreOthers = ignoreOthers;
        Constants = constants;
    }

    /// <summary>The columns foreseen.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Whether columns not named are ignored; else they are errors.</summary>
    public bool IgnoreOthers { get; }

    /// <summary>Values that hold for every row.</summary>
    public IReadOnlyList<(Column Column, byte[] Text)> Constants { get; }

    /// <summary>Whether a name is one of the project's own.</summary>
    public static bool IsOwn(string name) => Own.Any(c => c.Name == name);

    /// <summary>The project's own names.</summary>
    public static RowSchema OwnNames(string? function) => new(Own, ignoreOthers: false, FunctionConstant(function));

    /// <summary>The Azure Functions Invocation Trace 2021.</summary>
    public static RowSchema Azure2021 { get; } = new(
        [new(Field.App, "app"), new(Field.Function, "func"), new(Field.End, "end_timestamp", 9), new(Field.Duration, "duration", 9)], ignoreOthers: false, []);

    /// <summary>A mapping given by the user.</summary>
    public static RowSchema Mapped(IReadOnlyList<Column> columns, IReadOnlyList<(Column Column, byte[] Text)> constants, string? function) =>
        new(columns, ignoreOthers: true, [.. constants, .. FunctionConstant(function)]);

    /// <summary>Whether a column or constant of this meaning is foreseen.</summary>
    public bool Has(Field field) => Columns.Any(c => c.Field == field) || Constants.Any(c => c.Column.Field == field);

    /// <summary>The power of ten of a column name's unit, if it has one.</summary>
    public static int? UnitOf(string column)
    {
        foreach (var (suffix, scale) in Units)
        {
            if (column.EndsWith(suffix, StringComparison.Ordinal))
            {
                return scale;
            }
        }

        return null;
    }

    /// <summary>The columns of a property's name; there can be several, when a mapping uses one twice.</summary>
    public IEnumerable<Column> Named(string name) => Columns.Where(c => c.Name == name);

    /// <summary>Lays the schema over a header.</summary>
    /// <returns>For each of the file's columns what it means, which can be several things.</returns>
    /// <exception cref="TraceFormatException">A column is unknown, missing or there twice.</exception>
    public Column[][] Bind(string file, long line, IReadOnlyList<string> header)
    {
        var bound = new Column[header.Count][];
        for (var i = 0; i < header.Count; i++)
        {
            bound[i] = [.. Named(header[i])];
            if (bound[i].Length == 0 && !IgnoreOthers)
            {
                if (header[i].Length == 0)
                {
                    throw new TraceFormatException(file, line, null, header.Count == 1
                        ? "the line is empty; the first line names the columns, such as timestamp,function,duration_ms"
                        : Configuration.Text.Invariant($"column {i + 1} has no name; name it, or choose columns with --columns timestamp=NAME,function=NAME,duration=NAME"));
                }

                throw new TraceFormatException(file, line, header[i], UnknownName("column", header[i]));
            }

            if (bound[i].Length > 0 && header.Take(i).Contains(header[i], StringComparer.Ordinal))
            {
                throw new TraceFormatException(file, line, header[i], "the column is there twice");
            }
        }

        if (IgnoreOthers)
        {
            foreach (var column in Columns)
            {
                if (!header.Contains(column.Name, StringComparer.Ordinal))
                {
                    throw new TraceFormatException(file, line, column.Name, $"the columns' mapping names it, but the file has no such column{Nearest.Hint(column.Name, header)}");
                }
            }
        }

        if (RefuseSet(bound.SelectMany(c => c)) is { } problem)
        {
            throw new TraceFormatException(file, line, null, problem);
        }

        return bound;
    }

    /// <summary>What is wrong with a name that the schema does not know.</summary>
    public string UnknownName(string what, string name) =>
        $"unknown {what} '{Printable(name)}'{Nearest.Hint(name, Columns.Select(c => c.Name))} (map other names with --columns timestamp=NAME,function=NAME,duration=NAME)";

    /// <summary>What is wrong with the fields that a row or header brings, or null.</summary>
    public string? RefuseSet(IEnumerable<Column> present)
    {
        var fields = present.Concat(Constants.Select(c => c.Column)).Where(c => c.Field != Field.Where).ToList();
        var twice = fields.GroupBy(c => c.Field).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            var names = string.Join(" and ", twice.Select(c => c.Name));
            return $"{names} say the same thing; keep one of them";
        }

        bool Given(Field field) => fields.Any(c => c.Field == field);
        if (Given(Field.Time) && Given(Field.End))
        {
            return "both a start and an end time are given; keep one of them";
        }

        if (!Given(Field.Time) && !Given(Field.End))
        {
            return "no time is given; a column timestamp, t_s, t_ms or t_us is needed, or a mapping --columns timestamp=NAME";
        }

        if (!Given(Field.Function))
        {
            return "no function is given; a column function is needed, or a mapping --columns function=NAME or function='NAME'";
        }

        if (!Given(Field.Duration) && (!IgnoreOthers || Given(Field.End)))
        {
            return "no duration is given; a column duration_ms, duration_s or duration_us is needed (its values may be empty), or a mapping --columns duration=NAME";
        }

        return null;
    }

    /// <summary>A name cut to what fits into a message.</summary>
    public static string Printable(string text)
    {
        var cut = text.Length > 40 ? text[..40] + "…" : text;
        return string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <summary>A value cut to what fits into a message.</summary>
    public static string Printable(ReadOnlySpan<byte> text) => Printable(Encoding.UTF8.GetString(text.Length > 64 ? text[..64] : text));

    private static IEnumerable<Column> WithUnits(Field field, string name) => Units.Select(u => new Column(field, name + u.Suffix, u.Scale));

    private static IReadOnlyList<(Column Column, byte[] Text)> FunctionConstant(string? function) =>
        function is null ? [] : [(new Column(Field.Function, "the option function"), Encoding.UTF8.GetBytes(function))];
}
