// A handler's value task is kept with its process until it is over, and consumed once.
#pragma warning disable CA2012

using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// The init phase, of its own or inside a call.
internal sealed partial class LoopHost
{
    public override void BeginInit(int environment, long modelled, long limit)
    {
        var env = NewEnvironment(environment);
        var process = StartProcess(env);
        process.Sandbox.BusyUntil = _engine.Now + modelled;
        env.Deadline = _engine.Now + limit;
        env.Context = new InvocationContext(process, call: null) { Deadline = env.Deadline };
        RunInit(process);
    }

    private void RunInit(LiveProcess process)
    {
        // Rules FLT-INIT, FLT-ZONE: the process ends before it has begun its work.
        if (((_engine.Faults.Has(FaultSite.InitFailure) ? _engine.FailsInit(process.Environment.Slot, process.Generation) : null) ?? (_engine.Faults.Has(FaultSite.ZoneLoss) ? FailsInZone(process) : null)) is { } strike)
        {
            process.Exit = new ProcessExitException(1, $"the INIT of {process.Environment.Function.Name} fails: {strike.Fault}");
            InitEnded(process, null, process.Exit);
            return;
        }

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

        // Whoever catches its own end ends all the same.
        error ??= process.Exit;
        process.Instance = instance;
        process.IsInitialised = error is null;
        Settle(process.Sandbox);
        if (env.State == EnvironmentState.Busy)
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
            _engine.ScheduleLive(end, EntryPhase.InitDone, EntryAction.LiveInitDone, env.Slot);
        }
    }

    private void EndInit(LiveEnvironment env)
    {
        if (env.State != EnvironmentState.Init || !env.IsEnding)
        {
            return;
        }

        var process = env.Process!;
        process.EndOpenLine();
        var error = process.End.Error ?? (process.IsCrashed ? process.Sandbox.CrashedBy : null);
        if (error is not null)
        {
            RecordError(process, ErrorOf(process, env, null, error, inInit: true));
        }

        LeaveInit(env, error is null ? InitOutcome.Succeeded : InitOutcome.Failed);
    }

    private void LeaveInit(LiveEnvironment env, InitOutcome outcome)
    {
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
        AbandonWithoutProcess(env);
    }
}
