namespace LambdaSim.Projections.Report;

/// <summary>
/// Concurrency over time, refused attempts below it, and the same for functions that their own reserved concurrency throttled. The plots are in the data's
/// own coordinates (bins and counts), so that the page's script moves and zooms them by their view boxes alone.
/// </summary>
internal static class ConcurrencyChart
{
    private const double Top = 20, Bottom = 380, StripTop = 426, StripBottom = 456, PanelGap = 54, PanelHeight = 96;
    private const int TableRows = 60;

    public static void Write(HtmlWriter html, ReportData data)
    {
        var bins = data.Concurrency;
        html.Raw("<section id=\"concurrency\"><h2>Concurrency over time</h2>\n");
        if (bins[^1].To == bins[0].From)
        {
            html.Raw("<p>The run took no time: there is nothing to draw.</p></section>\n");
            return;
        }

        var peak = bins.Max(bin => Math.Max(bin.Running.Max, Math.Max(bin.Warm.Max, Math.Max(bin.Provisioned.Max, bin.Claimed.Max))));
        var limitInside = data.ConcurrencyLimit <= peak * 2.5;
        var provisioned = bins.Any(bin => bin.Provisioned.Max > 0);
        var throttled = bins.Sum(bin => bin.Throttles);
        html.Write($"<p class=\"how\">How to read: the filled line is how many requests were in flight, INIT included; its edge is the highest value at any instant, the filling the average. The dashed line is warm environments waiting for work. Claimed is what counts against the account’s limit: reserved and provisioned concurrency, plus unreserved requests in flight. Each step covers {ReportText.Duration(bins[0].To - bins[0].From)}. Drag over the chart to look closer; shaded stretches are drawn in detail under Environments.</p>\n");
        Legend(html, data, provisioned, throttled > 0, limitInside);
        html.Raw("<div class=\"tools\" role=\"group\" aria-label=\"Zoom of the concurrency chart\" hidden><button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">−</button><button type=\"button\" data-zoom=\"fit\">Whole run</button><button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button><output></output></div>\n");

        var height = (throttled > 0 ? StripBottom : 408) + (data.Reservations.Count * (PanelGap + PanelHeight)) + 12;
        html.Write($"<div class=\"chart\" data-chart=\"concurrency\"><svg viewBox=\"0 0 1200 {height}\" role=\"img\" aria-label=\"Concurrency over time. Most requests in flight at once: {ReportText.Count(bins.Max(bin => bin.Running.Max))}. Refused attempts: {ReportText.Count(throttled)}. The data table below has the figures.\">\n");
        var frame = new ChartFrame(bins[0].From, bins[^1].To, Top, Bottom, Math.Max(1, limitInside ? Math.Max(peak, data.ConcurrencyLimit) : peak));
        Axes(html, frame);
        var plot = new Plot(html, bins, Top, Bottom, frame.Max);
        plot.Begin("main");
        html.Raw("<g class=\"scene-bands\"></g>");
        plot.Area("running-area", bin => bin.Running.Mean);
        plot.Line("line warm", bin => bin.Warm.Mean);
        if (provisioned)
        {
            plot.Line("line provisioned", bin => bin.Provisioned.Mean);
        }

        plot.Line("line running", bin => bin.Running.Max);
        plot.Line("line claimed", bin => bin.Claimed.Max);
        if (limitInside)
        {
            plot.Line("limit", _ => data.ConcurrencyLimit);
        }

        plot.End();
        if (throttled > 0)
        {
            html.Write($"<text class=\"tick\" x=\"0\" y=\"{StripBottom}\">throttled</text>\n");
            new Plot(html, bins, StripTop, StripBottom, 1).Throttles(bin => bin.Throttles, index => $"{ReportText.Time(bins[index].From)}: {Throttles(bins[index])}");
        }

        Reservations(html, data, (throttled > 0 ? StripBottom : 408) + PanelGap);
        html.Write($"<line class=\"cursor\" x1=\"0\" x2=\"0\" y1=\"{Top}\" y2=\"{height - 12}\" visibility=\"hidden\"/><rect class=\"selection\" y=\"{Top}\" height=\"{height - 12 - Top}\" visibility=\"hidden\"/>\n</svg>\n");
        Overview(html, bins, peak);
        html.Raw("<p class=\"readout\" aria-hidden=\"true\">Point at the chart for the figures of a moment. Drag to zoom in; with the keyboard: arrows, + and −, 0 for the whole run.</p>\n</div>\n");
        Data(html, data);
        Table(html, bins, provisioned);
        html.Raw("</section>\n");
    }

    private static void Legend(HtmlWriter html, ReportData data, bool provisioned, bool throttled, bool limitInside)
    {
        html.Raw("<ul class=\"legend\">");
        html.Raw("<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"running-area\" d=\"M0 16V3H44V16Z\"/><path class=\"line running\" d=\"M0 3H44\"/></svg>running</li>");
        Line(html, "line warm", "warm, idle");
        if (provisioned)
        {
            Line(html, "line provisioned", "provisioned");
        }

        Line(html, "line claimed", "claimed");
        if (limitInside)
        {
            Line(html, "limit", "account limit " + ReportText.Count(data.ConcurrencyLimit));
        }
        else
        {
            html.Write($"<li class=\"quiet\">account limit {ReportText.Count(data.ConcurrencyLimit)}: far above, not drawn</li>");
        }

        if (data.Reservations.Count > 0)
        {
            Line(html, "limit reserved", "reserved concurrency");
        }

        if (throttled)
        {
            html.Raw("<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><rect class=\"throttle\" x=\"10\" y=\"2\" width=\"5\" height=\"14\"/><rect class=\"throttle\" x=\"24\" y=\"7\" width=\"5\" height=\"9\"/></svg>throttled attempts</li>");
        }

        html.Raw("</ul>\n");
    }

