using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// Requests: out as events, answers back as events.
internal sealed partial class LoopHost
{
    private readonly Dictionary<int, Call> _calls = [];
    private readonly List<LiveFunction?> _functions = [];

    public int Deploy(string name, FunctionConfig config, HandlerCode? code)
    {
        var index = _engine.Deploy(name, config, code is not null);
        while (_functions.Count <= index)
        {
            _functions.Add(null);
        }

        _functions[index] = new LiveFunction(index, _engine.Versions.ModelOf(index).Definition, code, Options, Options.World.Prices);
        return index;
    }

    public LiveFunction FunctionAt(int index) => _functions[index]!;

    /// <summary>Sends a request off. Outside a verb it leaves when the next verb runs.</summary>
    public Call Send(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options, InvocationType type)
    {
        var sandbox = Sandbox.Current is { } current && current.Baton == Baton ? current : null;
        if (sandbox is { Dead: true })
        {
            throw new EnvironmentGoneException($"{sandbox.Name} has ended: a timeout or a crash ended it");
        }

        var call = new Call(this, function, payload, options, type) { Sandbox = sandbox };
        _alarms.Arm(call, LocalNow(sandbox), EventPhase.Arrive);
        if (sandbox is not null)
        {
            sandbox.Waiting++;
        }

        return call;
    }

    /// <summary>Calls a function; errors that AWS answers before it accepts the request are thrown at once.</summary>
    public Task<InvokeResult> Invoke(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        CheckRequest(function, payload, options, InvocationType.RequestResponse);
        return options is { DryRun: true } ? Task.FromResult(DryRun(function)) : Send(function, payload, options, InvocationType.RequestResponse).Answer;
    }

    /// <summary>Hands an event in.</summary>
    public Task<SendResult> SendEvent(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options)
    {
        CheckRequest(function, payload, options, InvocationType.Event);
        return Send(function, payload, options, InvocationType.Event).Accepted;
    }

    public InvokeResult DryRun(LiveFunction function) => new() { IsDryRun = true, Seed = Seed, Invocation = SimEvent.None, ExecutedVersion = function.Definition.Qualifier };

    /// <summary>The function version a caller names: by name, <c>name:qualifier</c> or ARN.</summary>
    public LiveFunction Resolve(string name, string? qualifier)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var arn = $"arn:aws:lambda:{Options.Region}:{Options.AccountId}:function:";
        var plain = name.StartsWith(arn, StringComparison.Ordinal) ? name[arn.Length..] : name;
        var colon = plain.IndexOf(':', StringComparison.Ordinal);
        var (function, inName) = colon < 0 ? (plain, null) : (plain[..colon], plain[(colon + 1)..]);
        if (inName is not null && qualifier is not null && inName != qualifier)
        {
            throw new InvalidParameterValueException("The derived qualifier from the function name does not match the specified qualifier.");
        }

        var wanted = inName ?? qualifier ?? FunctionDefinition.Latest;
        var index = _engine.Versions.Find(wanted == FunctionDefinition.Latest ? function : $"{function}:{wanted}");
        return index >= 0 && index < _functions.Count && _functions[index] is { } found
            ? found
            : throw new ResourceNotFoundException($"Function not found: {arn}{function}:{wanted}");
    }

    private static void CheckRequest(LiveFunction function, ReadOnlyMemory<byte> payload, InvokeOptions? options, InvocationType type)
    {
        _ = function;
        _ = payload;
        _ = options;
        _ = type;
    }

    public SendResult SendResultOf(Call call) => new(call.Invocation, RequestId.Of(Seed, call.Invocation));

    /// <summary>A request reaches the service.</summary>
    public void Arrive(Call call)
    {
        call.Invocation = _engine.Arrivals;
        call.AcceptedAt = _engine.Now;
        _calls.Add(call.Invocation, call);
        if (call.Origin is { } origin)
        {
            _engine.Delivered(origin.Function, origin.Invocation, origin.Cause, call.Invocation);
        }

        _engine.ArriveLive(new Arrival
        {
            Time = _engine.Now,
            Function = call.Function.Index,
            Duration = Arrival.NotGiven,
            Init = Arrival.NotGiven,
            PayloadBytes = call.Payload.Length,
            Type = call.Type,
        }, fromService: call.Origin is not null);

        // AWS answers 202 once the event is stored, whatever becomes of it.
        if (call is { Type: InvocationType.Event, Origin: null } && call.Result is not { Throttle: not ThrottleCause.None })
        {
            Answer(call);
        }
    }

    public override void Throttled(int invocation, ThrottleCause cause)
    {
        if (!_calls.Remove(invocation, out var call))
        {
            return;
        }

        var reason = ThrottleReason.Of(cause);
        call.Result = new InvokeResult
        {
            Outcome = Outcome.Throttled,
            Throttle = cause,
            Seed = Seed,
            Invocation = invocation,
            Error = new FunctionError(ThrottleReason.ErrorCode, reason.Message),
        };
        Answer(call);
    }

    public override void Completed(int environment, int invocation, Outcome outcome)
    {
        if (!_calls.TryGetValue(invocation, out var call))
        {
            return;
        }

        ref var slot = ref _engine.Pool[environment];
        var live = call.Function.Code is null ? null : _environments[environment];
        call.Result = MakeResult(call, ref slot, live, outcome);
        if (live is not null)
        {
            Settle(live);
        }

        if (call.Type == InvocationType.RequestResponse)
        {
            _calls.Remove(invocation);
            Answer(call);
        }
    }

    private InvokeResult MakeResult(Call call, ref EnvironmentSlot slot, LiveEnvironment? live, Outcome outcome)
    {
        var duration = _engine.Now - slot.Since;
        var billed = duration + (call.Function.BillsInit ? slot.Init : 0);
        var end = live?.Process?.End ?? default;
        return new InvokeResult
        {
            Outcome = outcome,
            Seed = Seed,
            Invocation = call.Invocation,
            ExecutedVersion = call.Function.Definition.Qualifier,
            Start = (StartType)((slot.Flags & RunFlags.StartMask) >> 10),
            DurationNs = duration,
            InitNs = slot.Init,
            BilledMs = Math.Max(1, (billed + 999_999) / 1_000_000),
            Payload = outcome == Outcome.Succeeded ? end.Response : _error?.Document ?? default,
            Error = outcome == Outcome.Succeeded ? null : _error?.Error ?? new FunctionError("Function.Unknown", "a modelled call failed"),
        };
    }

    // The answer travels as an event of its own: the engine is never re-entered, recursion through the client stays flat.
    private void Answer(Call call)
    {
        _alarms.Arm(call, _engine.Now, EventPhase.Deliver);
    }
}
