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
}
