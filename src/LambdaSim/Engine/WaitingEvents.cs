namespace LambdaSim.Engine;

/// <summary>An accepted event without a fate: it waits in the asynchronous queue, or an attempt of it runs.</summary>
internal struct WaitingEvent
{
    public Arrival Arrival;
    public long AcceptedAt;
    public int Invocation;
    public int Ordinal;

    /// <summary>Attempts so far, refused ones included.</summary>
    public int Attempts;

    /// <summary>Attempts that reached the function: AWS's <c>approximateInvokeCount</c>.</summary>
    public int Runs;

    /// <summary>Refusals since the last attempt that reached the function: the step of the back-off.</summary>
    public int Refusals;

    /// <summary>The next of its batch; of a free place, the next free one.</summary>
    public int Next;

    /// <summary>In the queue; otherwise an attempt runs, or the place is free.</summary>
    public bool Waits;
}

/// <summary>The events without a fate, in a slab of their own that a synchronous call never touches.</summary>
internal sealed class WaitingEvents
{
    private const int Nil = -1;

    private WaitingEvent[] _events = new WaitingEvent[16];
    private int _free = Nil;
    private int _used;

    /// <summary>Events in the queue.</summary>
    public int Count { get; private set; }

    public ref WaitingEvent this[int index] => ref _events[index];

    /// <summary>Takes an event in; it does not wait yet.</summary>
    public int Add(in Arrival arrival, long acceptedAt, int invocation, int ordinal)
    {
        var index = _free;
        if (index == Nil)
        {
            if (_used == _events.Length)
            {
                Array.Resize(ref _events, _events.Length * 2);
            }

            index = _used++;
        }
        else
        {
            _free = _events[index].Next;
        }

        _events[index] = new WaitingEvent { Arrival = arrival, AcceptedAt = acceptedAt, Invocation = invocation, Ordinal = ordinal };
        return index;
    }

    /// <summary>Puts it into the queue.</summary>
    public void Wait(int index)
    {
        _events[index].Waits = true;
        Count++;
    }

    /// <summary>Takes it out of the queue for an attempt.</summary>
    public void Resume(int index)
    {
        _events[index].Waits = false;
        Count--;
    }

    /// <summary>Forgets one that does not wait: it has its fate.</summary>
    public void Remove(int index)
    {
        _events[index].Next = _free;
        _free = index;
    }

    /// <summary>Those that wait, in order of arrival.</summary>
    public IEnumerable<WaitingEvent> Waiting() => _events.Take(_used).Where(e => e.Waits).OrderBy(e => e.Invocation);
}
