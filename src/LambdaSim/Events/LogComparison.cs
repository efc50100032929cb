namespace LambdaSim.Events;

/// <summary>
/// Walks a recorded log beside a run and finds the first difference. Neither is kept: the log is read as the run goes on.
/// </summary>
/// <param name="recorded">The recorded log, read no further than its header.</param>
public sealed class LogComparison(JsonLinesReader recorded) : IEventObserver
{
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];
    private readonly List<ResourceDefinition> _resources = [];
    private long _position;

    /// <summary>The first difference; null as long as there is none.</summary>
    public LogDifference? Difference { get; private set; }

    /// <summary>Number of records found equal.</summary>
    public long Equal => _position;

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _functions.Add(function);
        Entry(JsonLinesReader.Item.Function, LogWords.Of(function), static log => LogWords.Of(log.Functions[^1]));
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnText(int number, string text)
    {
        _texts.Add(text);
        Entry(JsonLinesReader.Item.Text, LogWords.Of(text), static log => LogWords.Of(log.Texts[^1]));
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnResource(ResourceDefinition resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        _resources.Add(resource);
        Entry(JsonLinesReader.Item.Resource, LogWords.Of(resource), static log => LogWords.Of(log.Resources[^1]));
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var now in events)
        {
            if (Difference is not null)
            {
                return;
            }

            var item = recorded.Next(out var then);
            if (item == JsonLinesReader.Item.Event && then == now)
            {
                _position++;
                continue;
            }

            Differ(item, then, RecordText.Of(now, _functions, _texts, _resources));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnEnd(RunEnd end)
    {
        ArgumentNullException.ThrowIfNull(end);
        if (Difference is not null)
        {
            return;
        }

        var item = recorded.Next(out var e);
        if (item != JsonLinesReader.Item.End || recorded.End != end)
        {
            Differ(item, e, LogWords.Of(end));
        }
    }

    // What the run says beside its records is compared as words.
    private void Entry(JsonLinesReader.Item kind, string now, Func<JsonLinesReader, string> words)
    {
        if (Difference is not null)
        {
            return;
        }

        var item = recorded.Next(out var e);
        if (item != kind)
        {
            Differ(item, e, now);
        }
        else if (words(recorded) is var then && then != now)
        {
            Difference = new(_position, recorded.Line, then, now);
        }
    }

    private void Differ(JsonLinesReader.Item item, in SimEvent e, string now)
    {
        var then = item switch
        {
            JsonLinesReader.Item.Event => RecordText.Of(e, recorded.Functions, recorded.Texts, recorded.Resources),
            JsonLinesReader.Item.Function => LogWords.Of(recorded.Functions[^1]),
            JsonLinesReader.Item.Text => LogWords.Of(recorded.Texts[^1]),
            JsonLinesReader.Item.Resource => LogWords.Of(recorded.Resources[^1]),
            _ => LogWords.Of(recorded.End!),
        };
        Difference = new(_position, recorded.Line, then, now);
    }
}
