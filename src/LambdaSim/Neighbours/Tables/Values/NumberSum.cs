using System.Numerics;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Sums of numbers: exact, or refused where they have no room (rule DDB-ARITHMETIC).</summary>
internal static class NumberSum
{
    public static (TableNumber Number, NumberFault? Fault) Of(TableNumber a, TableNumber b)
    {
        if (a.IsZero || b.IsZero)
        {
            return (a.IsZero ? b : a, null);
        }

        var (high, low) = a.Exponent >= b.Exponent ? (a, b) : (b, a);
        var shift = high.Exponent - low.Exponent;
        return high.Digits + shift <= TableNumber.MaxDigits ? InPlace(high, low, shift) : Wide(high, low, shift);
    }

    // Both have fewer than 127 bits on the lower one's exponent, so their sum has its place.
    private static (TableNumber Number, NumberFault? Fault) InPlace(TableNumber high, TableNumber low, int shift)
    {
        var x = high.Coefficient * PowersOfTen.At(shift);
        var y = low.Coefficient;
        var (isNegative, sum) = high.IsNegative == low.IsNegative ? (high.IsNegative, x + y)
            : x >= y ? (high.IsNegative, x - y)
            : (low.IsNegative, y - x);
        return TableNumber.Of(isNegative, sum, low.Exponent);
    }

    // Numbers far apart: their exact sum may still have 38 digits.
    private static (TableNumber Number, NumberFault? Fault) Wide(TableNumber high, TableNumber low, int shift)
    {
        var sum = (Signed(high) * BigInteger.Pow(10, shift)) + Signed(low);
        var exponent = low.Exponent;
        if (sum.IsZero)
        {
            return (default, null);
        }

        var isNegative = sum.Sign < 0;
        sum = BigInteger.Abs(sum);
        while (BigInteger.DivRem(sum, 10) is var (rest, digit) && digit.IsZero)
        {
            sum = rest;
            exponent++;
        }

        return sum < PowersOfTen.At(TableNumber.MaxDigits) ? TableNumber.Of(isNegative, (UInt128)sum, exponent)
            : (default, sum >= BigInteger.Pow(10, TableNumber.MaxMagnitude + 1 - exponent) ? NumberFault.Overflow : NumberFault.Precision);
    }

    private static BigInteger Signed(TableNumber number) => number.IsNegative ? -(BigInteger)number.Coefficient : number.Coefficient;
}
