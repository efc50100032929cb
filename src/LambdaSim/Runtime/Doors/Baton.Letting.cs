// Real threads and real time: this is where they are put in order.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>What the loop's thread and the watchdog do with waiting work.</summary>
internal sealed partial class Baton
{
    // A busy pool takes its time; one that stands still for so long will never bring the item.
    private static readonly TimeSpan _standstill = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _arrival = TimeSpan.FromSeconds(120);

    // Real milliseconds between two looks whether an item is over whose end nobody tells: the first ones, and when it has run for long.
    private const int LookMs = 1;
    private const int LaterLookMs = 5;
    private const int EarlyLooks = 20;

    /// <summary>Who runs the simulation's code in the loop's place, a number that changes with every turn, and whether the holder is known to wait for tasks.</summary>
    internal (Thread? Thread, int Turn, bool Blocking) Holder()
    {
        using (Uninterrupted.Lock(_lock))
        {
            return _running.Count == 0 ? (null, _turn, _blocking) : (_running[^1].Thread, _turn, _running[^1].Blocking);
        }
    }

    /// <summary>Whose code the item is that runs in the loop's place; null: none runs, or nobody's.</summary>
    internal string? Owner
    {
        get
        {
            using (Uninterrupted.Lock(_lock))
            {
                return _running.Count == 0 ? null : _running[^1].Owner;
            }
        }
    }

    /// <summary>
    /// Called on the loop's thread when nothing else is ready at this virtual instant. Waits for work that was lent to, else lets the oldest escaped
    /// item in; returns when all of it is over.
    /// </summary>
    /// <returns>False when the oldest item did not arrive, and nothing else did either: it is forgotten.</returns>
    internal bool LetOneIn()
    {
        _blocking = false;
        using (Uninterrupted.Lock(_lock))
        {
            if (_running.Count == 0 && _escaped.Count > 0)
            {
                if (!AwaitOldest())
                {
                    return false;
                }

                // The watchdog may have let it in meanwhile.
                if (_running.Count == 0 && _escaped.First?.Value is { Arrived: true })
                {
                    Adopted++;
                    LetOldest();
                }
            }

            AwaitEnd();
        }

        return true;
    }

    /// <summary>Called on the loop's thread when only outside work can still move anything: waits for an arrival and lets it in.</summary>
    internal bool LetOutsideIn(int patienceMs)
    {
        using (Uninterrupted.Lock(_lock))
        {
            var since = Stopwatch.GetTimestamp();
            while (_outside.Count == 0)
            {
                var left = patienceMs - (int)Stopwatch.GetElapsedTime(since).TotalMilliseconds;
                if (left <= 0)
                {
                    return false;
                }

                WaitForPulse(left);
            }

            if (OutsidePolicy == OutsideWork.Reject)
            {
                // The loop ends the run; no line of that thread's code runs before.
                return true;
            }

            var item = _outside[0];
            _outside.RemoveAt(0);
            External++;
            Let(item);
            AwaitEnd();
        }

        return true;
    }

    /// <summary>
    /// Called by the watchdog when the holder of the baton is blocked, on pool work (<c>.Result</c>) as it seems: lets the oldest escaped item in if it
    /// has arrived, or nothing would ever move. Does not wait.
    /// </summary>
    /// <returns>Whether it was.</returns>
    internal bool Lend()
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (_escaped.First?.Value is not { Arrived: true })
            {
                return false;
            }

            Lent++;
            LetOldest();
            return true;
        }
    }

    /// <summary>Escaped work waits to be let in.</summary>
    internal bool AnyWaiting
    {
        get
        {
            using (Uninterrupted.Lock(_lock))
            {
                return _escaped.Count > 0;
            }
        }
    }

    /// <summary>Other work goes on while the calling thread, which has the baton, blocks; or waits to.</summary>
    internal bool AnyBehind
    {
        get
        {
            using (Uninterrupted.Lock(_lock))
            {
                return _escaped.Count > 0 || (_running.Count > 0 && _running[^1] is var last && last.Thread != Thread.CurrentThread && !last.IsGone);
            }
        }
    }

    /// <summary>Interrupts the holder, if it is an item.</summary>
    internal void InterruptHolder(Thread thread)
    {
        using (Uninterrupted.Lock(_lock))
        {
            if (_running.Count > 0 && _running[^1] is { } item && item.Thread == thread)
            {
                item.Interrupted = true;
            }

            thread.Interrupt();
        }
    }

    private void LetOldest()
    {
        var item = _escaped.First!.Value;
        item.Waiting = false;
        _escaped.RemoveFirst();
        Let(item);
    }

    private void Let(HeldItem item)
    {
        _running.Add(item);
        _turn++;
        Count();
        item.Grant();
    }

    private bool AwaitOldest()
    {
        var since = Stopwatch.GetTimestamp();
        var moved = since;
        var pool = PoolRoom.State;
        while (_escaped.First?.Value is { Arrived: false } oldest)
        {
            var now = PoolRoom.State;
            if (now != pool)
            {
                (pool, moved) = (now, Stopwatch.GetTimestamp());
            }

            if (Stopwatch.GetElapsedTime(moved) > _standstill || Stopwatch.GetElapsedTime(since) > _arrival)
            {
                oldest.Waiting = false;
                Routes.Forget(oldest);
                _escaped.RemoveFirst();
                Count();
                return false;
            }

            WaitForPulse(100);
        }

        return true;
    }

    // An item may be unblocked by what it was lent for before that is over: the loop goes on after both.
    private void AwaitEnd()
    {
        var outer = _current;
        _current = null;
        for (var looks = 0; _running.Count > 0; looks++)
        {
            WaitForPulse(looks < EarlyLooks ? LookMs : LaterLookMs);
            if (_running.RemoveAll(static i => i.Over = i.IsGone) > 0)
            {
                _turn++;
                Count();
            }
        }

        _current = outer;
    }

    private void WaitForPulse(int milliseconds)
    {
        try
        {
            Monitor.Wait(_lock, milliseconds);
        }
        catch (ThreadInterruptedException)
        {
            // Meant for a handler that had just stopped blocking.
        }
    }
}
