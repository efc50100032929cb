using LambdaSim.Placement;

namespace LambdaSim.Runtime;

// How a process ends that nobody ended in order.
internal sealed partial class LoopHost
{
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

    // An exception nobody caught ends the process, whatever it does. A call whose answer stands keeps it; whose process is found
    // dead, starts another.
    private void Crash(Sandbox sandbox)
    {
        if (sandbox.Owner is not LiveProcess process || process.Environment.Process != process || process.IsCrashed || sandbox.Dead)
        {
            return;
        }

        var env = process.Environment;
        process.IsCrashed = true;
        WriteLog(process, env.Context?.Call, "", UnhandledExceptions.Line(sandbox.CrashedBy!));
        if (env.State == EnvironmentState.Idle)
        {
            Kill(env);
            _engine.LoseProcess(env.Slot);
        }
        else if (env.State == EnvironmentState.Init)
        {
            InitEnded(process, null, sandbox.CrashedBy);
        }
        else
        {
            HandlerEnded(process, default, sandbox.CrashedBy);
        }
    }

    private void Kill(LiveEnvironment env)
    {
        if (env.Process is { } process)
        {
            process.Sandbox.Dead = true;
            Resume(process);
            Leave(process);
            env.Process = null;
            env.Function.Code!.Left(process.Instance);
        }
    }
}
