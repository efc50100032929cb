namespace LambdaSim.Tests.Neighbours.Recurrence;

/// <summary>A cron expression, and what it means said in another way.</summary>
internal sealed record RandomCron(string Text, Func<LocalDateTime, bool> Matches)
{
    private static readonly string[] _days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private static readonly string[] _months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    /// <summary>Its months and years include those around a time most often.</summary>
    public static RandomCron Of(CronReferenceTests.Draws draws, LocalDateTime around)
    {
        var minute = Field(draws, 0, 59, []);
        var hour = Field(draws, 0, 23, []);
        var month = draws.Below(3) > 0 ? ("*", _ => true) : Field(draws, 1, 12, _months);
        var year = draws.Below(4) > 0 ? ("*", _ => true) : draws.Of<(string, Func<int, bool>)>(($"{around.Year}", y => y == around.Year), ($"{around.Year - 1}/2", y => y >= around.Year - 1 && (y - around.Year + 1) % 2 == 0));
        var isOfMonth = draws.Below(2) == 0;
        var (days, isDay) = isOfMonth ? DaysOfMonth(draws) : DaysOfWeek(draws);
        var text = isOfMonth ? $"{days} {month.Text} ?" : $"? {month.Text} {days}";
        return new($"cron({minute.Text} {hour.Text} {text} {year.Item1})", t => minute.Is(t.Minute) && hour.Is(t.Hour) && month.Item2(t.Month) && year.Item2(t.Year) && isDay(t.Date));
    }

    private static (string Text, Func<int, bool> Is) Field(CronReferenceTests.Draws draws, int min, int max, string[] names)
    {
        var items = Enumerable.Range(0, 1 + draws.Below(2)).Select(_ => Item(draws, min, max, names)).ToList();
        return (string.Join(',', items.Select(static i => i.Text)), v => items.Exists(i => i.Is(v)));
    }

    private static (string Text, Func<int, bool> Is) Item(CronReferenceTests.Draws draws, int min, int max, string[] names)
    {
        int Value() => min + draws.Below(max - min + 1);
        string Name(int value) => names.Length > 0 && draws.Below(2) == 0 ? names[value - min] : $"{value}";
        var (a, b, step) = (Value(), Value(), 1 + draws.Below(max));
        return draws.Below(6) switch
        {
            0 or 1 => ("*", static _ => true),
            2 => ($"*/{step}", v => (v - min) % step == 0),
            3 => (Name(a), v => v == a),
            4 => ($"{Name(a)}/{step}", v => v >= a && (v - a) % step == 0),
            _ => ($"{Name(a)}-{Name(b)}/{step}", v => Walk(a, b).Where((_, i) => i % step == 0).Contains(v)),
        };

        // From one to the other, round the end where need be.
        IEnumerable<int> Walk(int from, int to)
        {
            for (var v = from; ; v = v == max ? min : v + 1)
            {
                yield return v;
                if (v == to)
                {
                    yield break;
                }
            }
        }
    }

    private static (string Text, Func<LocalDate, bool> Is) DaysOfMonth(CronReferenceTests.Draws draws)
    {
        var day = 1 + draws.Below(31);
        var (text, isDay) = Field(draws, 1, 31, []);
        return draws.Below(6) switch
        {
            0 => ("*", static _ => true),
            1 => ("L", static d => d.PlusDays(1).Day == 1),
            2 => ("LW", static d => d.DayOfWeek <= IsoDayOfWeek.Friday && d.With(DateAdjusters.EndOfMonth) is var end && Period.DaysBetween(d, end) < (end.DayOfWeek > IsoDayOfWeek.Friday ? (int)end.DayOfWeek - 4 : 1)),
            3 => ($"{day}W", d => IsNearest(d, day)),
            _ => (text, d => isDay(d.Day)),
        };
    }

    // The weekday of the month with the smallest distance to the day; between two, where the day is a Saturday or Sunday, there is one nearer.
    private static bool IsNearest(LocalDate date, int day)
    {
        var month = Enumerable.Range(1, CalendarSystem.Iso.GetDaysInMonth(date.Year, date.Month)).ToList();
        return month.Contains(day) && date.Day == month.Where(d => new LocalDate(date.Year, date.Month, d).DayOfWeek <= IsoDayOfWeek.Friday).MinBy(d => Math.Abs(d - day));
    }

    private static (string Text, Func<LocalDate, bool> Is) DaysOfWeek(CronReferenceTests.Draws draws)
    {
        var day = 1 + draws.Below(7);
        var number = 1 + draws.Below(5);
        var (text, isDay) = Field(draws, 1, 7, _days);
        return draws.Below(6) switch
        {
            0 => ("*", static _ => true),
            1 => ($"{draws.Of($"{day}", _days[day - 1])}L", d => Of(d) == day && d.PlusDays(7).Month != d.Month),
            2 => ($"{draws.Of($"{day}", _days[day - 1])}#{number}", d => Of(d) == day && d.PlusDays(-7 * (number - 1)).Month == d.Month && d.PlusDays(-7 * number).Month != d.Month),
            3 => ("L", static d => d.DayOfWeek == IsoDayOfWeek.Saturday),
            _ => (text, d => isDay(Of(d))),
        };

        static int Of(LocalDate date) => date.DayOfWeek == IsoDayOfWeek.Sunday ? 1 : (int)date.DayOfWeek + 1;
    }
}
