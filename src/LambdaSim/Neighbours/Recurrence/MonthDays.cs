using NodaTime;

namespace LambdaSim.Neighbours.Recurrence;

/// <summary>The field of the day of month: days, <c>L</c> the last one, <c>3W</c> the weekday nearest to the third, <c>LW</c> the last weekday.</summary>
internal sealed class MonthDays : ICronDays
{
    private readonly List<int> _nearest = [];
    private uint _plain;
    private bool _last;
    private bool _lastWeekday;

    private MonthDays()
    {
    }

    /// <summary>Null: it is none.</summary>
    public static MonthDays? Read(string text)
    {
        var days = new MonthDays();
        var isIn = new bool[CronRange.DaysOfMonth.Size];
        if (!text.Split(',').All(item => days.AddSpecial(item) || CronValues.Add(item, CronRange.DaysOfMonth, isIn)))
        {
            return null;
        }

        for (var i = 0; i < isIn.Length; i++)
        {
            days._plain |= isIn[i] ? 1u << (i + 1) : 0;
        }

        return days;
    }

    public uint Of(int year, int month)
    {
        var last = CalendarSystem.Iso.GetDaysInMonth(year, month);
        var days = _plain & (uint)((1ul << (last + 1)) - 1);
        days |= _last ? 1u << last : 0;
        days |= _lastWeekday ? 1u << Weekday(year, month, last, last) : 0;
        foreach (var day in _nearest)
        {
            days |= day <= last ? 1u << Weekday(year, month, day, last) : 0;
        }

        return days;
    }

    private bool AddSpecial(string item)
    {
        switch (item.ToUpperInvariant())
        {
            case "L":
                return _last = true;
            case "LW":
                return _lastWeekday = true;
            case [.. var number, 'W'] when CronRange.Number(number, 1, CronRange.DaysOfMonth.Max) is { } day:
                _nearest.Add(day);
                return true;
            default:
                return false;
        }
    }

    // The nearest one never leaves the month.
    private static int Weekday(int year, int month, int day, int last) => new LocalDate(year, month, day).DayOfWeek switch
    {
        IsoDayOfWeek.Saturday => day > 1 ? day - 1 : day + 2,
        IsoDayOfWeek.Sunday => day < last ? day + 1 : day - 2,
        _ => day,
    };
}
