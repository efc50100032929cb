using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Tells the formats of files and makes their readers.</summary>
internal sealed class TraceOpener
{
    // How far the beginning of a file is looked at.
    private const int Look = 1 << 16;

    private readonly TraceOptions _options;
    private readonly ColumnMap? _map;
    private readonly string? _function;
    private bool _functionUsed;

    public TraceOpener(TraceOptions options)
    {
        _options = options;
        _map = options.Columns is null ? null : ColumnMap.Parse(options.Columns);
        _function = options.Function is null ? null : LogGroup.NameOf(options.Function);
        if (_map is not null && options.Format is not (TraceFormat.Auto or TraceFormat.Csv or TraceFormat.JsonLines))
        {
            throw new SimulationConfigException($"columns: a mapping is for CSV and JSON Lines files, but the format is {options.Format}");
        }

        if (_function is { Length: 0 })
        {
            throw new SimulationConfigException("function: the name is empty");
        }

        if (options.ReorderWindow is { } window && (window < NodaTime.Duration.Zero || window > NodaTime.Duration.FromDays(366)))
        {
            throw new SimulationConfigException(Text.Invariant($"reorderWindow is {window.TotalSeconds} s; it must be between 0 and 366 days"));
        }

        if (options.ReorderRows < 1)
        {
            throw new SimulationConfigException(Text.Invariant($"reorderRows is {options.ReorderRows}; it must be 1 or more"));
        }
    }

    /// <summary>One source a file, but one for all files of the Azure trace of 2019.</summary>
    public List<FileSource> Open(IReadOnlyList<TraceInput> inputs)
    {
        var sources = new List<FileSource>();
        var azure = new Dictionary<Azure2019Kind, List<BlockReader>>
        {
            [Azure2019Kind.Invocations] = [],
            [Azure2019Kind.Durations] = [],
            [Azure2019Kind.Memory] = [],
        };
        var place = -1;
        foreach (var input in inputs)
        {
            var reader = new BlockReader(input, _options.BufferSize);
            var format = _options.Format == TraceFormat.Auto ? Tell(reader) : _options.Format;
            if (format == TraceFormat.Azure2019)
            {
                var kind = Azure2019Day.KindOf(reader.Peek(256));
                if (kind == Azure2019Kind.None)
                {
                    throw new TraceFormatException(input.Name, 1, null, "the header is none of the Azure trace of 2019; it begins with HashOwner,HashApp,HashFunction,Trigger,1 in the file of calls");
                }

                azure[kind].Add(reader);
                place = place < 0 ? sources.Count : place;
            }
            else
            {
                sources.Add(Make(format, reader, input));
            }
        }

        if (place >= 0)
        {
            sources.Insert(place, Azure(azure[Azure2019Kind.Invocations], azure[Azure2019Kind.Durations], azure[Azure2019Kind.Memory]));
        }

        return _function is null || _functionUsed
            ? sources
            : throw new SimulationConfigException("function: the option names the function of rows that name none, but these files name theirs");
    }

    private FileSource Make(TraceFormat format, BlockReader reader, TraceInput input)
    {
        switch (format)
        {
            case TraceFormat.Azure2021:
                return new CsvTrace(reader, RowSchema.Azure2021, _options);
            case TraceFormat.CloudWatch:
                _functionUsed = true;
                return Log(reader, input);
            case TraceFormat.JsonLines:
                return new JsonLinesTrace(reader, Schema(), _options);
            default:
                Separator.Check(reader, reader.Peek(Look));
                if (_map?.Counts is not null)
                {
                    return new CountsTrace([new MappedCounts(reader, _map, Default())], _options);
                }

                return new CsvTrace(reader, Schema(), _options);
        }
    }

    private RowSchema Schema() => _map is null ? RowSchema.OwnNames(Default()) : RowSchema.Mapped(_map.Columns, _map.Constants, Default());

    private string? Default()
    {
        _functionUsed = true;
        return _function;
    }

