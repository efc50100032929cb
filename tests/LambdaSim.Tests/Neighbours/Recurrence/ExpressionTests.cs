using System.Globalization;
using LambdaSim.Neighbours.Recurrence;
using NodaTime.Text;

namespace LambdaSim.Tests.Neighbours.Recurrence;

/// <summary>What the services take as an expression, and when it comes.</summary>
public class ExpressionTests
{
    private static readonly Instant _start = Instant.FromUtc(2026, 1, 1, 0, 0);

    [Theory]
    // Taken by both.
    [InlineData("cron(0 10 * * ? *)", true, true)]
    [InlineData("cron(0 12 * * ? *)", true, true)]
    [InlineData("cron(5,35 14 * * ? *)", true, true)]
    [InlineData("cron(15 10 ? * 6L 2002-2005)", true, true)]
    [InlineData("cron(0 2 ? * SAT#3 *)", true, true)]
    [InlineData("cron(* * ? * SAT#3 *)", true, true)]
    [InlineData("cron(0/5 5 ? JAN 1-5 2022)", true, true)]
    [InlineData("cron(15 12 * * ? *)", true, true)]
    [InlineData("cron(0 8 1 * ? *)", true, true)]
    [InlineData("cron(0/15 * * * ? *)", true, true)]
    [InlineData("cron(0/10 * ? * MON-FRI *)", true, true)]
    [InlineData("cron(0/30 0-2 ? * MON-FRI *)", true, true)]
    [InlineData("cron(0/30 20-23 ? * MON-FRI *)", true, true)]
    [InlineData("cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)", true, true)]
    [InlineData("cron(30-30 13-13 ? * 2,4,6 *)", true, true)]
    [InlineData("cron(1-31/30 1-1 ? * 1,7 *)", true, true)]
    [InlineData("cron(*/15 * * * ? *)", true, true)]
    [InlineData("cron(0-59/10 0-23/2 ? * * *)", true, true)]
    [InlineData("cron(0 0 L * ? *)", true, true)]
    [InlineData("cron(0 0 LW * ? *)", true, true)]
    [InlineData("cron(0 0 3W * ? 1970-2199)", true, true)]
    [InlineData("cron(0 0 ? jan,Feb L *)", true, true)]
    [InlineData("cron(0 0 ? * FRIL *)", true, true)]
    [InlineData("cron(0 0 ? * FRI-MON *)", true, true)]
    [InlineData("cron(0 0 31 2 ? *)", true, true)]
    // Refused by both.
    [InlineData("cron(0 1 * * * *)", false, false)]
    [InlineData("cron(0 1 ? * ? *)", false, false)]
    [InlineData("cron(7 20 * * NOT *)", false, false)]
    [InlineData("cron(INVALID)", false, false)]
    [InlineData("cron()", false, false)]
    [InlineData("cron(0 dummy ? * MON-FRI *)", false, false)]
    [InlineData("cron(71 8 1 * ? *)", false, false)]
    [InlineData("cron(0 24 * * ? *)", false, false)]
    [InlineData("cron(0 0 0 * ? *)", false, false)]
    [InlineData("cron(0 0 32 * ? *)", false, false)]
    [InlineData("cron(0 0 * 13 ? *)", false, false)]
    [InlineData("cron(0 0 ? * 0 *)", false, false)]
    [InlineData("cron(0 0 ? * 8 *)", false, false)]
    [InlineData("cron(0 0 ? * 2#6 *)", false, false)]
    [InlineData("cron(0 0 ? * 3#1,6#3 *)", false, false)]
    [InlineData("cron(0 0 * * ? 1969)", false, false)]
    [InlineData("cron(0 0 * * ? 2200)", false, false)]
    [InlineData("cron(0 0 * * ? 2030-2026)", false, false)]
    [InlineData("cron(0/0 0 * * ? *)", false, false)]
    [InlineData("cron(? 0 * * ? *)", false, false)]
    [InlineData("cron(L 0 * * ? *)", false, false)]
    [InlineData("cron(0 0 L-3 * ? *)", false, false)]
    [InlineData("cron(0 0 1-5W * ? *)", false, false)]
    [InlineData("cron(0 0 ? * 3W *)", false, false)]
    [InlineData("cron(0/5, 9-18, ?, *, MON-FRI, *)", false, false)]
    [InlineData("cron(0 12 * * ?)", false, false)]
    [InlineData("cron(0 12 * * ? * *)", false, false)]
    [InlineData("cron(0  12 * * ? *)", false, false)]
    [InlineData("cron(0 12 * * ? * )", false, false)]
    [InlineData("cron(,5 12 * * ? *)", false, false)]
    [InlineData("cron(+5 12 * * ? *)", false, false)]
    [InlineData("cron 0 12 * * ? *", false, false)]
    [InlineData("0 12 * * ? *", false, false)]
    [InlineData("CRON(0 12 * * ? *)", false, false)]
    [InlineData("", false, false)]
    [Pins("SCH-EXPRESSION", "SCH-CRON")]
    public void Cron_is_taken_or_refused(string text, bool byRules, bool byScheduler) => Taken(text, byRules, byScheduler);

