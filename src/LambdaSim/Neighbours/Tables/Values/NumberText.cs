using System.Globalization;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Numbers as texts: with or without an exponent, but no plus sign in front; one form is written (rule DDB-NUMBER).</summary>
internal static class NumberText
{
    // Beyond it an exponent's size no longer matters; a text of 16 MiB cannot bring it back into range.
    private const int ExponentBound = 100_000_000;

    /// <summary>Reads a text once from its beginning to its end; null as fault: it is a number.</summary>
    public static NumberFault? Read(ReadOnlySpan<char> text, out TableNumber number)
    {
        number = default;
        var at = 0;
        var isNegative = text.Length > 0 && text[0] == '-';
        at += isNegative ? 1 : 0;

        UInt128 coefficient = 0;
        int digits = 0, exponent = 0, zeros = 0, seen = 0;
        var isFraction = false;
        for (; at < text.Length; at++)
        {
            if (text[at] == '.' && !isFraction)
            {
                isFraction = true;
                continue;
            }

            if (!char.IsAsciiDigit(text[at]))
            {
                break;
            }

            seen++;
            exponent -= isFraction ? 1 : 0;
            if (text[at] == '0')
            {
                // Zeros count only when another digit comes behind them.
                zeros += digits > 0 ? 1 : 0;
                continue;
            }

            digits += zeros + 1;
            if (digits <= TableNumber.MaxDigits)
            {
                coefficient = (coefficient * PowersOfTen.At(zeros + 1)) + (uint)(text[at] - '0');
            }

            zeros = 0;
        }

        if (seen == 0 || !TryExponent(text[at..], out var written))
        {
            return NumberFault.NotNumeric;
        }

        if (digits == 0)
        {
            return null;
        }

        var last = exponent + zeros + written;
        if (digits > TableNumber.MaxDigits)
        {
            var magnitude = last + digits - 1;
            return magnitude > TableNumber.MaxMagnitude ? NumberFault.Overflow : magnitude < TableNumber.MinMagnitude ? NumberFault.Underflow : NumberFault.Precision;
        }

        (number, var fault) = TableNumber.Of(isNegative, coefficient, last);
        return fault;
    }

    public static string Write(TableNumber number)
    {
        if (number.IsZero)
        {
            return "0";
        }

        var digits = number.Coefficient.ToString(CultureInfo.InvariantCulture);
        var sign = number.IsNegative ? "-" : "";
        var point = digits.Length + number.Exponent;
        return number.Exponent >= 0 ? string.Concat(sign, digits, new string('0', number.Exponent))
            : point > 0 ? string.Concat(sign, digits.AsSpan(0, point), ".", digits.AsSpan(point))
            : string.Concat(sign, "0.", new string('0', -point), digits);
    }

    private static bool TryExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        var isNegative = text.Length > 1 && text[1] == '-';
        var digits = text.Length > 1 && text[1] is '-' or '+' ? text[2..] : text[1..];
        if (text[0] is not ('e' or 'E') || digits.IsEmpty)
        {
            return false;
        }

        foreach (var digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            exponent = Math.Min((exponent * 10) + (digit - '0'), ExponentBound);
        }

        exponent = isNegative ? -exponent : exponent;
        return true;
    }
}
