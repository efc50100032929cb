namespace LambdaSim.Sources.Streams;

/// <summary>A queue that is looked into: records of one lane in their order.</summary>
internal sealed class PendingRecords
{
    private const int Least = 16;

    // As long as a power of two, or empty.
    private PendingRecord[] _ring = [];
    private int _head;

    public int Count { get; private set; }

    public ref readonly PendingRecord this[int index] => ref _ring[(_head + index) & (_ring.Length - 1)];

    public void Add(in PendingRecord record)
    {
        if (Count == _ring.Length)
        {
            Grow();
        }

        _ring[(_head + Count++) & (_ring.Length - 1)] = record;
    }

    /// <summary>The oldest go.</summary>
    public void RemoveFirst(int count)
    {
        _head = (_head + count) & (_ring.Length - 1);
        Count -= count;
    }

    public void Clear() => (_head, Count) = (0, 0);

    private void Grow()
    {
        var larger = new PendingRecord[Math.Max(Least, _ring.Length * 2)];
        for (var i = 0; i < Count; i++)
        {
            larger[i] = this[i];
        }

        (_ring, _head) = (larger, 0);
    }
}
