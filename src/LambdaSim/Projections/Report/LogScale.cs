using System.Numerics;

namespace LambdaSim.Projections.Report;

/// <summary>
/// A scale on which each doubling is eight steps long, and straight within a doubling: a logarithm to the eye (off by less
/// than a step), exact to the computer. Bars one step wide hold what lies between their bounds.
/// </summary>
internal static class LogScale
{
    private const int Bits = 3;
    private const int Steps = 1 << Bits;

    /// <summary>Where a value lies, in steps. Below eight the scale is linear.</summary>
    public static double Position(long value)
    {
        if (value < Steps)
        {
            return Math.Max(0, value);
        }

        var octave = BitOperations.Log2((ulong)value) - Bits;
        return (octave * Steps) + (value / (double)(1L << octave));
    }

    /// <summary>The largest value at a whole step that is not above this one.</summary>
    public static long Floor(long value)
    {
        if (value < Steps)
        {
            return Math.Max(0, value);
        }

        var octave = BitOperations.Log2((ulong)value) - Bits;
        return value >> octave << octave;
    }

    /// <summary>The value at a whole step.</summary>
    public static long Value(int position)
    {
        if (position < Steps)
        {
            return position;
        }

        var octave = (position / Steps) - 1;
        return (long)(Steps + (position % Steps)) << octave;
    }
}
