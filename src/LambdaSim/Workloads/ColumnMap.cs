using System.Text;

namespace LambdaSim.Workloads;

/// <summary>
/// The text of <see cref="TraceOptions.Columns"/>: <c>key=column</c> pairs with commas between them; <c>key='value'</c> is a constant.
/// </summary>
internal sealed class ColumnMap
{
    private static readonly string[] Keys =
        ["timestamp", "t_s", "t_ms", "t_us", "end", "app", "function", "duration", "duration_s", "duration_ms", "duration_us", "init", "init_s", "init_ms", "init_us",
         "memory", "memory_mb", "payload", "payload_bytes", "type", "outcome", "counts", "width", "where"];

    private readonly List<Column> _columns = [];
    private readonly List<(Column Column, byte[] Text)> _constants = [];

    private ColumnMap()
    {
    }

    /// <summary>The prefix of the columns that hold counts; null: the file has a row a call.</summary>
    public string? Counts { get; private set; }

    /// <summary>Nanoseconds that one column of counts stands for.</summary>
    public long Width { get; private set; } = 60L * 1_000_000_000;

    public IReadOnlyList<Column> Columns => _columns;

    public IReadOnlyList<(Column Column, byte[] Text)> Constants => _constants;

    public bool HasFunction => _columns.Any(c => c.Field == Field.Function) || _constants.Any(c => c.Column.Field == Field.Function);

    /// <summary>Reads a mapping.</summary>
    /// <exception cref="SimulationConfigException">It is none.</exception>
    public static ColumnMap Parse(string text)
    {
        var map = new ColumnMap();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in Split(text))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == part.Length - 1)
            {
                throw Bad($"'{part}' is no pair KEY=COLUMN");
            }

            var key = part[..equals].Trim();
            if (!Keys.Contains(key, StringComparer.Ordinal))
            {
                throw Bad($"unknown key '{key}'{Nearest.Hint(key, Keys)} (keys: {string.Join(", ", Keys)})");
            }

            if (key != "where" && !seen.Add(key))
            {
                throw Bad($"{key} is given twice");
            }

            map.Set(key, part[(equals + 1)..].Trim());
        }

        if (map.Counts is null && seen.Contains("width"))
        {
            throw Bad("width is the time one column of counts stands for, but no counts=PREFIX* is given");
        }

        if (map.Counts is not null && map._columns.Concat(map._constants.Select(c => c.Column)).FirstOrDefault(c => c.Field is not (Field.Function or Field.App or Field.Duration or Field.Memory or Field.Where)) is { } idle)
        {
            throw Bad($"a file of counts has no use for {idle.Name}; it takes function, app, duration, memory, width and where");
        }

        return map;
    }

    private void Set(string key, string value)
    {
        switch (key)
        {
            case "counts":
                if (value.Length < 2 || value[^1] != '*')
                {
                    throw Bad($"counts={value} must name the columns by their common beginning, such as counts=m*");
                }

                Counts = value[..^1];
                return;
            case "width":
                Width = ParseWidth(value);
                return;
            case "where":
                var equals = value.IndexOf('=', StringComparison.Ordinal);
                if (equals <= 0)
                {
                    throw Bad($"where={value} must name a column and its value, such as where=region=eu");
                }

                _columns.Add(new Column(Field.Where, value[..equals].Trim(), 0, Encoding.UTF8.GetBytes(Unquote(value[(equals + 1)..].Trim(), out _))));
                return;
        }

        var name = Unquote(value, out var constant);
        var (field, scale) = Meaning(key, name, constant);
        if (constant)
        {
            if (field is Field.Time or Field.End)
            {
                throw Bad($"{key} cannot be the same for all rows; name a column");
            }

            _constants.Add((new Column(field, $"{key} of the mapping", scale), Encoding.UTF8.GetBytes(name)));
        }
        else
        {
            _columns.Add(new Column(field, name, scale));
        }
    }

    private static (Field Field, int Scale) Meaning(string key, string column, bool constant)
    {
        switch (key)
        {
            case "timestamp":
                return (Field.Time, RowSchema.UnitOf(column) ?? Column.AnyTime);
            case "end":
                return (Field.End, RowSchema.UnitOf(column) ?? Column.AnyTime);
            case "app":
                return (Field.App, 0);
            case "function":
                return (Field.Function, 0);
            case "memory" or "memory_mb":
                return (Field.Memory, 0);
            case "payload" or "payload_bytes":
                return (Field.Payload, 0);
            case "type":
                return (Field.Type, 0);
            case "outcome":
                return (Field.Outcome, 0);
        }

        var field = key[0] == 't' ? Field.Time : key.StartsWith("duration", StringComparison.Ordinal) ? Field.Duration : Field.Init;
        var unit = RowSchema.UnitOf(key) ?? (constant ? null : RowSchema.UnitOf(column));
        return unit is { } scale ? (field, scale) : throw Bad($"{key}={column} has no unit; write {key}_s, {key}_ms or {key}_us");
    }

    private static long ParseWidth(string value)
    {
        long unit = value[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        if (unit == 0 || DecimalText.ReadWhole(Encoding.UTF8.GetBytes(value[..^1]), out var number) != NumberStatus.Ok || number < 1 || number > 86_400 || number * unit > 86_400)
        {
            throw Bad($"width={value} must be a whole number of s, m or h up to a day, such as 1m");
        }

        return number * unit * 1_000_000_000;
    }

    private static string Unquote(string value, out bool quoted)
    {
        quoted = value.Length >= 2 && value[0] == '\'' && value[^1] == '\'';
        return quoted ? value[1..^1] : value;
    }

    private static IEnumerable<string> Split(string text)
    {
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && !quoted))
            {
                yield return text[start..i].Trim();
                start = i + 1;
            }
            else if (text[i] == '\'')
            {
                quoted = !quoted;
            }
        }
    }

    private static SimulationConfigException Bad(string problem) => new($"columns: {problem}");
}
