using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Events;

/// <summary>An event log made by hand. Times and lengths are milliseconds; functions and records stay in the order in which they are told.</summary>
internal sealed class Story(ulong seed = 7)
{
    private readonly List<object> _items = [];
    private readonly Dictionary<int, SimEvent> _arrivals = [];
    private int _functions;
    private int _texts;
    private int _resources;
    private int _environments;

    public ulong Seed { get; } = seed;

    public RunEnd Ending { get; private set; } = new(0, 0, false);

    /// <summary>The version of the rules it is told under: of the oldest that has all its records.</summary>
    public int Semantics { get; private init; } = 1;

    public LogHeader Header => new() { Semantics = Semantics, Seed = Seed, Start = Instant.FromUtc(2026, 1, 1, 0, 0) };

    public IReadOnlyList<SimEvent> Events => [.. _items.OfType<SimEvent>()];

    /// <summary>One record of each kind and most causes, as an engine would write them.</summary>
    public static Story OfEverything() => new Story()
        .Function("checkout", new FunctionConfig { MemoryMb = 256, Timeout = Duration.FromSeconds(1), ReservedConcurrency = 1, MaximumRetryAttempts = 0, Init = Distribution.Fixed(Duration.FromMilliseconds(300)) })
        .Arrive(1000)
        .Create(1000, invocation: 0)
        .InitDone(1300, environment: 0, invocation: 0, length: 300)
        .Start(1300, 0, 0, StartType.Cold)
        .Arrive(1310.5m)
        .Throttle(1310.5m, 1, ThrottleCause.ReservedConcurrency, final: true)
        .Arrive(1400, type: InvocationType.Event, bytes: 300_000)
        .Throttle(1400, 2, ThrottleCause.ReservedConcurrency)
        .Queue(1400, 2, wait: 1000)
        .Complete(2300, 0, 0, Outcome.TimedOut, duration: 1000, init: 300, flags: RunFlags.Cold)
        .Dispatch(2400, 2, age: 1000, extra: 1)
        .Start(2400, 2, 0, StartType.Reinit, idle: 100)
        .Function("stock", FunctionConfig.Default with { Provisioned = new ProvisionedConcurrency(1, Duration.FromSeconds(2)) }, "3")
        .Create(2500, CreationCause.Provisioned)
        .InitDone(2500, 1, length: 120, flags: RunFlags.ProvisionedBit)
        .Ready(2500, 1, 1)
        .Complete(2900.25m, 2, 0, Outcome.Succeeded, duration: 500.25m, init: 0, flags: RunFlags.Reinit)
        .Arrive(3000, function: 1)
        .Start(3000, 3, 1, StartType.Warm, idle: 500, flags: RunFlags.ProvisionedBit)
        .Arrive(3100, function: 1)
        .Create(3100, invocation: 4, flags: RunFlags.SpilloverBit, delay: 50)
        .InitDone(13150, 2, 4, 10000, InitOutcome.TimedOut, RunFlags.Cold | RunFlags.SpilloverBit)
        .Start(13150, 4, 2, StartType.Cold, flags: RunFlags.SpilloverBit)
        .Arrive(13200, function: 0, type: InvocationType.Event)
        .Start(13200, 5, 0, StartType.Warm, idle: 10299.75m)
        .Complete(13205, 5, 0, Outcome.Failed, duration: 5, init: 0)
        .Drop(13205, 5, DropCause.RetriesExhausted, age: 5)
        .Deliver(13205, 5, DeliveryCause.DeadLetterQueue)
        .EndEnvironment(20000, 0, EndCause.KeepAlive, idle: 6795)
        .Arrive(20001, type: InvocationType.Event)
        .Throttle(20001, 6, ThrottleCause.ScalingRate)
        .Drop(20001, 6, DropCause.EventAgeExceeded, age: 0)
        .Arrive(20002, type: InvocationType.Event)
        .Throttle(20002, 7, ThrottleCause.AccountConcurrency)
        .Queue(20002, 7, wait: 1000)
        .Complete(20003, 4, 2, Outcome.Crashed, duration: 6853, init: 10000, flags: RunFlags.Cold | RunFlags.SpilloverBit)
        .CutRunning(20004, 3, 1, Outcome.Succeeded, duration: 60000, init: 0, flags: RunFlags.ProvisionedBit)
        .CutQueued(20004, 7, age: 2)
        .CutIdle(20004, 2, idle: 1)
        .End(20004);

