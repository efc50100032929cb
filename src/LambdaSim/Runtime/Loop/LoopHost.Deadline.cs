using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// When INIT or a call is cut.
internal sealed partial class LoopHost
{
    private void ReachDeadline(LiveEnvironment? env)
    {
        if (env is null)
        {
            return;
        }

        env.DeadlineArmedAt = LiveEnvironment.NotArmed;
        if (env.State == EnvironmentState.Idle || env.IsEnding || env.Deadline == LiveEnvironment.NotArmed)
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
        RemarkHang(env.Process, "nothing inside the simulation could resume it");
        env.Process.Sandbox.Dead = true;
        Resume(env.Process);
        if (env.State == EnvironmentState.Init)
        {
            LeaveInit(env, InitOutcome.TimedOut);
            return;
        }

        _error = CallError.TimedOut(RequestIdOf(env), env.Function.Definition.Config.Timeout);
        RecordError(env.Process, _error);
        if (env.RepeatsInit)
        {
            RecordRepeatedInit(env, InitOutcome.TimedOut);
        }

        if (env.Process.MemoryMb > 0)
        {
            RecordMemory(env.Process, env);
        }

        env.IsEnding = true;
        _engine.CompleteLive(env.Slot, Outcome.TimedOut);
        Settle(env);
        CallEnded?.Invoke();
    }

    private void ArmDeadline(LiveEnvironment env)
    {
        if (env.Deadline < env.DeadlineArmedAt)
        {
            env.DeadlineArmedAt = env.Deadline;
            _engine.ScheduleLive(env.Deadline, EntryPhase.Deadline, EntryAction.LiveDeadline, env.Slot);
        }
    }
}
