using NodaTime;

namespace LambdaSim.Neighbours.Queues;

/// <summary>Messages hidden for one length of time: who comes last is seen last.</summary>
internal sealed class HiddenChain(Duration length) : MessageChain(MessageSlot.Hidden)
{
    public Duration Length => length;

    /// <summary>Its place in the heap; negative: it is in none.</summary>
    public int HeapIndex { get; set; } = -1;
}

/// <summary>
/// What is hidden, the next to be seen first. Few lengths of time occur in a queue, and of one length the order of hiding is that of their end, so a
/// message costs the same however many are hidden; a heap holds the chains by their first messages.
/// </summary>
internal sealed class HiddenMessages
{
    private const int MostIdle = 64;

    private readonly Dictionary<Duration, HiddenChain> _chains = [];
    private readonly List<HiddenChain> _heap = [];

    /// <summary>The next to be seen; null: nothing is hidden.</summary>
    public StoredMessage? Next => _heap.Count > 0 ? _heap[0].First : null;

    /// <param name="message">Is in no chain.</param>
    /// <param name="now">The present.</param>
    /// <param name="length">For how long, from now.</param>
    public void Add(StoredMessage message, Instant now, Duration length)
    {
        if (!_chains.TryGetValue(length, out var chain))
        {
            Forget();
            _chains.Add(length, chain = new HiddenChain(length));
        }

        message.VisibleAt = now + length;
        message.HiddenIn = chain;
        chain.Append(message);
        if (chain.HeapIndex < 0)
        {
            chain.HeapIndex = _heap.Count;
            _heap.Add(chain);
            Up(chain);
        }
    }

    public void Remove(StoredMessage message)
    {
        var chain = message.HiddenIn!;
        var wasFirst = chain.First == message;
        chain.Remove(message);
        message.HiddenIn = null;
        if (chain.First is null)
        {
            Drop(chain);
        }
        else if (wasFirst)
        {
            Down(chain);
        }
    }

    private void Drop(HiddenChain chain)
    {
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        if (last != chain)
        {
            Put(last, chain.HeapIndex);
            Up(last);
            Down(last);
        }

        chain.HeapIndex = -1;
    }

    // Lengths that are used no more.
    private void Forget()
    {
        if (_chains.Count >= MostIdle + (2 * _heap.Count))
        {
            foreach (var idle in _chains.Values.Where(static c => c.First is null).ToList())
            {
                _chains.Remove(idle.Length);
            }
        }
    }

    private void Up(HiddenChain chain)
    {
        while (chain.HeapIndex > 0 && _heap[(chain.HeapIndex - 1) / 2] is var parent && IsBefore(chain, parent))
        {
            var at = parent.HeapIndex;
            Put(parent, chain.HeapIndex);
            Put(chain, at);
        }
    }

    private void Down(HiddenChain chain)
    {
        while (true)
        {
            var child = (2 * chain.HeapIndex) + 1;
            if (child >= _heap.Count)
            {
                return;
            }

            if (child + 1 < _heap.Count && IsBefore(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            var smaller = _heap[child];
            if (!IsBefore(smaller, chain))
            {
                return;
            }

            Put(smaller, chain.HeapIndex);
            Put(chain, child);
        }
    }

    private void Put(HiddenChain chain, int index)
    {
        _heap[index] = chain;
        chain.HeapIndex = index;
    }

    private static bool IsBefore(HiddenChain a, HiddenChain b)
    {
        var (first, second) = (a.First!, b.First!);
        return first.VisibleAt < second.VisibleAt || (first.VisibleAt == second.VisibleAt && first.Order < second.Order);
    }
}
