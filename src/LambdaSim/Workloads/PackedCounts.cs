using LambdaSim.Randomness;

namespace LambdaSim.Workloads;

/// <summary>Rows of counts, most of them zero, in few bytes: each row a chain of (columns without calls, calls).</summary>
internal sealed class PackedCounts
{
    private readonly List<(CountedFunction Function, Sampler? Lengths, int Start)> _rows = [];
    private byte[] _bytes = new byte[4096];
    private int _length;
    private int _zeros;

    /// <summary>Starts a function's row.</summary>
    /// <param name="function">The function.</param>
    /// <param name="lengths">How long its calls take; null: the function's model decides.</param>
    public void BeginRow(CountedFunction function, Sampler? lengths)
    {
        _rows.Add((function, lengths, _length));
        _zeros = 0;
    }

    /// <summary>The next column's count of the row begun last.</summary>
    public void Add(long count)
    {
        if (count == 0)
        {
            _zeros++;
            return;
        }

        Write((ulong)_zeros);
        Write((ulong)count);
        _zeros = 0;
    }

    /// <summary>Ends the row begun last.</summary>
    public void EndRow()
    {
        Write((ulong)_zeros + 1);
        Write(0);
    }

    /// <summary>Cursors at the first column of every row.</summary>
    public Cursor[] Begin() => [.. _rows.Select(r => new Cursor(r.Function, r.Lengths, r.Start))];

    /// <summary>The count at the cursor, which goes on to the next column.</summary>
    public long Next(ref Cursor cursor)
    {
        if (!cursor.Loaded)
        {
            cursor.Zeros = Read(ref cursor.At);
            cursor.Loaded = true;
        }

        if (cursor.Zeros > 0)
        {
            cursor.Zeros--;
            return 0;
        }

        var count = (long)Read(ref cursor.At);
        cursor.Loaded = count == 0;
        cursor.Zeros = count == 0 ? ulong.MaxValue : 0;
        return count;
    }

    private void Write(ulong value)
    {
        if (_length + 10 > _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        while (value >= 0x80)
        {
            _bytes[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _bytes[_length++] = (byte)value;
    }

    private ulong Read(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var b = _bytes[at++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>A place in a row.</summary>
    internal struct Cursor(CountedFunction function, Sampler? lengths, int start)
    {
        public readonly CountedFunction Function = function;
        public readonly Sampler? Lengths = lengths;
        public int At = start;
        public ulong Zeros;
        public bool Loaded;
    }
}
