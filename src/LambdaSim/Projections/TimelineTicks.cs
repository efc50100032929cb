using System.Globalization;

namespace LambdaSim.Projections;

/// <summary>Round places on an axis of time, and how to write them.</summary>
internal static class TimelineTicks
{
    public const long Millisecond = 1_000_000, Second = 1_000 * Millisecond, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly long[] Steps =
    [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        Millisecond, 2 * Millisecond, 5 * Millisecond, 10 * Millisecond, 20 * Millisecond, 50 * Millisecond, 100 * Millisecond, 250 * Millisecond, 500 * Millisecond,
        Second, 2 * Second, 5 * Second, 10 * Second, 20 * Second, 30 * Second,
        Minute, 2 * Minute, 5 * Minute, 10 * Minute, 20 * Minute, 30 * Minute,
        Hour, 2 * Hour, 4 * Hour, 6 * Hour, 12 * Hour,
        Day, 2 * Day, 5 * Day, 10 * Day, 20 * Day, 50 * Day, 100 * Day,
    ];

    /// <summary>The smallest round step that divides a length into at most so many parts.</summary>
    public static long Step(long length, int parts)
    {
        var least = (length + parts - 1) / parts;
        foreach (var step in Steps)
        {
            if (step >= least)
            {
                return step;
            }
        }

        var days = 100 * Day;
        while (days < least)
        {
            days *= 2;
        }

        return days;
    }

    /// <summary>The unit that suits a step: its length and name.</summary>
    public static (long Length, string Name) Unit(long step) => step switch
    {
        < 1_000 => (1, "ns"),
        < Millisecond => (1_000, "µs"),
        < Second => (Millisecond, "ms"),
        < Minute => (Second, "s"),
        < Hour => (Minute, "min"),
        < Day => (Hour, "h"),
        _ => (Day, "d"),
    };

    /// <summary>A time in a unit, without the unit's name.</summary>
    public static string Number(long time, long unit) => (time / (decimal)unit).ToString("#,##0.###", CultureInfo.InvariantCulture);
}