    [Theory]
    [InlineData("rate(1 minute)", true, true)]
    [InlineData("rate(10 minutes)", true, true)]
    [InlineData("rate(1 hour)", true, true)]
    [InlineData("rate(5 hours)", true, true)]
    [InlineData("rate(1 day)", true, true)]
    [InlineData("rate(365 days)", true, true)]
    [InlineData("rate(1 minutes)", false, true)]
    [InlineData("rate(5 hour)", false, true)]
    [InlineData("rate()", false, false)]
    [InlineData("rate(10)", false, false)]
    [InlineData("rate(10 seconds)", false, false)]
    [InlineData("rate(10 weeks)", false, false)]
    [InlineData("rate(10 years)", false, false)]
    [InlineData("rate(10 minutess)", false, false)]
    [InlineData("rate(10 MINUTES)", false, false)]
    [InlineData("rate(foo minutes)", false, false)]
    [InlineData("rate(0 minutes)", false, false)]
    [InlineData("rate(-10 minutes)", false, false)]
    [InlineData("rate(1.5 hours)", false, false)]
    [InlineData("rate( 10 minutes )", false, false)]
    [InlineData(" rate(10 minutes)", false, false)]
    [InlineData("rate(10 minutes) ", false, false)]
    [InlineData("rate(99999999999 days)", false, false)]
    [InlineData("rate(2147483647 days)", false, false)]
    [Pins("SCH-EXPRESSION", "SCH-RATE")]
    public void Rate_is_taken_or_refused(string text, bool byRules, bool byScheduler) => Taken(text, byRules, byScheduler);

    [Theory]
    [InlineData("at(2022-11-20T13:00:00)", false, true)]
    [InlineData("at(2024-02-29T00:00:59)", false, true)]
    [InlineData("at(2021-12-31T23:59:59Z)", false, false)]
    [InlineData("at(2021-12-31)", false, false)]
    [InlineData("at(2021-12-31T23:59)", false, false)]
    [InlineData("at(2023-02-29T00:00:00)", false, false)]
    [InlineData("at(2023-02-28T24:00:00)", false, false)]
    [InlineData("at(2021-12-31 23:59:59)", false, false)]
    [InlineData("at()", false, false)]
    [Pins("SCH-EXPRESSION", "SCH-AT")]
    public void At_is_taken_or_refused(string text, bool byRules, bool byScheduler) => Taken(text, byRules, byScheduler);

