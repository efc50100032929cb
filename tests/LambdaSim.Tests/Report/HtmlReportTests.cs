using System.Text;
using System.Text.RegularExpressions;
using LambdaSim.Projections;
using LambdaSim.Projections.Report;
using LambdaSim.Projections.Scenes;
using LambdaSim.Tests.Projections;

namespace LambdaSim.Tests.Report;

public sealed class HtmlReportTests
{
    private static readonly Lazy<ReportData> Data = new(() => SampleRun.Data());

    [Fact]
    public void The_same_run_gives_the_same_bytes()
    {
        using var first = new MemoryStream();
        using var second = new MemoryStream();
        HtmlReport.Write(first, SampleRun.Data());
        HtmlReport.Write(second, SampleRun.Data());

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.StartsWith("<!DOCTYPE html>", Encoding.UTF8.GetString(first.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_outside_the_page_is_named()
    {
        var page = SampleRun.Page(Data.Value);

        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Empty(Regex.Matches(page, "(?:src|href)=\"(?!#)").Select(match => match.Value));
    }

    [Fact]
    public void A_name_from_a_trace_is_escaped_wherever_it_stands()
    {
        var page = SampleRun.Page(Data.Value with { Identity = Data.Value.Identity with { Workloads = [SampleRun.EvilName] }, Unsimulated = [SampleRun.EvilName] });

        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;", page, StringComparison.Ordinal);
        Assert.Equal(3, Regex.Count(page, "</script>"));
    }

    [Fact]
    public void Control_characters_in_a_name_are_replaced()
    {
        var page = SampleRun.Page(Data.Value with { Unsimulated = ["a\u0000b\u001b[31m\u2028c"] });

        Assert.Contains("<li>a\uFFFDb\uFFFD[31m\uFFFDc</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_figures_are_the_ones_of_the_run()
    {
        var figures = Data.Value.Figures;
        var page = SampleRun.Page(Data.Value);

        Assert.True(figures.Throttles > 0);
        foreach (var value in (string[])
            [
                ReportText.Count(figures.Invocations), ReportText.Count(figures.FinalThrottles), ReportText.Count(figures.ThrottlesByCause.Max()), ReportText.Percent(figures.ColdStarts, figures.Invocations),
                ReportText.Count(figures.PeakRunning), ReportText.Usd(Data.Value.Cost.BeforeFreeTier), Data.Value.Identity.Fingerprint,
            ])
        {
            Assert.Contains(">" + value + "<", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Series_table_and_metrics_agree()
    {
        var (figures, bins, functions) = (Data.Value.Figures, Data.Value.Concurrency, Data.Value.Functions);

        Assert.Equal((figures.Arrivals, figures.Arrivals), (bins.Sum(bin => bin.Arrivals), functions.Sum(f => f.Row.Arrivals)));
        Assert.Equal((figures.Invocations, figures.Invocations), (bins.Sum(bin => bin.Starts), functions.Sum(f => f.Row.Invocations)));
        Assert.Equal((figures.ColdStarts, figures.ColdStarts), (bins.Sum(bin => bin.ColdStarts), functions.Sum(f => f.Row.ColdStarts)));
        Assert.Equal((figures.Errors, figures.Errors), (bins.Sum(bin => bin.Errors), functions.Sum(f => f.Row.Errors)));
        Assert.Equal((figures.Timeouts, figures.Timeouts), (bins.Sum(bin => bin.Timeouts), functions.Sum(f => f.Row.Timeouts)));
        Assert.Equal(figures.PeakRunning, bins.Max(bin => bin.Running.Max));
        Assert.Equal(figures.EnvironmentsCreated, bins.Sum(bin => bin.EnvironmentsCreated));
        Assert.Equal(figures.EnvironmentsEnded, bins.Sum(bin => bin.EnvironmentsEnded));
        Assert.Equal(figures.IdleNs, functions.Aggregate(Int128.Zero, (sum, f) => sum + f.Row.IdleNs));
        Assert.All(Enum.GetValues<ThrottleCause>(), cause => Assert.Equal(figures.ThrottlesByCause[(int)cause], bins.Sum(bin => bin.ThrottledBy(cause))));
        Assert.Equal(figures.Invocations, Data.Value.Latency.Sum(bar => bar.Count));
    }

    [Fact]
    public void Claimed_concurrency_reaches_but_never_passes_the_limit() =>
        Assert.Equal(Data.Value.ConcurrencyLimit, Data.Value.Concurrency.Max(bin => bin.Claimed.Max));

    [Fact]
    public void The_headline_cost_is_before_a_free_tier_that_may_be_used_up_and_stands_once()
    {
        var page = SampleRun.Page(Data.Value);

        Assert.True(Data.Value.Cost.Total < Data.Value.Cost.BeforeFreeTier);
        Assert.Contains($"<span class=\"value\">{ReportText.Usd(Data.Value.Cost.BeforeFreeTier)}</span><span class=\"note\">{ReportText.Usd(Data.Value.Cost.Total)} if the month’s free tier is unused</span>", page, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(page, ">Total<"));
        Assert.DoesNotContain("<tfoot", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_limit_that_throttled_a_function_is_drawn()
    {
        var use = Assert.Single(Data.Value.Reservations);

        Assert.Equal(("thumbnail", 2L), (use.Function, use.Bins.Max(bin => bin.Running)));
        Assert.Equal(Data.Value.Figures.ThrottlesByCause[(int)ThrottleCause.ReservedConcurrency], use.Bins.Sum(bin => bin.Throttles));
        Assert.All(use.Bins, bin => Assert.True(bin.Running <= bin.Reserved && (bin.Throttles == 0 || bin.Running == bin.Reserved)));
        Assert.Contains("attempts throttled by its reserved concurrency of 2", SampleRun.Page(Data.Value), StringComparison.Ordinal);
    }

    [Fact]
    public void A_partial_run_says_so()
    {
        var identity = Data.Value.Identity;

        Assert.DoesNotContain("Partial run", SampleRun.Page(Data.Value), StringComparison.Ordinal);
        Assert.Contains("Partial run", SampleRun.Page(Data.Value with { Identity = identity with { End = identity.End with { Partial = true } } }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_not_simulated_is_listed() =>
        Assert.Contains("<li>functions: unused is configured", SampleRun.Page(Data.Value), StringComparison.Ordinal);

    [Fact]
    public void The_widest_run_stays_within_the_bound()
    {
        var log = new HandMadeLog();
        for (var f = 0; f < 2_000; f++)
        {
            log.Function(Invariant($"{f:x}") + new string('<', 300));
        }

        for (var i = 0; i < 20_000; i++)
        {
            var call = log.Arrive(i, i % 2_000);
            log.Cold(i, i % 2_000, call, 1);
            log.Complete(i + 50, call);
            log.Throttle(i, i % 2_000, call, (ThrottleCause)(1 + (i % 5)));
        }

        var bins = log.Into(new ConcurrencySeries(), 20_100).ToBins();
        var rows = log.Into(new FunctionTable(), 20_100).ToRows();
        var scenes = log.Into(new SceneRecorder(new SceneSettings(Instant.FromUnixTimeSeconds(0), null, InvocationTable.RoundedUp)), 20_100);
        var page = SampleRun.Page(Data.Value with { Concurrency = bins, Reservations = [], Functions = [.. rows.Select(row => new ReportFunction(row, 1.5m, 0.25m))], Scenes = scenes.Scenes, FunctionNames = [.. scenes.Functions.Select(f => f.DisplayName)] });

        Assert.InRange(Encoding.UTF8.GetByteCount(page), 500_000, HtmlReport.MostBytes);
        Assert.Equal(500, Regex.Count(page, "<th scope=\"row\" class=\"name\" title=\"128 MB\""));
        Assert.Contains("500 functions with the most calls of 2,000 are shown; the others had 15,000 calls.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_window_after_the_end_says_so_instead_of_showing_less_than_nothing()
    {
        var page = SampleRun.Page(SampleRun.Data(new TimelineOptions { From = Duration.FromHours(30) }));

        Assert.Contains("before the window that was asked for, which begins at 1 d 06:00:00.000.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"timeline\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_timeline_can_be_left_out()
    {
        var page = SampleRun.Page(Data.Value with { Scenes = null });

        Assert.DoesNotContain("id=\"environments\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("#environments\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_reference_within_the_page_has_its_target()
    {
        var page = SampleRun.Page(Data.Value);
        var ids = Regex.Matches(page, " id=\"([^\"]+)\"").Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Regex.Matches(page, "(?:href=\"#|url\\(#)([a-z-]+)").Select(match => match.Groups[1].Value).Distinct(), target => Assert.Contains(target, ids));
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
