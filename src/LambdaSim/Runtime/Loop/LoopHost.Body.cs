namespace LambdaSim.Runtime;

// The test's own code as part of the world, and what is left at the end.
internal sealed partial class LoopHost
{
    private static readonly TimeSpan _shutdown = TimeSpan.FromSeconds(1);
    private static readonly ContextCallback _begin = static state => ((BodyRun)state!).Begin();

    /// <summary>Starts the body of a Run on the loop's thread.</summary>
    public void Begin(BodyRun run)
    {
        var sandbox = new Sandbox(Baton, "the body of Run", CallerContext) { IsBody = true, Owner = run };
        Working = sandbox;
        _body = sandbox;
        ExecutionContext.Run(sandbox.Context, _begin, run);
        Working = null;
    }

    /// <summary>
    /// Orderly ends for every process there ever was; errors of it are nobody's any more. Code that does not come back is left behind with its thread:
    /// disposing ends, too.
    /// </summary>
    public void DisposeProcesses()
    {
        var processes = _left.Concat(_environments.Select(e => e?.Process).OfType<LiveProcess>()).Where(static p => p.IsInitialised).ToArray();
        _left.Clear();
        foreach (var process in processes)
        {
            process.Sandbox.Dead = true;
        }

        // Processes of the Runtime API have nothing of their own to end, and are free again.
        var own = processes.Where(static p => p.Environment.Function.Code is { } code && (code.HasShutdown(p.Instance) || code.HasForeignProcesses)).ToArray();
        if (own.Length > 0)
        {
            LoopThreads.Run(new LoopJob(() => Array.ForEach(own, Shutdown), ExecutionContext.Capture()), Options.BlockingPatience + (own.Length * _shutdown));
        }

        foreach (var environment in _environments)
        {
            environment?.Release();
        }
    }

    private static void Shutdown(LiveProcess process)
    {
        try
        {
            process.Environment.Function.Code!.Shutdown(process.Instance).AsTask().Wait(_shutdown);
        }
        catch (Exception)
        {
            // The run is over; there is nobody to tell.
        }
    }
}
