// Real time and real threads: it looks from outside whether they stand still.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>What the watchdog remembers of one loop between two looks.</summary>
internal sealed class WatchedLoop(IWatched loop)
{
    // While escaped work is still on its way through a busy pool, patience is longer than the door's own.
    private const int ArrivalMs = 120_000;

    // A thread that waits for a task is lent away from soon, sooner still when it was before. One that waits for something else may only
    // contend for a lock whose owner has no processor at the moment.
    private const int TaskMs = 8;
    private const int AgainMs = 2;
    private const int OtherMs = 250;

    private Thread? _thread;
    private long _step;
    private int _turn;
    private double _stuck;

    internal IWatched Loop { get; } = loop;

    /// <summary>The holder of the baton was lent away from in its present step, so more may be due soon.</summary>
    internal bool Lending { get; private set; }

    internal void Look(double elapsedMs)
    {
        var step = Loop.Step;
        var (thread, turn, blocking) = Loop.Baton.Holder();
        thread ??= Loop.InUser ? Loop.Thread : null;
        var moved = thread != _thread || step != _step || turn != _turn;
        if (thread is null || moved || (thread.ThreadState & ThreadState.WaitSleepJoin) == 0)
        {
            Lending &= thread is not null && step == _step;
            (_thread, _step, _turn, _stuck) = (thread, step, turn, 0);
            return;
        }

        _stuck += elapsedMs;
        var escaped = Loop.Baton.AnyWaiting;
        if (escaped && _stuck >= (blocking ? Lending ? AgainMs : TaskMs : OtherMs))
        {
            Lending |= Loop.Baton.Lend();
        }

        if (_stuck < Loop.PatienceMs + (escaped ? ArrivalMs : 0))
        {
            return;
        }

        _stuck = 0;
        Loop.Interrupted();
        Loop.Baton.InterruptHolder(thread);
    }
}
