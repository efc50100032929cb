using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Workloads;

/// <summary>
/// Puts rows in order of arrival that come in another one, such as that of their ends. A row leaves when the latest time seen is a
/// whole window past it, or when too many wait; one that comes after a later one has left is refused. Equal times keep their order.
/// </summary>
internal sealed class ReorderBuffer(long window, int maxRows)
{
    private readonly PriorityQueue<Arrival, (long Time, long Sequence)> _waiting = new();
    private long _sequence;
    private long _latest = long.MinValue;
    private long _left = long.MinValue;

    /// <summary>Takes a row in.</summary>
    /// <param name="arrival">The row.</param>
    /// <param name="seen">The time by which the file is ordered.</param>
    /// <param name="problem">Why it was refused.</param>
    public bool TryAdd(in Arrival arrival, long seen, out string problem)
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

        _waiting.Enqueue(arrival, (arrival.Time, _sequence++));
        return true;
    }

    /// <summary>Lets the earliest row go, if it may.</summary>
    /// <param name="all">No more rows come.</param>
    /// <param name="arrival">The row.</param>
    public bool TryTake(bool all, ref Arrival arrival)
    {
        if (!_waiting.TryPeek(out var first, out var key) || (!all && key.Time > _latest - window && _waiting.Count < maxRows))
        {
            return false;
        }

        arrival = first;
        _waiting.Dequeue();
        _left = key.Time;
        return true;
    }
}