    /// <summary>The same, to be told differently from here on.</summary>
    public Story Copy()
    {
        var copy = new Story(Seed) { Semantics = Semantics, _functions = _functions, _texts = _texts, _resources = _resources, _environments = _environments, Ending = Ending };
        copy._items.AddRange(_items);
        foreach (var (invocation, arrival) in _arrivals)
        {
            copy._arrivals.Add(invocation, arrival);
        }

        return copy;
    }

    public Story Function(string name, FunctionConfig? config = null, string qualifier = FunctionDefinition.Latest)
    {
        _items.Add(new FunctionDefinition(_functions++, name, qualifier, config ?? FunctionConfig.Default));
        return this;
    }

    /// <summary>What a handler leaves in the log: lines, an error, memory.</summary>
    public static Story OfTexts() => new Story()
        .Function("import")
        .Arrive(1000)
        .Create(1000, invocation: 0)
        .Log(1010, 0, 0, LogLevelCode.Raw, "loading")
        .Fail(1020, 0, 0, "IOException", "no table")
        .InitDone(1020, 0, 0, 20, InitOutcome.Failed)
        .Start(1020, 0, 0, StartType.Cold)
        .Log(1030, 0, 0, LogLevelCode.Warn, "odd row \"ü\"\n\ttwo lines")
        .Fail(1040, 0, 0, "FormatException", "row 7 is no number")
        .Memory(1040, 0, 0, 96)
        .Complete(1040, 0, 0, Outcome.Failed, duration: 20, init: 20, flags: RunFlags.Cold)
        .CutIdle(1040, 0)
        .End(1040);

    /// <summary>A call that answers, as version 2 of the rules has it.</summary>
    public static Story OfAnswers() => new Story { Semantics = 2 }
        .Function("greet")
        .Arrive(1000, bytes: 5)
        .Create(1000, invocation: 0)
        .InitDone(1000, 0, 0)
        .Start(1000, 0, 0, StartType.Cold)
        .Answer(1002, 0, 0, 0xfedcba9876543210)
        .Complete(1002, 0, 0, duration: 2, flags: RunFlags.Cold)
        .CutIdle(1002, 0)
        .End(1002);

    /// <summary>A message that ends in a dead-letter queue, as version 3 of the rules has it.</summary>
    public static Story OfMessages() => new Story { Semantics = 3 }
        .Function("import")
        .Arrive(0, type: InvocationType.Event)
        .Queue("orders", ("VisibilityTimeout", "5"))
        .Message(0, EventKind.MessageSent, SendCause.Handler, queue: 0, message: 0, 120, invocation: 0)
        .Message(0, EventKind.MessageSent, SendCause.Client, queue: 0, message: 1, 3)
        .Message(0, EventKind.MessageDuplicated, SendCause.Client, queue: 0, message: 1)
        .Message(1000, EventKind.MessageReceived, queue: 0, message: 0, figure: 1)
        .Message(6000, EventKind.MessageReturned, ReturnCause.VisibilityTimeout, queue: 0, message: 0, 1)
        .Queue("failed")
        .Message(6000, EventKind.MessageMoved, MoveCause.DeadLettered, queue: 0, message: 0, figure: 1)
        .Message(6000, EventKind.MessageEnded, MessageFate.Purged, queue: 0, message: 1)
        .Message(7000, EventKind.MessageAtEnd, MessageState.Ready, queue: 1, message: 0, 1)
        .CutQueued(7000, 0, age: 7000)
        .End(7000);

    public Story Queue(string name, params (string Name, string Value)[] settings)
    {
        _items.Add(new ResourceDefinition(_resources++, ResourceKind.Queue, name, "arn:aws:sqs:us-east-1:123456789012:" + name) { Settings = [.. settings.Select(s => KeyValuePair.Create(s.Name, s.Value))] });
        return this;
    }

