using System.Runtime.CompilerServices;
using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Randomness;

/// <summary>A distribution of lengths of time, by name and parameters. Immutable.</summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Always the same length.</summary>
    /// <param name="value">0 to 366 days.</param>
    public static Distribution Fixed(TimeLength value) => new FixedDistribution(value).Validate();

    /// <summary>Any length between two bounds, both included, equally likely.</summary>
    /// <param name="min">0 to <paramref name="max"/>.</param>
    /// <param name="max">Up to 366 days.</param>
    public static Distribution Uniform(TimeLength min, TimeLength max) => new UniformDistribution(min, max).Validate();

    /// <summary>Exponential: no memory, many short lengths, few long ones.</summary>
    /// <param name="mean">More than 0, up to 366 days.</param>
    public static Distribution Exponential(TimeLength mean) => new ExponentialDistribution(mean).Validate();

    /// <summary>Log-normal by its median and the standard deviation of the natural logarithm.</summary>
    /// <param name="median">More than 0, up to 366 days.</param>
    /// <param name="sigma">0 to 10; hello-world INIT times have 0.1 to 0.35.</param>
    public static Distribution LogNormal(TimeLength median, double sigma) => new LogNormalDistribution(median, sigma).Validate();

    /// <summary>Log-normal by its median and the length 99 % stay below.</summary>
    /// <param name="median">More than 0, up to 366 days.</param>
    /// <param name="p99">Not below the median.</param>
    public static Distribution LogNormal(TimeLength median, TimeLength p99) => LogNormalDistribution.Through(median, p99);

    /// <summary>The log-normal of greatest likelihood for measured lengths.</summary>
    /// <param name="samples">Two or more, each more than 0.</param>
    [OverloadResolutionPriority(1)]
    public static Distribution FitLogNormal(IEnumerable<Duration> samples) => LogNormalDistribution.Fit(samples);

    /// <summary>The log-normal of greatest likelihood for measured lengths.</summary>
    /// <param name="samples">Two or more, each more than 0.</param>
    public static Distribution FitLogNormal(IEnumerable<TimeSpan> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return LogNormalDistribution.Fit(samples.Select(Duration.FromTimeSpan));
    }

    /// <summary>
    /// Through given quantiles, linear in the logarithm of the length in between (rule ENV-INIT-QUANTILES). Below the first one
    /// it falls to 0.9 of it; the last one is the maximum.
    /// </summary>
    /// <param name="quantiles">Two or more: probabilities ascending between 0 and 1, lengths more than 0 and not descending.</param>
    public static Distribution Quantiles(params IEnumerable<Quantile> quantiles) => new QuantileDistribution([.. quantiles]).Validate();

    /// <summary>Checks the parameters.</summary>
    /// <returns>This.</returns>
    /// <exception cref="SimulationConfigException">A parameter is out of range.</exception>
    public abstract Distribution Validate();

    internal abstract Sampler Compile();

    private protected static void Check(TimeLength value, string what, bool zeroAllowed)
    {
        if (value < Duration.Zero || value > Duration.FromDays(366) || (value == Duration.Zero && !zeroAllowed))
        {
            throw new SimulationConfigException(Text.Invariant(
                $"{what} is {value.TotalSeconds} s; it must be {(zeroAllowed ? "between 0" : "more than 0")} and {(zeroAllowed ? "" : "at most ")}366 days"));
        }
    }
}

/// <summary>Turns 64 uniform bits into a length in nanoseconds. Monotone in the bits; the same on every machine.</summary>
internal abstract class Sampler
{
    public abstract long Sample(ulong bits);
}
