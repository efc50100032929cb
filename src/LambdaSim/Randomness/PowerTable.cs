namespace LambdaSim.Randomness;

/// <summary>
/// Powers of two of fixed-point exponents, in integers: what a sampler does with a logarithm of nanoseconds. Relative error
/// at most 6e-8, monotone, a few nanoseconds of real time.
/// </summary>
internal static class PowerTable
{
    /// <summary>Fractional bits of an exponent.</summary>
    public const int FractionBits = 52;

    /// <summary>Exponents are cut here: 2^55 ns are a little more than the longest length a distribution may name.</summary>
    public const long MaxExponent = (55L << FractionBits) - 1;

    private const int IndexBits = 10;
    private const int RestBits = FractionBits - IndexBits;
    private const int MantissaBits = 62;

    private static readonly ulong[] Mantissas = Build();

    /// <summary>The exponent of a length of 1 ns or more.</summary>
    public static long Exponent(double nanoseconds) =>
        nanoseconds <= 1 ? 0 : (long)(PortableMath.Log(nanoseconds) / PortableMath.Ln2 * (1L << FractionBits));

    /// <summary>2 to a fixed-point exponent between 0 and <see cref="MaxExponent"/>, rounded to an integer.</summary>
    public static long Power(long exponent)
    {
        var index = (int)(exponent >> RestBits) & ((1 << IndexBits) - 1);
        var from = Mantissas[index];
        var rest = (ulong)exponent << (64 - RestBits);
        var mantissa = from + Math.BigMul(Mantissas[index + 1] - from, rest, out _);
        var shift = MantissaBits - (int)(exponent >> FractionBits);
        return (long)((mantissa + (1ul << (shift - 1))) >> shift);
    }

    private static ulong[] Build()
    {
        var table = new ulong[(1 << IndexBits) + 1];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (ulong)(PortableMath.Exp(i * PortableMath.Ln2 / (1 << IndexBits)) * (1L << MantissaBits));
        }

        table[^1] = 1ul << (MantissaBits + 1);
        return table;
    }
}