    public Story Message(decimal at, EventKind kind, Enum cause, int queue, int message, int figure = 0, int invocation = SimEvent.None) => Add(new SimEvent(
        Ns(at), kind, Convert.ToByte(cause, System.Globalization.CultureInfo.InvariantCulture), 0, invocation == SimEvent.None ? SimEvent.None : 0, invocation, queue, SimEvent.PairValue(message, figure)));

    public Story Message(decimal at, EventKind kind, int queue, int message, int figure = 0) => Add(new SimEvent(Ns(at), kind, 0, 0, SimEvent.None, SimEvent.None, queue, SimEvent.PairValue(message, figure)));

    public Story Tell(string text)
    {
        _items.Add(text);
        _texts++;
        return this;
    }

    public Story Log(decimal at, int invocation, int environment, LogLevelCode level, string text) =>
        Tell(text).Add(at, EventKind.LogLine, (byte)level, 0, invocation, environment, _texts - 1);

    public Story Fail(decimal at, int invocation, int environment, string type, string message) =>
        Tell(type).Tell(message).Add(at, EventKind.Error, (byte)Outcome.Failed, 0, invocation, environment, SimEvent.PairValue(_texts - 2, _texts - 1));

    public Story Memory(decimal at, int invocation, int environment, int megabytes) =>
        Add(at, EventKind.Memory, 0, 0, invocation, environment, megabytes);

    public Story Answer(decimal at, int invocation, int environment, ulong hash) => Add(at, EventKind.Answered, 0, 0, invocation, environment, (long)hash);

    public Story Arrive(decimal at, int function = 0, InvocationType type = InvocationType.RequestResponse, int bytes = 0)
    {
        var e = new SimEvent(Ns(at), EventKind.Arrived, 0, type == InvocationType.Event ? RunFlags.AsyncBit : (ushort)0, function, _arrivals.Count, SimEvent.None, bytes);
        _arrivals.Add(e.Invocation, e);
        return Add(e);
    }

    public Story Throttle(decimal at, int invocation, ThrottleCause cause, bool final = false, int attempts = 0) =>
        Add(at, EventKind.Throttled, (byte)cause, final ? RunFlags.FinalBit : 0, invocation, SimEvent.None, attempts);

    public Story Queue(decimal at, int invocation, decimal wait) => Add(at, EventKind.Queued, 0, 0, invocation, SimEvent.None, Ns(wait));

    public Story Dispatch(decimal at, int invocation, decimal age, int extra = 0) => Add(at, EventKind.Dispatched, 0, extra, invocation, SimEvent.None, Ns(age));

    public Story Drop(decimal at, int invocation, DropCause cause, decimal age) => Add(at, EventKind.Dropped, (byte)cause, 0, invocation, SimEvent.None, Ns(age));

    public Story Deliver(decimal at, int invocation, DeliveryCause cause) => Add(at, EventKind.Delivered, (byte)cause, 0, invocation, SimEvent.None, 0);

    /// <summary>An environment for a cold start.</summary>
    public Story Create(decimal at, int invocation, int flags = 0, decimal delay = 0)
    {
        return Add(at, EventKind.EnvironmentCreated, (byte)CreationCause.ColdStart, flags | RunFlags.Cold, invocation, _environments++, Ns(delay));
    }

    /// <summary>An environment of the last function that no request asked for.</summary>
    public Story Create(decimal at, CreationCause cause) => Add(new SimEvent(
        Ns(at), EventKind.EnvironmentCreated, (byte)cause, cause == CreationCause.Provisioned ? RunFlags.ProvisionedBit : (ushort)0, _functions - 1, SimEvent.None, _environments++, 0));

    public Story InitDone(decimal at, int environment, int invocation = SimEvent.None, decimal length = 0, InitOutcome outcome = InitOutcome.Succeeded, int flags = RunFlags.Cold) =>
        Add(at, EventKind.InitCompleted, (byte)outcome, flags, invocation, environment, Ns(length));

    public Story InitRepeated(decimal at, int invocation, int environment, decimal length, InitOutcome outcome = InitOutcome.Succeeded) =>
        Add(at, EventKind.InitRepeated, (byte)outcome, 0, invocation, environment, Ns(length));

    public Story Start(decimal at, int invocation, int environment, StartType start, decimal idle = 0, int flags = 0) =>
        Add(at, EventKind.Started, 0, flags | ((int)start << 10), invocation, environment, Ns(idle));

