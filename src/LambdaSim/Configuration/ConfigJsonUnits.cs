using System.Globalization;
using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>Durations and sizes as configuration files and command lines write them: <c>250ms</c>, <c>1.5s</c>, <c>512MB</c>.</summary>
internal static class UnitText
{
    // Longest first, so that the first unit that divides a duration is the one written.
    private static readonly (string Unit, long Nanoseconds)[] Units =
    [
        ("d", NodaConstants.NanosecondsPerDay),
        ("h", NodaConstants.NanosecondsPerHour),
        ("m", NodaConstants.NanosecondsPerMinute),
        ("s", NodaConstants.NanosecondsPerSecond),
        ("ms", NodaConstants.NanosecondsPerMillisecond),
        ("us", 1_000),
        ("ns", 1),
    ];

    private static readonly (string Unit, int Mb)[] Sizes = [("MB", 1), ("GB", 1024)];

    public const string DurationExample = "a duration such as \"250ms\", \"1.5s\", \"10m\" or \"2h\"";

    public const string SizeExample = "a size in MB such as 512 or \"512MB\"";

    /// <summary>Null when the text is not a duration; negative ones are.</summary>
    public static Duration? ParseDuration(string text)
    {
        if (!Split(text, out var number, out var unit))
        {
            return null;
        }

        foreach (var (name, nanoseconds) in Units)
        {
            if (unit.SequenceEqual(name) && number <= long.MaxValue / nanoseconds)
            {
                var total = number * nanoseconds;
                return total == decimal.Truncate(total) ? Duration.FromNanoseconds((long)total) : null;
            }
        }

        return null;
    }

    /// <summary>The shortest exact form: a whole number and the longest unit that divides it.</summary>
    public static string Of(TimeLength duration)
    {
        var nanoseconds = duration.ToInt64Nanoseconds();
        if (nanoseconds == 0)
        {
            return "0s";
        }

        foreach (var (unit, length) in Units)
        {
            if (nanoseconds % length == 0)
            {
                return Text.Invariant($"{nanoseconds / length}{unit}");
            }
        }

        throw new InvalidOperationException("unreachable: every duration is a whole number of nanoseconds");
    }

    /// <summary>Null when the text is not a size in whole MB.</summary>
    public static int? ParseMb(string text)
    {
        if (!Split(text, out var number, out var unit))
        {
            return null;
        }

        foreach (var (name, mb) in Sizes)
        {
            if (unit.Equals(name, StringComparison.OrdinalIgnoreCase) && number <= int.MaxValue / mb)
            {
                var total = number * mb;
                return total == decimal.Truncate(total) ? (int)total : null;
            }
        }

        return null;
    }

    private static bool Split(string text, out decimal number, out ReadOnlySpan<char> unit)
    {
        var end = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        unit = text.AsSpan(end).TrimStart(' ');
        return decimal.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
