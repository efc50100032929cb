using System.Numerics;

namespace LambdaSim.Projections;

/// <summary>
/// Latencies of one function, from 64 bytes to under 2 kB: eight buckets to each doubling, so that a quantile is within 1/16 of a true
/// sample from 8 microseconds up, and within half a microsecond below. A record holds at most 2^41 ns.
/// </summary>
internal sealed class FunctionTableHistogram
{
    private const int UnitBits = 10;
    private const int SubBits = 3;
    private const int SubBuckets = 1 << SubBits;

    private const int Piece = 8;

    // The buckets from the smallest latency seen to the largest, in whole octaves: a function that is called once keeps one octave.
    private long[] _buckets = [];
    private int _first;

    public long Count { get; private set; }

    public void Add(long nanoseconds)
    {
        var index = IndexOf(nanoseconds);
        if ((uint)(index - _first) >= (uint)_buckets.Length)
        {
            MakeRoom(index);
        }

        _buckets[index - _first]++;
        Count++;
    }

    private void MakeRoom(int index)
    {
        var first = index / Piece * Piece;
        var end = first + Piece;
        if (_buckets.Length > 0)
        {
            first = Math.Min(first, _first);
            end = Math.Max(end, _first + _buckets.Length);
        }

        var buckets = new long[end - first];
        _buckets.CopyTo(buckets, _buckets.Length == 0 ? 0 : _first - first);
        (_buckets, _first) = (buckets, first);
    }

    /// <summary>The nearest-rank quantile: the middle of the bucket that holds it.</summary>
    /// <param name="permille">0 to 1000.</param>
    public long Quantile(int permille)
    {
        if (Count == 0)
        {
            return 0;
        }

        var rank = Math.Max(1, (long)(((Int128)Count * permille + 999) / 1000));
        for (var index = 0; index < _buckets.Length; index++)
        {
            rank -= _buckets[index];
            if (rank <= 0)
            {
                return (LowerBound(_first + index) + LowerBound(_first + index + 1)) / 2;
            }
        }

        return LowerBound(_first + _buckets.Length);
    }

    internal static int IndexOf(long nanoseconds)
    {
        var units = (ulong)Math.Max(0, nanoseconds) >> UnitBits;
        if (units < SubBuckets)
        {
            return (int)units;
        }

        var octave = BitOperations.Log2(units) - SubBits;
        return (octave * SubBuckets) + (int)(units >> octave);
    }

    internal static long LowerBound(int index)
    {
        if (index < SubBuckets)
        {
            return (long)index << UnitBits;
        }

        var octave = (index / SubBuckets) - 1;
        return (long)(SubBuckets + (index % SubBuckets)) << (octave + UnitBits);
    }
}
