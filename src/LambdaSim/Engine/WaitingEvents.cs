namespace LambdaSim.Engine;

/// <summary>An event that waits in the asynchronous queue until it is admitted.</summary>
internal struct WaitingEvent
{
    public Arrival Arrival;
    public long AcceptedAt;
    public int Invocation;
    public int Ordinal;
    public int Attempts;
    public int NextFree;
    public bool IsUsed;
}

/// <summary>The events that wait, in a slab of their own that a synchronous call never touches.</summary>
internal sealed class WaitingEvents
{
    private const int Nil = -1;

    private WaitingEvent[] _events = new WaitingEvent[16];
    private int _free = Nil;
    private int _used;

    public int Count { get; private set; }

    public ref WaitingEvent this[int index] => ref _events[index];

    public int Add(in WaitingEvent e)
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
            _free = _events[index].NextFree;
        }

        _events[index] = e;
        _events[index].IsUsed = true;
        Count++;
        return index;
    }

    public void Remove(int index)
    {
        _events[index].IsUsed = false;
        _events[index].NextFree = _free;
        _free = index;
        Count--;
    }

    /// <summary>Those that wait, in order of arrival.</summary>
    public IEnumerable<WaitingEvent> Waiting() => _events.Take(_used).Where(e => e.IsUsed).OrderBy(e => e.Invocation);
}