    private CountsTrace Azure(List<BlockReader> calls, List<BlockReader> durations, List<BlockReader> memory)
    {
        if (calls.Count == 0)
        {
            throw new TraceFormatException((durations.Count > 0 ? durations : memory)[0].Name, 0, null, "durations or memory without a file of calls; name the day's invocations file too");
        }

        BlockReader? Of(List<BlockReader> files, int day, string what) => files.Count == 0 ? null
            : files.Count == calls.Count ? files[day]
            : throw new SimulationConfigException(Text.Invariant($"{calls.Count} files of calls but {files.Count} of {what}; give none, or one for each day in the same order"));

        return new CountsTrace([.. calls.Select((c, day) => new Azure2019Day(c, Of(durations, day, "durations"), Of(memory, day, "memory")))], _options);
    }

    private LogSource Log(BlockReader reader, TraceInput input)
    {
        if (_function is not null && !LogGroup.IsFunctionName(_function))
        {
            throw new SimulationConfigException($"function: '{RowSchema.Printable(_function)}' is no function's name; give the name, its log group /aws/lambda/NAME, or its ARN");
        }

        var function = new LogFunction(_function, input.Path);
        var head = reader.Peek(Look);
        if (JsonHead.Of(head) is { } json)
        {
            return json is { IsList: false, IsContainer: false, IsDelivery: false, IsLine: true } ? new LogText(reader, function, _options) : new LogJson(reader, function, _options);
        }

        return !LogText.Recognises(FirstLine(head)) && Header(head) is { } header && LogCsv.Recognises(header) ? new LogCsv(reader, function, _options) : new LogText(reader, function, _options);
    }

    private TraceFormat Tell(BlockReader reader)
    {
        var head = reader.Peek(Look);
        head = head[..Math.Min(head.Length, Look)];
        if (ForeignFile.OfBytes(head) is { } binary)
        {
            throw Unlike(reader, binary);
        }

        if (JsonHead.Of(head) is { } json)
        {
            return TellJson(reader, json);
        }

        if (_map is not null)
        {
            return TraceFormat.Csv;
        }

        var line = FirstLine(head);
        if (Azure2019Day.KindOf(line) != Azure2019Kind.None)
        {
            return TraceFormat.Azure2019;
        }

        if (line.SequenceEqual("app,func,end_timestamp,duration"u8))
        {
            return TraceFormat.Azure2021;
        }

        var header = Header(head);
        if (header is not null && LogCsv.Recognises(header))
        {
            return TraceFormat.CloudWatch;
        }

        // Its own names make it a trace, whatever its rows hold.
        return ForeignFile.OfText(head) is { } what ? throw Unlike(reader, what)
            : header is not null && header.Exists(n => RowSchema.IsOwn(n)) ? TraceFormat.Csv
            : LogText.Recognises(head) ? TraceFormat.CloudWatch
            : header is [{ Length: > 0 } only] && Separator.Other(line) is null
                ? throw Unlike(reader, $"text that begins with '{RowSchema.Printable(only)}', which is neither a header of columns nor a line of a log")
            : TraceFormat.Csv;
    }

    private TraceFormat TellJson(BlockReader reader, JsonHead json)
    {
        if (_map is null && json.IsLog && !json.Names.Contains("function"))
        {
            return TraceFormat.CloudWatch;
        }

        return json.IsList ? throw Unlike(reader, json.Names.Any(RowSchema.IsOwn) || _map is not null
                ? "a JSON list of calls; write one object a line, as jq -c '.[]' does" : ForeignFile.OfJson(json))
            : _map is not null || json.Names.Any(RowSchema.IsOwn) || json.Names.Count == 0 ? TraceFormat.JsonLines
            : throw Unlike(reader, ForeignFile.OfJson(json));
    }

    private static TraceFormatException Unlike(BlockReader reader, string what) => new(reader.Name, 1, null, $"this is no trace; it looks like {what}");

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        return (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
    }

    // The names in a CSV's first line; null where it is none.
    private static List<string>? Header(ReadOnlySpan<byte> head)
    {
        var line = FirstLine(head);
        if (line.Length > 1 << 14 || !System.Text.Unicode.Utf8.IsValid(line))
        {
            return null;
        }

        var names = new List<string>();
        var fields = new CsvFields(line, new byte[line.Length]);
        while (fields.More)
        {
            if (fields.Next(out var field) is not null)
            {
                return null;
            }

            names.Add(System.Text.Encoding.UTF8.GetString(field));
        }

        return names;
    }
}
