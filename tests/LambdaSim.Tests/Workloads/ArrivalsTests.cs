using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Randomness;
using LambdaSim.Workloads;
using static LambdaSim.Tests.Workloads.Traces;

namespace LambdaSim.Tests.Workloads;

public sealed class ArrivalsTests
{
    private static readonly ArrivalOptions Hour = new() { Span = Duration.FromHours(1) };

    [Fact]
    public void Constant_arrivals_come_at_multiples_of_the_interval()
    {
        var arrivals = ReadAll(Arrivals.Constant("f", Duration.FromMilliseconds(250), new ArrivalOptions { Count = 5, Delay = Duration.FromSeconds(1) }));
        Assert.Equal([1_000, 1_250, 1_500, 1_750, 2_000], arrivals.Select(a => a.Time / Millisecond));
    }

    [Fact]
    public void A_constant_rate_adds_up_no_rounding()
    {
        var arrivals = ReadAll(Arrivals.Constant("f", 3.0, new ArrivalOptions { Count = 3_000_001 }), 4_096);
        Assert.Equal(333_333_333, arrivals[1].Time);
        Assert.Equal(666_666_666, arrivals[2].Time);
        Assert.Equal(1_000_000 * Second, arrivals[3_000_000].Time);
    }

    [Fact]
    public void A_span_ends_before_its_end_and_a_count_may_end_earlier()
    {
        var interval = Duration.FromSeconds(1);
        Assert.Equal(10, ReadAll(Arrivals.Constant("f", interval, new ArrivalOptions { Span = Duration.FromSeconds(10) })).Count);
        Assert.Equal(4, ReadAll(Arrivals.Constant("f", interval, new ArrivalOptions { Span = Duration.FromSeconds(10), Count = 4 })).Count);
        Assert.Empty(ReadAll(Arrivals.Constant("f", interval, new ArrivalOptions { Count = 0 })));
    }

    [Fact]
    public void Calls_are_what_the_options_say()
    {
        using var source = Arrivals.Bursts("f:2", 3, Duration.FromSeconds(60), Hour with
        {
            Duration = Distribution.Fixed(Duration.FromMilliseconds(20)),
            Init = Distribution.Fixed(Duration.FromMilliseconds(200)),
            MemoryMb = 512,
            PayloadBytes = 77,
            Type = InvocationType.Event,
            Outcome = Outcome.Failed,
        });
        var arrivals = ReadAll(source);
        Assert.Equal(180, arrivals.Count);
        Assert.Equal([0, 0, 0, 60, 60, 60], arrivals.Take(6).Select(a => a.Time / Second));
        Assert.All(arrivals, a => Assert.Equal((20 * Millisecond, 200 * Millisecond, 77, InvocationType.Event, Outcome.Failed), (a.Duration, a.Init, a.PayloadBytes, a.Type, a.Outcome)));
        Assert.Equal(new TraceFunction("f:2", 512), Assert.Single(source.Functions));
        Assert.Null(source.Start);
    }

    [Fact]
    public void Calls_without_lengths_are_left_to_the_functions_model() =>
        Assert.All(ReadAll(Arrivals.Poisson("f", 1, Hour)), a => Assert.Equal((Arrival.NotGiven, Arrival.NotGiven), (a.Duration, a.Init)));

    [Fact]
    public void Poisson_arrivals_have_the_mean_and_variance_of_their_rate()
    {
        var arrivals = ReadAll(Arrivals.Poisson("f", 20, new ArrivalOptions { Count = 200_000 }), 1_000);
        var gaps = arrivals.Zip(arrivals.Skip(1), (a, b) => (b.Time - a.Time) / 1e9).ToList();
        var mean = gaps.Average();
        Assert.InRange(mean, 0.05 * (1 - (3 / Math.Sqrt(200_000))), 0.05 * (1 + (3 / Math.Sqrt(200_000))));
        Assert.InRange(gaps.Sum(g => (g - mean) * (g - mean)) / gaps.Count, 0.0025 * 0.97, 0.0025 * 1.03);
        var perSecond = arrivals.GroupBy(a => a.Time / Second).Select(g => (double)g.Count()).ToList();
        Assert.InRange(perSecond.Sum(c => (c - 20) * (c - 20)) / perSecond.Count, 18, 22);
    }

