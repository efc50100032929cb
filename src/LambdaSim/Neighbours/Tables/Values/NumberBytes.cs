namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>
/// A number as bytes whose order is the numbers' order: an exponent of 100, then pairs of digits aligned at the decimal point; those of negative numbers are
/// complements with an end mark (rule DDB-SIZE). Sizes, hashes and keys are theirs.
/// </summary>
internal static class NumberBytes
{
    public const int MaxLength = 21;

    private const byte Zero = 0x80;

    // Exponent 0 of positive and negative numbers; the mark is greater than each complement.
    private const int PositiveExponent = 0xc1, NegativeExponent = 0x3e, EndMark = 102;

    public static byte[] Of(TableNumber number)
    {
        Span<byte> bytes = stackalloc byte[MaxLength];
        return bytes[..Write(number, bytes)].ToArray();
    }

    /// <summary>How many bytes that are, without making them.</summary>
    public static int LengthOf(TableNumber number) =>
        number.IsZero ? 1 : Math.Min(MaxLength, 1 + PairsOf(number) + (number.IsNegative ? 1 : 0));

    /// <summary>Writes it; the target has room for the longest.</summary>
    /// <returns>The count of bytes.</returns>
    public static int Write(TableNumber number, Span<byte> target)
    {
        if (number.IsZero)
        {
            target[0] = Zero;
            return 1;
        }

        var first = Floor2(number.Magnitude);
        target[0] = (byte)(number.IsNegative ? NegativeExponent - first : PositiveExponent + first);

        // An odd exponent ends in the middle of a pair, which a zero fills.
        var pairs = PairsOf(number);
        var isOdd = (number.Exponent & 1) != 0;
        var rest = number.Coefficient;
        for (var i = pairs; i > 0; i--)
        {
            UInt128 pair;
            if (isOdd && i == pairs)
            {
                (rest, pair) = UInt128.DivRem(rest, 10);
                pair *= 10;
            }
            else
            {
                (rest, pair) = UInt128.DivRem(rest, 100);
            }

            target[i] = (byte)(number.IsNegative ? 101 - (int)pair : 1 + (int)pair);
        }

        var length = pairs + 1;
        if (number.IsNegative && length < MaxLength)
        {
            target[length++] = EndMark;
        }

        return length;
    }

    private static int PairsOf(TableNumber number) => Floor2(number.Magnitude) - Floor2(number.Exponent) + 1;

    private static int Floor2(int power) => power >> 1;
}
