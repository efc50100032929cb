namespace LambdaSim.Neighbours.Queues;

/// <summary>
/// Messages of a standard queue that can be had, by their place. New ones come in order, so a ring holds them; those that come back stand in a heap. What is gone
/// leaves its entry behind, which is passed over.
/// </summary>
internal sealed class ReadyMessages
{
    private readonly Queue<Entry> _fresh = [];
    private readonly PriorityQueue<Entry, long> _back = new();
    private long _entries;
    private long _newest;

    public void Add(StoredMessage message)
    {
        var entry = new Entry(message, ++_entries);
        message.ReadyEntry = entry.Number;
        if (message.Place > _newest)
        {
            _newest = message.Place;
            _fresh.Enqueue(entry);
        }
        else
        {
            _back.Enqueue(entry, message.Place);
        }
    }

    /// <summary>The one whose place is first; null: there is none.</summary>
    public StoredMessage? First
    {
        get
        {
            while (_fresh.TryPeek(out var fresh) && !fresh.Holds)
            {
                _fresh.Dequeue();
            }

            while (_back.TryPeek(out var back, out _) && !back.Holds)
            {
                _back.Dequeue();
            }

            return IsBackFirst ? _back.Peek().Message : _fresh.TryPeek(out var first) ? first.Message : null;
        }
    }

    /// <summary>Takes away the first, which the caller has just seen.</summary>
    public void Drop()
    {
        var entry = IsBackFirst ? _back.Dequeue() : _fresh.Dequeue();
        entry.Message.ReadyEntry = 0;
    }

    private bool IsBackFirst => _back.TryPeek(out _, out var place) && !(_fresh.TryPeek(out var fresh) && fresh.Message.Place < place);

    private readonly record struct Entry(StoredMessage Message, long Number)
    {
        public bool Holds => Message.ReadyEntry == Number;
    }
}