    [Theory]
    [InlineData("cron(0 12 * * ? *)", "2026-01-01T12:00", "2026-01-02T12:00")]
    [InlineData("cron(5,35 14 * * ? *)", "2026-01-01T14:05", "2026-01-01T14:35", "2026-01-02T14:05")]
    [InlineData("cron(50/5 23 * * ? *)", "2026-01-01T23:50", "2026-01-01T23:55", "2026-01-02T23:50")]
    [InlineData("cron(0 0-23/12 * * ? *)", "2026-01-01T00:00", "2026-01-01T12:00", "2026-01-02T00:00")]
    [InlineData("cron(0 22-1 * * ? *)", "2026-01-01T00:00", "2026-01-01T01:00", "2026-01-01T22:00", "2026-01-01T23:00")]
    [InlineData("cron(0 0 L * ? *)", "2026-01-31T00:00", "2026-02-28T00:00", "2026-03-31T00:00")]
    [InlineData("cron(0 0 31 * ? *)", "2026-01-31T00:00", "2026-03-31T00:00", "2026-05-31T00:00")]
    [InlineData("cron(0 0 29 2 ? *)", "2028-02-29T00:00", "2032-02-29T00:00")]
    // The third is a Saturday in January, a Tuesday in February; the first a Sunday in February, March and November.
    [InlineData("cron(0 0 3W 1-2 ? 2026)", "2026-01-02T00:00", "2026-02-03T00:00")]
    [InlineData("cron(0 0 1W 2,8 ? 2026)", "2026-02-02T00:00", "2026-08-03T00:00")]
    [InlineData("cron(0 0 31W 1,5 ? 2026)", "2026-01-30T00:00", "2026-05-29T00:00")]
    [InlineData("cron(0 0 LW 1-2 ? 2026)", "2026-01-30T00:00", "2026-02-27T00:00")]
    [InlineData("cron(15 10 ? * 6L 2026)", "2026-01-30T10:15", "2026-02-27T10:15")]
    [InlineData("cron(0 2 ? * SAT#3 *)", "2026-01-17T02:00", "2026-02-21T02:00")]
    [InlineData("cron(0 2 ? * 5#5 *)", "2026-01-29T02:00", "2026-04-30T02:00")]
    [InlineData("cron(0 0 ? * L *)", "2026-01-03T00:00", "2026-01-10T00:00")]
    [InlineData("cron(0 0 ? * 1 *)", "2026-01-04T00:00", "2026-01-11T00:00")]
    [InlineData("cron(0 0 ? * FRI-MON *)", "2026-01-02T00:00", "2026-01-03T00:00", "2026-01-04T00:00", "2026-01-05T00:00", "2026-01-09T00:00")]
    [InlineData("cron(0 0 1 JAN ? 2030/10)", "2030-01-01T00:00", "2040-01-01T00:00")]
    [Pins("SCH-CRON")]
    public void Cron_comes_at(string text, params string[] expected) =>
        Assert.Equal(expected, Times(text, DateTimeZone.Utc).Take(expected.Length).Select(static t => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(t)));

    [Theory]
    [InlineData("cron(0 0 31 2 ? *)")]
    [InlineData("cron(0 0 ? 2 1#5 2025-2027)")]
    [InlineData("cron(15 10 ? * 6L 2002-2005)")]
    [InlineData("cron(0 0 30 2 ? 1970-2199)")]
    [Pins("SCH-CRON")]
    public void What_never_comes_is_known_soon(string text) => Assert.Empty(Times(text, ScheduleZones.Find("Europe/Berlin")!));

    [Fact]
    [Pins("SCH-RATE")]
    public void Rate_counts_from_its_origin_and_a_day_has_24_hours_when_the_clocks_change()
    {
        var berlin = ScheduleZones.Find("Europe/Berlin")!;
        var origin = new LocalDateTime(2026, 3, 28, 12, 0, 30).InZoneStrictly(berlin).ToInstant();
        var daily = Read("rate(1 day)");

        Assert.Equal(origin, daily.First(origin - Duration.FromDays(9), new ScheduleFrame(berlin, origin)));
        Assert.Equal(origin, daily.First(origin, new ScheduleFrame(berlin, origin)));
        Assert.Equal(origin + Duration.FromDays(1), daily.First(origin + Duration.Epsilon, new ScheduleFrame(berlin, origin)));
        Assert.Equal(new LocalTime(13, 0, 30), (origin + Duration.FromDays(1)).InZone(berlin).TimeOfDay);
    }

    [Fact]
    public void Rate_ends_with_the_calendar() => Assert.Null(Read("rate(9000000 days)").First(_start + Duration.Epsilon, new ScheduleFrame(DateTimeZone.Utc, _start)));

