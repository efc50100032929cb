// A handler's value task is kept with its process until it is over, and consumed once.
#pragma warning disable CA2012

using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Runtime;

// Environments and their processes: INIT, call, deadline, reset.
internal sealed partial class LoopHost
{
    private LiveEnvironment?[] _environments = new LiveEnvironment?[4];
    private CallError? _error;

    /// <summary>Pieces of code that started and have not ended.</summary>
    private int _suspended;

    public override void BeginInit(int environment, long modelled, long limit)
    {
        var env = NewEnvironment(environment);
        env.Phase = LivePhase.Init;
        var process = StartProcess(env);
        process.Sandbox.BusyUntil = _engine.Now + modelled;
        env.Deadline = _engine.Now + limit;
        env.Context = new InvocationContext(process, call: null) { Deadline = env.Deadline };
        RunInit(process);
    }

    public override void BeginCall(int environment, long penalty)
    {
        var env = _environments[environment] ?? NewEnvironment(environment);
        ref var slot = ref _engine.Pool[environment];
        var call = _calls[slot.Invocation];
        call.Begin();
        env.Phase = LivePhase.Call;
        env.IsEnding = false;
        env.Deadline = _engine.Now + env.Function.TimeoutNs;
        _error = null;
        if (env.Process is { IsInitialised: true } process)
        {
            env.Context = new InvocationContext(process, call) { Deadline = env.Deadline };
            process.Sandbox.BusyUntil = _engine.Now + penalty;
            if (process.Sandbox.Frozen)
            {
                process.Sandbox.Thaw(this);
            }

            RunHandler(process);
            return;
        }

        // Rule INIT-SUPPRESSED: a new process, its INIT inside the call and under its timeout.
        process = StartProcess(env);
        env.Context = new InvocationContext(process, call) { Deadline = env.Deadline };
        process.Sandbox.BusyUntil = _engine.Now + penalty;
        RunInit(process);
    }

    public override void Gone(int environment)
    {
        if (_environments[environment] is not { } env)
        {
            return;
        }

        // Without an extension AWS kills the process at once: nothing is disposed.
        if (env.Process is { } process)
        {
            _left.Add(process);
            process.Sandbox.Dead = true;
        }

        _environments[environment] = null;
    }

    public override IEnumerable<int> Running() =>
        _environments.Where(e => e is { Phase: not LivePhase.Idle } && _engine.Pool[e.Slot].Invocation != SimEvent.None).Select(e => e!.Slot);

    private LiveEnvironment NewEnvironment(int slot)
    {
        if (slot >= _environments.Length)
        {
            Array.Resize(ref _environments, Math.Max(slot + 1, _environments.Length * 2));
        }

        ref var record = ref _engine.Pool[slot];
        var function = _functions[record.Version]!;
        return _environments[slot] = new LiveEnvironment(slot, record.Serial, function, new TmpDirectory(function.Definition.Config.EphemeralStorageMb)) { CreatedAt = _engine.Now };
    }

    private LiveProcess StartProcess(LiveEnvironment env)
    {
        env.Generations++;
        var sandbox = new Sandbox(Baton, env.Function.Name, CallerContext);
        var process = new LiveProcess(env, sandbox);
        sandbox.Owner = process;
        return env.Process = process;
    }

    private void RunInit(LiveProcess process)
    {
        if (!process.Environment.Function.Code!.HasInit)
        {
            InitEnded(process, default, null);
            return;
        }

        Enter(process, static p => p.InitResult = p.Environment.Function.Code!.Init(p.Environment.Context!));
        if (process.Failure is { } failure)
        {
            InitEnded(process, null, failure);
            return;
        }

        var awaiter = process.InitResult.GetAwaiter();
        if (awaiter.IsCompleted)
        {
            TakeInit(process);
        }
        else
        {
            Suspend(process);
            Subscribe(process, static p => p.InitResult.GetAwaiter().OnCompleted(() => p.Environment.Function.Host.TakeInit(p)));
        }
    }

    private void Suspend(LiveProcess process)
    {
        process.IsSuspended = true;
        _suspended++;
        ArmDeadline(process.Environment);
    }

    private void Resume(LiveProcess process)
    {
        if (process.IsSuspended && !Baton.IsTrespassed)
        {
            process.IsSuspended = false;
            _suspended--;
            _knownToWait.Remove(process);
        }
    }

    private void TakeInit(LiveProcess process)
    {
        Resume(process);
        try
        {
            InitEnded(process, process.InitResult.GetAwaiter().GetResult(), null);
        }
        catch (Exception e)
        {
            InitEnded(process, null, e);
        }
    }

