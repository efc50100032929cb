namespace LambdaSim.Workloads;

/// <summary>ISO-8601 instants from bytes.</summary>
internal static class IsoInstant
{
    private const int FirstYear = 1970;
    private const int LastYear = 2199;

    /// <summary>Whether a text has the shape of a date, and so is no number.</summary>
    public static bool LooksLikeOne(ReadOnlySpan<byte> text) => text.Length > 4 && text[4] == '-';

    /// <summary>Reads <c>2026-01-31T12:00:00.123Z</c>: up to nine decimals, a blank for the T, an offset for the Z.</summary>
    /// <param name="text">The text.</param>
    /// <param name="zoneOptional">Whether an instant without Z or offset counts as UTC.</param>
    /// <param name="nanoseconds">Nanoseconds since 1970-01-01T00:00:00Z.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> text, bool zoneOptional, out long nanoseconds)
    {
        const string Shape = "not an instant like 2026-01-31T12:00:00.123Z";
        nanoseconds = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':' || text[16] != ':' ||
            !Digits(text[..4], out var year) || !Digits(text.Slice(5, 2), out var month) || !Digits(text.Slice(8, 2), out var day) ||
            !Digits(text.Slice(11, 2), out var hour) || !Digits(text.Slice(14, 2), out var minute) || !Digits(text.Slice(17, 2), out var second))
        {
            return Shape;
        }

        if (month is < 1 or > 12 || day < 1 || day > DaysIn(year, month) || hour > 23 || minute > 59 || second > 59)
        {
            return "no such date or time of day";
        }

        if (year is < FirstYear or > LastYear)
        {
            return "the year is not between 1970 and 2199";
        }

        var rest = text[19..];
        long fraction = 0;
        if (rest is [(byte)'.' or (byte)',', ..])
        {
            rest = rest[1..];
            long unit = 1_000_000_000;
            var count = 0;
            for (; count < rest.Length && rest[count] is >= (byte)'0' and <= (byte)'9'; count++)
            {
                unit /= 10;
                fraction += unit * (rest[count] - '0');
            }

            if (count == 0)
            {
                return Shape;
            }

            rest = rest[count..];
        }

        if (!Offset(rest, zoneOptional, out var offsetMinutes))
        {
            return rest.IsEmpty ? "the instant has no time zone; write it in UTC with a final Z" : Shape;
        }

        var seconds = (((((Days(year, month, day) * 24L) + hour) * 60) + minute - offsetMinutes) * 60) + second;
        if (seconds < 0)
        {
            return "the year is not between 1970 and 2199";
        }

        nanoseconds = (seconds * 1_000_000_000) + fraction;
        return null;
    }

    private static bool Offset(ReadOnlySpan<byte> text, bool optional, out int minutes)
    {
        minutes = 0;
        if (text is [(byte)'Z' or (byte)'z'])
        {
            return true;
        }

        if (text.IsEmpty)
        {
            return optional;
        }

        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length < 3 || !Digits(text.Slice(1, 2), out var hours))
        {
            return false;
        }

        var rest = text[3..];
        if (rest is [(byte)':', ..])
        {
            rest = rest[1..];
        }

        var extra = 0;
        if (rest.IsEmpty ? text.Length != 3 : rest.Length != 2 || !Digits(rest, out extra))
        {
            return false;
        }

        minutes = (hours * 60) + extra;
        minutes = text[0] == '-' ? -minutes : minutes;
        return hours <= 18 && extra <= 59;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }

    private static int DaysIn(int year, int month) => month == 2 ? (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    // Counted from 1 March, so that the leap day is a year's last.
    private static long Days(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var fromMarch = (month + 9) % 12;
        var dayOfYear = (((153 * fromMarch) + 2) / 5) + day - 1;
        return (365L * y) + (y / 4) - (y / 100) + (y / 400) + dayOfYear - 719_468;
    }
}