    [Theory]
    // Skipped in spring, once in autumn, in the first of the two hours.
    [InlineData("Europe/Berlin", "cron(30 2 * * ? *)", "2026-03-28T00:00", "2026-03-28T02:30+01", "2026-03-30T02:30+02")]
    [InlineData("Europe/Berlin", "cron(30 2 * * ? *)", "2026-10-24T00:00", "2026-10-24T02:30+02", "2026-10-25T02:30+02", "2026-10-26T02:30+01")]
    [InlineData("America/New_York", "cron(15 2 * * ? *)", "2026-03-07T12:00", "2026-03-09T02:15-04")]
    [InlineData("America/New_York", "cron(15 1 * * ? *)", "2026-11-01T00:00", "2026-11-01T01:15-04", "2026-11-02T01:15-05")]
    [InlineData("Europe/Berlin", "cron(0/30 1-3 * * ? *)", "2026-03-29T00:00", "2026-03-29T01:00+01", "2026-03-29T01:30+01", "2026-03-29T03:00+02", "2026-03-29T03:30+02")]
    [InlineData("Europe/Berlin", "cron(0/30 2-3 * * ? *)", "2026-10-25T00:00", "2026-10-25T02:00+02", "2026-10-25T02:30+02", "2026-10-25T03:00+01", "2026-10-25T03:30+01")]
    // Half an hour, at midnight, and never.
    [InlineData("Australia/Lord_Howe", "cron(15 2 * * ? *)", "2026-10-04T00:00", "2026-10-05T02:15+11")]
    [InlineData("Australia/Lord_Howe", "cron(45 1 * * ? *)", "2026-04-05T00:00", "2026-04-05T01:45+11", "2026-04-06T01:45+10:30")]
    [InlineData("America/Sao_Paulo", "cron(0 0 * * ? *)", "2018-11-03T12:00", "2018-11-05T00:00-02")]
    [InlineData("Asia/Kolkata", "cron(30 2 29 3 ? *)", "2026-01-01T00:00", "2026-03-29T02:30+05:30")]
    // A day that a country left out.
    [InlineData("Pacific/Apia", "cron(0 12 30 12 ? *)", "2011-01-01T00:00", "2012-12-30T12:00+14")]
    [Pins("SCH-DST")]
    public void Cron_follows_the_clocks_of_a_zone(string name, string text, string from, params string[] expected)
    {
        var zone = ScheduleZones.Find(name)!;
        var start = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(from).Value.InZoneLeniently(zone).ToInstant();

        Assert.Equal(expected, Times(text, zone, start).Take(expected.Length)
            .Select(t => ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mmo<g>", null).Format(t.InZone(zone))));
    }

    [Theory]
    [InlineData("at(2026-03-29T02:30:15)", "2026-03-29T01:30:15")]
    [InlineData("at(2026-10-25T02:30:15)", "2026-10-25T00:30:15")]
    [InlineData("at(2026-07-01T12:00:00)", "2026-07-01T10:00:00")]
    [Pins("SCH-AT", "SCH-DST")]
    public void At_comes_once_also_when_the_clocks_skip_or_repeat_it(string text, string expected) =>
        Assert.Equal([expected], Times(text, ScheduleZones.Find("Europe/Berlin")!).Select(static t => t.ToString("uuuu-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("UTC", true)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("US/Pacific", true)]
    [InlineData("europe/berlin", false)]
    [InlineData("UTC+05", false)]
    [InlineData("W. Europe Standard Time", false)]
    [InlineData("", false)]
    [Pins("SCH-ZONE")]
    public void A_zone_has_a_name_of_the_tz_database(string name, bool isKnown) => Assert.Equal(isKnown, ScheduleZones.Find(name) is not null);

    private static void Taken(string text, bool byRules, bool byScheduler) =>
        Assert.Equal((byRules, byScheduler), (ScheduleExpression.Read(text, ScheduleDialect.Rules) is not null, ScheduleExpression.Read(text, ScheduleDialect.Scheduler) is not null));

    private static ScheduleExpression Read(string text) => ScheduleExpression.Read(text, ScheduleDialect.Scheduler)!;

    private static IEnumerable<Instant> Times(string text, DateTimeZone zone, Instant? start = null)
    {
        var expression = Read(text);
        for (var time = expression.First(start ?? _start, new ScheduleFrame(zone, _start)); time is { } t; time = expression.First(t + Duration.Epsilon, new ScheduleFrame(zone, _start)))
        {
            yield return t;
        }
    }
}
