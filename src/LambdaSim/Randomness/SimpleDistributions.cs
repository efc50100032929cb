using LambdaSim.Configuration;

namespace LambdaSim.Randomness;

/// <summary>See <see cref="Distribution.Fixed"/>.</summary>
/// <param name="Value">The length.</param>
public sealed record FixedDistribution(TimeLength Value) : Distribution
{
    /// <inheritdoc/>
    public override Distribution Validate()
    {
        Check(Value, "fixed: value", zeroAllowed: true);
        return this;
    }

    internal override Sampler Compile() => new FixedSampler(Value.ToInt64Nanoseconds());
}

/// <summary>See <see cref="Distribution.Uniform"/>.</summary>
/// <param name="Min">Shortest length.</param>
/// <param name="Max">Longest length.</param>
public sealed record UniformDistribution(TimeLength Min, TimeLength Max) : Distribution
{
    /// <inheritdoc/>
    public override Distribution Validate()
    {
        Check(Min, "uniform: min", zeroAllowed: true);
        Check(Max, "uniform: max", zeroAllowed: true);
        return Min <= Max
            ? this
            : throw new SimulationConfigException(Text.Invariant($"uniform: min ({Min.TotalSeconds} s) is longer than max ({Max.TotalSeconds} s)"));
    }

    internal override Sampler Compile() => new UniformSampler(Min.ToInt64Nanoseconds(), Max.ToInt64Nanoseconds());
}

/// <summary>See <see cref="Distribution.Exponential"/>.</summary>
/// <param name="Mean">The mean.</param>
public sealed record ExponentialDistribution(TimeLength Mean) : Distribution
{
    /// <inheritdoc/>
    public override Distribution Validate()
    {
        Check(Mean, "exponential: mean", zeroAllowed: false);
        return this;
    }

    internal override Sampler Compile() => new ExponentialSampler(Mean.ToInt64Nanoseconds());
}

internal sealed class FixedSampler(long nanoseconds) : Sampler
{
    public override long Sample(ulong bits) => nanoseconds;
}

internal sealed class UniformSampler(long min, long max) : Sampler
{
    private readonly ulong _count = (ulong)(max - min) + 1;

    public override long Sample(ulong bits) => min + (long)Math.BigMul(bits, _count, out _);
}

internal sealed class ExponentialSampler(long mean) : Sampler
{
    private readonly double _mean = mean;

    // Exact, not from a table: the closed forms a simulation is checked against depend on the mean.
    public override long Sample(ulong bits) => (long)((-_mean * PortableMath.Log(Draw.UpperShare(bits))) + 0.5);
}
