// Real time and real threads: it looks from outside whether they stand still.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>What the watchdog remembers of one loop between two looks.</summary>
internal sealed class WatchedLoop(IWatched loop)
{
    // While escaped work is still on its way through a busy pool, patience is longer than the door's own.
    private const int ArrivalMs = 10_000;

    private Thread? _thread;
    private long _step;
    private int _turn;
    private int _sights;
    private double _stuck;

    internal IWatched Loop { get; } = loop;

    /// <summary>Work was lent to since the last look, so more may be due soon.</summary>
    internal bool Lending { get; private set; }

    internal void Look(double elapsedMs)
    {
        var (thread, turn) = Loop.Baton.Holder();
        var step = Loop.Step;
        thread ??= Loop.InUser ? Loop.Thread : null;
        if (thread is null || (thread.ThreadState & ThreadState.WaitSleepJoin) == 0 || thread != _thread || step != _step || turn != _turn)
        {
            (_thread, _step, _turn, _sights, _stuck) = (thread, step, turn, 0, 0);
            Lending = Lending && thread is not null;
            return;
        }

        _sights++;
        _stuck += elapsedMs;
        var escaped = Loop.Baton.Lend();
        Lending = escaped;
        if (_stuck < Loop.PatienceMs + (escaped ? ArrivalMs : 0))
        {
            return;
        }

        _stuck = 0;
        Loop.Interrupted();
        Loop.Baton.InterruptHolder(thread);
    }
}
