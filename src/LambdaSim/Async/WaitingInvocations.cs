using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Async;

/// <summary>An async invocation without a fate: it waits for an attempt, or one runs.</summary>
internal struct WaitingInvocation
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

    /// <summary>It waits; otherwise an attempt runs, or the place is free.</summary>
    public bool Waits;

    /// <summary>How the last attempt that reached the function ended.</summary>
    public Outcome LastOutcome;

    /// <summary>Why it was dropped, once it was; null: it ran to success.</summary>
    public DropCause? Fate;

    /// <summary>The calls that led to it, where no code runs; null: it comes from outside.</summary>
    public CallChain? Chain;

    /// <summary>What came with it; null: nothing did.</summary>
    public TraceHeader? Trace;

    /// <summary>Its last attempt ended with an error of Lambda's own.</summary>
    public bool MetSystemError;

    /// <summary>Its caller named an alias, which chooses a version for each attempt.</summary>
    public bool IsRouted;

    /// <summary>Whether it is delivered twice, and how far that is.</summary>
    public Copies Delivery;
}

/// <summary>How far the copy is of an event that is delivered twice (rule ASY-DUPLICATE).</summary>
internal enum Copies : byte
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It runs first, when the function has room.</summary>
    Waiting,

    /// <summary>It runs; how it ends changes nothing.</summary>
    Running,

    /// <summary>It has run; the event itself follows.</summary>
    Over,
}

/// <summary>The async invocations without a fate, in a slab of their own that a synchronous call never touches.</summary>
internal sealed class WaitingInvocations
{
    private const int Nil = -1;

    private WaitingInvocation[] _items = new WaitingInvocation[16];
    private int _free = Nil;
    private int _used;

    public ref WaitingInvocation this[int index] => ref _items[index];

    /// <summary>Takes one in; it does not wait yet.</summary>
    public int Add(in Arrival arrival, long acceptedAt, int invocation, int ordinal)
    {
        var index = _free;
        if (index == Nil)
        {
            if (_used == _items.Length)
            {
                Array.Resize(ref _items, _items.Length * 2);
            }

            index = _used++;
        }
        else
        {
            _free = _items[index].Next;
        }

        _items[index] = new WaitingInvocation { Arrival = arrival, AcceptedAt = acceptedAt, Invocation = invocation, Ordinal = ordinal };
        return index;
    }

    /// <summary>Forgets one that does not wait: it has its fate.</summary>
    public void Remove(int index)
    {
        _items[index].Chain = null;
        _items[index].Trace = null;
        _items[index].Next = _free;
        _free = index;
    }

    /// <summary>Those that wait, in order of arrival.</summary>
    public IEnumerable<WaitingInvocation> Waiting() => _items.Take(_used).Where(e => e.Waits).OrderBy(e => e.Invocation);
}
