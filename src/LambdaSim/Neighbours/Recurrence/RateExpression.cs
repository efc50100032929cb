using System.Globalization;
using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>Every so many minutes, hours or days of 24 hours, counted from an origin (rule SCH-RATE).</summary>
internal sealed class RateExpression(long minutes) : ScheduleExpression
{
    private const long MinutesOfHour = 60, MinutesOfDay = 1_440;

    // Longer than any calendar is.
    private const long Longest = 10_000_000 * MinutesOfDay;

    public Duration Period { get; } = Duration.FromMinutes(minutes);

    /// <summary>The origin itself is the first time.</summary>
    public override Instant? First(Instant from, ScheduleFrame frame)
    {
        if (from <= frame.Origin)
        {
            return frame.Origin;
        }

        var waited = Nanoseconds(from - frame.Origin);
        var period = Nanoseconds(Period);
        var passed = Duration.FromMinutes((long)((waited + period - 1) / period) * minutes);
        return passed <= Instant.MaxValue - frame.Origin ? frame.Origin + passed : null;
    }

    public static RateExpression? Read(string text, string inner, ScheduleDialect dialect)
    {
        if (inner.Split(' ') is not [var number, var unit] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            return null;
        }

        var isPlural = unit.EndsWith('s');
        var length = count * ((isPlural ? unit[..^1] : unit) switch
        {
            "minute" => 1,
            "hour" => MinutesOfHour,
            "day" => MinutesOfDay,
            _ => 0,
        });
        return length is 0 or > Longest || (dialect == ScheduleDialect.Rules && isPlural != (count > 1)) ? null : new RateExpression(length) { Text = text };
    }

    private static Int128 Nanoseconds(Duration duration) => ((Int128)duration.Days * NodaConstants.NanosecondsPerDay) + duration.NanosecondOfDay;
}
