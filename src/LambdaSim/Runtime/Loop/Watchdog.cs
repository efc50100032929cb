// Real time and real threads: it looks from outside whether they stand still.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>
/// One thread per process that looks every five milliseconds whether a simulation is stuck inside user code. Blocked on pool work (<c>.Result</c>): that
/// work is let in. Blocked with nothing that could unblock it, which is to say on virtual time: interrupted after the patience is over. A thread that does
/// not let itself be interrupted, or computes without an end, is given up, and so is the simulation: every verb ends.
/// Time that a debugger holds the process does not count.
/// </summary>
internal static class Watchdog
{
    private const int TickMs = 5;
    private const int UrgentTickMs = 1;
    private const int PausedMs = 500;
    private const int IdleTicks = 200;

    private static readonly object _lock = new();
    private static readonly List<WatchedLoop> _loops = [];
    private static bool _started;
    private static bool _asleep;

    internal static void Watch(IWatched loop)
    {
        lock (_lock)
        {
            _loops.Add(new(loop));
            if (!_started)
            {
                _started = true;
                new Thread(Live) { IsBackground = true, Name = "LambdaSim watchdog" }.UnsafeStart();
            }
            else if (_asleep)
            {
                Monitor.Pulse(_lock);
            }
        }
    }

    /// <summary>After this the loop's thread is not touched any more.</summary>
    internal static void Unwatch(IWatched loop)
    {
        lock (_lock)
        {
            _loops.RemoveAll(l => l.Loop == loop);
        }
    }

    private static void Live()
    {
        OsThreads.Note(Thread.CurrentThread);
        var idle = 0;
        var last = Stopwatch.GetTimestamp();
        lock (_lock)
        {
            while (true)
            {
                // Short-lived loops come and go: wake and sleep only after a second of nothing.
                idle = _loops.Count == 0 ? idle + 1 : 0;
                _asleep = idle > IdleTicks;
                Monitor.Wait(_lock, _asleep ? Timeout.Infinite : _loops.Exists(static l => l.IsUrgent) ? UrgentTickMs : TickMs);
                _asleep = false;

                var elapsed = Stopwatch.GetElapsedTime(last).TotalMilliseconds;
                last = Stopwatch.GetTimestamp();
                var counted = elapsed > PausedMs || Debugger.IsAttached ? 0 : elapsed;
                foreach (var loop in _loops)
                {
                    loop.Look(counted);
                }

                _loops.RemoveAll(static l => l.IsAbandoned);
            }
        }
    }
}
