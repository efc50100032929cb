// Real time and real threads: it looks from outside whether they stand still.
#pragma warning disable RS0030

namespace LambdaSim.Runtime;

/// <summary>What the watchdog remembers of one loop between two looks.</summary>
internal sealed class WatchedLoop(IWatched loop)
{
    // While escaped work is still on its way through a busy pool, patience is longer than the door's own.
    private const int ArrivalMs = 120_000;

    // A thread that waits for a task, or that nobody will wake, is lent away from soon, sooner still when it was before in the same wait. One that waits
    // for something else may only sleep, or contend for a lock whose owner has no processor at the moment.
    private const int TaskMs = 4;
    private const int AgainMs = 2;
    private const int OtherMs = 250;

    // A thread that comes out of its wait for a moment and goes back into it, to look whether something has happened, waits all the same.
    private const int RunningWeighs = 4;

    // Real time that code may take without waiting at all, as a multiple of the patience; and that it may go on waiting when it was interrupted.
    private const int ComputingTimes = 10;
    private const int IgnoringMs = 2_000;

    // Patience with what blocks in a step that was interrupted, or while a thread that is not let in stands at the door: the run ends with it in any case.
    private const int FailedMs = 200;

    // Pieces of work that are let in during one wait, before the time it takes counts as computing.
    private const int ManyLent = 1_000;

    private readonly List<Thread> _lentAway = [];
    private Thread? _thread;
    private long _step;
    private int _turn;
    private double _inStep;
    private int _lent;
    private double _still;
    private double _stuck;
    private double _silent;
    private bool _interrupted;
    private bool _failed;

    internal IWatched Loop { get; } = loop;

    /// <summary>The holder of the baton waits while work is there to be let in, or was lent away from in its present step: look again soon.</summary>
    internal bool IsUrgent { get; private set; }

    internal bool IsAbandoned { get; private set; }

    internal void Look(double elapsedMs)
    {
        var step = Loop.Step;
        var (thread, turn, blocking) = Loop.Baton.Holder();
        thread ??= Loop.InUser ? Loop.Thread : null;
        if (step != _step)
        {
            _lentAway.Clear();
            (_inStep, _lent, _failed) = (0, 0, false);
        }

        _inStep += elapsedMs;

        var waits = thread is not null && (thread.ThreadState & ThreadState.WaitSleepJoin) != 0;
        if (thread is null || thread != _thread || step != _step || turn != _turn)
        {
            (_thread, _step, _turn, _still, _stuck, _silent, _interrupted) = (thread, step, turn, 0, 0, 0, false);
            IsUrgent = waits && Loop.Baton.AnyWaiting;
            return;
        }

        _still += elapsedMs;
        if (thread == Loop.Thread)
        {
            Loop.Held(elapsedMs, waits && !Loop.Baton.AnyWaiting);
        }

        if (waits)
        {
            _stuck += elapsedMs;
            LookAtWaiting(thread, blocking, elapsedMs);
        }
        else
        {
            (_stuck, _silent) = (Math.Max(0, _stuck - (RunningWeighs * elapsedMs)), 0);
            _lentAway.Remove(thread);
            IsUrgent = _lentAway.Count > 0;
        }

        // Also one that waits and runs by turns.
        if (!IsAbandoned && _still >= ComputingMs + (Loop.Baton.AnyWaiting && waits ? ArrivalMs : 0))
        {
            Abandon(thread, _still, StallKind.Computes);
        }
    }

    private void LookAtWaiting(Thread thread, bool blocking, double elapsedMs)
    {
        var escaped = IsUrgent = Loop.Baton.AnyWaiting;
        if (escaped && IsTimeToLend(thread, blocking, elapsedMs) && !OsThreads.IsAwake(thread) && Loop.Baton.Lend())
        {
            if (!_lentAway.Contains(thread))
            {
                _lentAway.Add(thread);
            }

            if (++_lent >= ManyLent && _inStep >= ComputingMs)
            {
                Abandon(thread, _inStep, StallKind.WaitsForWorkWithoutEnd);
                return;
            }
        }

        if (_stuck < Math.Min(_interrupted ? IgnoringMs : _failed || Loop.Baton.HasRefusedOutside ? FailedMs : int.MaxValue, Loop.PatienceMs) + (escaped ? ArrivalMs : 0))
        {
            return;
        }

        if (_interrupted)
        {
            Abandon(thread, _still, StallKind.IgnoresInterrupts);
            return;
        }

        (_stuck, _interrupted, _failed) = (0, true, true);
        Loop.Interrupted();
        Loop.Baton.InterruptHolder(thread);
    }

    private bool IsTimeToLend(Thread thread, bool blocking, double elapsedMs)
    {
        if (_lentAway.Contains(thread))
        {
            return _stuck >= AgainMs;
        }

        if (blocking)
        {
            return _stuck >= TaskMs;
        }

        _silent = OsThreads.NobodyWakes(thread) ? _silent + elapsedMs : 0;
        return _silent >= TaskMs || _stuck >= OtherMs;
    }

    private double ComputingMs => (double)ComputingTimes * Loop.PatienceMs;

    private void Abandon(Thread thread, double milliseconds, StallKind kind)
    {
        IsAbandoned = true;
        Loop.Abandon(thread, new Stall(milliseconds, kind));
    }
}
