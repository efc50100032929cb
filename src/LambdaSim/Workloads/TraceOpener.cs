using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>Tells the formats of files and makes their readers.</summary>
internal sealed class TraceOpener
{
    private readonly TraceOptions _options;
    private readonly ColumnMap? _map;
    private readonly string? _function;
    private bool _functionUsed;

    public TraceOpener(TraceOptions options)
    {
        _options = options;
        _map = options.Columns is null ? null : ColumnMap.Parse(options.Columns);
        _function = options.Function is null ? null : LogGroup.FunctionOf(options.Function) ?? options.Function;
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
                var function = _function ?? LogGroup.FunctionOfPath(input.Path);
                return Json(reader) ? new CloudWatchJson(reader, function, _options) : new CloudWatchText(reader, function, _options);
            case TraceFormat.JsonLines:
                return new JsonLinesTrace(reader, Schema(), _options);
            default:
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

    private TraceFormat Tell(BlockReader reader)
    {
        if (Json(reader))
        {
            return _map is null && IsEvents(reader) ? TraceFormat.CloudWatch : TraceFormat.JsonLines;
        }

        if (_map is not null)
        {
            return TraceFormat.Csv;
        }

        var head = reader.Peek(4096);
        var end = head.IndexOf((byte)'\n');
        var line = (end < 0 ? head : head[..end]).TrimEnd((byte)'\r');
        return Azure2019Day.KindOf(line) != Azure2019Kind.None ? TraceFormat.Azure2019
            : line.SequenceEqual("app,func,end_timestamp,duration"u8) ? TraceFormat.Azure2021
            : CloudWatchText.Recognises(line) ? TraceFormat.CloudWatch
            : TraceFormat.Csv;
    }

    private static bool Json(BlockReader reader) => reader.Peek(256).TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    // The first property's name decides; the CLI's output begins with events or, sorted, may begin with the others.
    private static bool IsEvents(BlockReader reader)
    {
        var text = reader.Peek(512).TrimStart(" \t\r\n"u8)[1..].TrimStart(" \t\r\n"u8);
        return text.StartsWith("\"events\""u8) || text.StartsWith("\"searchedLogStreams\""u8) || text.StartsWith("\"nextToken\""u8) ||
            text.StartsWith("\"nextForwardToken\""u8) || text.StartsWith("\"nextBackwardToken\""u8);
    }
}
