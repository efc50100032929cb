namespace LambdaSim.Projections.Report;

/// <summary>Cold starts over time: how many, and which share of calls.</summary>
internal static class ColdStartChart
{
    private const int Columns = 200;
    private const double Top = 34, Middle = 214, LowerTop = 284, Bottom = 414, Height = 454;

    public static void Write(HtmlWriter html, ReportData data)
    {
        var length = RoundWidths.Over(RoundWidths.First, data.Concurrency[^1].To, Columns);
        length = Math.Max(length, data.Concurrency[0].To - data.Concurrency[0].From);
        var columns = data.Concurrency.GroupBy(bin => bin.From / Math.Max(1, length)).Select(bins => new Column(
            bins.First().From, bins.Last().To, bins.Sum(bin => bin.ColdStarts), bins.Sum(bin => bin.Starts))).ToArray();
        var width = ReportText.Duration(length);
        var most = columns.Max(column => column.Cold);
        var upper = new ChartFrame(columns[0].From, columns[^1].To, Top, Middle, Math.Max(1, most));
        var lower = new ChartFrame(columns[0].From, columns[^1].To, LowerTop, Bottom, Math.Max(1, columns.Max(column => column.Share)));

        html.Raw("<section id=\"cold-starts\"><h2>Cold starts</h2>\n");
        if (columns[^1].To == columns[0].From)
        {
            html.Raw("<p>The run took no time: there is nothing to draw.</p></section>\n");
            return;
        }

        html.Write($"<p class=\"how\">How to read: the upper bars count calls that had to wait for a new environment, each bar covering {width}. The lower bars are their share of all calls that ran in that time; a gap means that none ran. Cold starts come in bursts: when the load rises, and after quiet spells longer than the keep-alive.</p>\n");
        html.Write($"<div class=\"chart\"><svg viewBox=\"0 0 1200 {Height}\" role=\"img\" aria-label=\"Cold starts over time. In all {ReportText.Count(data.Figures.ColdStarts)} of {ReportText.Count(data.Figures.Invocations)} calls were cold.\">\n");
        html.Write($"<text class=\"panel\" x=\"{ChartFrame.Left}\" y=\"{Top - 14}\">cold starts per {width}</text>\n");
        upper.ValueAxis(html, "");
        foreach (var column in columns.Where(column => column.Cold > 0))
        {
            var x = upper.X(column.From);
            var y = Math.Min(upper.Y(column.Cold), Middle - 2);
            html.Write($"<rect class=\"cold\" x=\"{x}\" y=\"{y}\" width=\"{Math.Max(1, upper.X(column.To) - x - 1)}\" height=\"{Middle - y}\"><title>{ReportText.Time(column.From)}: {ReportText.Count(column.Cold)} of {ReportText.Count(column.Starts)} calls cold</title></rect>\n");
        }

        html.Write($"<line class=\"axis\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{Middle}\" y2=\"{Middle}\"/>\n");
        html.Write($"<text class=\"panel\" x=\"{ChartFrame.Left}\" y=\"{LowerTop - 14}\">share of calls that were cold</text>\n");
        lower.ValueAxis(html, " %");
        lower.TimeAxis(html);
        foreach (var column in columns.Where(column => column.Starts > 0))
        {
            html.Write($"<path class=\"share\" d=\"M{lower.X(column.From)} {Bottom}V{lower.Y(column.Share)}H{lower.X(column.To)}V{Bottom}\"/>");
        }

        html.Raw("\n</svg></div>\n</section>\n");
    }

    private readonly record struct Column(long From, long To, long Cold, long Starts)
    {
        public double Share => Starts == 0 ? 0 : 100.0 * Cold / Starts;
    }
}
