using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>One step of the story of an invocation or a message.</summary>
/// <param name="Time">Nanoseconds since the run's start.</param>
/// <param name="At">The same as an instant.</param>
/// <param name="Text">What happened and why, in words.</param>
public sealed record ExplanationLine(long Time, Instant At, string Text)
{
    /// <summary>When, and what.</summary>
    public override string ToString() => $"{TimeText.Moment(Time)}  {Text}";
}

/// <summary>What happened to one invocation, or to one message of a queue, and why, told from the event log in one pass.</summary>
public sealed class Explanation : IEventObserver
{
    private const string MessagePrefix = "message:";

    private readonly string _request;
    private readonly List<FunctionDefinition> _functions = [];
    private readonly List<string> _texts = [];
    private readonly ExplanationState _state = new();
    private readonly StoryWorld _world;
    private readonly ulong _stream;
    private readonly (ulong High, ulong Low)? _wanted;
    private readonly List<ResourceDefinition> _resources = [];
    private readonly MessageStory? _message;
    private int _arrivals;
    private CallStory? _story;

    /// <summary>Prepares the story of one invocation or message; give it the log, from the start to the end.</summary>
    /// <param name="request">An invocation's number (from 0, in order of arrival), or a request id; or <c>message:</c> and a message's number.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="start">Instant of virtual time 0.</param>
    /// <param name="account">The account's limits, to be named where they matter; null: unknown.</param>
    /// <param name="billed">The rule of billing; null: that since 2025-08-01.</param>
    /// <exception cref="FormatException">The request is none of them.</exception>
    public Explanation(string request, ulong seed, Instant start, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        _request = request;
        _world = new StoryWorld(_functions, _texts, _state, start, account, billed ?? InvocationTable.RoundedUp) { Resources = _resources };
        Seed = seed;
        _stream = Events.RequestId.Stream(seed);
        if (request.StartsWith(MessagePrefix, StringComparison.Ordinal) && int.TryParse(request.AsSpan(MessagePrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var message))
        {
            _message = new MessageStory(message, start);
        }
        else if (int.TryParse(request, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _story = new CallStory(number);
        }
        else if (Events.RequestId.TryParse(request, out var high, out var low))
        {
            _wanted = (high, low);
        }
        else
        {
            throw new FormatException($"'{request}' is neither an invocation's number nor a request id, such as 12 or {Events.RequestId.Of(seed, 12)}, nor a message's, such as {MessagePrefix}12");
        }
    }

    private Remarks? Remarks
    {
        init => _world.Remarks = value;
    }

    /// <summary>The run's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The invocation's number; null while a request id has not been met.</summary>
    public int? Invocation => _story?.Invocation;

    /// <summary>The message's number; null: the story is an invocation's.</summary>
    public int? Message => _message?.Message;

    /// <summary>The queue that the message was sent to; null when the log has no such message, or the story is an invocation's.</summary>
    public ResourceDefinition? Queue => _message?.Queue;

    /// <summary>Its request id.</summary>
    public string? RequestId => Invocation is { } number ? Events.RequestId.Of(Seed, number) : null;

    /// <summary>Its function; null when the log has no such invocation.</summary>
    public FunctionDefinition? Function => _story?.Function;

    /// <summary>The story, in order of time. Empty when the log has no such invocation or message.</summary>
    public IReadOnlyList<ExplanationLine> Lines => _message?.Lines ?? _story?.Lines ?? [];

    /// <summary>Why there is no story, and what to ask for instead; null when there is one.</summary>
    public string? Problem => _message is not null ? _message.Problem
        : Lines.Count > 0 ? null
        : _arrivals == 0 ? "the log has no invocations"
        : Text.Invariant($"the log has no invocation {_request}; it has 0 to {_arrivals - 1}");

    /// <summary>Tells the story of one invocation or message of a recorded log.</summary>
    /// <exception cref="FormatException">The request is neither a number nor a request id, nor a message's.</exception>
    /// <exception cref="LogFormatException">The log is damaged.</exception>
    public static Explanation Of(JsonLinesReader log, string request, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var explanation = new Explanation(request, log.Header.Seed, log.Header.Start, account, billed);
        log.Replay(explanation);
        return explanation;
    }

    /// <summary>Tells the story of one invocation or message of a kept log.</summary>
    /// <exception cref="FormatException">The request is neither a number nor a request id, nor a message's.</exception>
    public static Explanation Of(EventLog log, string request, Instant start, AccountConfig? account = null, BilledMilliseconds? billed = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        var explanation = new Explanation(request, log.Seed, start, account, billed) { Remarks = log.Remarks };
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
    public void OnResource(ResourceDefinition resource) => _resources.Add(resource);

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
                    _story ??= new CallStory(e.Invocation);
                }
            }

            _message?.See(e, new LogNames(_functions, _texts, _resources));

            // Told before the step is folded: what counts is what the request met.
            if (_story?.IsPart(e, _texts) == true)
            {
                _story.Tell(e, _world);
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

        var decimals = TimeText.Decimals(Lines.Select(line => line.Time));
        var width = TimeText.Moment(Lines[^1].Time, decimals).Length;
        var steps = Lines.Select(line => $"{TimeText.Moment(line.Time, decimals).PadLeft(width)}  {TimeText.Instant(line.At, decimals)}  {line.Text}");
        var of = Message is { } message ? Text.Invariant($"message {message} of {Queue}") : Text.Invariant($"invocation {Invocation} of {Function!.DisplayName}, request {RequestId}");
        return string.Join('\n', steps.Prepend(of));
    }
}
