namespace LambdaSim.Neighbours.Streams;

/// <summary>The records of a shard by position, oldest first, in chunks that go when all in them has expired.</summary>
internal sealed class ShardLog
{
    private readonly List<RecordChunk> _chunks = [];

    /// <summary>Position of the oldest that has not expired.</summary>
    public long First { get; private set; }

    public long Next { get; private set; }

    /// <summary>How many chunks are in memory.</summary>
    public int Chunks => _chunks.Count;

    /// <returns>A chunk was begun: it is worth looking whether others can go.</returns>
    public bool Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, long counter, long ms)
    {
        var size = key.Length + data.Length;
        var begins = _chunks.Count == 0 || !_chunks[^1].Takes(counter, ms, size);
        if (begins)
        {
            _chunks.Add(new RecordChunk(Next, counter, ms, size));
        }

        _chunks[^1].Add(key, data, counter, ms);
        Next++;
        return begins;
    }

    /// <summary>What came before an instant has expired.</summary>
    public void Trim(long ms)
    {
        var gone = 0;
        while (gone < _chunks.Count && _chunks[gone] is var chunk && chunk.MsOf(chunk.Count - 1) < ms)
        {
            gone++;
        }

        if (gone > 0)
        {
            First = _chunks[gone - 1].Next;
            _chunks.RemoveRange(0, gone);
        }

        if (_chunks.Count > 0 && _chunks[0] is var oldest && oldest.MsOf((int)Math.Max(0, First - oldest.First)) < ms)
        {
            First = oldest.First + FirstFrom(oldest, (c, i) => c.MsOf(i) >= ms);
        }
    }

    /// <summary>Position of the first that came at an instant or later.</summary>
    public long AtMs(long ms) => Position(c => c.MsOf(c.Count - 1) >= ms, (c, i) => c.MsOf(i) >= ms);

    /// <summary>Position of the first of a counter or a higher one.</summary>
    public long AtCounter(long counter) => Position(c => c.CounterOf(c.Count - 1) >= counter, (c, i) => c.CounterOf(i) >= counter);

    /// <summary>The chunk of a position, and the place in it.</summary>
    public RecordChunk Find(long position, out int index)
    {
        if (position < First || position >= Next)
        {
            throw new ArgumentOutOfRangeException(nameof(position), position, Configuration.Text.Invariant($"the shard has the positions {First} to {Next - 1}"));
        }

        var (low, high) = (0, _chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = _chunks[middle].First <= position ? (middle, high) : (low, middle - 1);
        }

        index = (int)(position - _chunks[low].First);
        return _chunks[low];
    }

    // The first record of which something holds, where it holds of all that follow.
    private long Position(Func<RecordChunk, bool> ofLast, Func<RecordChunk, int, bool> holds)
    {
        var (low, high) = (0, _chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = ofLast(_chunks[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low == _chunks.Count ? Next : Math.Max(First, _chunks[low].First + FirstFrom(_chunks[low], holds));
    }

    private static int FirstFrom(RecordChunk chunk, Func<RecordChunk, int, bool> holds)
    {
        var (low, high) = (0, chunk.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(chunk, middle) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
