using System.Text;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>A log as CSV: what the console downloads (timestamp, message) or the rows of a Logs Insights query (@timestamp, @duration, ...).</summary>
internal sealed class LogCsv : LogSource
{
    private readonly LogRow _row = new();
    private readonly LogField[] _fields;
    private readonly List<string> _others = [];
    private byte[] _scratch = [];
    private (string? Column, string Problem)? _refusal;

    public LogCsv(BlockReader reader, LogFunction function, TraceOptions options)
        : base(reader, function, options)
    {
        var header = CsvTrace.ReadHeader(reader);
        _fields = [.. header.Select(static n => FieldOf(n))];
        for (var i = 0; i < header.Count; i++)
        {
            if (_fields[i] == LogField.None)
            {
                _others.Add(RowSchema.Printable(header[i]));
            }
            else if (Array.IndexOf(_fields, _fields[i]) < i)
            {
                throw new TraceFormatException(reader.Name, 1, RowSchema.Printable(header[i]), $"the column says the same as {RowSchema.Printable(header[Array.IndexOf(_fields, _fields[i])])}; keep one of them");
            }
        }
    }

    public override IReadOnlyList<string> Remarks => _others.Count == 0 ? base.Remarks : [.. base.Remarks, $"{Name}: columns not used: {string.Join(", ", _others)}"];

    protected override (string? Column, string Problem) Refusal => _refusal ?? base.Refusal;

    /// <summary>Whether a header is that of an exported log.</summary>
    public static bool Recognises(IReadOnlyList<string> header)
    {
        var fields = header.Select(FieldOf).ToList();
        return fields.Contains(LogField.Time) && (fields.Contains(LogField.Message) || fields.Contains(LogField.Duration));
    }

    protected override RowResult NextRow(ref Arrival row, out long seen)
    {
        seen = 0;
        _refusal = null;
        while (Reader.ReadRecord(out var record, out _))
        {
            if (record.IsEmpty)
            {
                continue;
            }

            if (Fill(record) is { } problem)
            {
                _refusal = (null, problem);
                return RowResult.Malformed;
            }

            var result = Events.Take(_row, ref row);
            seen = Events.Seen;
            if (result != RowResult.LeftOut)
            {
                return result;
            }
        }

        return AtEnd();
    }

    private static LogField FieldOf(string name) => LogRow.FieldOf(Encoding.UTF8.GetBytes(name.Split(" (")[0].Trim()));

    private string? Fill(ReadOnlySpan<byte> record)
    {
        if (_scratch.Length < record.Length)
        {
            _scratch = new byte[record.Length * 2];
        }

        _row.Clear();
        var fields = new CsvFields(record, _scratch);
        var count = 0;
        for (; fields.More; count++)
        {
            if (fields.Next(out var field) is { } problem)
            {
                return problem;
            }

            if (count < _fields.Length && _fields[count] != LogField.None)
            {
                _row.Set(_fields[count], field);
            }
        }

        return count == _fields.Length ? null : Configuration.Text.Invariant($"the row has {count} values, the header {_fields.Length}");
    }
}
