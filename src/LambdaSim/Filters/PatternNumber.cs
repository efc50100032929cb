using System.Globalization;

namespace LambdaSim.Filters;

/// <summary>Numbers as they are compared: whole millionths, so that 300, 300.0 and 3.0e2 are one (rule PAT-NUMBER).</summary>
internal static class PatternNumber
{
    private const decimal Unit = 1_000_000m;

    /// <summary>The number in millionths; what lies behind the sixth decimal is dropped. False: it is beyond what is compared as a number.</summary>
    /// <param name="text">As JSON writes it.</param>
    /// <param name="limit">The largest, and its negative the smallest.</param>
    /// <param name="millionths">The number.</param>
    public static bool TryParse(ReadOnlySpan<char> text, decimal limit, out long millionths)
    {
        millionths = 0;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number < -limit || number > limit)
        {
            return false;
        }

        millionths = (long)decimal.Truncate(number * Unit);
        return true;
    }
}
