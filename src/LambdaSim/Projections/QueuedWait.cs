using LambdaSim.Async;
using LambdaSim.Events;

namespace LambdaSim.Projections;

/// <summary>
/// Where one event stands in the asynchronous queue. Events that are refused together have one record between them (rule ASY-TOGETHER);
/// which of those an event has part in follows from when it is due and how often it was refused.
/// </summary>
internal struct QueuedWait
{
    private int _function;
    private int _refusals;
    private long _due;
    private bool _waits;

    /// <summary>A record of the event itself.</summary>
    public void See(in SimEvent e)
    {
        switch (e.Kind)
        {
            case EventKind.Throttled or EventKind.SystemError:
                while (_waits && _due < e.Time)
                {
                    Step();
                }

                _refusals++;
                _waits = false;
                break;
            case EventKind.Queued:
                (_function, _due, _waits) = (e.Function, e.Time + e.Value, true);
                break;
            case EventKind.Dispatched:
                (_refusals, _waits) = (0, false);
                break;
        }
    }

    /// <summary>Whether the event is among those that a record refused; then it waits on.</summary>
    public bool IsRefusedIn(in SimEvent together)
    {
        if (!_waits || together.Function != _function || together.Time != _due || together.RefusalsBefore != _refusals)
        {
            return false;
        }

        Step();
        return true;
    }

    /// <summary>How often the event was refused together with others until it left the queue, and why at last.</summary>
    /// <param name="time">When it left.</param>
    /// <param name="seen">What was refused together so far.</param>
    public readonly (int Count, ThrottleCause Last) RefusedUntil(long time, RefusedTogether seen)
    {
        var wait = this;
        var (count, last) = (0, ThrottleCause.None);
        while (wait._waits && wait._due <= time)
        {
            var cause = seen.CauseOf(wait._function, wait._refusals, wait._due);
            if (wait._due == time && cause == ThrottleCause.None)
            {
                break;
            }

            count++;
            last = cause;
            wait.Step();
        }

        return (count, last);
    }

    private void Step()
    {
        _due = Backoff.ToWholeSecond(_due + Backoff.DelayNs(_refusals));
        _refusals++;
    }
}

/// <summary>What was refused together, for as long as an event may wait that had part in it.</summary>
internal sealed class RefusedTogether
{
    private readonly Dictionary<(int Function, int Refusals, long Time), ThrottleCause> _causes = [];
    private readonly Queue<(int Function, int Refusals, long Time)> _order = [];

    public void Add(in SimEvent e)
    {
        var key = (e.Function, e.RefusalsBefore, e.Time);
        _causes[key] = e.ThrottleCause;
        _order.Enqueue(key);
        while (_order.Peek().Time < e.Time - (2 * Backoff.LongestNs))
        {
            _causes.Remove(_order.Dequeue());
        }
    }

    /// <summary>None: nothing was, or it is long ago.</summary>
    public ThrottleCause CauseOf(int function, int refusals, long time) => _causes.GetValueOrDefault((function, refusals, time));
}