    private void InitEnded(LiveProcess process, object? instance, Exception? error)
    {
        var env = process.Environment;
        if (process.Sandbox.Dead || env.IsEnding || Baton.IsTrespassed)
        {
            return;
        }

        process.Instance = instance;
        process.IsInitialised = error is null;
        if (env.Phase == LivePhase.Call)
        {
            if (error is null)
            {
                RunHandlerWhenFree(process);
            }
            else
            {
                HandlerEnded(process, default, error);
            }

            return;
        }

        process.End = new CodeEnd(default, error);
        var end = LocalNow(process.Sandbox);
        if (end > env.Deadline)
        {
            ArmDeadline(env);
            return;
        }

        env.IsEnding = true;
        if (end == _engine.Now)
        {
            EndInit(env);
        }
        else
        {
            _engine.ScheduleLive(end, EventPhase.InitDone, EventAction.LiveInitDone, env.Slot);
        }
    }

    private void EndInit(LiveEnvironment env)
    {
        if (env.Phase != LivePhase.Init || !env.IsEnding)
        {
            return;
        }

        var process = env.Process!;
        var error = process.End.Error;
        if (error is not null)
        {
            RecordError(process, ErrorOf(process, env, null, error, inInit: true));
        }

        LeaveInit(env, error is null ? InitOutcome.Succeeded : InitOutcome.Failed);
    }

    private void LeaveInit(LiveEnvironment env, InitOutcome outcome)
    {
        env.Phase = LivePhase.Idle;
        env.IsEnding = false;
        env.Deadline = LiveEnvironment.NotArmed;
        env.Context!.End();
        env.Context = null;
        if (outcome != InitOutcome.Succeeded)
        {
            Kill(env);
        }
        else
        {
            env.Process!.Sandbox.Freeze();
        }

        _engine.LiveInitDone(env.Slot, outcome);
    }

    private void RunHandlerWhenFree(LiveProcess process)
    {
        if (process.Sandbox.BusyUntil > _engine.Now)
        {
            // The handler starts when INIT's own work is over.
            _alarms.Arm(new StartAlarm(this, process), process.Sandbox.BusyUntil, EventPhase.InitDone);
            ArmDeadline(process.Environment);
        }
        else
        {
            RunHandler(process);
        }
    }

    private void RunHandler(LiveProcess process)
    {
        var env = process.Environment;
        Enter(process, static p => p.Response = p.Environment.Function.Code!.Invoke(p.Instance, p.Environment.Context!, p.Environment.Context!.Call!.Payload is { IsEmpty: false } payload ? payload : _empty));
        if (process.Failure is { } failure)
        {
            HandlerEnded(process, default, failure);
            return;
        }

        if (process.Response.IsCompleted)
        {
            TakeResponse(process);
        }
        else
        {
            Suspend(process);
            Subscribe(process, static p => p.Response.GetAwaiter().OnCompleted(p.OnDone(p.Environment.Function.Host.TakeResponse)));
        }
    }

    private static readonly byte[] _empty = "{}"u8.ToArray();

    private void TakeResponse(LiveProcess process)
    {
        Resume(process);
        try
        {
            HandlerEnded(process, process.Response.GetAwaiter().GetResult(), null);
        }
        catch (Exception e)
        {
            HandlerEnded(process, default, e);
        }
    }

    // Invariant: called with the baton, possibly deep inside user code; it only notes the end and queues it.
    private void HandlerEnded(LiveProcess process, ReadOnlyMemory<byte> response, Exception? error)
    {
        var env = process.Environment;
        if (process.Sandbox.Dead || env.IsEnding || env.Process != process || Baton.IsTrespassed)
        {
            return;
        }

        process.End = new CodeEnd(response, error);
        var end = LocalNow(process.Sandbox);
        if (end > env.Deadline)
        {
            ArmDeadline(env);
            return;
        }

        env.IsEnding = true;
        _engine.ScheduleLive(end, EventPhase.Complete, EventAction.LiveComplete, env.Slot);
    }

    /// <summary>A process ended itself in a call, which ends at once; in the init phase the exception says so.</summary>
    public void Exited(LiveProcess process)
    {
        if (process.Environment.Phase == LivePhase.Call)
        {
            HandlerEnded(process, default, process.Exit);
        }
    }

    private void EndCall(LiveEnvironment env)
    {
        if (env.Phase != LivePhase.Call || !env.IsEnding)
        {
            return;
        }

        var process = env.Process!;
        process.EndOpenLine();
        var (response, error) = process.End;
        if (error is null && response.Length > PlatformError.MaxResponse)
        {
            _error = CallError.ResponseTooLarge();
        }
        else if (error is not null || process.Exit is not null)
        {
            _error = ErrorOf(process, env, env.Context!.AwsRequestId, error ?? process.Exit!, inInit: !process.IsInitialised);
        }

        if (_error is not null)
        {
            RecordError(process, _error);
        }

        if (process.MemoryMb > 0)
        {
            RecordMemory(process, env);
        }

        _engine.CompleteLive(env.Slot, _error?.Outcome ?? Outcome.Succeeded);
    }

