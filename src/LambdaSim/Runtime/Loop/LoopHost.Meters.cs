namespace LambdaSim.Runtime;

// Work that is measured in real time, where a process's code asks for it.
internal sealed partial class LoopHost
{
    /// <summary>The work that a process's code has done so far takes its time.</summary>
    public void Settle(Sandbox sandbox)
    {
        if (sandbox.Meter is { } meter && Baton.IsMine)
        {
            Take(sandbox, meter.Lap());
        }
    }

    private void EndWork(Sandbox sandbox)
    {
        if (sandbox.Meter is { } meter)
        {
            Take(sandbox, meter.End());
        }
    }

    private void Take(Sandbox sandbox, long nanoseconds)
    {
        if (nanoseconds > 0)
        {
            sandbox.BusyUntil = LocalNow(sandbox) + nanoseconds;
        }
    }
}
