using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// What becomes of code that a verb refused: it has failed that verb, and no later one.
internal sealed partial class LoopHost
{
    /// <summary>
    /// Work of the real world resumed it that nobody declared, or it put work on the pool where that is forbidden. Its process is gone: threads that come later stay outside, a call in it ends at its timeout.
    /// </summary>
    public void Refuse(Sandbox? sandbox)
    {
        if (sandbox?.Owner is not LiveProcess refused)
        {
            sandbox?.Dead = true;
            return;
        }

        // Others of its function that wait for nothing inside wait for the same.
        var function = refused.Environment.Function;
        foreach (var process in _environments.Select(static e => e?.Process).OfType<LiveProcess>().Where(p => p == refused || (p.Environment.Function == function && p is { IsSuspended: true, Sandbox.Waiting: 0 })).ToList())
        {
            End(process);
        }
    }

    private void End(LiveProcess process)
    {
        var env = process.Environment;
        if (env.Process != process || process.Sandbox.Dead || (env.State == EnvironmentState.Init && env.IsEnding))
        {
            return;
        }

        if (env.State == EnvironmentState.Idle)
        {
            Kill(env);
            _engine.LoseProcess(env.Slot);
            return;
        }

        Remark(process, "work of the real world was to resume it, which a verb refused: nothing inside the simulation could resume it", "refused");
        process.IsCrashed = true;
        process.Sandbox.Dead = true;
        Resume(process);
        ArmDeadline(env);
    }
}