    private static void Line(HtmlWriter html, string kind, string name) =>
        html.Write($"<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"{kind}\" d=\"M0 8H44\"/></svg>{name}</li>");

    private static void Axes(HtmlWriter html, ChartFrame frame)
    {
        html.Raw("<g class=\"value-axis\">");
        frame.ValueAxis(html, "");
        html.Raw("</g><g class=\"time-axis\">");
        frame.TimeAxis(html);
        html.Raw("</g>\n");
    }

    private static void Reservations(HtmlWriter html, ReportData data, double top)
    {
        foreach (var use in data.Reservations)
        {
            var max = Math.Max(1, use.Bins.Max(bin => Math.Max(bin.Running, bin.Reserved))) * 1.15;
            var reserved = use.Bins.Select(bin => bin.Reserved).Where(value => value >= 0).Distinct().ToArray();
            html.Write($"<text class=\"panel\" x=\"{ChartFrame.Left}\" y=\"{top - 12}\">{(use.Function.Length > 60 ? ReportText.Name(use.Function)[..60] + "…" : use.Function)}: {ReportText.Count(use.Bins.Sum(bin => bin.Throttles))} attempts throttled by its reserved concurrency{(reserved.Length == 1 ? " of " + ReportText.Count(reserved[0]) : ", which changed")}</text>\n");
            html.Write($"<line class=\"axis\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{top + PanelHeight}\" y2=\"{top + PanelHeight}\"/>");
            var axis = new ChartFrame(0, 1, top, top + PanelHeight, max);
            foreach (var value in reserved.Length == 1 ? (double[])[0, reserved[0]] : [0, Math.Floor(max / 1.15)])
            {
                html.Write($"<text class=\"tick end\" x=\"{ChartFrame.Left - 10}\" y=\"{top + PanelHeight - (PanelHeight * value / max) + 6}\">{ChartFrame.Short(value)}</text>");
            }

            var plot = new Plot(html, data.Concurrency, top, top + PanelHeight, max);
            plot.Begin("panel");
            plot.AreaAt("running-area", i => use.Bins[i].Running);
            plot.LineAt("line running", i => use.Bins[i].Running);
            plot.LineAt("limit reserved", i => use.Bins[i].Reserved < 0 ? null : use.Bins[i].Reserved);
            plot.Rects("throttle", i => use.Bins[i].Throttles > 0 ? max * 0.12 : 0, i => $"{ReportText.Time(data.Concurrency[i].From)}: {ReportText.Count(use.Bins[i].Throttles, "attempt")} throttled", atTop: true);
            plot.End();
            top += PanelHeight + PanelGap;
        }
    }

    // The whole run in small, on which the part that the chart shows can be moved.
    private static void Overview(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins, long peak)
    {
        html.Raw("<svg class=\"overview\" viewBox=\"0 0 1200 44\" aria-hidden=\"true\" hidden>");
        var plot = new Plot(html, bins, 2, 42, Math.Max(1, peak));
        plot.Begin("whole");
        plot.Area("running-area", bin => bin.Running.Max);
        plot.End();
        html.Write($"<rect class=\"part\" x=\"{ChartFrame.Left}\" y=\"1\" width=\"{ChartFrame.Right - ChartFrame.Left}\" height=\"42\"/></svg>\n");
    }

    private static void Data(HtmlWriter html, ReportData data) => ReportJson.Write(html, "concurrency-data", json =>
    {
        var bins = data.Concurrency;
        json.WriteStartObject();
        json.WriteNumber("bin", bins[0].To - bins[0].From);
        json.WriteNumber("end", bins[^1].To);
        json.WriteNumber("limit", data.ConcurrencyLimit);
        json.WriteNumber("left", ChartFrame.Left);
        json.WriteNumber("right", ChartFrame.Right);
        Column("running", bin => bin.Running.Mean);
        Column("most", bin => bin.Running.Max);
        Column("warm", bin => bin.Warm.Mean);
        Column("provisioned", bin => bin.Provisioned.Max);
        Column("claimed", bin => bin.Claimed.Max);
        Column("cold", bin => bin.ColdStarts);
        Column("throttled", bin => bin.Throttles);
        json.WriteEndObject();

        void Column(string name, Func<ConcurrencyBin, double> value)
        {
            json.WriteStartArray(name);
            foreach (var bin in bins)
            {
                json.Rounded(value(bin));
            }

            json.WriteEndArray();
        }
    });

    private static string Throttles(ConcurrencyBin bin) => string.Join(", ", Enum.GetValues<ThrottleCause>()
        .Where(cause => bin.ThrottledBy(cause) > 0)
        .Select(cause => ReportText.Count(bin.ThrottledBy(cause)) + " × " + ReportText.Of(cause)));

    private static void Table(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins, bool provisioned)
    {
        html.Raw("<details><summary>Data table</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">From</th><th scope=\"col\" class=\"n\">Running, mean</th><th scope=\"col\" class=\"n\">Running, most</th><th scope=\"col\" class=\"n\">Warm, mean</th>");
        html.Raw(provisioned ? "<th scope=\"col\" class=\"n\">Provisioned</th>" : "");
        html.Raw("<th scope=\"col\" class=\"n\">Claimed, most</th><th scope=\"col\" class=\"n\">Arrivals</th><th scope=\"col\" class=\"n\">Cold starts</th><th scope=\"col\" class=\"n\">Throttled</th></tr></thead><tbody>\n");
        var width = Math.Max(RoundWidths.Over(RoundWidths.First, bins[^1].To, TableRows), bins[0].To - bins[0].From);
        foreach (var group in bins.GroupBy(bin => bin.From / width))
        {
            var rows = group.ToArray();
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
