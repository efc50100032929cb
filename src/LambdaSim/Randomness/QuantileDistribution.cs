using System.Collections.Immutable;
using System.Numerics;
using LambdaSim.Configuration;

namespace LambdaSim.Randomness;

/// <summary>A point of a distribution function.</summary>
/// <param name="Probability">Share of lengths that are not longer, 0 to 1.</param>
/// <param name="Time">The length.</param>
public readonly record struct Quantile(double Probability, TimeLength Time);

/// <summary>See <see cref="Distribution.Quantiles"/>.</summary>
/// <param name="Points">The given points, ascending.</param>
public sealed record QuantileDistribution(ImmutableArray<Quantile> Points) : Distribution
{
    /// <inheritdoc/>
    public override Distribution Validate()
    {
        if (Points.IsDefault || Points.Length < 2)
        {
            throw new SimulationConfigException("quantiles: at least 2 points are needed");
        }

        for (var i = 0; i < Points.Length; i++)
        {
            var (probability, time) = Points[i];
            Check(time, Text.Invariant($"quantiles: time at probability {probability}"), zeroAllowed: false);
            if (!(probability is >= 0 and <= 1))
            {
                throw new SimulationConfigException(Text.Invariant($"quantiles: probability {probability} is not between 0 and 1"));
            }

            if (i > 0 && !(probability > Points[i - 1].Probability))
            {
                throw new SimulationConfigException(Text.Invariant($"quantiles: probability {probability} does not follow {Points[i - 1].Probability} in ascending order"));
            }

            if (i > 0 && time < Points[i - 1].Time)
            {
                throw new SimulationConfigException(Text.Invariant(
                    $"quantiles: time at probability {probability} ({time.TotalSeconds} s) is shorter than at {Points[i - 1].Probability} ({Points[i - 1].Time.TotalSeconds} s)"));
            }
        }

        return this;
    }

    /// <summary>Same points.</summary>
    public bool Equals(QuantileDistribution? other) => other is not null && Points.AsSpan().SequenceEqual(other.Points.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = Points.Length;
        foreach (var point in Points)
        {
            hash = (hash * 31) ^ (int)point.Time.ToInt64Nanoseconds();
        }

        return hash;
    }

    internal override Sampler Compile() => new QuantileSampler(Points.AsSpan());
}

/// <summary>Rule ENV-INIT-QUANTILES: piecewise linear in the exponent, all in integers.</summary>
internal sealed class QuantileSampler : Sampler
{
    private const double TwoTo64 = 18446744073709551616.0;

    private readonly Segment[] _segments;

    public QuantileSampler(ReadOnlySpan<Quantile> points)
    {
        var segments = new List<Segment>(points.Length + 1);
        var start = 0ul;
        var from = PowerTable.Exponent(points[0].Time.ToInt64Nanoseconds() * (points[0].Probability > 0 ? 0.9 : 1));
        foreach (var point in points)
        {
            var end = point.Probability < 1 ? (ulong)(point.Probability * TwoTo64) : ulong.MaxValue;
            var to = PowerTable.Exponent(point.Time.ToInt64Nanoseconds());
            if (end > start)
            {
                segments.Add(new Segment(start, end - start, (ulong)(to - from), from));
            }

            start = end;
            from = to;
        }

        if (start < ulong.MaxValue)
        {
            segments.Add(new Segment(start, ulong.MaxValue - start, 0, from));
        }

        _segments = [.. segments];
    }

    public override long Sample(ulong bits)
    {
        var segments = _segments;
        var i = segments.Length - 1;
        while (bits < segments[i].Start)
        {
            i--;
        }

        return PowerTable.Power(segments[i].At(bits));
    }

    private readonly struct Segment
    {
        public readonly ulong Start;
        private readonly ulong _rise;
        private readonly long _from;
        private readonly ulong _reciprocal;
        private readonly int _shift;

        public Segment(ulong start, ulong width, ulong rise, long from)
        {
            Start = start;
            _rise = rise;
            _from = from;
            _shift = BitOperations.LeadingZeroCount(width);
            _reciprocal = (ulong)(((UInt128.One << 127) - 1) / (width << _shift));
        }

        // The share of the width passed so far, as a fraction of 2^64, by multiplication with the reciprocal of the width.
        public long At(ulong bits)
        {
            var high = Math.BigMul((bits - Start) << _shift, _reciprocal, out var low);
            var share = (high << 1) | (low >> 63);
            return _from + (long)Math.BigMul(_rise, share, out _);
        }
    }
}
