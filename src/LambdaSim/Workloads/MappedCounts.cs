using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>A CSV file of counts whose columns a mapping names.</summary>
internal sealed class MappedCounts : CountsPart
{
    /// <summary>Most calls one value may count.</summary>
    public const long MaxCount = 10_000_000;

    private readonly BlockReader _reader;
    private readonly ColumnMap _map;
    private readonly List<string> _header;
    private readonly Column[][] _meanings;
    private readonly bool[] _isCount;
    private readonly RowSchema _schema;

    public MappedCounts(BlockReader reader, ColumnMap map, string? function)
    {
        _reader = reader;
        _map = map;
        _schema = RowSchema.Mapped(map.Columns, map.Constants, function);
        _header = CsvTrace.ReadHeader(reader);
        foreach (var column in map.Columns)
        {
            if (!_header.Contains(column.Name, StringComparer.Ordinal))
            {
                throw new TraceFormatException(Name, 1, column.Name, $"the columns' mapping names it, but the file has no such column{Nearest.Hint(column.Name, _header)}");
            }
        }

        if (!_schema.Has(Field.Function))
        {
            throw new TraceFormatException(Name, 1, null, "no function is given; add function=NAME or function='NAME' to the columns' mapping");
        }

        _meanings = [.. _header.Select(h => map.Columns.Where(c => c.Name == h).ToArray())];
        _isCount = [.. _header.Select((h, i) => _meanings[i].Length == 0 && h.StartsWith(map.Counts!, StringComparison.Ordinal))];
        Buckets = _isCount.Count(c => c);
        if (Buckets == 0)
        {
            throw new TraceFormatException(Name, 1, null, $"no column begins with '{map.Counts}', which the columns' mapping says of the counts");
        }
    }

    public override long Width => _map.Width;

    public override int Buckets { get; }

    public override string Name => _reader.Name;

    public override PackedCounts Load(CountsTrace trace)
    {
        var rows = new PackedCounts();
        var parser = new RowParser(trace.Names, _schema);
        var counts = new List<long>(Buckets);
        var scratch = Array.Empty<byte>();
        while (_reader.ReadRecord(out var record, out _))
        {
            if (record.IsEmpty)
            {
                continue;
            }

            if (scratch.Length < record.Length)
            {
                scratch = new byte[record.Length * 2];
            }

            counts.Clear();
            var arrival = default(Arrival);
            switch (ParseRow(parser, counts, new CsvFields(record, scratch), ref arrival))
            {
                case RowResult.Malformed:
                    trace.RefuseRow(Name, _reader.Line, parser.ProblemColumn, parser.Problem);
                    break;
                case RowResult.Row:
                    rows.BeginRow(trace.Function(arrival.Function), arrival.Duration >= 0 ? new FixedSampler(arrival.Duration) : null);
                    foreach (var count in counts)
                    {
                        rows.Add(count);
                    }

                    rows.EndRow();
                    break;
            }
        }

        return rows;
    }

    public override void Dispose() => _reader.Dispose();

    private RowResult ParseRow(RowParser parser, List<long> counts, CsvFields fields, ref Arrival arrival)
    {
        parser.Begin();
        foreach (var (column, text) in _schema.Constants)
        {
            if (!parser.Set(column, text))
            {
                return RowResult.Malformed;
            }
        }

        var i = 0;
        for (; fields.More && i < _header.Count; i++)
        {
            var problem = fields.Next(out var field);
            if (problem is null && _isCount[i])
            {
                problem = ReadCount(field, out var count);
                counts.Add(count);
            }

            if (problem is not null)
            {
                return parser.Refuse(_header[i], problem);
            }

            foreach (var column in _meanings[i])
            {
                if (!parser.Set(column, field))
                {
                    return RowResult.Malformed;
                }
            }
        }

        return i < _header.Count || fields.More
            ? parser.Refuse(null, Text.Invariant($"the row has {(fields.More ? "more" : "fewer")} values than the header's {_header.Count}"))
            : parser.Finish(ref arrival, out _);
    }

    /// <summary>Reads a count of calls.</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? ReadCount(ReadOnlySpan<byte> text, out long count)
    {
        count = 0;
        if (text.IsEmpty)
        {
            return null;
        }

        var status = DecimalText.ReadWhole(text, out count);
        return status != NumberStatus.Ok || count > MaxCount
            ? Text.Invariant($"'{RowSchema.Printable(text)}' is no count; it must be a whole number from 0 to {MaxCount}")
            : null;
    }
}
