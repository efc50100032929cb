using System.Globalization;

namespace LambdaSim.Woven.Clock;

/// <summary>Reads texts of times as in the zone of Lambda, whatever the machine's is (rule DEP-ZONE).</summary>
[Hidden]
internal static class Reading
{
    public delegate bool Reader<T>(DateTimeStyles styles, out T time);

    /// <summary>A time whose text says an offset is a local one, of UTC; one without a date is of the clock's day.</summary>
    public static bool Time(DateTimeStyles styles, out DateTime time, Reader<DateTime> read)
    {
        if (WovenEnvironment.OfProcess is null)
        {
            return read(styles, out time);
        }

        if (!read(InUtc(styles), out time))
        {
            return false;
        }

        // The machine's day is another one.
        if (!styles.HasFlag(DateTimeStyles.NoCurrentDateDefault) && read(InUtc(styles) | DateTimeStyles.NoCurrentDateDefault, out var undated) && undated.Date == DateTime.MinValue && time.Date != DateTime.MinValue)
        {
            time = DateTime.SpecifyKind(DateTimeShims.Today + undated.TimeOfDay, undated.Kind);
        }

        if (time.Kind == DateTimeKind.Local)
        {
            time = LocalTimeShims.Local(time.ToUniversalTime());
        }

        return true;
    }

    /// <summary>A time whose text says no offset is one of UTC.</summary>
    public static bool Offset(DateTimeStyles styles, out DateTimeOffset time, Reader<DateTimeOffset> read) =>
        read(WovenEnvironment.OfProcess is null ? styles : InUtc(styles.HasFlag(DateTimeStyles.AssumeUniversal) ? styles : styles | DateTimeStyles.AssumeLocal), out time);

    public static DateTime Time(DateTimeStyles styles, Func<DateTimeStyles, DateTime> read)
    {
        Time(styles, out var time, [Hidden] (DateTimeStyles s, out DateTime t) =>
        {
            t = read(s);
            return true;
        });
        return time;
    }

    public static DateTimeOffset Offset(DateTimeStyles styles, Func<DateTimeStyles, DateTimeOffset> read)
    {
        Offset(styles, out var time, [Hidden] (DateTimeStyles s, out DateTimeOffset t) =>
        {
            t = read(s);
            return true;
        });
        return time;
    }

    // Both at once are refused by whoever reads.
    private static DateTimeStyles InUtc(DateTimeStyles styles) => styles.HasFlag(DateTimeStyles.AssumeLocal) && !styles.HasFlag(DateTimeStyles.AssumeUniversal)
        ? (styles & ~DateTimeStyles.AssumeLocal) | DateTimeStyles.AssumeUniversal
        : styles;
}