    public Story Complete(decimal at, int invocation, int environment, Outcome outcome = Outcome.Succeeded, decimal duration = 0, decimal init = 0, int flags = 0) =>
        AddCall(at, EventKind.Completed, invocation, environment, outcome, duration, init, flags);

    public Story CutRunning(decimal at, int invocation, int environment, Outcome outcome = Outcome.Succeeded, decimal duration = 0, decimal init = 0, int flags = 0) =>
        AddCall(at, EventKind.RunningAtEnd, invocation, environment, outcome, duration, init, flags);

    public Story EndEnvironment(decimal at, int environment, EndCause cause = EndCause.KeepAlive, decimal idle = 0) =>
        Add(at, EventKind.EnvironmentEnded, (byte)cause, 0, SimEvent.None, environment, Ns(idle));

    public Story CutIdle(decimal at, int environment, decimal idle = 0) => Add(at, EventKind.IdleAtEnd, 0, 0, SimEvent.None, environment, Ns(idle));

    public Story CutQueued(decimal at, int invocation, decimal age = 0) => Add(at, EventKind.QueuedAtEnd, 0, 0, invocation, SimEvent.None, Ns(age));

    public Story Ready(decimal at, int function, int environments) =>
        Add(new SimEvent(Ns(at), EventKind.ProvisionedReady, 0, RunFlags.ProvisionedBit, function, SimEvent.None, SimEvent.None, environments));

    public Story Add(SimEvent e)
    {
        _items.Add(e);
        return this;
    }

    public Story End(decimal at, bool partial = false)
    {
        Ending = new RunEnd(Ns(at), _arrivals.Count == 0 ? 0 : _arrivals[_arrivals.Count - 1].Time, partial);
        return this;
    }

    /// <summary>Plays it to an observer in batches of a size, and ends it.</summary>
    public T Tell<T>(T observer, int batch = 3)
        where T : IEventObserver
    {
        var events = new List<SimEvent>();
        var texts = 0;
        foreach (var item in _items)
        {
            if (item is SimEvent e)
            {
                events.Add(e);
            }

            if (item is FunctionDefinition or ResourceDefinition or string || events.Count == batch)
            {
                observer.OnEvents(events.ToArray());
                events.Clear();
            }

            if (item is FunctionDefinition function)
            {
                observer.OnFunction(function);
            }
            else if (item is ResourceDefinition resource)
            {
                observer.OnResource(resource);
            }
            else if (item is string text)
            {
                observer.OnText(texts++, text);
            }
        }

        observer.OnEvents(events.ToArray());
        observer.OnEnd(Ending);
        return observer;
    }

    /// <summary>Its JSON Lines.</summary>
    public byte[] Lines()
    {
        using var stream = new MemoryStream();
        using var writer = new JsonLinesWriter(stream, Header);
        Tell(writer);
        return stream.ToArray();
    }

    /// <summary>Its fingerprint.</summary>
    public string Print(int batch = 3, bool fieldByField = false, int? semantics = null)
    {
        using var fingerprint = new Fingerprint(Seed, semantics ?? Semantics, fieldByField);
        return Tell(fingerprint, batch).Value!;
    }

    private static long Ns(decimal milliseconds) => (long)(milliseconds * 1_000_000);

    private Story AddCall(decimal at, EventKind kind, int invocation, int environment, Outcome outcome, decimal duration, decimal init, int flags) =>
        Add(SimEvent.OfCall(Ns(at), kind, outcome, (ushort)(flags | Inherited(invocation)), FunctionOf(invocation, environment), invocation, environment, Ns(duration), Ns(init)));

    private Story Add(decimal at, EventKind kind, byte cause, int detail, int invocation, int environment, long value) =>
        Add(new SimEvent(Ns(at), kind, cause, (ushort)(detail | Inherited(invocation)), FunctionOf(invocation, environment), invocation, environment, value));

    private int Inherited(int invocation) => _arrivals.TryGetValue(invocation, out var arrival) ? arrival.Detail : 0;

    private int FunctionOf(int invocation, int environment) => _arrivals.TryGetValue(invocation, out var arrival)
        ? arrival.Function
        : _items.OfType<SimEvent>().LastOrDefault(e => e.Environment == environment).Function;
}
