namespace LambdaSim.Configuration;

/// <summary>
/// How long an idle environment is kept (rule ENV-KEEPALIVE). AWS publishes no figure: this is a named choice.
/// </summary>
public abstract record KeepAlive
{
    private protected KeepAlive()
    {
    }

    /// <summary>Reported for AWS in 2020 and 2021: 5 to 7 minutes, drawn per environment. The default. Other measurements of those years say 10 minutes and more: see docs/validation.md.</summary>
    public static KeepAlive Default { get; } = Uniform(NodaTime.Duration.FromMinutes(5), NodaTime.Duration.FromMinutes(7));

    /// <summary>Measured in August 2019: exactly 10 minutes.</summary>
    public static KeepAlive Legacy2019 { get; } = Fixed(NodaTime.Duration.FromMinutes(10));

    /// <summary>Measured in June 2019: 25 to 60 minutes.</summary>
    public static KeepAlive LegacyEarly2019 { get; } = Uniform(NodaTime.Duration.FromMinutes(25), NodaTime.Duration.FromMinutes(60));

    /// <summary>The same time for every environment; 0 keeps none.</summary>
    /// <example>
    /// <code>
    /// var options = new SimulationOptions { World = new SimulationConfig { KeepAlive = KeepAlive.Fixed(10.Minutes) } };
    /// </code>
    /// </example>
    public static KeepAlive Fixed(TimeLength time) => new FixedKeepAlive(time);

    /// <summary>A time drawn per environment, uniformly between two bounds.</summary>
    public static KeepAlive Uniform(TimeLength min, TimeLength max) => new UniformKeepAlive(min, max);

    /// <summary>
    /// The hybrid histogram policy of "Serverless in the Wild" (Shahrad et al., 2020): per function, a histogram of idle times in
    /// 1-minute bins; the environment is given up after use, prepared again at the 5th percentile and kept to the 99th.
    /// </summary>
    public static KeepAlive Hybrid() => new HybridKeepAlive();

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public abstract KeepAlive Validate();

    private protected static void Check(TimeLength value)
    {
        if (value < NodaTime.Duration.Zero || value > NodaTime.Duration.FromDays(366))
        {
            throw new SimulationConfigException(Text.Invariant($"keep-alive is {value.TotalSeconds} s; it must be between 0 and 366 days"));
        }
    }
}

/// <summary>See <see cref="KeepAlive.Fixed"/>.</summary>
/// <param name="Time">How long an idle environment is kept.</param>
public sealed record FixedKeepAlive(TimeLength Time) : KeepAlive
{
    /// <inheritdoc/>
    public override KeepAlive Validate()
    {
        Check(Time);
        return this;
    }
}

/// <summary>See <see cref="KeepAlive.Uniform"/>.</summary>
/// <param name="Min">Shortest time.</param>
/// <param name="Max">Longest time.</param>
public sealed record UniformKeepAlive(TimeLength Min, TimeLength Max) : KeepAlive
{
    /// <inheritdoc/>
    public override KeepAlive Validate()
    {
        Check(Min);
        Check(Max);
        return Min <= Max ? this : throw new SimulationConfigException("keep-alive: min is longer than max");
    }
}

/// <summary>See <see cref="KeepAlive.Hybrid"/>.</summary>
public sealed record HybridKeepAlive : KeepAlive
{
    /// <summary>Width of a histogram bin.</summary>
    public TimeLength BinWidth { get; init; } = NodaTime.Duration.FromMinutes(1);

    /// <summary>Range of the histogram; idle times beyond it are out of bounds.</summary>
    public TimeLength Range { get; init; } = NodaTime.Duration.FromHours(4);

    /// <summary>Percentile of idle times at which the environment is prepared again.</summary>
    public int HeadPercentile { get; init; } = 5;

    /// <summary>Percentile of idle times up to which it is kept.</summary>
    public int TailPercentile { get; init; } = 99;

    /// <summary>Margin, in per cent: the head is taken that much earlier, the tail that much later.</summary>
    public int MarginPercent { get; init; } = 10;

    /// <summary>Idle times to see before the histogram is trusted; until then an environment is kept for <see cref="Range"/>.</summary>
    public int MinimumSamples { get; init; } = 10;

    /// <inheritdoc/>
    public override KeepAlive Validate()
    {
        Check(Range);
        if (BinWidth < NodaTime.Duration.FromSeconds(1) || BinWidth > Range)
        {
            throw new SimulationConfigException("keep-alive hybrid: binWidth must be between 1 s and range");
        }

        if (HeadPercentile < 0 || TailPercentile > 100 || HeadPercentile >= TailPercentile)
        {
            throw new SimulationConfigException("keep-alive hybrid: percentiles must satisfy 0 <= head < tail <= 100");
        }

        if (MarginPercent is < 0 or > 100 || MinimumSamples < 1)
        {
            throw new SimulationConfigException("keep-alive hybrid: marginPercent must be between 0 and 100, minimumSamples at least 1");
        }

        return this;
    }
}

/// <summary>
/// Environments older than this go when they are idle (rule ENV-LIFETIME). AWS only says "every few hours".
/// </summary>
/// <param name="Mean">Lifetime; drawn per environment, uniformly within <paramref name="SpreadPercent"/> of it.</param>
/// <param name="SpreadPercent">Per cent of the mean, 0 to 100.</param>
public sealed record EnvironmentLifetime(TimeLength Mean, int SpreadPercent = 10)
{
    /// <summary>2 h, give or take 10 %.</summary>
    public static EnvironmentLifetime Default { get; } = new(NodaTime.Duration.FromHours(2));

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SimulationConfigException">A value is out of range.</exception>
    public EnvironmentLifetime Validate() =>
        Mean >= NodaTime.Duration.FromSeconds(1) && Mean <= NodaTime.Duration.FromDays(366) && SpreadPercent is >= 0 and <= 100
            ? this
            : throw new SimulationConfigException("lifetime: mean must be between 1 s and 366 days, spreadPercent between 0 and 100");
}
