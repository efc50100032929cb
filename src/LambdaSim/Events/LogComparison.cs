namespace LambdaSim.Events;

/// <summary>
/// Walks a recorded log beside a run and finds the first difference. Neither is kept: the log is read as the run goes on.
/// </summary>
/// <param name="recorded">The recorded log, read no further than its header.</param>
public sealed class LogComparison(JsonLinesReader recorded) : IEventObserver
{
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];
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
        if (Difference is not null)
        {
            return;
        }

        var item = recorded.Next(out var e);
        var now = LogWords.Of(function);
        if (item != JsonLinesReader.Item.Function)
        {
            Differ(item, e, now);
        }
        else if (LogWords.Of(recorded.Functions[^1]) is var then && then != now)
        {
            Difference = new(_position, recorded.Line, then, now);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="LogFormatException">The recorded log is damaged.</exception>
    public void OnText(int number, string text)
    {
        _texts.Add(text);
        if (Difference is not null)
        {
            return;
        }

        var item = recorded.Next(out var e);
        var now = LogWords.Of(text);
        if (item != JsonLinesReader.Item.Text)
        {
            Differ(item, e, now);
        }
        else if (LogWords.Of(recorded.Texts[^1]) is var then && then != now)
        {
            Difference = new(_position, recorded.Line, then, now);
        }
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

            Differ(item, then, EventText.Of(now, _functions, _texts));
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

    private void Differ(JsonLinesReader.Item item, in SimEvent e, string now)
    {
        var then = item switch
        {
            JsonLinesReader.Item.Event => EventText.Of(e, recorded.Functions, recorded.Texts),
            JsonLinesReader.Item.Function => LogWords.Of(recorded.Functions[^1]),
            JsonLinesReader.Item.Text => LogWords.Of(recorded.Texts[^1]),
            _ => LogWords.Of(recorded.End!),
        };
        Difference = new(_position, recorded.Line, then, now);
    }
}
