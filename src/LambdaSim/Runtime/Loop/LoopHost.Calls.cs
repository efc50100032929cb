using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// Requests: out as entries of the queue, answers back as entries.
internal sealed partial class LoopHost
{
    private const int MaxClientContext = 3_583;

    private readonly Dictionary<int, Call> _calls = [];
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);
    private readonly List<LiveFunction?> _functions = [];

    private readonly short _client;
    private readonly short _lambda;
    private readonly short _service;

    // Requests of the test's own code without an answer.
    private int _callers;

    public int Deploy(string name, FunctionConfig config, HandlerCode? code)
    {
        var index = _engine.Deploy(name, config, code is not null);
        Know(index, code, null);
        return index;
    }

    /// <summary>A function that the world had from the start, modelled: met from now on.</summary>
    public LiveFunction Modelled(string name) => Know(_engine.Versions.Resolve(new TraceFunction(name)), null, null);

    /// <summary>A version as it runs from now on, wherever it stands.</summary>
    public LiveFunction Put(FunctionSite site, string name, string qualifier, FunctionConfig config, HandlerCode? code)
    {
        var (index, before) = _engine.Put(site.Place, name, qualifier, config, code is not null);
        var live = Know(index, code, site);
        if (before >= 0)
        {
            Replace(before, live);
        }

        return live;
    }

    /// <summary>The newest of a version: what its calls reach now.</summary>
    /// <exception cref="ResourceNotFoundException">It was deleted.</exception>
    public LiveFunction Newest(LiveFunction function)
    {
        if (!_engine.Versions.ModelOf(function.Index).IsRetired)
        {
            return function;
        }

        var index = _engine.Versions.Newest(function.Index);
        return _engine.Versions.ModelOf(index).IsRetired ? throw new ResourceNotFoundException($"Function not found: {function.Arn}:{function.Definition.Qualifier}") : _functions[index]!;
    }

    private LiveFunction Know(int index, HandlerCode? code, FunctionSite? site)
    {
        while (_functions.Count <= index)
        {
            _functions.Add(null);
        }

        return _functions[index] = new LiveFunction(this, index, _engine.Versions.ModelOf(index).Definition, code, site);
    }

    public LiveFunction FunctionAt(int index) => _functions[index]!;

    /// <summary>The functions that were added in process, in order.</summary>
    public IEnumerable<Function> Added => _functions.Select(static f => f?.Handle).OfType<Function>();

    /// <summary>Where a function version logs to; null: it is none that the runtime knows.</summary>
    public string? LogGroupOf(int index) => index < _functions.Count ? _functions[index]?.LogGroup : null;

    /// <summary>The function whose code runs here, and the invocation that it works for; null: other code runs.</summary>
    public (int Function, int Invocation)? Sending => Caller?.Owner is LiveProcess { Environment: var env }
        ? (env.Function.Index, StateOf(env) == EnvironmentState.Busy ? _engine.Pool[env.Slot].Invocation : SimEvent.None)
        : null;

    private Sandbox? Caller => Sandbox.Current is { } current && current.Baton == Baton ? current : null;

    /// <summary>Sends a request off. Outside a verb it leaves when the next verb runs.</summary>
    public T Send<T>(T call)
        where T : Call
    {
        var sandbox = RequireSender(call.Function.Name);
        call.Sandbox = sandbox;
        if (sandbox?.Owner is LiveProcess process)
        {
            Follow(call, process);
        }

        Depart(call, sandbox);
        return call;
    }

    /// <summary>Whose request it is that begins here.</summary>
    /// <exception cref="EnvironmentGoneException">Of code that has ended.</exception>
    /// <exception cref="InvalidOperationException">Another thread than the simulation's asks while it runs.</exception>
    private Sandbox? RequireSender(string receiver)
    {
        var sandbox = Caller;
        if (sandbox is { Dead: true })
        {
            throw new EnvironmentGoneException($"{sandbox.Name} has ended: a timeout or a crash ended it", Seed);
        }

        if (Baton.IsTrespassed)
        {
            throw new EnvironmentGoneException($"the run in which {sandbox!.Name} started this code is over", Seed);
        }

        if (IsEndpoint is not null)
        {
            RequireServing($"'{receiver}'");
        }

        // Else the order of requests would be real time's.
        return Baton.IsOpen && !Baton.IsMine
            ? throw new InvalidOperationException($"'{receiver}' is called by a thread that does not run the simulation's code while it runs; call it from the body of Run or from a handler, or between two verbs of time")
            : sandbox;
    }

    // It leaves at its sender's own time.
    private void Depart(Alarm call, Sandbox? sandbox)
    {
        _alarms.Arm(call, LocalNow(sandbox), EntryPhase.Arrive);
        if (sandbox is not null)
        {
            sandbox.Waiting++;
        }

        _callers += sandbox is null or { IsBody: true } ? 1 : 0;
        if (!Baton.IsOpen)
        {
            Unattended.Add(call);
        }
    }

    /// <summary>Calls a function; errors that AWS answers before it accepts the request are thrown at once.</summary>
    public Task<InvokeResult> Invoke(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        CheckRequest(payload, options, InvocationType.RequestResponse);
        RequireActive(function);
        return options is { DryRun: true } ? Task.FromResult(DryRun(function))
            : Send(payload.IsEmpty && options is null && Caller?.Owner is not LiveProcess ? new Call(function) : new PayloadCall(function, payload, options)).Answer;
    }

    /// <summary>Hands an async invocation in.</summary>
    public AsyncCall Send(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        CheckRequest(payload, options, InvocationType.Event);
        RequireActive(function);
        if (options is { DryRun: true })
        {
            throw new ArgumentException("DryRun: an event is handed in or it is not, AWS has one invocation type for each; ask for the dry run with Invoke", nameof(options));
        }

        return Send(new AsyncCall(function, payload, options));
    }

    public static InvokeResult DryRun(LiveFunction function) => new() { Function = function, Invocation = SimEvent.None };

    /// <summary>The function version a caller names: by name, <c>name:qualifier</c> or ARN.</summary>
    public (LiveFunction Function, CallTarget? Target) Resolve(string name, string? qualifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Resolver(name, qualifier);
    }

    // In AWS's order: size, JSON. Nothing has changed when one refuses.
    private void CheckRequest(ReadOnlyMemory<byte> payload, InvokeOptions? options, InvocationType type)
    {
        if (RequestPayload.CheckSize(payload.Length, type == InvocationType.Event, Options.World.Account.Quotas) is { } tooLarge)
        {
            throw tooLarge;
        }

        if (options?.ClientContext is { } context && ((System.Text.Encoding.UTF8.GetByteCount(context) + 2) / 3 * 4) > MaxClientContext)
        {
            throw new ValidationException(Text.Invariant($"1 validation error detected: the client context exceeds {MaxClientContext} bytes of base64"));
        }

        options?.CognitoIdentity?.Check();
        if (options is { LogTail: true } && Options.Log != EventLogLevel.Kept && Tailed is null)
        {
            throw new InvalidOperationException("a log tail needs the log: set Log = EventLogLevel.Kept in the simulation's options");
        }

        if (RequestPayload.Check(payload.Span) is { } malformed)
        {
            throw malformed;
        }

        if (type == InvocationType.Event && options is { ClientContext: not null })
        {
            Note("client context of an event: AWS passes it for synchronous invocations only");
        }

        if (type == InvocationType.Event && options is { CognitoIdentity: not null })
        {
            Note("Cognito identity of an event: the function has that of synchronous invocations only");
        }

        if (type == InvocationType.Event && options is { LogTail: true })
        {
            Note("log tail of an event: AWS gives it for synchronous invocations only");
        }
    }

    /// <summary>What was asked for and is not acted on.</summary>
    public IReadOnlyCollection<string> Notes => _notes;

    public void Note(string what) => _notes.Add(what);

    public SendResult SendResultOf(Call call) => new(call.Invocation, RequestId.Of(Seed, call.Invocation));

    /// <summary>A request reaches the service.</summary>
    public void Arrive(Call call)
    {
        call.Invocation = _engine.NextInvocation();
        if (_beside.Count > 0)
        {
            AnswerByOldCode(call);
        }

        call.ArrivedAt = _engine.Now;
        _calls.Add(call.Invocation, call);
        if (call.Options is { LogTail: true })
        {
            Tailed?.Add(call.Invocation);
        }

        if (call.Origin is { } origin)
        {
            _engine.Record(new SimEvent(_engine.Now, EventKind.Delivered, (byte)origin.Cause, RunFlags.AsyncBit, origin.Function, origin.Invocation, SimEvent.None, call.Invocation + 1));
        }

        var arrival = new Arrival
        {
            Time = _engine.Now,
            Function = call.Function.Index,
            Duration = Arrival.NotGiven,
            Init = Arrival.NotGiven,
            PayloadBytes = call.Payload.Length,
            Type = call.Type,
            Caller = call.IsOfService ? _service : call.Origin is null ? _client : _lambda,
        };

        // Before any other limit (rule REC-LIMIT); an event is accepted, and dropped when it leaves the queue.
        if (call.Type == InvocationType.RequestResponse && Guard.Stops(call.Trace, call.Function.Definition))
        {
            Stop(call, arrival);
        }
        else
        {
            _engine.ArriveLive(arrival, call.Invocation);
        }

        if (call is ServiceInvocation { Request.Arrived: { } arrived })
        {
            arrived(call.Function.Index, call.Invocation);
        }

        if (call.Options?.Target is { IsAlias: true, Arn: var alias })
        {
            _engine.Record(new SimEvent(_engine.Now, EventKind.Routed, 0, 0, call.Function.Index, call.Invocation, SimEvent.None, TextOf(alias)));
        }
    }

    private void Stop(Call call, in Arrival arrival)
    {
        _engine.Stop(arrival, call.Invocation, DropCause.RecursiveInvocation);
        _calls.Remove(call.Invocation);
        call.IsStopped = true;
        Answer(call);
    }

    private void Refuse(int invocation, ThrottleCause cause)
    {
        if (!_calls.Remove(invocation, out var call))
        {
            return;
        }

        var reason = ReasonOf(call.Function, cause);
        call.Result = new InvokeResult
        {
            Outcome = Outcome.Throttled,
            Throttle = cause,
            Function = call.Function,
            Invocation = invocation,
            Error = new FunctionError(ThrottleReason.ErrorCode, reason.Message),
        };
        Answer(call);
    }

    private InvokeResult ResultOf(Call call, in InvocationEnd ended)
    {
        var live = call.Function.Code is null ? null : _environments[ended.Environment];
        ref var slot = ref _engine.Pool[ended.Environment];
        var outcome = ended.Outcome;
        var end = live?.Process?.End ?? default;
        return new InvokeResult
        {
            Outcome = outcome,
            Function = call.Function,
            Invocation = call.Invocation,
            Start = (StartType)((slot.Flags & RunFlags.StartMask) >> 10),
            DurationNs = ended.Duration,
            InitNs = slot.Init,
            Payload = outcome == Outcome.Succeeded ? end.Response : _error?.Document ?? default,
            HasTail = call.Options is { LogTail: true },
            Remark = live?.Process is { Remarks: not null } remarked ? TakeRemark(remarked, call.Invocation) : null,
            Error = outcome == Outcome.Succeeded ? null : _error?.Error ?? new FunctionError("Function.Unknown", "a modelled call failed"),
        };
    }

    /// <summary>Its caller has the answer.</summary>
    public void Answered(Call call) => _callers -= !call.IsOfService && call.Sandbox is null or { IsBody: true } ? 1 : 0;

    // The answer travels as an entry of its own: the engine is never re-entered, recursion through the client stays flat.
    private void Answer(Call call)
    {
        _alarms.Arm(call, _engine.Now, EntryPhase.Deliver);
    }

    // Who waits for them: clients, other services, and Lambda itself, which waits for nothing. Only a client's events pass the front door's rate.
    private sealed class Requests(LoopHost host, bool passesFrontDoor, bool isTold) : Caller
    {
        public override bool IsLambda => !passesFrontDoor;

        public override void Answered(in InvocationEnd end)
        {
            if (host._calls.Remove(end.Invocation, out var call))
            {
                call.Result = host.ResultOf(call, end);
                host.Answer(call);
            }
        }

        // AWS answers 202 once it is stored, whatever becomes of it.
        public override void Accepted(int invocation)
        {
            if (isTold)
            {
                host.Answer(host._calls[invocation]);
            }
        }

        public override void Refused(int invocation, ThrottleCause cause) => host.Refuse(invocation, cause);
    }
}
