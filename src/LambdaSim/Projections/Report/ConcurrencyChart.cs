namespace LambdaSim.Projections.Report;

/// <summary>Concurrency over time, with refused attempts in a strip below.</summary>
internal static class ConcurrencyChart
{
    private const double Top = 20, Bottom = 380, StripTop = 424, StripBottom = 464, Height = 476;
    private const int TableRows = 40;

    public static void Write(HtmlWriter html, ReportData data)
    {
        var bins = data.Concurrency;
        var peak = bins.Max(bin => Math.Max(bin.Running.Max, Math.Max(bin.Warm.Max, Math.Max(bin.Provisioned.Max, bin.Claimed.Max))));
        var limitInside = data.ConcurrencyLimit <= peak * 2.5;
        var frame = new ChartFrame(bins[0].From, bins[^1].To, Top, Bottom, Math.Max(1, limitInside ? Math.Max(peak, data.ConcurrencyLimit) : peak));
        var provisioned = bins.Any(bin => bin.Provisioned.Max > 0);
        var throttled = bins.Sum(bin => bin.Throttles);

        html.Raw("<section id=\"concurrency\"><h2>Concurrency over time</h2>\n");
        if (bins[^1].To == bins[0].From)
        {
            html.Raw("<p>The run took no time: there is nothing to draw.</p></section>\n");
            return;
        }

        html.Write($"<p class=\"how\">How to read: the filled line is how many requests were in flight, INIT included; its edge is the highest value at any instant, the filling the average. The dashed line is warm environments waiting for work. Claimed is what counts against the account’s limit: reserved and provisioned concurrency, plus unreserved requests in flight. Each step covers {ReportText.Duration(bins[0].To - bins[0].From)}.</p>\n");
        Legend(html, provisioned, throttled > 0, limitInside, data.ConcurrencyLimit);
        html.Write($"<div class=\"chart\" data-chart=\"concurrency\"><svg viewBox=\"0 0 1200 {(throttled > 0 ? Height : 420)}\" role=\"img\" aria-label=\"Concurrency over time. Most requests in flight at once: {ReportText.Count(bins.Max(bin => bin.Running.Max))}. Refused attempts: {ReportText.Count(throttled)}. The data table below has the figures.\">\n");
        frame.ValueAxis(html, "");
        frame.TimeAxis(html);
        html.Write($"<path class=\"running-area\" d=\"{frame.Steps(bins, bin => bin.Running.Mean, area: true)}\"/>\n");
        html.Write($"<path class=\"line warm\" d=\"{frame.Steps(bins, bin => bin.Warm.Mean, area: false)}\"/>\n");
        if (provisioned)
        {
            html.Write($"<path class=\"line provisioned\" d=\"{frame.Steps(bins, bin => bin.Provisioned.Mean, area: false)}\"/>\n");
        }

        html.Write($"<path class=\"line running\" d=\"{frame.Steps(bins, bin => bin.Running.Max, area: false)}\"/>\n");
        html.Write($"<path class=\"line claimed\" d=\"{frame.Steps(bins, bin => bin.Claimed.Max, area: false)}\"/>\n");
        if (limitInside)
        {
            var y = frame.Y(data.ConcurrencyLimit);
            html.Write($"<line class=\"limit\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{y}\" y2=\"{y}\"/>\n");
        }

        if (throttled > 0)
        {
            ThrottleStrip(html, bins, frame);
        }

        html.Write($"<line class=\"cursor\" x1=\"0\" x2=\"0\" y1=\"{Top}\" y2=\"{(throttled > 0 ? StripBottom : Bottom)}\" visibility=\"hidden\"/>\n");
        html.Raw("</svg>\n<p class=\"readout\" aria-hidden=\"true\">Point at the chart for the figures of a moment.</p>\n");
        Readouts(html, bins);
        html.Raw("</div>\n");
        Table(html, bins, provisioned);
        html.Raw("</section>\n");
    }

    private static void Legend(HtmlWriter html, bool provisioned, bool throttled, bool limitInside, long limit)
    {
        html.Raw("<ul class=\"legend\">");
        html.Raw("<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"running-area\" d=\"M0 16V3H44V16Z\"/><path class=\"line running\" d=\"M0 3H44\"/></svg>running</li>");
        Line(html, "warm", "warm, idle");
        if (provisioned)
        {
            Line(html, "provisioned", "provisioned");
        }

        Line(html, "claimed", "claimed");
        if (limitInside)
        {
            html.Write($"<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><line class=\"limit\" x1=\"0\" x2=\"44\" y1=\"8\" y2=\"8\"/></svg>account limit {ReportText.Count(limit)}</li>");
        }
        else
        {
            html.Write($"<li class=\"quiet\">account limit {ReportText.Count(limit)}: far above, not drawn</li>");
        }

        if (throttled)
        {
            html.Raw("<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"throttle\" d=\"M8 3h12l-6 11zM26 3h12l-6 11z\"/></svg>throttled attempts</li>");
        }

        html.Raw("</ul>\n");
    }

