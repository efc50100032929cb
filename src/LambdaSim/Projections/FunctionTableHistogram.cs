using System.Numerics;

namespace LambdaSim.Projections;

/// <summary>
/// Latencies of one function in under 2 kB: eight buckets to each doubling, so that a quantile is within 1/16 of a true
/// sample from 8 microseconds up, and within half a microsecond below. A record holds at most 2^41 ns.
/// </summary>
internal sealed class FunctionTableHistogram
{
    private const int UnitBits = 10;
    private const int SubBits = 3;
    private const int SubBuckets = 1 << SubBits;

    // Grows with the largest latency seen: 15 minutes and 10 s of INIT need index 223.
    private long[] _buckets = new long[160];

    public long Count { get; private set; }

    public void Add(long nanoseconds)
    {
        var index = IndexOf(nanoseconds);
        if (index >= _buckets.Length)
        {
            Array.Resize(ref _buckets, index + 32);
        }

        _buckets[index]++;
        Count++;
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
                return (LowerBound(index) + LowerBound(index + 1)) / 2;
            }
        }

        return LowerBound(_buckets.Length);
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
