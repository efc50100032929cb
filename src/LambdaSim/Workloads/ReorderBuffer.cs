using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// Puts rows in order of arrival that come in another one, such as that of their ends. A row leaves when the latest time seen is a
/// whole window past it, or when too many wait; one that comes after a later one has left is refused. Equal times keep their order.
/// </summary>
/// <param name="window">How far back a row may reach.</param>
/// <param name="hold">How long a row waits at least, for what later rows say of it.</param>
/// <param name="maxRows">How many may wait.</param>
internal sealed class ReorderBuffer(long window, long hold, int maxRows)
{
    /// <summary>A window without end: rows leave when the file ends, or when too many wait.</summary>
    public const long Unlimited = long.MaxValue / 2;

    private readonly PriorityQueue<Arrival, (long Time, long Row)> _waiting = new();
    private readonly Dictionary<long, Outcome> _amended = [];
    private readonly long _hold = Math.Max(window, hold);
    private long _latest = long.MinValue;
    private long _left = long.MinValue;

    /// <summary>Takes a row in.</summary>
    /// <param name="arrival">The row.</param>
    /// <param name="seen">The time by which the file is ordered.</param>
    /// <param name="number">The row's number, by which it can be amended while it waits.</param>
    /// <param name="problem">Why it was refused.</param>
    public bool TryAdd(in Arrival arrival, long seen, long number, out string problem)
    {
        problem = "";
        _latest = Math.Max(_latest, seen);
        if (arrival.Time < _left || arrival.Time < _latest - window)
        {
            problem = arrival.Time < _latest - window
                ? Text.Invariant($"the call starts {(_latest - arrival.Time) / 1e9} s before the latest time seen, which is more than the reorder window of {window / 1e9} s; sort the rows or widen the window (--reorder)")
                : Text.Invariant($"the call starts {(_left - arrival.Time) / 1e9} s before one that had to leave the full reorder buffer of {maxRows} rows; sort the rows or enlarge the buffer");
            return false;
        }

        _waiting.Enqueue(arrival, (arrival.Time, number));
        return true;
    }

    /// <summary>Gives a waiting row another outcome.</summary>
    public void Amend(long number, Outcome outcome) => _amended[number] = outcome;

    /// <summary>Lets the earliest row go, if it may.</summary>
    /// <param name="all">No more rows come.</param>
    /// <param name="arrival">The row.</param>
    public bool TryTake(bool all, ref Arrival arrival)
    {
        if (!_waiting.TryPeek(out var first, out var key) || (!all && key.Time > _latest - _hold && _waiting.Count < maxRows))
        {
            return false;
        }

        arrival = first;
        if (_amended.Count > 0 && _amended.Remove(key.Row, out var outcome))
        {
            arrival.Outcome = outcome;
        }

        _waiting.Dequeue();
        _left = key.Time;
        return true;
    }
}