    private static void Line(HtmlWriter html, string kind, string name) =>
        html.Write($"<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"line {kind}\" d=\"M0 8H44\"/></svg>{name}</li>");

    private static void ThrottleStrip(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins, ChartFrame frame)
    {
        var most = bins.Max(bin => bin.Throttles);
        html.Write($"<text class=\"tick\" x=\"0\" y=\"{StripBottom}\">throttled</text>\n");
        html.Write($"<line class=\"grid\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{StripBottom}\" y2=\"{StripBottom}\"/>\n");
        var lastMark = double.NegativeInfinity;
        foreach (var bin in bins)
        {
            if (bin.Throttles == 0)
            {
                continue;
            }

            var x = frame.X(bin.From);
            var width = Math.Max(1.5, frame.X(bin.To) - x);
            var height = 4 + ((StripBottom - StripTop - 16) * bin.Throttles / most);
            html.Write($"<rect class=\"throttle\" x=\"{x}\" y=\"{StripBottom - height}\" width=\"{width}\" height=\"{height}\"><title>{ReportText.Time(bin.From)}: {Throttles(bin)}</title></rect>\n");
            if (x - lastMark >= 14)
            {
                html.Write($"<path class=\"throttle\" d=\"M{x - 5} {Bottom + 34}h10l-5 9z\"/>\n");
                lastMark = x;
            }
        }
    }

    private static string Throttles(ConcurrencyBin bin) => string.Join(", ", Enum.GetValues<ThrottleCause>()
        .Where(cause => bin.ThrottledBy(cause) > 0)
        .Select(cause => ReportText.Count(bin.ThrottledBy(cause)) + " × " + ReportText.Of(cause)));

    // A line of words for each bin: the script only has to find the bin.
    private static void Readouts(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins)
    {
        html.Write($"<script type=\"application/json\" data-left=\"{ChartFrame.Left}\" data-right=\"{ChartFrame.Right}\" data-bin=\"{(bins[0].To - bins[0].From) / (double)Math.Max(1, bins[^1].To - bins[0].From):0.########}\">[");
        for (var i = 0; i < bins.Count; i++)
        {
            var bin = bins[i];
            var provisioned = bin.Provisioned.Max > 0 ? ", provisioned " + ReportText.Count(bin.Provisioned.Max) : "";
            var throttled = bin.Throttles > 0 ? ", throttled " + ReportText.Count(bin.Throttles) : "";
            html.Raw(i == 0 ? "\"" : ",\n\"");
            html.Raw($"{ReportText.Time(bin.From)}: running {ReportText.Mean(bin.Running.Mean)} (most {ReportText.Count(bin.Running.Max)}), warm {ReportText.Mean(bin.Warm.Mean)}{provisioned}, claimed {ReportText.Count(bin.Claimed.Max)}, cold starts {ReportText.Count(bin.ColdStarts)}{throttled}\"");
        }

        html.Raw("]</script>\n");
    }

    private static void Table(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins, bool provisioned)
    {
        html.Raw("<details><summary>Data table</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">From</th><th scope=\"col\" class=\"n\">Running, mean</th><th scope=\"col\" class=\"n\">Running, most</th><th scope=\"col\" class=\"n\">Warm, mean</th>");
        html.Raw(provisioned ? "<th scope=\"col\" class=\"n\">Provisioned</th>" : "");
        html.Raw("<th scope=\"col\" class=\"n\">Claimed, most</th><th scope=\"col\" class=\"n\">Arrivals</th><th scope=\"col\" class=\"n\">Cold starts</th><th scope=\"col\" class=\"n\">Throttled</th></tr></thead><tbody>\n");
        foreach (var rows in bins.Chunk((bins.Count + TableRows - 1) / TableRows))
        {
            double length = Math.Max(1, rows[^1].To - rows[0].From);
            html.Write($"<tr><th scope=\"row\">{ReportText.Time(rows[0].From)}</th><td class=\"n\">{ReportText.Mean(rows.Sum(bin => bin.Running.Mean * (bin.To - bin.From)) / length)}</td><td class=\"n\">{ReportText.Count(rows.Max(bin => bin.Running.Max))}</td><td class=\"n\">{ReportText.Mean(rows.Sum(bin => bin.Warm.Mean * (bin.To - bin.From)) / length)}</td>");
            if (provisioned)
            {
                html.Write($"<td class=\"n\">{ReportText.Count(rows.Max(bin => bin.Provisioned.Max))}</td>");
            }

            html.Write($"<td class=\"n\">{ReportText.Count(rows.Max(bin => bin.Claimed.Max))}</td><td class=\"n\">{ReportText.Count(rows.Sum(bin => bin.Arrivals))}</td><td class=\"n\">{ReportText.Count(rows.Sum(bin => bin.ColdStarts))}</td><td class=\"n\">{ReportText.Count(rows.Sum(bin => bin.Throttles))}</td></tr>\n");
        }

        html.Raw("</tbody></table></div></details>\n");
    }
}
