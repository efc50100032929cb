using System.Text;
using System.Text.Json;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A file with a JSON object a line, its properties named like the CSV columns.</summary>
internal sealed class JsonLinesTrace : FileSource
{
    private readonly BlockReader _reader;
    private readonly RowSchema _schema;
    private readonly RowParser _parser;
    private readonly NameTable _names = new();
    private readonly List<Column[]> _meanings = [];
    private readonly int _constant;
    private byte[] _scratch = new byte[256];

    public JsonLinesTrace(BlockReader reader, RowSchema schema, TraceOptions options)
        : base(reader.Name, options, schema.Has(Field.End) ? RowOrder.End : RowOrder.Start)
    {
        _reader = reader;
        _schema = schema;
        _parser = new RowParser(Table, schema);
        foreach (var column in schema.Columns)
        {
            var name = Encoding.UTF8.GetBytes(column.Name);
            if (_names.Find(name) < 0)
            {
                _names.Add(name);
                _meanings.Add([.. schema.Columns.Where(c => c.Name == column.Name)]);
            }
        }

        foreach (var (column, _) in schema.Constants)
        {
            _constant |= Bit(column.Field);
        }
    }

    public override bool IsAbsolute => _parser.Clock is FileClock.Iso or FileClock.Unix;

    public override double? Progress => _reader.Progress;

    protected override long Line => _reader.Line;

    protected override (string? Column, string Problem) Refusal => (_parser.ProblemColumn, _parser.Problem);

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        ReadOnlySpan<byte> line;
        do
        {
            if (!_reader.ReadLine(out line))
            {
                return RowResult.End;
            }
        }
        while (line.IsEmpty);

        if (!System.Text.Unicode.Utf8.IsValid(line))
        {
            return _parser.Refuse(null, "the line is not valid UTF-8; save the file as UTF-8");
        }

        try
        {
            return Parse(line, ref row, out seen);
        }
        catch (JsonException e)
        {
            return _parser.Refuse(Configuration.Text.Of((e.BytePositionInLine ?? 0) + 1), "the line is no JSON object; write one object a line, each whole in its line");
        }
        catch (InvalidOperationException)
        {
            return _parser.Refuse(null, "a text holds an escape that is no character");
        }
    }

    private RowResult Parse(ReadOnlySpan<byte> line, ref Arrival row, out long seen)
    {
        seen = 0;
        _parser.Begin();
        foreach (var (column, text) in _schema.Constants)
        {
            if (!_parser.Set(column, text))
            {
                return RowResult.Malformed;
            }
        }

        var json = new Utf8JsonReader(line);
        var present = _constant;
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return _parser.Refuse(null, "the line is no JSON object; write one object a line");
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var index = _names.Find(Value(ref json));
            if (index < 0 && !_schema.IgnoreOthers)
            {
                var name = json.GetString()!;
                return _parser.Refuse(RowSchema.Printable(name), _schema.UnknownName("property", name));
            }

            json.Read();
            if (index < 0)
            {
                json.Skip();
            }
            else if (!SetAll(_meanings[index], ref json, ref present))
            {
                return RowResult.Malformed;
            }
        }

        json.Read();
        return Missing(present) is { } missing ? _parser.Refuse(null, missing) : _parser.Finish(ref row, out seen);
    }

    private bool SetAll(Column[] meanings, ref Utf8JsonReader json, ref int present)
    {
        var name = meanings[0].Name;
        if (json.TokenType is not (JsonTokenType.String or JsonTokenType.Number or JsonTokenType.Null))
        {
            _parser.Refuse(name, "the value is neither text nor number");
            return false;
        }

        var value = json.TokenType == JsonTokenType.Null ? default : Value(ref json);
        foreach (var column in meanings)
        {
            if (column.Field != Field.Where && (present & Bit(column.Field)) != 0)
            {
                _parser.Refuse(name, "the line says this twice; keep one of them");
                return false;
            }

            present |= Bit(column.Field);
            if (!_parser.Set(column, value))
            {
                return false;
            }
        }

        return true;
    }

    private string? Missing(int present)
    {
        if ((present & (Bit(Field.Time) | Bit(Field.End))) == 0)
        {
            return "the line gives no time; a property timestamp, t_s, t_ms or t_us is needed";
        }

        if ((present & Bit(Field.Function)) == 0)
        {
            return "the line gives no function; a property function is needed";
        }

        if (_schema.Has(Field.App) && (present & Bit(Field.App)) == 0)
        {
            return "the line gives no application";
        }

        return (present & Bit(Field.Duration)) == 0 && !_schema.IgnoreOthers
            ? "the line gives no duration; a property duration_ms, duration_s or duration_us is needed (it may be null)"
            : null;
    }

    private ReadOnlySpan<byte> Value(ref Utf8JsonReader json)
    {
        if (!json.ValueIsEscaped)
        {
            return json.ValueSpan;
        }

        if (_scratch.Length < json.ValueSpan.Length)
        {
            _scratch = new byte[json.ValueSpan.Length * 2];
        }

        return _scratch.AsSpan(0, json.CopyString(_scratch));
    }

    private static int Bit(Field field) => 1 << (int)field;
}
