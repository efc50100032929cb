// A handler's value task is kept with its process until it is over, and consumed once.
#pragma warning disable CA2012

using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// A call of the handler, from its beginning to what the environment is after it.
internal sealed partial class LoopHost
{
    public override void BeginCall(int environment, long modelled, long penalty)
    {
        var env = _environments[environment] ?? NewEnvironment(environment);
        ref var slot = ref _engine.Pool[environment];
        var call = _calls[slot.Invocation];
        call.Begin();
        env.Chain = call.Chain;
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
        env.Context = new InvocationContext(process, call: null) { Deadline = env.Deadline };
        env.FirstCallPenalty = penalty;
        process.Sandbox.BusyUntil = _engine.Now + modelled;
        RunInit(process);
    }

    private void RunHandlerWhenFree(LiveProcess process)
    {
        if (process.Sandbox.BusyUntil > _engine.Now)
        {
            // The handler starts when INIT's own work is over.
            _alarms.Arm(new StartAlarm(this, process), process.Sandbox.BusyUntil, EntryPhase.InitDone);
            ArmDeadline(process.Environment);
        }
        else
        {
            RunHandlerAfterInit(process);
        }
    }

    private void RunHandlerAfterInit(LiveProcess process)
    {
        var env = process.Environment;
        if (env.IsEnding || env.Process != process)
        {
            return;
        }

        RecordRepeatedInit(env, InitOutcome.Succeeded);
        env.Context!.End();
        env.Context = new InvocationContext(process, _calls[_engine.Pool[env.Slot].Invocation]) { Deadline = env.Deadline };
        process.Sandbox.BusyUntil = _engine.Now + env.FirstCallPenalty;
        RunHandler(process);
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
        if (_knownToWait.Count > 0 && !process.Response.IsCompletedSuccessfully)
        {
            RemarkHang(process, "before a timer ended it, nothing inside the simulation could resume it");
        }

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
        Settle(process.Sandbox);
        var end = LocalNow(process.Sandbox);
        if (end > env.Deadline)
        {
            ArmDeadline(env);
            return;
        }

        env.IsEnding = true;
        _engine.ScheduleLive(end, EntryPhase.Complete, EntryAction.LiveComplete, env.Slot);
    }

    /// <summary>A process ended itself in a call, which ends at once; in the init phase the exception says so.</summary>
    public void Exited(LiveProcess process)
    {
        if (process.Environment.State == EnvironmentState.Busy && process.IsInitialised)
        {
            HandlerEnded(process, default, process.Exit);
        }
    }

    private void EndCall(LiveEnvironment env)
    {
        if (env.State != EnvironmentState.Busy || !env.IsEnding)
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
            _error = ErrorOf(process, env, RequestIdOf(env), error ?? process.Exit!, inInit: !process.IsInitialised);
        }

        if (_error is not null)
        {
            RecordError(process, _error);
        }
        else if (Answers.Has(response))
        {
            RecordAnswer(env, response);
        }

        if (env.RepeatsInit)
        {
            RecordRepeatedInit(env, InitOutcome.Failed);
        }

        if (process.MemoryMb > 0)
        {
            RecordMemory(process, env);
        }

        _engine.CompleteLive(env.Slot, _error?.Outcome ?? Outcome.Succeeded);
        Settle(env);
        CallEnded?.Invoke();
    }

    // Whoever waited has the answer: what the environment is from now on.
    private void Settle(LiveEnvironment env)
    {
        var process = env.Process!;
        env.IsEnding = false;
        env.Deadline = LiveEnvironment.NotArmed;
        env.Context!.End();
        env.Context = null;
        if (_error is { Outcome: Outcome.TimedOut or Outcome.Crashed })
        {
            Kill(env);
        }
        else if (process.IsCrashed)
        {
            Kill(env);
            _engine.LoseProcess(env.Slot);
        }
        else
        {
            process.Sandbox.Freeze();
        }

        process.End = default;
        _error = null;
        AbandonWithoutProcess(env);
    }

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

        internal override void Ring() => _host.RunHandlerAfterInit(_process);
    }
}
