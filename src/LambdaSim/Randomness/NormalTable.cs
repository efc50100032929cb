using System.Numerics;

namespace LambdaSim.Randomness;

/// <summary>
/// Standard normal quantiles of 64 uniform bits, in integers: nodes at 64 steps in each halving of the tail probability, linear
/// in between. Error below 3e-5 out to the last bit's tail, monotone, symmetric.
/// </summary>
internal static class NormalTable
{
    /// <summary>Fractional bits of a quantile.</summary>
    public const int FractionBits = 48;

    private const int StepBits = 6;
    private const int Halvings = 64;

    private static readonly long[] Depths = Build();

    /// <summary>The quantile, with <see cref="FractionBits"/> fractional bits; at most about 9.1 either way.</summary>
    public static long Quantile(ulong bits) => (long)bits < 0 ? Depth(~bits) : -Depth(bits);

    // How far out the tail of probability (tail / 2^64) begins, for tail below 2^63.
    private static long Depth(ulong tail)
    {
        tail |= 1;
        var halving = BitOperations.LeadingZeroCount(tail);
        var rest = tail << (halving + 1);
        var index = (halving << StepBits) - (int)(rest >> (64 - StepBits));
        var from = Depths[index];
        return from - (long)Math.BigMul((ulong)(from - Depths[index - 1]), rest << StepBits, out _);
    }

    // Node (halving h, step s) is the depth of the tail of probability 2^-(h+1) (1 + s/64); at 64 h - s they ascend.
    private static long[] Build()
    {
        var depths = new long[(Halvings << StepBits) + 1];
        for (var halving = 1; halving < Halvings; halving++)
        {
            for (var step = 0; step < 1 << StepBits; step++)
            {
                var tail = Math.ScaleB(1 + (step / (double)(1 << StepBits)), -(halving + 1));
                var depth = tail > 0.075 ? -PortableMath.InverseNormal(tail) : PortableMath.UpperTail(tail);
                depths[(halving << StepBits) - step] = (long)(depth * (1L << FractionBits));
            }
        }

        return depths;
    }
}
