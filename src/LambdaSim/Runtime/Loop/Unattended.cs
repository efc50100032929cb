// Real time: it passes while nothing runs the world.
#pragma warning disable RS0030

using System.Diagnostics;

namespace LambdaSim.Runtime;

/// <summary>
/// What was begun outside any verb of time, or outlived one: answers and delays that only another verb can bring. Often one follows. Where whoever awaits
/// them cannot call one, because its thread blocks for just that or is back in a test's runner, it is told so; at the end, everybody is.
/// </summary>
internal sealed class Unattended(ulong seed, Func<long> now, Func<bool> isServed)
{
    // Looks in a row that find nobody who could go on.
    private const int Looks = 3;
    private const int LooksOfDebugger = 40;
    private const int Most = 1_000;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    // Then whoever keeps what is pending is taken to have forgotten it, and its simulation may be collected.
    private const int Longest = 1_200;

    private readonly Lock _lock = new();
    private readonly List<Entry> _pending = [];
    private bool _isDriven;
    private int _looks;

    /// <summary>There is something to look after, and no verb runs.</summary>
    internal bool IsWatched
    {
        get
        {
            lock (_lock)
            {
                return !_isDriven && _pending.Count > 0 && _looks < Longest && !isServed();
            }
        }
    }

    /// <summary>A verb begins.</summary>
    internal void Begin()
    {
        lock (_lock)
        {
            _isDriven = true;
            _pending.Clear();
        }
    }

    /// <summary>A verb is over; something may be left.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            _isDriven = false;
        }
    }

    /// <summary>Only a verb brings it.</summary>
    internal void Add(Alarm alarm)
    {
        lock (_lock)
        {
            if (_isDriven || _pending.Count >= Most || _pending.Exists(e => e.Alarm == alarm))
            {
                return;
            }

            _pending.Add(new Entry(alarm));
            _looks = 0;
        }

        Attendant.Watch(this);
    }

    /// <summary>Answers who is left alone.</summary>
    /// <returns>Whether there is more to look after.</returns>
    internal bool Look()
    {
        lock (_lock)
        {
            if (_isDriven || isServed() || ++_looks >= Longest)
            {
                return false;
            }

            for (var i = _pending.Count - 1; i >= 0; i--)
            {
                var entry = _pending[i];
                if (entry.Alarm.IsAnswered)
                {
                    _pending.RemoveAt(i);
                }
                else if (!AwaitedBy.IsLeftAlone(entry.Alarm.Awaited))
                {
                    entry.Looks = 0;
                }
                else if (++entry.Looks >= (Debugger.IsAttached ? LooksOfDebugger : Looks))
                {
                    _pending.RemoveAt(i);
                    Abandon(entry.Alarm, $"{entry.Alarm.Words} is awaited outside any verb of time, so nothing runs the world meanwhile: use Invoke, AdvanceBy or RunUntilIdle, or await inside Run");
                }
            }

            return _pending.Count > 0;
        }
    }

    /// <summary>No verb comes any more.</summary>
    internal void End(IReadOnlyCollection<Alarm> pending)
    {
        lock (_lock)
        {
            _pending.Clear();
        }

        foreach (var alarm in pending)
        {
            Abandon(alarm, $"{alarm.Words} was not over when the simulation ended: run it with a verb of time before, or await inside Run");
        }

        // Over, though what follows runs on the pool: not inside the call that ends the simulation.
        var since = Stopwatch.GetTimestamp();
        while (pending.Any(static a => a is { Awaited: not null, IsAnswered: false }) && Stopwatch.GetElapsedTime(since) < _patience)
        {
            Thread.Sleep(1);
        }
    }

    private void Abandon(Alarm alarm, string message)
    {
        var error = new StuckException(message, seed, now());
        ThreadPool.UnsafeQueueUserWorkItem(static work => work.Alarm.Abandon(work.Error), (Alarm: alarm, Error: error), preferLocal: false);
    }

    private sealed class Entry(Alarm alarm)
    {
        public Alarm Alarm { get; } = alarm;

        public int Looks { get; set; }
    }
}
