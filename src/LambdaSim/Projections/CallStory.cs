using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>What a story is told with: the run up to the record at hand.</summary>
internal sealed record StoryWorld(
    IReadOnlyList<FunctionDefinition> Functions,
    IReadOnlyList<string> Texts,
    ExplanationState State,
    Instant Start,
    AccountConfig? Account,
    BilledMilliseconds Billed)
{
    /// <summary>What was noticed of calls beside the log; null: nothing.</summary>
    public Remarks? Remarks { get; set; }

    /// <summary>The queues named so far.</summary>
    public IReadOnlyList<ResourceDefinition> Resources { get; init; } = [];
}

/// <summary>What happened to one invocation, record by record.</summary>
internal sealed class CallStory(int invocation)
{
    private readonly List<ExplanationLine> _lines = [];
    private int _failures;
    private int _attempts;
    private long _reported;
    private QueuedWait _wait;
    private HashSet<int>? _messages;
    private bool _hasJustFailed;
    private bool _repeatsInit;

    public int Invocation => invocation;

    public IReadOnlyList<ExplanationLine> Lines => _lines;

    /// <summary>Its function; null before its first record.</summary>
    public FunctionDefinition? Function { get; private set; }

    /// <summary>It has arrived and has no fate yet.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The environment that was created for it and in which it has not started yet.</summary>
    public int Environment { get; private set; } = SimEvent.None;

    /// <summary>Whether a record belongs to the story; ask once for each record, in order.</summary>
    public bool IsPart(in SimEvent e, IReadOnlyList<string> texts)
    {
        if (e.Message != SimEvent.None)
        {
            return IsPartOfMessage(e);
        }

        if (e.Kind == EventKind.ThrottledTogether)
        {
            return IsOpen && _wait.IsRefusedIn(e);
        }

        if (e.Invocation != invocation)
        {
            return e.Kind == EventKind.ApiCalled
                ? IsOpen && ApiCallText.Changes(RecordText.Whole(e.TextNumber, texts), Function!)
                : e.Kind is EventKind.InitCompleted or EventKind.Error or EventKind.LogLine && e.Environment == Environment && Environment != SimEvent.None;
        }

        _wait.See(e);
        IsOpen = !RecordSchema.IsFate(e) && (IsOpen || e.Kind == EventKind.Arrived);
        _repeatsInit = (_repeatsInit && e.Kind != EventKind.InitRepeated) || e.RepeatsInit;

        // An environment's later records are about other calls.
        Environment = e.Kind switch
        {
            EventKind.EnvironmentCreated => e.Environment,
            EventKind.Started => SimEvent.None,
            _ => Environment,
        };

        // What was answered is for machines: a digest.
        return e.Kind != EventKind.Answered;
    }

    /// <summary>Puts a record that belongs to it into words, before the record is folded into the state.</summary>
    public void Tell(in SimEvent e, StoryWorld world)
    {
        if (e.Message != SimEvent.None)
        {
            Add(e, world, ExplanationWords.OfMessage(e, new LogNames(world.Functions, world.Texts, world.Resources)));
            return;
        }

        if (e.Function == SimEvent.None)
        {
            Add(e, world, $"meanwhile, over the API: {RecordText.Whole(e.TextNumber, world.Texts)}");
            return;
        }

        // Of an event that waited while its function was updated, another.
        var function = world.Functions[e.Function];
        Function ??= function;
        var (state, texts, account) = (world.State, world.Texts, world.Account);
        var load = state.LoadOf(e.Function);
        var text = e.Kind switch
        {
            EventKind.Arrived => ExplanationWords.Arrived(e, load, state, account),
            EventKind.Routed => ExplanationWords.Routed(e, function, texts),
            EventKind.Throttled => ExplanationWords.Throttled(e, function, load, state, account),
            EventKind.ThrottledTogether => ExplanationWords.ThrottledTogether(e, _attempts, function, load, state, account),
            EventKind.BatchSent => ExplanationWords.AsBatch(e, new LogNames(world.Functions, world.Texts, world.Resources)),
            EventKind.Queued => ExplanationWords.Queued(e, _hasJustFailed ? _failures : 0, state.RetriesOf(function)),
            EventKind.Dispatched => ExplanationWords.Dispatched(e, _failures),
            EventKind.Dropped => ExplanationWords.Dropped(e, function, _failures, state.RetriesOf(function)),
            EventKind.Delivered => ExplanationWords.Delivered(e),
            EventKind.EnvironmentCreated => ExplanationWords.Created(e, load),
            EventKind.InitCompleted => ExplanationWords.Initialised(e),
            EventKind.InitRepeated => ExplanationWords.Repeated(e),
            EventKind.Started => ExplanationWords.Started(e, state.EnvironmentOf(e.Environment), load),
            EventKind.Completed or EventKind.RunningAtEnd => ExplanationWords.Ended(e, function, Billed(e, function, world)),
            EventKind.Reported => Text.Invariant($"runs as in the log it was read from, which tells a Billed Duration of {_reported = e.Value} ms (rule BIL-LOGGED)"),
            EventKind.LogLine => $"logged {(e.LogLevel == LogLevelCode.Raw ? "" : ExplanationWords.Level(e.LogLevel) + " ")}{RecordText.Quoted(e.TextNumber, texts)}",
            EventKind.Error => ExplanationWords.Failed(e, texts, inInit: Environment != SimEvent.None || _repeatsInit),
            EventKind.Memory => Text.Invariant($"used {e.Value} MB of memory"),
            EventKind.SystemError => Text.Invariant($"attempt {e.Value + 1} ended with an error of Lambda's own before it reached the function (rule ASY-SYSTEM-ERROR)"),
            EventKind.FaultStruck => Text.Invariant($"fault {e.Fault} of the plan struck: {RecordSchema.Of(e.Kind).Causes!.Text(e.Cause)}"),
            EventKind.QueuedAtEnd => $"the run ended while it was queued, {TimeText.Length(e.Value)} old",
            _ => RecordText.Of(e, world.Functions, texts),
        };
        _attempts += e.Kind is EventKind.Throttled or EventKind.ThrottledTogether or EventKind.SystemError or EventKind.Dispatched ? 1 : 0;
        _hasJustFailed = e.Kind == EventKind.Completed && e.Outcome != Outcome.Succeeded && !e.IsCopy;
        _failures += _hasJustFailed ? 1 : 0;
        Add(e, world, e.Kind == EventKind.Completed && world.Remarks?.Of(e.Invocation, e.Time) is { } remark ? $"{text}; noticed: {remark}" : text);
    }

    // A message that it sent, or that Lambda sent for it, whose sending is told by the record of its delivery.
    private bool IsPartOfMessage(in SimEvent e)
    {
        if (e.Kind != EventKind.MessageSent || e.Invocation != invocation)
        {
            return _messages?.Contains(e.Message) == true;
        }

        (_messages ??= []).Add(e.Message);
        return e.SendCause is SendCause.Client or SendCause.Handler;
    }

    private long Billed(in SimEvent e, FunctionDefinition function, StoryWorld world)
    {
        var reported = _reported;
        _reported = 0;
        return reported > 0 ? reported : world.Billed(e, function);
    }

    private void Add(in SimEvent e, StoryWorld world, string text) => _lines.Add(new ExplanationLine(e.Time, world.Start.PlusNanoseconds(e.Time), text));
}
