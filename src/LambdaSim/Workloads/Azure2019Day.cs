using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Which of the files of the Azure Functions Trace 2019 one is.</summary>
internal enum Azure2019Kind
{
    None = 0,
    Invocations,
    Durations,
    Memory,
}

/// <summary>
/// A day of the Azure Functions Trace 2019: calls per minute, with the files of that day's duration percentiles and of the
/// applications' memory, if given.
/// </summary>
internal sealed class Azure2019Day : CountsPart
{
    private const long Minute = 60L * 1_000_000_000;
    private const int FirstMinute = 4;

    private static readonly double[] Shares = [0, 0.01, 0.25, 0.5, 0.75, 0.99, 1];
    private static readonly string[] Percentiles = ["0", "1", "25", "50", "75", "99", "100"];

    private readonly BlockReader _invocations;
    private readonly BlockReader? _durations;
    private readonly BlockReader? _memory;
    private readonly byte[] _key = new byte[(2 * FunctionTable.MaxName) + 1];
    private byte[] _scratch = [];

    public Azure2019Day(BlockReader invocations, BlockReader? durations, BlockReader? memory)
    {
        _invocations = invocations;
        _durations = durations;
        _memory = memory;
        var header = CsvTrace.ReadHeader(invocations);
        for (var i = FirstMinute; i < header.Count; i++)
        {
            var expected = Text.Of(i - FirstMinute + 1);
            if (header[i] != expected)
            {
                throw new TraceFormatException(invocations.Name, 1, RowSchema.Printable(header[i]), $"expected minute {expected} here; the minutes must be counted from 1");
            }
        }

        Buckets = header.Count - FirstMinute;
    }

    public override long Width => Minute;

    public override int Buckets { get; }

    public override string Name => _invocations.Name;

    /// <summary>Tells the dataset's files by their headers.</summary>
    public static Azure2019Kind KindOf(ReadOnlySpan<byte> header) =>
        header.StartsWith("HashOwner,HashApp,HashFunction,Trigger,1"u8) ? Azure2019Kind.Invocations
        : header.StartsWith("HashOwner,HashApp,HashFunction,Average"u8) ? Azure2019Kind.Durations
        : header.StartsWith("HashOwner,HashApp,SampleCount,AverageAllocatedMb"u8) ? Azure2019Kind.Memory
        : Azure2019Kind.None;

    public override PackedCounts Load(CountsTrace trace)
    {
        var memory = new NameTable();
        var sizes = new List<int>();
        if (_memory is not null)
        {
            LoadMemory(trace, _memory, memory, sizes);
        }

        var timed = new NameTable();
        var samplers = new List<PercentileSampler>();
        if (_durations is not null)
        {
            LoadDurations(trace, _durations, timed, samplers);
        }

        var rows = new PackedCounts();
        var counts = new long[Buckets];
        while (NextRow(_invocations, out var fields))
        {
            if (ReadInvocations(trace, fields, counts, out var id, out var app) is { } problem)
            {
                trace.RefuseRow(Name, _invocations.Line, problem.Column, problem.Text);
                continue;
            }

            var size = memory.Find(app);
            trace.Names.SetMemory(id, size < 0 ? 0 : sizes[size]);
            var lengths = timed.Find(trace.Names.Key(id));
            rows.BeginRow(trace.Function(id), lengths < 0 ? null : samplers[lengths]);
            foreach (var count in counts)
            {
                rows.Add(count);
            }

            rows.EndRow();
        }

        return rows;
    }

    public override void Dispose()
    {
        _invocations.Dispose();
        _durations?.Dispose();
        _memory?.Dispose();
    }

    private (string? Column, string Text)? ReadInvocations(CountsTrace trace, CsvFields fields, long[] counts, out int id, out ReadOnlySpan<byte> app)
    {
        id = -1;
        app = default;
        if (ReadKey(trace, ref fields, out var appLength, out var keyLength) is { } bad)
        {
            return bad;
        }

        ReadOnlySpan<byte> key = _key.AsSpan(0, keyLength);
        app = key[..appLength];
        _ = fields.More ? fields.Next(out _) : null;
        for (var i = 0; i < counts.Length; i++)
        {
            ReadOnlySpan<byte> field = default;
            var problem = fields.More ? fields.Next(out field) : "the row ends before this column";
            problem ??= MappedCounts.ReadCount(field, out counts[i]);
            if (problem is not null)
            {
                return (Text.Of(i + 1), problem);
            }
        }

        if (fields.More)
        {
            return (null, Text.Invariant($"the row has more values than the header's {counts.Length + FirstMinute}"));
        }

        id = trace.Names.Find(key);
        if (id < 0)
        {
            id = trace.Names.Add(key, app, key[(appLength + 1)..]);
        }

        return null;
    }

