namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Powers of ten that 128 bits hold.</summary>
internal static class PowersOfTen
{
    private static readonly UInt128[] _powers = Make();

    public static UInt128 At(int power) => _powers[power];

    /// <summary>How many digits a number has; 0 has none.</summary>
    public static int DigitsOf(UInt128 value)
    {
        // log10(2) is about 1233/4096: exact, or one too small.
        var bits = 128 - (int)UInt128.LeadingZeroCount(value);
        var digits = (bits * 1233) >> 12;
        return digits < _powers.Length && value >= _powers[digits] ? digits + 1 : digits;
    }

    private static UInt128[] Make()
    {
        var powers = new UInt128[39];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
