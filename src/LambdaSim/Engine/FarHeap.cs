namespace LambdaSim.Engine;

/// <summary>A 4-ary heap for what lies beyond the calendar's ring.</summary>
internal sealed class FarHeap
{
    private QueueEntry[] _entries = new QueueEntry[16];

    public int Count { get; private set; }

    public ref readonly QueueEntry First => ref _entries[0];

    public IEnumerable<QueueEntry> Entries => _entries.Take(Count);

    public void Clear() => Count = 0;

    public void Push(in QueueEntry entry)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        var i = Count++;
        while (i > 0)
        {
            var parent = (i - 1) >> 2;
            if (!entry.Precedes(_entries[parent]))
            {
                break;
            }

            _entries[i] = _entries[parent];
            i = parent;
        }

        _entries[i] = entry;
    }

    public QueueEntry Pop()
    {
        var first = _entries[0];
        var last = _entries[--Count];
        var i = 0;
        while (true)
        {
            var child = (4 * i) + 1;
            if (child >= Count)
            {
                break;
            }

            var least = child;
            var end = Math.Min(child + 4, Count);
            for (var c = child + 1; c < end; c++)
            {
                if (_entries[c].Precedes(_entries[least]))
                {
                    least = c;
                }
            }

            if (!_entries[least].Precedes(last))
            {
                break;
            }

            _entries[i] = _entries[least];
            i = least;
        }

        _entries[i] = last;
        return first;
    }
}