    private void LoadDurations(CountsTrace trace, BlockReader reader, NameTable timed, List<PercentileSampler> samplers)
    {
        var header = CsvTrace.ReadHeader(reader);
        var columns = Percentiles.Select(p => Find(reader, header, "percentile_Average_" + p)).ToArray();
        var names = columns.Select(c => header[c]).ToArray();
        while (NextRow(reader, out var fields))
        {
            var lengths = new long[columns.Length];
            var problem = ReadKey(trace, ref fields, out _, out var keyLength);
            var at = 3;
            for (var i = 0; i < columns.Length && problem is null; i++)
            {
                ReadOnlySpan<byte> field = default;
                for (; at <= columns[i] && fields.More; at++)
                {
                    _ = fields.Next(out field);
                }

                problem = at <= columns[i] ? (names[i], "the row ends before this column")
                    : DecimalText.Read(field, 6, out lengths[i]) != NumberStatus.Ok || lengths[i] > RowParser.MaxLength
                        ? (names[i], $"'{RowSchema.Printable(field)}' is no length in milliseconds from 0 to ten years")
                    : i > 0 && lengths[i] < lengths[i - 1] ? (names[i], $"the value is below that of {names[i - 1]}")
                    : null;
            }

            if (problem is { } p)
            {
                trace.RefuseRow(reader.Name, reader.Line, p.Column, p.Text);
            }
            else if (timed.Add(_key.AsSpan(0, keyLength)) == samplers.Count)
            {
                samplers.Add(new PercentileSampler(Shares, lengths));
            }
        }
    }

    // Chosen: an application's average, rounded and moved into AWS's range, stands for the memory size of its functions.
    private void LoadMemory(CountsTrace trace, BlockReader reader, NameTable apps, List<int> sizes)
    {
        var header = CsvTrace.ReadHeader(reader);
        var column = Find(reader, header, "AverageAllocatedMb");
        while (NextRow(reader, out var fields))
        {
            _ = fields.Next(out _);
            var app = default(ReadOnlySpan<byte>);
            _ = fields.More ? fields.Next(out app) : null;
            if (trace.Names.Refuse(app) is { } refused)
            {
                trace.RefuseRow(reader.Name, reader.Line, "HashApp", refused);
                continue;
            }

            app.CopyTo(_key);
            var key = _key.AsSpan(0, app.Length);
            ReadOnlySpan<byte> field = default;
            for (var at = 2; at <= column && fields.More; at++)
            {
                _ = fields.Next(out field);
            }

            if (DecimalText.Read(field, 0, out var size) != NumberStatus.Ok)
            {
                trace.RefuseRow(reader.Name, reader.Line, "AverageAllocatedMb", $"'{RowSchema.Printable(field)}' is no memory size in MB");
            }
            else if (apps.Add(key) == sizes.Count)
            {
                sizes.Add((int)Math.Clamp(size, 128, 10_240));
            }
        }
    }

    // HashOwner, HashApp, HashFunction: a function's id is only unique within its application.
    private (string? Column, string Text)? ReadKey(CountsTrace trace, ref CsvFields fields, out int appLength, out int keyLength)
    {
        appLength = 0;
        keyLength = 0;
        _ = fields.Next(out _);
        foreach (var column in (ReadOnlySpan<string>)["HashApp", "HashFunction"])
        {
            ReadOnlySpan<byte> field = default;
            var problem = fields.More ? fields.Next(out field) : "the row ends before this column";
            problem ??= trace.Names.Refuse(field);
            if (problem is not null)
            {
                return (column, problem);
            }

            if (column == "HashApp")
            {
                field.CopyTo(_key);
                appLength = field.Length;
                _key[appLength] = 0;
            }
            else
            {
                field.CopyTo(_key.AsSpan(appLength + 1));
                keyLength = appLength + 1 + field.Length;
            }
        }

        return null;
    }

    private bool NextRow(BlockReader reader, out CsvFields fields)
    {
        ReadOnlySpan<byte> record;
        do
        {
            if (!reader.ReadRecord(out record, out _))
            {
                fields = default;
                return false;
            }
        }
        while (record.IsEmpty);

        if (_scratch.Length < record.Length)
        {
            _scratch = new byte[record.Length * 2];
        }

        fields = new CsvFields(record, _scratch);
        return true;
    }

    private static int Find(BlockReader reader, List<string> header, string name)
    {
        var index = header.IndexOf(name);
        return index >= 0 ? index : throw new TraceFormatException(reader.Name, 1, name, $"the column is missing{Nearest.Hint(name, header)}");
    }
}
