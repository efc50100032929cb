#pragma warning disable RS0030 // It is a System.Random, for handlers that want one; every number comes from keyed draws.
namespace LambdaSim.Randomness;

/// <summary>.NET's random numbers from one stream of draws: the same on every platform and in every version.</summary>
internal sealed class DeterministicRandom(ulong stream) : Random
{
    private ulong _ordinal;

    public override int Next() => (int)NextInt64(int.MaxValue);

    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)NextInt64(maxValue);
    }

    public override int Next(int minValue, int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (int)NextInt64(minValue, maxValue);
    }

    public override long NextInt64() => NextInt64(long.MaxValue);

    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return (long)((ulong)minValue + Below((ulong)maxValue - (ulong)minValue));
    }

    public override double NextDouble() => Draw.Share(Bits());

    public override float NextSingle() => (Bits() >> 40) * (1.0f / (1ul << 24));

    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    public override void NextBytes(Span<byte> buffer)
    {
        var bits = 0ul;
        for (var i = 0; i < buffer.Length; i++)
        {
            bits = (i & 7) == 0 ? Bits() : bits >> 8;
            buffer[i] = (byte)bits;
        }
    }

    protected override double Sample() => NextDouble();

    // The high half of the product: one draw a number, whatever the range; the bias is at most range / 2^64.
    private ulong Below(ulong range)
    {
        var high = Math.BigMul(Bits(), range, out _);
        return high;
    }

    private ulong Bits() => Draw.At(stream, _ordinal++);
}
