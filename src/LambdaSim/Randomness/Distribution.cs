using NodaTime;

namespace LambdaSim.Randomness;

/// <summary>A distribution of lengths of time, by name and parameters. Immutable; drawn from through a <see cref="Sampler"/>.</summary>
public abstract record Distribution
{
    private protected Distribution()
    {
    }

    /// <summary>Always the same length.</summary>
    public static Distribution Fixed(Duration value) => new FixedDistribution(value);

    internal abstract Sampler Compile();
}

/// <summary>See <see cref="Distribution.Fixed"/>.</summary>
/// <param name="Value">The length.</param>
public sealed record FixedDistribution(Duration Value) : Distribution
{
    internal override Sampler Compile() => new FixedSampler(Value.ToInt64Nanoseconds());
}

/// <summary>Turns 64 uniform bits into a length in nanoseconds. Monotone in the bits; the same on every machine.</summary>
internal abstract class Sampler
{
    public abstract long Sample(ulong bits);
}

internal sealed class FixedSampler(long nanoseconds) : Sampler
{
    public override long Sample(ulong bits) => nanoseconds;
}
