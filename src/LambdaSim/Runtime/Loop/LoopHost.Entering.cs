namespace LambdaSim.Runtime;

// The way into user code, and waiting for it.
internal sealed partial class LoopHost
{
    /// <summary>Pieces of code that started and have not ended.</summary>
    private int _suspended;

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
            if (_knownToWait.Count > 0)
            {
                _knownToWait.Remove(process);
            }
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
        Working = process.Sandbox;
        process.Failure = null;
        process.Code = code;
        process.Sandbox.Meter?.Begin();
        ExecutionContext.Run(process.Sandbox.Context, _run, process);
        if (Baton.IsAbandoned)
        {
            // The verb has ended meanwhile: this thread only goes home.
            throw new EnvironmentGoneException($"the run in which {process.Sandbox.Name} was called is over", Seed);
        }

        Working = before;
        EndWork(process.Sandbox);

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
}
