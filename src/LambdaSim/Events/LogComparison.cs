using LambdaSim.Configuration;

namespace LambdaSim.Events;

/// <summary>The first place where a run differs from its recording.</summary>
/// <param name="Event">Position of the record from 0; the number of records before the place when it is about a function or the end.</param>
/// <param name="Line">Line of the recorded log, from 1.</param>
/// <param name="Recorded">What the recording says there, in words.</param>
/// <param name="Now">What the run says there, in words.</param>
public sealed record LogDifference(long Event, long Line, string Recorded, string Now)
{
    /// <summary>All of it on one line.</summary>
    public override string ToString() => Text.Invariant($"event {Event} (line {Line}) differs: recorded {Recorded}; now {Now}");
}

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
        var now = Words(function);
        if (item != JsonLinesReader.Item.Function)
        {
            Differ(item, e, now);
        }
        else if (Words(recorded.Functions[^1]) is var then && then != now)
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
        var now = Words(text);
        if (item != JsonLinesReader.Item.Text)
        {
            Differ(item, e, now);
        }
        else if (Words(recorded.Texts[^1]) is var then && then != now)
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
            Differ(item, e, Words(end));
        }
    }

    private void Differ(JsonLinesReader.Item item, in SimEvent e, string now)
    {
        var then = item switch
        {
            JsonLinesReader.Item.Event => EventText.Of(e, recorded.Functions, recorded.Texts),
            JsonLinesReader.Item.Function => Words(recorded.Functions[^1]),
            JsonLinesReader.Item.Text => Words(recorded.Texts[^1]),
            _ => Words(recorded.End!),
        };
        Difference = new(_position, recorded.Line, then, now);
    }

    private static string Words(FunctionDefinition function)
    {
        var pairs = ConfigPairs.Of(function.Config).Select(pair => $"{pair.Key}={pair.Value}");
        return Text.Invariant($"function {function.Index} {function.Name}:{function.Qualifier} ({string.Join(", ", pairs)})");
    }

    // As a log file holds it: what is no character has become U+FFFD.
    private static string Words(string text) => $"the text \"{System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text))}\"";

    private static string Words(RunEnd end) =>
        Text.Invariant($"the end at {TimeText.Moment(end.Time)}{(end.Partial ? " (cancelled)" : "")}, last arrival at {TimeText.Moment(end.LastArrival)}");
}
