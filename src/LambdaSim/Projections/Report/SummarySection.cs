using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime.Text;

namespace LambdaSim.Projections.Report;

/// <summary>Which run it is, and its figures in large type.</summary>
internal static class SummarySection
{
    public static void Identity(HtmlWriter html, ReportIdentity identity)
    {
        if (identity.End.Partial)
        {
            html.Write($"<p class=\"partial\" role=\"note\"><strong>Partial run.</strong> It was cancelled; all figures cover the time up to {ReportText.Time(identity.End.Time)} only.</p>\n");
        }

        if (identity.GoesOn)
        {
            html.Write($"<p class=\"partial\" role=\"note\"><strong>The run so far.</strong> It goes on; all figures cover the time up to {ReportText.Time(identity.End.Time)}, and calls that are running or queued then are not in them.</p>\n");
        }

        html.Raw("<dl class=\"identity\">");
        Pair(html, "Seed", identity.Seed.ToString(CultureInfo.InvariantCulture));
        Pair(html, "Virtual start", InstantPattern.ExtendedIso.Format(identity.Start));
        Pair(html, "Virtual span", ReportText.Time(identity.End.Time));
        Pair(html, "Last arrival", ReportText.Time(identity.End.LastArrival));
        foreach (var (name, value) in identity.Settings)
        {
            Pair(html, name, value);
        }

        html.Write($"<div class=\"wide\"><dt>Fingerprint</dt><dd><code>{identity.Fingerprint}</code></dd></div></dl>\n");
    }

    public static void Figures(HtmlWriter html, ReportData data)
    {
        var f = data.Figures;
        html.Raw("<section id=\"summary\"><h2>Summary</h2>\n<div class=\"tiles\">\n");
        Tile(html, "Invocations", ReportText.Count(f.Invocations), Text.Invariant($"of {ReportText.Count(f.Arrivals, "arrival")}"));
        Tile(html, "Cold starts", ReportText.Percent(f.ColdStarts, f.Invocations), Text.Invariant($"{ReportText.Count(f.ColdStarts, "call")}{(f.Reinits > 0 ? $", {ReportText.Count(f.Reinits)} re-initialised" : "")}"));
        Tile(html, "Throttled", ReportText.Count(f.FinalThrottles), f.Throttles == 0 ? "no attempt was refused" : Text.Invariant($"{ReportText.Percent(f.FinalThrottles, f.Arrivals)} of arrivals, {ReportText.Count(f.Throttles, "attempt")}"));
        Tile(html, "Failed", ReportText.Count(f.Errors + f.Timeouts), Text.Invariant($"{ReportText.Count(f.Errors, "error")}, {ReportText.Count(f.Timeouts, "timeout")}"));
        Tile(html, "Median latency", Percentile(f, 500), Text.Invariant($"p90 {Percentile(f, 900)}, mean {ReportText.Microseconds(f.MeanUs)}"));
        Tile(html, "p99 latency", Percentile(f, 990), Text.Invariant($"p99.9 {Percentile(f, 999)}, longest {ReportText.Microseconds(f.MaxUs)}"));
        Tile(html, "Peak concurrency", ReportText.Count(f.PeakRunning), Text.Invariant($"account limit {ReportText.Count(data.ConcurrencyLimit)}"));
        Tile(html, "Cost", ReportText.Usd(data.Cost.BeforeFreeTier), data.Cost.Total == data.Cost.BeforeFreeTier ? Text.Invariant($"{ReportText.Quantity(data.Cost.GbSeconds)} GB-s billed") : Text.Invariant($"{ReportText.Usd(data.Cost.Total)} if the month’s free tier is unused"));
        html.Raw("</div>\n<div class=\"pair\">\n");
        Throttles(html, f);
        Fates(html, f);
        html.Raw("</div>\n</section>\n");
    }

    private static void Throttles(HtmlWriter html, ReportFigures figures)
    {
        html.Raw("<table><caption>Throttled attempts by cause</caption><tbody>\n");
        var any = false;
        foreach (var cause in Enum.GetValues<ThrottleCause>().Where(cause => figures.ThrottlesByCause[(int)cause] > 0))
        {
            html.Write($"<tr><th scope=\"row\">{ReportText.Of(cause)}<small>{ThrottleReason.Of(cause).Reason}</small></th><td class=\"n\">{ReportText.Count(figures.ThrottlesByCause[(int)cause])}</td></tr>\n");
            any = true;
        }

        html.Raw(any ? "</tbody></table>\n" : "<tr><td>none</td></tr></tbody></table>\n");
    }

    private static void Fates(HtmlWriter html, ReportFigures figures)
    {
        html.Raw("<table><caption>Further figures</caption><tbody>\n");
        Row(html, "environments created", ReportText.Count(figures.EnvironmentsCreated), always: true);
        Row(html, "of those, ended during the run", ReportText.Count(figures.EnvironmentsEnded), always: true);
        Row(html, "on-demand environments, warm but unused", ReportText.Duration(figures.IdleNs), always: true);
        Row(html, "on provisioned concurrency", ReportText.Count(figures.Provisioned), figures.Provisioned > 0);
        Row(html, "spilled over to on-demand", ReportText.Count(figures.Spillover), figures.Spillover > 0);
        Row(html, "events dropped", ReportText.Count(figures.Dropped), figures.Dropped > 0);
        foreach (var cause in Enum.GetValues<DeliveryCause>())
        {
            Row(html, ReportText.Of(cause), ReportText.Count(figures.Deliveries[(int)cause]), figures.Deliveries[(int)cause] > 0);
        }

        Row(html, "running when the run ended", ReportText.Count(figures.RunningAtEnd), figures.RunningAtEnd > 0);
        Row(html, "queued when the run ended", ReportText.Count(figures.QueuedAtEnd), figures.QueuedAtEnd > 0);
        html.Raw("</tbody></table>\n");
    }

    private static void Row(HtmlWriter html, string name, string value, bool always)
    {
        if (always)
        {
            html.Write($"<tr><th scope=\"row\">{name}</th><td class=\"n\">{value}</td></tr>\n");
        }
    }

    private static string Percentile(ReportFigures figures, int permille) =>
        ReportText.Microseconds(figures.Percentiles.FirstOrDefault(p => p.Permille == permille).Us);

    private static void Pair(HtmlWriter html, string name, string value) => html.Write($"<div><dt>{name}</dt><dd>{value}</dd></div>");

    private static void Tile(HtmlWriter html, string name, string value, string note) =>
        html.Write($"<div class=\"tile\"><span class=\"name\">{name}</span><span class=\"value\">{value}</span><span class=\"note\">{note}</span></div>\n");
}
