namespace LambdaSim.Async;

/// <summary>Async invocations of one version that are due at one instant after as many refusals each: tried in order of arrival, refused together (rule ASY-TOGETHER).</summary>
internal struct WaitingBatch
{
    public int Function;
    public int Refusals;
    public long Due;
    public int First;
    public int Last;
    public int Count;
}

/// <summary>The batches, and the order of what waits in each. An invocation is in one batch at most.</summary>
internal sealed class WaitingBatches(WaitingInvocations waiting)
{
    private const int Nil = -1;

    private readonly Dictionary<(int Function, int Refusals, long Due), int> _open = [];
    private readonly Stack<int> _free = [];
    private WaitingBatch[] _batches = new WaitingBatch[16];
    private int _used;

    /// <summary>Puts an invocation into the batch it belongs to.</summary>
    /// <returns>The batch if it is new and somebody has to wake it; else negative.</returns>
    public int Add(int index, long due)
    {
        ref var e = ref waiting[index];
        e.Next = Nil;
        return Merge(new WaitingBatch { Function = e.Arrival.Function, Refusals = e.Refusals, Due = due, First = index, Last = index, Count = 1 });
    }

    public long DueOf(int batch) => _batches[batch].Due;

    /// <summary>Moves the first of a batch, or all of it, to the end of another.</summary>
    public static void Append(ref WaitingBatch to, ref WaitingBatch from, WaitingInvocations waiting, int count)
    {
        var (first, last) = (from.First, count == from.Count ? from.Last : from.First);
        from.First = waiting[last].Next;
        from.Count -= count;
        if (to.Count == 0)
        {
            to.First = first;
        }
        else
        {
            waiting[to.Last].Next = first;
        }

        waiting[last].Next = Nil;
        to.Last = last;
        to.Count += count;
    }

    /// <summary>Takes a batch that is due out of the book.</summary>
    public WaitingBatch Take(int batch)
    {
        var taken = _batches[batch];
        _open.Remove((taken.Function, taken.Refusals, taken.Due));
        _free.Push(batch);
        return taken;
    }

    /// <summary>The first leaves the batch.</summary>
    public int Leave(ref WaitingBatch batch)
    {
        var index = batch.First;
        batch.First = waiting[index].Next;
        batch.Count--;
        ref var e = ref waiting[index];

        // All of a batch are refused together, and each knows how often it was when it came.
        e.Attempts += batch.Refusals - e.Refusals;
        e.Refusals = batch.Refusals;
        return index;
    }

    /// <summary>Puts a batch into the book, or what is in it among those that are due with it.</summary>
    /// <returns>The batch if it is new; else negative.</returns>
    public int Merge(in WaitingBatch batch)
    {
        ref var known = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_open, (batch.Function, batch.Refusals, batch.Due), out var exists);
        if (exists)
        {
            Join(ref _batches[known], batch);
            return Nil;
        }

        if (!_free.TryPop(out var place))
        {
            if (_used == _batches.Length)
            {
                Array.Resize(ref _batches, _used * 2);
            }

            place = _used++;
        }

        _batches[place] = batch;
        known = place;
        return place;
    }

    // Both are in order of arrival; nearly always one ends before the other begins.
    private void Join(ref WaitingBatch into, in WaitingBatch batch)
    {
        into.Count += batch.Count;
        if (Number(into.Last) < Number(batch.First))
        {
            waiting[into.Last].Next = batch.First;
            into.Last = batch.Last;
            return;
        }

        var (a, b) = (into.First, batch.First);
        var (first, last) = (Nil, Nil);
        while (a != Nil || b != Nil)
        {
            var fromA = b == Nil || (a != Nil && Number(a) < Number(b));
            var next = fromA ? a : b;
            (a, b) = fromA ? (waiting[a].Next, b) : (a, waiting[b].Next);
            if (last == Nil)
            {
                first = next;
            }
            else
            {
                waiting[last].Next = next;
            }

            last = next;
        }

        (into.First, into.Last) = (first, last);
    }

    private int Number(int index) => waiting[index].Invocation;
}