    [Fact]
    public void Draws_depend_on_seed_and_function_and_block_size_does_not_matter()
    {
        static List<long> Times(string function, ulong seed, int block) => ReadAll(Arrivals.Poisson(function, 5, Hour with { Seed = seed }), block).ConvertAll(a => a.Time);
        Assert.Equal(Times("f", 1, 1), Times("f", 1, 1_024));
        Assert.NotEqual(Times("f", 1, 64), Times("f", 2, 64));
        Assert.NotEqual(Times("f", 1, 64), Times("g", 1, 64));
    }

    [Fact]
    public void The_first_Poisson_arrivals_are_known() =>
        Assert.Equal([292_349_847, 456_909_764, 547_061_118], ReadAll(Arrivals.Poisson("f", 10, new ArrivalOptions { Count = 3, Seed = 42 })).Select(a => a.Time));

    [Fact]
    public void A_day_has_its_trough_at_four_and_its_peak_at_sixteen()
    {
        Assert.Equal(0, DiurnalArrivals.Profile(4 / 24.0), 12);
        Assert.Equal(1, DiurnalArrivals.Profile(16 / 24.0), 12);
        Assert.Equal(0.5, DiurnalArrivals.Profile(10 / 24.0), 12);
        Assert.Equal(0.5, DiurnalArrivals.Profile(22 / 24.0), 12);
        for (var i = 0; i < 2_400; i++)
        {
            Assert.InRange(DiurnalArrivals.Profile(i / 2_400.0) - ((1 - Math.Cos(2 * Math.PI * ((i / 2_400.0) - (4 / 24.0)))) / 2), -0.0115, 0.0115);
        }
    }

    [Fact]
    public void Diurnal_arrivals_follow_the_day()
    {
        var arrivals = ReadAll(Arrivals.Diurnal("f", 1, 5, new ArrivalOptions { Span = Duration.FromHours(48) }), 1_000);
        Assert.InRange(arrivals.Count, 518_400 - 2_200, 518_400 + 2_200);
        int Between(int from, int to) => arrivals.Count(a => a.Time / (3_600 * Second) % 24 is var hour && hour >= from && hour < to);
        Assert.InRange(Between(3, 5) / (4.0 * 3_600), 1.0, 1.15);
        Assert.InRange(Between(15, 17) / (4.0 * 3_600), 4.85, 5.05);
        var short1 = ReadAll(Arrivals.Diurnal("f", 0, 100, new ArrivalOptions { Span = Duration.FromMinutes(24) }, day: Duration.FromMinutes(24)), 1_000);
        Assert.InRange(short1.Count(a => a.Time is >= 15 * 60 * Second and < 17 * 60 * Second) / 120.0, 95, 102);
        Assert.InRange(short1.Count(a => a.Time is >= 3 * 60 * Second and < 5 * 60 * Second) / 120.0, 0, 3);
    }

    [Fact]
    public void Fixed_on_and_off_periods_alternate()
    {
        var arrivals = ReadAll(Arrivals.OnOff("f", 50, Duration.FromSeconds(10), Duration.FromSeconds(20), exponential: false, Hour));
        Assert.All(arrivals, a => Assert.InRange(a.Time % (30 * Second), 0, 10 * Second));
        Assert.InRange(arrivals.Count, 60_000 - 750, 60_000 + 750);
    }

    [Fact]
    public void Exponential_on_and_off_periods_have_their_means()
    {
        var arrivals = ReadAll(Arrivals.OnOff("f", 10, Duration.FromSeconds(2), Duration.FromSeconds(6), exponential: true, new ArrivalOptions { Span = Duration.FromHours(24) }), 1_000);
        Assert.InRange(arrivals.Count / 86_400.0, 2.4, 2.6);
        Assert.True(arrivals.Zip(arrivals.Skip(1)).All(p => p.First.Time <= p.Second.Time));
    }

