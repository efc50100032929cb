using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>One step of an invocation's story.</summary>
/// <param name="Time">Nanoseconds since the run's start.</param>
/// <param name="At">The same as an instant.</param>
/// <param name="Text">What happened and why, in words.</param>
public sealed record ExplanationLine(long Time, Instant At, string Text)
{
    /// <summary>When, and what.</summary>
    public override string ToString() => $"{TimeText.Moment(Time)}  {Text}";
}

/// <summary>What happened to one invocation and why, told from the event log in one pass.</summary>
public sealed class Explanation : IEventObserver
{
    private readonly string _request;
    private readonly Instant _start;
    private readonly AccountConfig? _account;
    private readonly BilledMilliseconds _billed;
    private long _reported;
    private readonly List<ExplanationLine> _lines = [];
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];
    private readonly ExplanationState _state = new();
    private readonly ulong _stream;
    private readonly (ulong High, ulong Low)? _wanted;
    private Remarks? _remarks;
    private int _arrivals;
    private int _environment = SimEvent.None;
    private int _failures;
    private int _attempts;
    private QueuedWait _wait;
    private bool _hasJustFailed;
    private bool _repeatsInit;
    private bool _isOpen;

    /// <summary>Prepares the story of one invocation; give it the log, from the start to the end.</summary>
    /// <param name="request">An invocation's number (from 0, in order of arrival), or a request id.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="start">Instant of virtual time 0.</param>
    /// <param name="account">The account's limits, to be named where they matter; null: unknown.</param>
    /// <param name="billed">The rule of billing; null: that since 2025-08-01.</param>
    /// <exception cref="FormatException">The request is neither.</exception>
    public Explanation(string request, ulong seed, Instant start, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        _start = start;
        _account = account;
        _billed = billed ?? InvocationTable.RoundedUp;
        Seed = seed;
        _stream = Events.RequestId.Stream(seed);
        if (int.TryParse(request, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Invocation = number;
        }
        else if (Events.RequestId.TryParse(request, out var high, out var low))
        {
            _wanted = (high, low);
        }
        else
        {
            throw new FormatException($"'{request}' is neither an invocation's number nor a request id, such as 12 or {Events.RequestId.Of(seed, 12)}");
        }
    }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The invocation's number; null while a request id has not been met.</summary>
    public int? Invocation { get; private set; }

    /// <summary>Its request id.</summary>
    public string? RequestId => Invocation is { } number ? Events.RequestId.Of(Seed, number) : null;

    /// <summary>Its function; null when the log has no such invocation.</summary>
    public FunctionDefinition? Function { get; private set; }

    /// <summary>The story, in order of time. Empty when the log has no such invocation.</summary>
    public IReadOnlyList<ExplanationLine> Lines => _lines;

    /// <summary>Why there is no story, and what to ask for instead; null when there is one.</summary>
    public string? Problem => _lines.Count > 0 ? null
        : _arrivals == 0 ? "the log has no invocations"
        : Text.Invariant($"the log has no invocation {_request}; it has 0 to {_arrivals - 1}");

    /// <summary>Tells the story of one invocation of a recorded log.</summary>
    /// <exception cref="FormatException">The request is neither a number nor a request id.</exception>
    /// <exception cref="LogFormatException">The log is damaged.</exception>
    public static Explanation Of(JsonLinesReader log, string request, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var explanation = new Explanation(request, log.Header.Seed, log.Header.Start, account, billed);
        log.Replay(explanation);
        return explanation;
    }

    /// <summary>Tells the story of one invocation of a kept log.</summary>
    /// <exception cref="FormatException">The request is neither a number nor a request id.</exception>
    public static Explanation Of(EventLog log, string request, Instant start, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var explanation = new Explanation(request, log.Seed, start, account, billed) { _remarks = log.Remarks };
        log.Replay(explanation);
        return explanation;
    }

    /// <inheritdoc/>
    public void OnFunction(FunctionDefinition function)
    {
        ArgumentNullException.ThrowIfNull(function);
        _functions.Add(function);
        _state.OnFunction(function);
    }

    /// <inheritdoc/>
    public void OnText(int number, string text) => _texts.Add(text);

    /// <inheritdoc/>
    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        foreach (ref readonly var e in events)
        {
            if (e.Kind == EventKind.Arrived)
            {
                _arrivals++;
                if (_wanted is { } wanted && Events.RequestId.Bits(_stream, e.Invocation) == wanted)
                {
                    Invocation = e.Invocation;
                }
            }

            // Told before the step is folded: what counts is what the request met.
            if (IsPart(e) && e.Kind != EventKind.Answered)
            {
                Tell(e);
            }

            _state.Fold(e, _texts);
        }
    }

    /// <inheritdoc/>
    public void OnEnd(RunEnd end)
    {
    }

    /// <summary>The story as text, a line a step, with both kinds of time; or the problem.</summary>
    public override string ToString()
    {
        if (Problem is { } problem)
        {
            return problem;
        }

        var decimals = TimeText.Decimals(_lines.Select(line => line.Time));
        var width = TimeText.Moment(_lines[^1].Time, decimals).Length;
        var steps = _lines.Select(line => $"{TimeText.Moment(line.Time, decimals).PadLeft(width)}  {TimeText.Instant(line.At, decimals)}  {line.Text}");
        return string.Join('\n', steps.Prepend(Text.Invariant($"invocation {Invocation} of {Function!.DisplayName}, request {RequestId}")));
    }

    private bool IsPart(in SimEvent e)
    {
        if (Invocation is not { } wanted)
        {
            return false;
        }

        if (e.Kind == EventKind.ThrottledTogether)
        {
            return _isOpen && _wait.IsRefusedIn(e);
        }

        if (e.Invocation != wanted)
        {
            return e.Kind == EventKind.ApiCalled
                ? _isOpen && ApiCallText.Changes(EventText.Whole(e.TextNumber, _texts), Function!)
                : e.Kind is EventKind.InitCompleted or EventKind.Error or EventKind.LogLine && e.Environment == _environment && _environment != SimEvent.None;
        }

        _wait.See(e);
        _isOpen = !HasFate(e) && (_isOpen || e.Kind == EventKind.Arrived);

        _repeatsInit = (_repeatsInit && e.Kind != EventKind.InitRepeated) || e.RepeatsInit;

        // An environment's later records are about other calls.
        _environment = e.Kind switch
        {
            EventKind.EnvironmentCreated => e.Environment,
            EventKind.Started => SimEvent.None,
            _ => _environment,
        };
        return true;
    }

    private static bool HasFate(in SimEvent e) => e.Kind switch
    {
        EventKind.Throttled => e.IsFinal,
        EventKind.Completed => e.Outcome == Outcome.Succeeded || e.InvocationType != InvocationType.Event,
        EventKind.Dropped or EventKind.RunningAtEnd or EventKind.QueuedAtEnd => true,
        _ => false,
    };

    private void Tell(in SimEvent e)
    {
        if (e.Function == SimEvent.None)
        {
            Add(e, $"meanwhile, over the API: {EventText.Whole(e.TextNumber, _texts)}");
            return;
        }

        // Of an event that waited while its function was updated, another.
        var function = _functions[e.Function];
        Function ??= function;
        var load = _state.LoadOf(e.Function);
        var text = e.Kind switch
        {
            EventKind.Arrived => ExplanationWords.Arrived(e, load, _state, _account),
            EventKind.Routed => ExplanationWords.Routed(e, function, _texts),
            EventKind.Throttled => ExplanationWords.Throttled(e, function, load, _state, _account),
            EventKind.ThrottledTogether => ExplanationWords.ThrottledTogether(e, _attempts, function, load, _state, _account),
            EventKind.Queued => ExplanationWords.Queued(e, _hasJustFailed ? _failures : 0, _state.RetriesOf(function)),
            EventKind.Dispatched => ExplanationWords.Dispatched(e, _failures),
            EventKind.Dropped => ExplanationWords.Dropped(e, function, _failures, _state.RetriesOf(function)),
            EventKind.Delivered => ExplanationWords.Delivered(e),
            EventKind.EnvironmentCreated => ExplanationWords.Created(e, load),
            EventKind.InitCompleted => ExplanationWords.Initialised(e),
            EventKind.InitRepeated => ExplanationWords.Repeated(e),
            EventKind.Started => ExplanationWords.Started(e, _state.EnvironmentOf(e.Environment), load),
            EventKind.Completed or EventKind.RunningAtEnd => ExplanationWords.Ended(e, function, Billed(e, function)),
            EventKind.Reported => Text.Invariant($"runs as in the log it was read from, which tells a Billed Duration of {_reported = e.Value} ms (rule BIL-LOGGED)"),
            EventKind.LogLine => $"logged {(e.LogLevel == LogLevelCode.Raw ? "" : ExplanationWords.Level(e.LogLevel) + " ")}{EventText.Quoted(e.TextNumber, _texts)}",
            EventKind.Error => ExplanationWords.Failed(e, _texts, inInit: _environment != SimEvent.None || _repeatsInit),
            EventKind.Memory => Text.Invariant($"used {e.Value} MB of memory"),
            EventKind.QueuedAtEnd => $"the run ended while it was queued, {TimeText.Length(e.Value)} old",
            _ => EventText.Of(e, _functions, _texts),
        };
        _attempts += e.Kind is EventKind.Throttled or EventKind.ThrottledTogether or EventKind.Dispatched ? 1 : 0;
        _hasJustFailed = e.Kind == EventKind.Completed && e.Outcome != Outcome.Succeeded;
        _failures += _hasJustFailed ? 1 : 0;
        Add(e, e.Kind == EventKind.Completed && _remarks?.Of(e.Invocation, e.Time) is { } remark ? $"{text}; noticed: {remark}" : text);
    }

    private long Billed(in SimEvent e, FunctionDefinition function)
    {
        var reported = _reported;
        _reported = 0;
        return reported > 0 ? reported : _billed(e, function);
    }

    private void Add(in SimEvent e, string text) => _lines.Add(new ExplanationLine(e.Time, _start.PlusNanoseconds(e.Time), text));
}
