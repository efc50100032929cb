using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

public sealed class ConcurrencySeriesTests
{
    [Fact]
    public void A_cold_start_runs_from_creation_and_a_warm_one_from_its_start()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var a = log.Arrive(0, f);
        var environment = log.Cold(0, f, a, initMs: 400);
        log.Complete(700, a);
        var b = log.Arrive(800, f);
        log.Warm(800, environment, b);
        log.Complete(900, b);

        var bins = log.Into(new ConcurrencySeries(), 1_000).ToBins();

        Assert.Equal(800, Area(bins, bin => bin.Running), 6);
        Assert.Equal(200, Area(bins, bin => bin.Warm), 6);
        Assert.Equal(1, bins.Max(bin => bin.Running.Max));
        Assert.Equal(1, bins.Sum(bin => bin.ColdStarts));
        Assert.Equal(2, bins.Sum(bin => bin.Starts));
    }

    [Fact]
    [Pins("ADM-CLAIMED")]
    public void Claimed_is_reserved_plus_provisioned_without_reserved_plus_unreserved_in_flight()
    {
        var log = new HandMadeLog();
        var both = log.Function("both", FunctionConfig.Default with { ReservedConcurrency = 50, Provisioned = new(20) });
        var provisioned = log.Function("provisioned", FunctionConfig.Default with { Provisioned = new(30) });
        var plain = log.Function("plain");
        var held = log.CreateAhead(0, provisioned, CreationCause.Provisioned, 10);
        log.ProvisionedReady(10, provisioned, 30);
        log.Cold(20, both, log.Arrive(20, both), 10);
        log.Warm(20, held, log.Arrive(20, provisioned), provisioned: true);
        log.Cold(20, provisioned, log.Arrive(20, provisioned), 10);
        log.Cold(20, plain, log.Arrive(20, plain), 10);

        var bins = log.Into(new ConcurrencySeries(), 100).ToBins();

        Assert.Equal(50 + 30, bins[0].Claimed.Max);
        Assert.Equal(50 + 30 + 2, bins.Max(bin => bin.Claimed.Max));
        Assert.Equal(4, bins.Max(bin => bin.Running.Max));
        Assert.Equal(1, bins.Max(bin => bin.ProvisionedBusy.Max));
        Assert.Equal(30 * 90, Area(bins, bin => bin.Provisioned), 6);
    }

    [Fact]
    public void Throttles_are_counted_by_cause()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        foreach (var cause in Enum.GetValues<ThrottleCause>().Where(cause => cause != ThrottleCause.None))
        {
            for (var i = 0; i < (int)cause; i++)
            {
                log.Throttle(5, f, log.Arrive(5, f), cause);
            }
        }

        var bins = log.Into(new ConcurrencySeries(), 10).ToBins();

        Assert.All(Enum.GetValues<ThrottleCause>(), cause => Assert.Equal((int)cause, bins.Sum(bin => bin.ThrottledBy(cause))));
        Assert.Equal(21, bins.Sum(bin => bin.Throttles));
    }

    [Fact]
    public void Outcomes_ends_and_drops_are_counted()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        foreach (var outcome in new[] { Outcome.Succeeded, Outcome.Failed, Outcome.Crashed, Outcome.TimedOut })
        {
            var call = log.Arrive(0, f);
            var environment = log.Cold(0, f, call, 1);
            log.Complete(2, call, outcome);
            log.End(3, environment);
        }

        log.CreateAhead(0, f, CreationCause.Prewarm, 1);
        log.Drop(4, f, log.Arrive(4, f), DropCause.EventAgeExceeded);
        log.Drop(4, f, log.Arrive(4, f), DropCause.ZeroReservedConcurrency);

        var bins = log.Into(new ConcurrencySeries(), 10).ToBins();

        Assert.Equal(
            (2L, 1L, 2L, 5L, 4L),
            (bins.Sum(b => b.Errors), bins.Sum(b => b.Timeouts), bins.Sum(b => b.Dropped), bins.Sum(b => b.EnvironmentsCreated), bins.Sum(b => b.EnvironmentsEnded)));
    }

    [Fact]
    public void Kinds_of_record_that_change_no_concurrency_are_not_taken_for_others()
    {
        var series = new ConcurrencySeries();
        series.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default));
        for (var kind = EventKind.Delivered; (int)kind < 32; kind++)
        {
            series.OnEvents([new SimEvent(0, kind, 1, 0, 0, 0, 0, 0)]);
        }

        series.OnEnd(new RunEnd(1, 0, false));
        var bin = Assert.Single(series.ToBins());
        Assert.Equal((0L, 0L, 0L, 0L), (bin.Arrivals, bin.Throttles, bin.EnvironmentsCreated, bin.Errors));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(1_800)]
    [InlineData(1_801)]
    [InlineData(9_001)]
    [InlineData(100_000)]
    [InlineData(86_400_000)]
    public void Merged_bins_keep_every_total_and_maximum(long spanMs)
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var environments = new List<(long From, long To)>();
        var draws = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var at = draws.NextInt64(spanMs);
            var to = Math.Min(spanMs, at + 1 + draws.NextInt64(spanMs / 10));
            var call = log.Arrive(at, f);
            log.Cold(at, f, call, 0);
            log.Complete(to, call);
            environments.Add((at, to));
        }

        var series = log.Into(new ConcurrencySeries(), spanMs, batch: 7);
        var bins = series.ToBins();

        Assert.InRange(bins.Count, 1, ConcurrencySeries.Capacity);
        Assert.Equal(environments.Sum(e => e.To - e.From), Area(bins, bin => bin.Running), 3);
        Assert.Equal(300, bins.Sum(bin => bin.Arrivals));
        Assert.Equal(spanMs * HandMadeLog.Ms, bins[^1].To);
        foreach (var bin in bins)
        {
            var from = bin.From / (double)HandMadeLog.Ms;
            var to = bin.To / (double)HandMadeLog.Ms;
            Assert.Equal(environments.Sum(e => Math.Max(0, Math.Min(e.To, to) - Math.Max(e.From, from))) / (to - from), bin.Running.Mean, 6);
        }
    }

    [Fact]
    public void Bins_are_contiguous_and_as_wide_as_stated()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        log.Arrive(3_000, f);

        var series = log.Into(new ConcurrencySeries(), 5_001);
        var bins = series.ToBins();

        Assert.Equal(5 * HandMadeLog.Ms, series.BinWidth);
        Assert.All(Enumerable.Range(1, bins.Count - 1), i => Assert.Equal(bins[i - 1].To, bins[i].From));
        Assert.All(bins.SkipLast(1), bin => Assert.Equal(series.BinWidth, bin.To - bin.From));
    }

    [Theory]
    [InlineData(1_700, 1)]
    [InlineData(89_999, 50)]
    [InlineData(90_000, 100)]
    [InlineData(5_400_000, 5_000)]
    [InlineData(86_400_000, 60_000)]
    [InlineData(31_536_000_000, 21_600_000)]
    public void Bins_have_round_widths(long spanMs, long widthMs)
    {
        var log = new HandMadeLog();
        log.Arrive(0, log.Function("f"));

        Assert.Equal(widthMs * HandMadeLog.Ms, log.Into(new ConcurrencySeries(), spanMs).BinWidth);
    }

    [Fact]
    public void What_happens_at_the_last_instant_is_not_lost()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var call = log.Arrive(0, f);
        log.Cold(0, f, call, 0);
        log.Complete(4, call, Outcome.Failed);

        var bins = log.Into(new ConcurrencySeries(), 4).ToBins();

        Assert.Equal(4, bins.Count);
        Assert.Equal(1, bins[^1].Errors);
    }

    [Fact]
    public void An_empty_run_has_one_bin_of_nothing()
    {
        var bin = Assert.Single(new HandMadeLog().Into(new ConcurrencySeries(), 0).ToBins());

        Assert.Equal((0L, 0L, 0L), (bin.From, bin.To, bin.Running.Max));
    }

    [Fact]
    public void Asking_before_the_end_is_refused() =>
        Assert.Contains("after OnEnd", Assert.Throws<InvalidOperationException>(() => new ConcurrencySeries().ToBins()).Message, StringComparison.Ordinal);

    [Fact]
    public void Folding_allocates_nothing_per_record()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        for (var i = 0; i < 2_000; i++)
        {
            var call = log.Arrive(i * 10, f);
            log.Cold(i * 10, f, call, 1);
            log.Complete((i * 10) + 5, call);
        }

        // The first time, what bins merge by is loaded.
        log.Into(new ConcurrencySeries(), 20_000);
        var events = log.Events.OrderBy(e => e.Time).ToArray();
        var series = new ConcurrencySeries();
        series.OnFunction(log.Functions[0]);
        series.OnEvents(events.AsSpan(0, 100));
        var before = GC.GetAllocatedBytesForCurrentThread();
        series.OnEvents(events.AsSpan(100));

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static double Area(IReadOnlyList<ConcurrencyBin> bins, Func<ConcurrencyBin, Gauge> gauge) =>
        bins.Sum(bin => gauge(bin).Mean * (bin.To - bin.From)) / HandMadeLog.Ms;
}