    [Fact]
    public void Merged_processes_keep_their_own_draws()
    {
        var alone = ReadAll(Arrivals.Poisson("a", 5, Hour)).ConvertAll(a => a.Time);
        using var merged = Arrivals.Merge(Arrivals.Constant("b", 7.0, Hour), Arrivals.Poisson("a", 5, Hour));
        var all = ReadAll(merged, 100);
        Assert.Equal(alone, all.Where(x => merged.Functions[x.Function].Name == "a").Select(x => x.Time));
        Assert.Equal(all.Select(x => x.Time).Order(), all.Select(x => x.Time));
        Assert.Equal(7 * 3_600, all.Count - alone.Count);
    }

    public static TheoryData<string, Action> Nonsense => new()
    {
        { "never end", () => Arrivals.Poisson("f", 1, new ArrivalOptions()) },
        { "count is -1", () => Arrivals.Poisson("f", 1, new ArrivalOptions { Count = -1 }) },
        { "hundred years", () => Arrivals.Poisson("f", 0.001, new ArrivalOptions { Count = 1_000_000_000 }) },
        { "span is -1 s", () => Arrivals.Poisson("f", 1, new ArrivalOptions { Span = Duration.FromSeconds(-1) }) },
        { "delay is -1 s", () => Arrivals.Poisson("f", 1, Hour with { Delay = Duration.FromSeconds(-1) }) },
        { "rate is 0", () => Arrivals.Poisson("f", 0, Hour) },
        { "rate is NaN", () => Arrivals.Constant("f", double.NaN, Hour) },
        { "interval is 0 s", () => Arrivals.Constant("f", Duration.Zero, Hour) },
        { "burst size is 0", () => Arrivals.Bursts("f", 0, Duration.FromSeconds(1), Hour) },
        { "period is 0 s", () => Arrivals.Bursts("f", 1, Duration.Zero, Hour) },
        { "low rate is 5", () => Arrivals.Diurnal("f", 5, 1, Hour) },
        { "day is 0 s", () => Arrivals.Diurnal("f", 1, 5, Hour, Duration.Zero) },
        { "on-period is 0 s", () => Arrivals.OnOff("f", 1, Duration.Zero, Duration.Zero, false, Hour) },
        { "millionth", () => Arrivals.OnOff("f", 1, Duration.FromNanoseconds(1), Duration.Zero, false, Hour) },
        { "payload is -1", () => Arrivals.Poisson("f", 1, Hour with { PayloadBytes = -1 }) },
    };

    [Theory]
    [MemberData(nameof(Nonsense), DisableDiscoveryEnumeration = true)]
    public void Parameters_out_of_range_are_refused_by_name(string words, Action make) =>
        Assert.Contains(words, Assert.Throws<SimulationConfigException>(make).Message, StringComparison.Ordinal);

    [Fact]
    public void The_demo_has_its_eight_functions_and_the_same_calls_every_time()
    {
        using var demo = Arrivals.Demo();
        var arrivals = ReadAll(demo, 1_000);
        Assert.Equal("demo", demo.Name);
        Assert.Equal(8, demo.Functions.Count);
        Assert.InRange(arrivals.Count, 50_000, 100_000);
        Assert.True(arrivals[^1].Time < 5_400 * Second);
        Assert.Contains(arrivals, a => a.Type == InvocationType.Event);
        Assert.Equal(arrivals, ReadAll(Arrivals.Demo(), 77));
        Assert.NotEqual(arrivals, ReadAll(Arrivals.Demo(seed: 1), 77));
    }

    [Fact]
    public void The_demo_throttles_and_its_events_wait_and_end()
    {
        var result = Simulation.Replay(Arrivals.Demo(), new SimulationConfig());
        Assert.InRange(result.Metrics.Throttles, 500, 5_000);
        Assert.InRange(result.Metrics.Cold, 500, 5_000);
        Assert.Equal(result.Fingerprint, Simulation.Replay(Arrivals.Demo(), new SimulationConfig()).Fingerprint);
    }
}
