namespace LambdaSim.Neighbours.Tables;

/// <summary>Rows in order, in chunks: finding one takes logarithmic time, adding or removing one moves at most a chunk of references.</summary>
/// <typeparam name="T">The rows.</typeparam>
/// <param name="order">Of two rows, neither of which is the other's equal unless they are the same row.</param>
internal sealed class SortedRows<T>(Comparison<T> order)
    where T : class
{
    private const int ChunkSize = 256;

    private readonly List<Chunk> _chunks = [];

    public int Count { get; private set; }

    public T First => _chunks[0].Rows[0];

    /// <summary>A row that is equal to a probe; null: there is none.</summary>
    public T? Find(T probe)
    {
        var (chunk, at) = Seek(row => order(row, probe) < 0);
        return chunk < _chunks.Count && _chunks[chunk].Rows[at] is var row && order(row, probe) == 0 ? row : null;
    }

    /// <summary>Adds a row that is not there yet.</summary>
    public void Add(T row)
    {
        Count++;
        if (_chunks.Count == 0)
        {
            _chunks.Add(new Chunk());
        }

        var (chunk, at) = Seek(other => order(other, row) < 0);
        if (chunk == _chunks.Count)
        {
            (chunk, at) = (chunk - 1, _chunks[chunk - 1].Count);
        }

        var target = _chunks[chunk];
        if (target.Count == ChunkSize)
        {
            // Rows that come in order leave full chunks behind them.
            var kept = chunk == _chunks.Count - 1 && at == ChunkSize ? ChunkSize : ChunkSize / 2;
            _chunks.Insert(chunk + 1, target.Split(kept));
            if (at > kept || at == ChunkSize)
            {
                target = _chunks[chunk + 1];
                at -= kept;
            }
        }

        target.Insert(at, row);
    }

    /// <returns>False: there is none.</returns>
    public bool Remove(T probe)
    {
        var (chunk, at) = Seek(row => order(row, probe) < 0);
        if (chunk == _chunks.Count || order(_chunks[chunk].Rows[at], probe) != 0)
        {
            return false;
        }

        Count--;
        _chunks[chunk].Remove(at);
        if (_chunks[chunk].Count == 0)
        {
            _chunks.RemoveAt(chunk);
        }

        return true;
    }

    /// <summary>The rows from the first on that something is not true of, which is true of all before it and of none behind it.</summary>
    public IEnumerable<T> From(Func<T, bool> isBefore)
    {
        var (chunk, at) = Seek(isBefore);
        for (; chunk < _chunks.Count; chunk++, at = 0)
        {
            for (; at < _chunks[chunk].Count; at++)
            {
                yield return _chunks[chunk].Rows[at];
            }
        }
    }

    /// <summary>Backwards, the rows before the first that something is not true of.</summary>
    public IEnumerable<T> Before(Func<T, bool> isBefore)
    {
        var (chunk, at) = Seek(isBefore);
        if (chunk == _chunks.Count)
        {
            at = 0;
        }

        while (true)
        {
            if (--at < 0)
            {
                if (--chunk < 0)
                {
                    yield break;
                }

                at = _chunks[chunk].Count - 1;
            }

            yield return _chunks[chunk].Rows[at];
        }
    }

    // The first row that something is not true of; behind the last chunk: there is none.
    private (int Chunk, int At) Seek(Func<T, bool> isBefore)
    {
        var (low, high) = (0, _chunks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _chunks[middle].Count > 0 && isBefore(_chunks[middle].Rows[_chunks[middle].Count - 1]) ? (middle + 1, high) : (low, middle);
        }

        if (low == _chunks.Count || _chunks[low].Count == 0)
        {
            return (_chunks.Count, 0);
        }

        var chunk = _chunks[low];
        var (first, last) = (0, chunk.Count);
        while (first < last)
        {
            var middle = (first + last) / 2;
            (first, last) = isBefore(chunk.Rows[middle]) ? (middle + 1, last) : (first, middle);
        }

        return (low, first);
    }

    private sealed class Chunk
    {
        public T[] Rows { get; private set; } = new T[4];

        public int Count { get; private set; }

        public void Insert(int at, T row)
        {
            if (Count == Rows.Length)
            {
                var grown = Rows;
                Array.Resize(ref grown, Math.Min(ChunkSize, Count * 2));
                Rows = grown;
            }

            Array.Copy(Rows, at, Rows, at + 1, Count - at);
            Rows[at] = row;
            Count++;
        }

        public void Remove(int at)
        {
            Count--;
            Array.Copy(Rows, at + 1, Rows, at, Count - at);
            Rows[Count] = null!;
        }

        public Chunk Split(int kept)
        {
            var rest = new Chunk { Rows = new T[ChunkSize], Count = Count - kept };
            Array.Copy(Rows, kept, rest.Rows, 0, rest.Count);
            Array.Clear(Rows, kept, rest.Count);
            Count = kept;
            return rest;
        }
    }
}
