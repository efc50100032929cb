using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>
/// Minutes, hours, day of month, month, day of week, year (rule SCH-CRON). One of the two days is <c>?</c>. What never comes, such as 31 February,
/// is no fault.
/// </summary>
internal sealed class CronExpression : ScheduleExpression
{
    private const int FirstYear = 1970, LastYear = 2199;

    private readonly CronValues _minutes;
    private readonly CronValues _hours;
    private readonly CronValues _months;
    private readonly CronValues _years;
    private readonly ICronDays _days;

    private CronExpression(CronValues minutes, CronValues hours, ICronDays days, CronValues months, CronValues years) =>
        (_minutes, _hours, _days, _months, _years) = (minutes, hours, days, months, years);

    public static CronExpression? Read(string text, string inner)
    {
        if (inner.Split(' ') is not [var minute, var hour, var dayOfMonth, var month, var dayOfWeek, var year] || (dayOfMonth == "?") == (dayOfWeek == "?"))
        {
            return null;
        }

        ICronDays? days = dayOfWeek == "?" ? MonthDays.Read(dayOfMonth) : WeekDays.Read(dayOfWeek);
        return CronValues.Read(minute, CronRange.Minutes) is { } minutes && CronValues.Read(hour, CronRange.Hours) is { } hours && days is not null
            && CronValues.Read(month, CronRange.Months) is { } months && CronValues.Read(year, new CronRange(FirstYear, LastYear) { Wraps = false }) is { } years
            ? new CronExpression(minutes, hours, days, months, years) { Text = text }
            : null;
    }

    /// <summary>Each year, month and day is looked at once at most, so that what never comes is known in a few thousand steps.</summary>
    public override Instant? First(Instant from, ScheduleFrame frame)
    {
        // Local times grow with instants, but for those that come a second time, which do not count.
        var start = from.InZone(frame.Zone).LocalDateTime;
        for (var year = _years.From(start.Year); year is { } y; year = _years.From(y + 1))
        {
            for (var month = _months.From(y == start.Year ? start.Month : 1); month is { } m; month = _months.From(m + 1))
            {
                if (InMonth(y, m, start, from, frame.Zone) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }

    private Instant? InMonth(int year, int month, LocalDateTime start, Instant from, DateTimeZone zone)
    {
        var isFirst = year == start.Year && month == start.Month;
        var last = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var days = _days.Of(year, month);
        for (var day = isFirst ? start.Day : 1; day <= last; day++)
        {
            if ((days >> day & 1) != 0 && OnDay(new LocalDate(year, month, day), isFirst && day == start.Day ? start.TimeOfDay : LocalTime.Midnight, from, zone) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private Instant? OnDay(LocalDate date, LocalTime start, Instant from, DateTimeZone zone)
    {
        for (var hour = _hours.From(start.Hour); hour is { } h; hour = _hours.From(h + 1))
        {
            for (var minute = _minutes.From(h == start.Hour ? start.Minute : 0); minute is { } m; minute = _minutes.From(m + 1))
            {
                if (ScheduleZones.InstantOf(date.At(new LocalTime(h, m)), zone) is { } instant && instant >= from)
                {
                    return instant;
                }
            }
        }

        return null;
    }
}
