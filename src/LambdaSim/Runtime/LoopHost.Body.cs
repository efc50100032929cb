namespace LambdaSim.Runtime;

// The test's own code as part of the world, and what is left at the end.
internal sealed partial class LoopHost
{
    private static readonly ContextCallback _begin = static state => ((BodyRun)state!).Begin();

    /// <summary>Starts the body of a Run on the loop's thread.</summary>
    public void Begin(BodyRun run)
    {
        var sandbox = new Sandbox(Baton, "the body of Run", CallerContext) { IsBody = true };
        Working = sandbox.Name;
        ExecutionContext.Run(sandbox.Context, _begin, run);
        Working = null;
    }

    /// <summary>Orderly ends for every process there ever was; errors of it are nobody's any more.</summary>
    public void DisposeProcesses()
    {
        foreach (var process in _left.Concat(_environments.Select(e => e?.Process).OfType<LiveProcess>()).Where(p => p.IsInitialised))
        {
            process.Sandbox.Dead = true;
            try
            {
                process.Environment.Function.Code!.Shutdown(process.Instance).AsTask().Wait(TimeSpan.FromSeconds(1));
            }
            catch (Exception)
            {
                // The run is over; there is nobody to tell.
            }
        }

        _left.Clear();
    }
}
