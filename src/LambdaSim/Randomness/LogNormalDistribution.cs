using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Randomness;

/// <summary>See <see cref="Distribution.LogNormal(TimeLength, double)"/>.</summary>
/// <param name="Median">Half of the lengths are longer.</param>
/// <param name="Sigma">Standard deviation of the natural logarithm of the length.</param>
public sealed record LogNormalDistribution(TimeLength Median, double Sigma) : Distribution
{
    private const double NormalP99 = 2.32634787404084110089;

    /// <inheritdoc/>
    public override Distribution Validate()
    {
        Check(Median, "log-normal: median", zeroAllowed: false);
        return Sigma is >= 0 and <= 10
            ? this
            : throw new SimulationConfigException(Text.Invariant($"log-normal: sigma is {Sigma}; it must be between 0 and 10"));
    }

    internal static Distribution Through(TimeLength median, TimeLength p99)
    {
        Check(median, "log-normal: median", zeroAllowed: false);
        Check(p99, "log-normal: p99", zeroAllowed: false);
        return median <= p99
            ? new LogNormalDistribution(median, Ln(p99, median) / NormalP99).Validate()
            : throw new SimulationConfigException(Text.Invariant($"log-normal: p99 ({p99.TotalSeconds} s) is shorter than the median ({median.TotalSeconds} s)"));
    }

    internal static Distribution Fit(IEnumerable<Duration> samples)
    {
        var count = 0;
        var mean = 0.0;
        var squares = 0.0;
        foreach (var sample in samples)
        {
            Check(sample, "log-normal fit: sample", zeroAllowed: false);
            var x = Ln(sample, Duration.FromNanoseconds(1));
            count++;
            var from = x - mean;
            mean += from / count;
            squares += from * (x - mean);
        }

        return count >= 2
            ? new LogNormalDistribution(Duration.FromNanoseconds((long)(PortableMath.Exp(mean) + 0.5)), Math.Sqrt(squares / count)).Validate()
            : throw new SimulationConfigException(Text.Invariant($"log-normal fit: {count} samples; at least 2 are needed"));
    }

    internal override Sampler Compile() => new LogNormalSampler(Median.ToInt64Nanoseconds(), Sigma);

    private static double Ln(TimeLength value, TimeLength unit) => PortableMath.Log(value.ToInt64Nanoseconds() / (double)unit.ToInt64Nanoseconds());
}

internal sealed class LogNormalSampler : Sampler
{
    private const int SigmaBits = 48;

    private readonly long _median;
    private readonly long _sigma;

    public LogNormalSampler(long median, double sigma)
    {
        _median = PowerTable.Exponent(median);
        _sigma = (long)(sigma / PortableMath.Ln2 * (1L << SigmaBits));
    }

    public override long Sample(ulong bits)
    {
        var high = Math.BigMul(_sigma, NormalTable.Quantile(bits), out var low);
        const int Excess = SigmaBits + NormalTable.FractionBits - PowerTable.FractionBits;
        var deviation = (high << (64 - Excess)) | (long)((ulong)low >> Excess);
        return PowerTable.Power(Math.Clamp(_median + deviation, 0, PowerTable.MaxExponent));
    }
}
