using System.Runtime.CompilerServices;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A CSV file with a row a call: the project's own names, a mapping, or the Azure trace of 2021.</summary>
internal sealed class CsvTrace : FileSource
{
    private readonly BlockReader _reader;
    private readonly RowParser _parser;
    private readonly RowSchema _schema;
    private readonly Column[][] _columns;
    private readonly bool _checkText;
    private byte[] _scratch = [];

    public CsvTrace(BlockReader reader, RowSchema schema, TraceOptions options)
        : base(reader.Name, options, schema.Has(Field.End) ? RowOrder.End : RowOrder.Start)
    {
        _reader = reader;
        _schema = schema;
        _columns = schema.Bind(reader.Name, 1, ReadHeader(reader));
        _checkText = _columns.Any(c => c.Length == 0);
        _parser = new RowParser(Table, schema);
    }

    public override bool IsAbsolute => _parser.Clock is FileClock.Iso or FileClock.Unix;

    public override double? Progress => _reader.Progress;

    protected override long Line => _reader.Line;

    protected override (string? Column, string Problem) Refusal => (_parser.ProblemColumn, _parser.Problem);

    /// <summary>The names in a file's first record.</summary>
    public static List<string> ReadHeader(BlockReader reader)
    {
        if (!reader.ReadRecord(out var record, out _))
        {
            throw new TraceFormatException(reader.Name, 1, null, "the header is missing");
        }

        if (!System.Text.Unicode.Utf8.IsValid(record))
        {
            throw new TraceFormatException(reader.Name, 1, null, "the header is not valid UTF-8; is this a text file?");
        }

        var names = new List<string>();
        var fields = new CsvFields(record, new byte[record.Length]);
        while (fields.More)
        {
            if (fields.Next(out var field) is { } problem)
            {
                throw new TraceFormatException(reader.Name, 1, Text.Of(names.Count + 1), problem);
            }

            names.Add(Encoding.UTF8.GetString(field));
        }

        return names;
    }

    public override void Dispose()
    {
        _reader.Dispose();
        base.Dispose();
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        ReadOnlySpan<byte> record;
        bool quoted;
        do
        {
            if (!_reader.ReadRecord(out record, out quoted))
            {
                return RowResult.End;
            }
        }
        while (record.IsEmpty);

        _parser.Begin();
        foreach (var (column, text) in _schema.Constants)
        {
            if (!_parser.Set(column, text))
            {
                return RowResult.Malformed;
            }
        }

        if (_checkText && !System.Text.Unicode.Utf8.IsValid(record))
        {
            return _parser.Refuse(null, "the row is not valid UTF-8; save the file as UTF-8");
        }

        if (quoted)
        {
            return Quoted(record, ref row, out seen);
        }

        foreach (var meanings in _columns.AsSpan(0, _columns.Length - 1))
        {
            var comma = record.IndexOf((byte)',');
            if (comma < 0)
            {
                return WrongNumber("fewer");
            }

            foreach (var column in meanings)
            {
                if (!_parser.Set(column, record[..comma]))
                {
                    return RowResult.Malformed;
                }
            }

            record = record[(comma + 1)..];
        }

        if (record.Contains((byte)','))
        {
            return WrongNumber("more");
        }

        foreach (var column in _columns[^1])
        {
            if (!_parser.Set(column, record))
            {
                return RowResult.Malformed;
            }
        }

        return _parser.Finish(ref row, out seen);
    }

    private RowResult Quoted(ReadOnlySpan<byte> record, ref Arrival row, out long seen)
    {
        seen = 0;
        if (_scratch.Length < record.Length)
        {
            _scratch = new byte[record.Length * 2];
        }

        var fields = new CsvFields(record, _scratch);
        for (var i = 0; fields.More; i++)
        {
            if (i == _columns.Length)
            {
                return WrongNumber("more");
            }

            if (fields.Next(out var field) is { } problem)
            {
                return _parser.Refuse(Text.Of(i + 1), problem);
            }

            foreach (var column in _columns[i])
            {
                if (!_parser.Set(column, field))
                {
                    return RowResult.Malformed;
                }
            }

            if (!fields.More && i < _columns.Length - 1)
            {
                return WrongNumber("fewer");
            }
        }

        return _parser.Finish(ref row, out seen);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RowResult WrongNumber(string than) => _parser.Refuse(null, Text.Invariant($"the row has {than} values than the header's {_columns.Length}"));
}
