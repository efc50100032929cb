namespace LambdaSim.Workloads;

/// <summary>How reading a number went.</summary>
internal enum NumberStatus
{
    Ok = 0,
    NotANumber,
    NotFinite,
    Negative,
    TooLarge,
    NotWhole,
}

/// <summary>Decimal numbers from bytes, exactly and without floating point.</summary>
internal static class DecimalText
{
    private static ReadOnlySpan<ulong> Powers =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Reads a number of 0 or more and multiplies it by a power of ten; half a unit is rounded up.</summary>
    /// <param name="text">Digits with an optional decimal point and exponent.</param>
    /// <param name="scale">The power of ten: 9 turns seconds into nanoseconds.</param>
    /// <param name="value">The product.</param>
    public static NumberStatus Read(ReadOnlySpan<byte> text, int scale, out long value)
    {
        ulong mantissa = 0;
        var i = 0;
        for (; i < text.Length && i < 18; i++)
        {
            var digit = (uint)(text[i] - '0');
            if (digit > 9)
            {
                break;
            }

            mantissa = (mantissa * 10) + digit;
        }

        var fraction = 0;
        if (i > 0 && i < text.Length && text[i] == '.')
        {
            var end = Math.Min(text.Length, 19);
            var point = i++;
            for (; i < end; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit > 9)
                {
                    break;
                }

                mantissa = (mantissa * 10) + digit;
            }

            fraction = i - point - 1;
        }

        if (i == 0 || i < text.Length)
        {
            return ReadSlowly(text, scale, out value);
        }

        return Scale(mantissa, scale - fraction, out value);
    }

    /// <summary>Reads a whole number; a fraction of zeros is let pass.</summary>
    public static NumberStatus ReadWhole(ReadOnlySpan<byte> text, out long value)
    {
        var status = Read(text, 0, out value);
        if (status == NumberStatus.Ok && value < 1_000_000_000 && (Read(text, 9, out var precise) != NumberStatus.Ok || precise != value * 1_000_000_000))
        {
            return NumberStatus.NotWhole;
        }

        return status;
    }

    /// <summary>What is wrong with a number, as a sentence.</summary>
    public static string Refusal(NumberStatus status, ReadOnlySpan<byte> text, string wanted)
    {
        var quoted = RowSchema.Printable(text);
        return status switch
        {
            _ when text.IsEmpty => $"the value is empty; it must be {wanted}",
            NumberStatus.NotFinite => $"'{quoted}' is no finite number; it must be {wanted}",
            NumberStatus.Negative => $"'{quoted}' is negative; it must be 0 or more",
            NumberStatus.TooLarge => $"'{quoted}' is too large; check the column's unit",
            NumberStatus.NotWhole => $"'{quoted}' is no whole number",
            _ => $"'{quoted}' is no number; it must be {wanted}",
        };
    }

    // Signs, exponents, more than 18 digits, and all that is no number.
    private static NumberStatus ReadSlowly(ReadOnlySpan<byte> text, int scale, out long value)
    {
        value = 0;
        var negative = text is [(byte)'-', ..];
        if (negative)
        {
            text = text[1..];
        }

        if (IsWord(text, "nan"u8) || IsWord(text, "inf"u8) || IsWord(text, "infinity"u8) || IsWord(text, "+inf"u8) || IsWord(text, "+infinity"u8))
        {
            return NumberStatus.NotFinite;
        }

        ulong mantissa = 0;
        long power = 0;
        var digits = 0;
        var seenPoint = false;
        var i = 0;
        for (; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '.' && !seenPoint)
            {
                seenPoint = true;
                continue;
            }

            if (c is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            digits++;
            if (mantissa < 1_000_000_000_000_000_000)
            {
                mantissa = (mantissa * 10) + (uint)(c - '0');
                power -= seenPoint ? 1 : 0;
            }
            else
            {
                power += seenPoint ? 0 : 1;
            }
        }

        if (digits == 0 || (i < text.Length && !ReadExponent(text[i..], ref power)))
        {
            return NumberStatus.NotANumber;
        }

        if (mantissa == 0)
        {
            return NumberStatus.Ok;
        }

        return negative ? NumberStatus.Negative : Scale(mantissa, scale + power, out value);
    }

    private static bool ReadExponent(ReadOnlySpan<byte> text, ref long power)
    {
        if (text[0] is not ((byte)'e' or (byte)'E'))
        {
            return false;
        }

        text = text[1..];
        var negative = text is [(byte)'-', ..];
        if (text is [(byte)'-' or (byte)'+', ..])
        {
            text = text[1..];
        }

        long exponent = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            exponent = Math.Min((exponent * 10) + (c - '0'), 1_000_000);
        }

        power += negative ? -exponent : exponent;
        return !text.IsEmpty;
    }

    private static NumberStatus Scale(ulong mantissa, long power, out long value)
    {
        value = 0;
        if (power < 0)
        {
            if (power >= -19)
            {
                var divisor = Powers[(int)-power];
                var quotient = mantissa / divisor;
                value = (long)(mantissa % divisor >= (divisor + 1) / 2 ? quotient + 1 : quotient);
            }

            return NumberStatus.Ok;
        }

        if (mantissa == 0)
        {
            return NumberStatus.Ok;
        }

        if (power > 18)
        {
            return NumberStatus.TooLarge;
        }

        var high = Math.BigMul(mantissa, Powers[(int)power], out ulong low);
        if (high != 0 || low > long.MaxValue)
        {
            return NumberStatus.TooLarge;
        }

        value = (long)low;
        return NumberStatus.Ok;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);
}
