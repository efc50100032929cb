using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>The field of the day of week: days from Sunday, <c>6L</c> the last Friday of the month, <c>SAT#3</c> the third Saturday, <c>L</c> Saturday.</summary>
internal sealed class WeekDays : ICronDays
{
    private const int Week = 7, MostWeeks = 5;

    private readonly bool[] _plain = new bool[Week];
    private readonly bool[] _last = new bool[Week];
    private (int Day, int Number)? _numbered;

    private WeekDays()
    {
    }

    /// <summary>Null: it is none.</summary>
    public static WeekDays? Read(string text)
    {
        var days = new WeekDays();

        // A numbered day stands alone.
        if (text.Split('#') is [var day, var number])
        {
            days._numbered = CronRange.DaysOfWeek.Value(day) is { } d && CronRange.Number(number, 1, MostWeeks) is { } n ? (d, n) : null;
            return days._numbered is null ? null : days;
        }

        return text.Split(',').All(item => days.AddLast(item) || CronValues.Add(item, CronRange.DaysOfWeek, days._plain)) ? days : null;
    }

    public uint Of(int year, int month)
    {
        var last = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var first = ((int)new LocalDate(year, month, 1).DayOfWeek % Week) + 1;
        uint days = 0;
        for (var day = 1; day <= last; day++)
        {
            var weekDay = ((first - 1 + day - 1) % Week) + 1;
            var isIn = _plain[weekDay - 1] || (_last[weekDay - 1] && day > last - Week) || _numbered == (weekDay, ((day - 1) / Week) + 1);
            days |= isIn ? 1u << day : 0;
        }

        return days;
    }

    private bool AddLast(string item)
    {
        switch (item.ToUpperInvariant())
        {
            case "L":
                return _plain[Week - 1] = true;
            case [.. var name, 'L'] when CronRange.DaysOfWeek.Value(name) is { } day:
                return _last[day - 1] = true;
            default:
                return false;
        }
    }
}
