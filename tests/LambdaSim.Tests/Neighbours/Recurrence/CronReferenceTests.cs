using LambdaSim.Neighbours.Recurrence;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Neighbours.Recurrence;

/// <summary>Cron expressions of random fields, in zones of all kinds, against a reading that looks at every minute.</summary>
public class CronReferenceTests
{
    private const int Days = 5;

    // Around changes of the clocks: by an hour, half an hour, at midnight, a whole day, in Ramadan; and where there are none.
    private static readonly (string Zone, Instant Around)[] _places =
    [
        ("Europe/Berlin", Instant.FromUtc(2026, 3, 29, 1, 0)),
        ("Europe/Berlin", Instant.FromUtc(2026, 10, 25, 1, 0)),
        ("America/New_York", Instant.FromUtc(2026, 3, 8, 7, 0)),
        ("America/New_York", Instant.FromUtc(2026, 11, 1, 6, 0)),
        ("Australia/Lord_Howe", Instant.FromUtc(2026, 4, 4, 15, 0)),
        ("Australia/Lord_Howe", Instant.FromUtc(2026, 10, 3, 15, 30)),
        ("America/Sao_Paulo", Instant.FromUtc(2018, 11, 4, 3, 0)),
        ("America/Sao_Paulo", Instant.FromUtc(2019, 2, 17, 2, 0)),
        ("Pacific/Apia", Instant.FromUtc(2011, 12, 30, 10, 0)),
        ("Africa/Casablanca", Instant.FromUtc(2026, 2, 15, 2, 0)),
        ("Asia/Kathmandu", Instant.FromUtc(2028, 2, 29, 0, 0)),
        ("UTC", Instant.FromUtc(2026, 12, 31, 12, 0)),
    ];

    [Fact]
    [Pins("SCH-CRON", "SCH-DST")]
    public void Every_minute_that_matches_comes_once_and_no_other()
    {
        for (var world = 0ul; world < 600; world++)
        {
            var draws = new Draws(world);
            var (name, around) = _places[draws.Below(_places.Length)];
            var zone = DateTimeZoneProviders.Tzdb[name];
            var from = around - Duration.FromMinutes(draws.Below(3 * 1_440)) - Duration.FromSeconds(draws.Below(60));
            var until = from + Duration.FromDays(Days);
            var cron = RandomCron.Of(draws, from.InZone(zone).LocalDateTime);
            var expression = ScheduleExpression.Read(cron.Text, ScheduleDialect.Scheduler);
            Assert.True(expression is not null, cron.Text);

            var expected = Minutes(from, until).Where(t => IsFirst(t, zone) && cron.Matches(t.InZone(zone).LocalDateTime)).ToList();
            Assert.True(expected.SequenceEqual(Times(expression, zone, from, until)), $"{cron.Text} in {name} from {from}, world {world}");
        }
    }

    private static IEnumerable<Instant> Minutes(Instant from, Instant until)
    {
        var first = Instant.FromUnixTimeSeconds(((from.ToUnixTimeSeconds() + 59) / 60) * 60);
        for (var t = first; t < until; t += Duration.FromMinutes(1))
        {
            yield return t;
        }
    }

    private static bool IsFirst(Instant t, DateTimeZone zone) => zone.MapLocal(t.InZone(zone).LocalDateTime).First().ToInstant() == t;

    private static IEnumerable<Instant> Times(ScheduleExpression expression, DateTimeZone zone, Instant from, Instant until)
    {
        var frame = new ScheduleFrame(zone, from);
        for (var time = expression.First(from, frame); time is { } t && t < until; time = expression.First(t + Duration.Epsilon, frame))
        {
            yield return t;
        }
    }

    internal sealed class Draws(ulong world)
    {
        private readonly ulong _stream = Draw.Stream(11, (Purpose)1_000, world);
        private ulong _next;

        public int Below(int limit) => (int)(Draw.At(_stream, _next++) % (ulong)limit);

        public T Of<T>(params T[] choices) => choices[Below(choices.Length)];
    }
}
