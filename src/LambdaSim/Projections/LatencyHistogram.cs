using System.Numerics;
using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>
/// Counts of lengths of time in microseconds, in buckets of 128 to each doubling: a percentile read from it is the lower bound
/// of its bucket, at most 1/128 (0.8 %) below the true value.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBucketBits = 7;
    // Up to eight seconds; longer lengths make it grow.
    private const int FirstBuckets = 2_048;

    private long[] _counts = new long[FirstBuckets];

    /// <summary>Largest relative error of a percentile.</summary>
    public const double RelativeError = 1.0 / (1 << SubBucketBits);

    /// <summary>Lengths counted.</summary>
    public long Count { get; private set; }

    /// <summary>The length that so many per cent of calls stayed below or met, to the lower bound of its bucket; zero when nothing was counted.</summary>
    /// <param name="percent">More than 0, up to 100, in steps of a thousandth: 50 is the median, 99.9 the length one call in a thousand exceeds.</param>
    /// <exception cref="ArgumentOutOfRangeException">The percentage is out of range.</exception>
    /// <example>
    /// <code>
    /// Assert.True(simulation.Metrics.Latency.Percentile(99) &lt; 900.Milliseconds);
    /// </code>
    /// </example>
    public Duration Percentile(double percent) => percent is > 0 and <= 100
        ? Duration.FromNanoseconds(Quantile((long)Math.Ceiling(Math.Round(percent * 1_000, 3)), 100_000) * 1_000)
        : throw new ArgumentOutOfRangeException(nameof(percent), Text.Invariant($"{percent} is no percentage; it must be more than 0 and at most 100"));

    /// <summary>The non-empty buckets in order: index, lower bound in microseconds, count.</summary>
    internal IEnumerable<(int Index, long LowerUs, long Count)> NonEmpty
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
            {
                if (_counts[i] > 0)
                {
                    yield return (i, LowerBound(i), _counts[i]);
                }
            }
        }
    }

    /// <summary>Counts one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(long microseconds)
    {
        var index = Index((ulong)microseconds);
        var counts = _counts;
        if ((uint)index < (uint)counts.Length)
        {
            counts[index]++;
        }
        else
        {
            Grow(index);
        }

        Count++;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int index)
    {
        Array.Resize(ref _counts, (int)BitOperations.RoundUpToPowerOf2((uint)index + 1));
        _counts[index]++;
    }

    /// <summary>The lower bound, in microseconds, of the bucket that holds rank ceil(<paramref name="numerator"/>/<paramref name="denominator"/> × count); 0 when empty.</summary>
    internal long Quantile(long numerator, long denominator)
    {
        var rank = (long)((((Int128)Count * numerator) + denominator - 1) / denominator);
        long seen = 0;
        for (var i = 0; i < _counts.Length && Count > 0; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return LowerBound(i);
            }
        }

        return 0;
    }

    /// <summary>The lower bound of the bucket that holds a length.</summary>
    internal static long Floor(long microseconds) => LowerBound(Index((ulong)microseconds));

    internal static long LowerBound(int index)
    {
        if (index < 2 << SubBucketBits)
        {
            return index;
        }

        var shift = (index >> SubBucketBits) - 1;
        return (long)(index - (shift << SubBucketBits)) << shift;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Index(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBucketBits);
        return (shift << SubBucketBits) + (int)(value >> shift);
    }
}