    private void ReachDeadline(LiveEnvironment? env)
    {
        if (env is null)
        {
            return;
        }

        env.DeadlineArmedAt = LiveEnvironment.NotArmed;
        if (env.Phase == LivePhase.Idle || env.IsEnding || env.Deadline == LiveEnvironment.NotArmed)
        {
            return;
        }

        if (env.Deadline > _engine.Now)
        {
            ArmDeadline(env);
            return;
        }

        TimeOut(env);
    }

    private void TimeOut(LiveEnvironment env)
    {
        env.Process!.EndOpenLine();
        env.Process.Sandbox.Dead = true;
        Resume(env.Process);
        if (env.Phase == LivePhase.Init)
        {
            LeaveInit(env, InitOutcome.TimedOut);
            return;
        }

        _error = CallError.TimedOut(env.Context!.AwsRequestId, env.Function.Definition.Config.Timeout);
        RecordError(env.Process, _error);
        if (env.Process.MemoryMb > 0)
        {
            RecordMemory(env.Process, env);
        }

        env.IsEnding = true;
        _engine.CompleteLive(env.Slot, Outcome.TimedOut);
    }

    /// <summary>Ends the processes whose work on the pool let out an exception that nobody could catch.</summary>
    public void CrashWhatIsLost()
    {
        foreach (var env in _environments)
        {
            if (env?.Process is { IsCrashed: false, Sandbox: { CrashedBy: not null } sandbox })
            {
                Crash(sandbox);
            }
        }
    }

    // An exception nobody caught ends the process, whatever it does; an idle one is found dead by the next call.
    private void Crash(Sandbox sandbox)
    {
        if (sandbox.Owner is not LiveProcess process || process.Environment.Process != process || sandbox.Dead)
        {
            return;
        }

        var env = process.Environment;
        process.IsCrashed = true;
        if (env.Phase == LivePhase.Idle)
        {
            Kill(env);
        }
        else if (env.Phase == LivePhase.Init)
        {
            InitEnded(process, null, sandbox.CrashedBy);
        }
        else
        {
            HandlerEnded(process, default, sandbox.CrashedBy);
        }
    }

    // After the record of the end: what the environment is from now on.
    private void Settle(LiveEnvironment env)
    {
        var process = env.Process!;
        env.Phase = LivePhase.Idle;
        env.IsEnding = false;
        env.Deadline = LiveEnvironment.NotArmed;
        env.Context!.End();
        env.Context = null;
        if (_error is { Outcome: Outcome.TimedOut or Outcome.Crashed })
        {
            Kill(env);
        }
        else
        {
            process.Sandbox.Freeze();
        }

        process.End = default;
        _error = null;
    }

    private void Kill(LiveEnvironment env)
    {
        if (env.Process is { } process)
        {
            process.Sandbox.Dead = true;
            Resume(process);
            _left.Add(process);
            env.Process = null;
        }
    }

    private void ArmDeadline(LiveEnvironment env)
    {
        if (env.Deadline < env.DeadlineArmedAt)
        {
            env.DeadlineArmedAt = env.Deadline;
            _engine.ScheduleLive(env.Deadline, EventPhase.Deadline, EventAction.LiveDeadline, env.Slot);
        }
    }

    // In the process's context, so that whoever completes the task passes the door before it goes on.
    private static void Subscribe(LiveProcess process, Action<LiveProcess> code)
    {
        process.Code = code;
        ExecutionContext.Run(process.Sandbox.Context, _subscribe, process);
    }

    private static readonly ContextCallback _subscribe = static state => ((LiveProcess)state!).Code!((LiveProcess)state!);

    private void Enter(LiveProcess process, Action<LiveProcess> code)
    {
        var before = Working;
        Working = process.Environment.Function.Name;
        process.Failure = null;
        process.Code = code;
        ExecutionContext.Run(process.Sandbox.Context, _run, process);
        Working = before;
        if (process.Failure is ThreadInterruptedException interrupted)
        {
            BlockingCall = CallOf(interrupted);
        }

        if (process.Sandbox.CrashedBy is not null)
        {
            Crash(process.Sandbox);
        }
    }

    private static readonly ContextCallback _run = static state =>
    {
        var process = (LiveProcess)state!;
        try
        {
            process.Code!(process);
        }
        catch (Exception e)
        {
            process.Failure = e;
        }
    };

    private sealed class StartAlarm : Alarm
    {
        private readonly LoopHost _host;
        private readonly LiveProcess _process;

        public StartAlarm(LoopHost host, LiveProcess process)
        {
            _host = host;
            _process = process;
            Sandbox = process.Sandbox;
        }

        internal override bool IsBound => false;

        internal override void Ring() => _host.RunHandler(_process);
    }
}
