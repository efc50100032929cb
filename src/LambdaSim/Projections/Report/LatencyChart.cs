namespace LambdaSim.Projections.Report;

/// <summary>How long calls took, on a logarithmic axis, with percentiles marked.</summary>
internal static class LatencyChart
{
    private const double Top = 124, Bottom = 420, Height = 464, LabelRow = 22;

    private static readonly long[] Ticks =
    [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
        1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000, 60_000_000, 120_000_000, 300_000_000, 900_000_000,
    ];

    public static void Write(HtmlWriter html, ReportData data)
    {
        html.Raw("<section id=\"latency\"><h2>Latency</h2>\n");
        if (data.Latency.Count == 0)
        {
            html.Raw("<p>No call completed.</p></section>\n");
            return;
        }

        html.Write($"<p class=\"how\">How to read: each bar counts the calls that took about as long as the axis says, from the start of INIT (when cold) to the end of the handler; time in the asynchronous queue is not in it. The axis is logarithmic, a bar about 12 % wide between round numbers, and as high as its calls would be if it were exactly so. A second hill on the right is usually the cold starts. p99 is the time that 99 % of calls did not exceed. Percentiles are within {ReportText.Percent((long)(data.Figures.PercentileError * 10_000), 10_000)}.</p>\n");
        html.Write($"<div class=\"chart\"><svg viewBox=\"0 0 1200 {Height}\" role=\"img\" aria-label=\"Distribution of latency. {string.Join(", ", data.Figures.Percentiles.Select(p => ReportText.Permille(p.Permille) + " " + ReportText.Microseconds(p.Us)))}.\">\n");
        var last = LogScale.Position(Math.Max(data.Latency[^1].ToUs, data.Figures.MaxUs)) + 2;
        var from = Math.Max(-2, Math.Min(LogScale.Position(data.Latency[0].FromUs) - 2, last - LogScale.StepsPerDecade));
        var scale = (ChartFrame.Right - ChartFrame.Left) / (last - from);
        var frame = new ChartFrame(0, 1, Top, Bottom, data.Latency.Max(LogScale.Height));

        html.Write($"<text class=\"panel\" x=\"{ChartFrame.Left}\" y=\"{Top - 14}\">calls per 12 % of latency</text>\n");
        frame.ValueAxis(html, "");
        foreach (var bar in data.Latency)
        {
            var (x, width) = (X(LogScale.Position(bar.FromUs)), X(LogScale.Position(bar.ToUs)) - X(LogScale.Position(bar.FromUs)));
            var y = Math.Min(frame.Y(LogScale.Height(bar)), Bottom - 2);
            html.Write($"<rect class=\"latency\" x=\"{x + 0.5}\" y=\"{y}\" width=\"{Math.Max(1, width - 1)}\" height=\"{Bottom - y}\"><title>{ReportText.Microseconds(bar.FromUs)} to {ReportText.Microseconds(bar.ToUs)}: {ReportText.Count(bar.Count)} calls ({ReportText.Percent(bar.Count, data.Figures.Invocations)})</title></rect>\n");
        }

        Axis(html, from, last, X);
        Percentiles(html, data.Figures, X);
        html.Raw("</svg></div>\n");
        Table(html, data.Figures);
        html.Raw("</section>\n");

        double X(double position) => ChartFrame.Left + ((position - from) * scale);
    }

    private static void Axis(HtmlWriter html, double from, double last, Func<double, double> x)
    {
        var free = double.NegativeInfinity;
        foreach (var tick in Ticks)
        {
            var position = LogScale.Position(tick);
            if (position < from || position > last)
            {
                continue;
            }

            var at = x(position);
            html.Write($"<line class=\"axis\" x1=\"{at}\" x2=\"{at}\" y1=\"{Bottom}\" y2=\"{Bottom + 7}\"/>");
            if (at >= free && at < ChartFrame.Right - 30)
            {
                html.Write($"<text class=\"tick mid time{(IsPowerOfTen(tick) ? "" : " minor")}\" x=\"{at}\" y=\"{Bottom + 26}\">{ReportText.Microseconds(tick)}</text>\n");
                free = at + 70;
            }
        }

        html.Write($"<line class=\"axis\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>\n");
    }

    /// <summary>Several distributions as lines over one axis.</summary>
    internal static void Lines(HtmlWriter html, IReadOnlyList<(IReadOnlyList<ReportLatency> Bars, string Kind)> lines, long toUs)
    {
        const double Roof = 20;
        var all = lines.SelectMany(line => line.Bars).ToArray();
        var last = LogScale.Position(toUs) + 2;
        var from = Math.Max(-2, Math.Min(LogScale.Position(all.Min(bar => bar.FromUs)) - 2, last - LogScale.StepsPerDecade));
        var scale = (ChartFrame.Right - ChartFrame.Left) / (last - from);
        var frame = new ChartFrame(0, 1, Roof, Bottom, all.Max(LogScale.Height));
        html.Write($"<div class=\"chart\"><svg viewBox=\"0 0 1200 {Height}\" role=\"img\" aria-label=\"Distributions of latency; the table of figures has their percentiles.\">\n");
        frame.ValueAxis(html, "");
        foreach (var (bars, kind) in lines)
        {
            html.Write($"<path class=\"{kind}\" d=\"");
            var end = double.NaN;
            foreach (var bar in bars)
            {
                var (left, right, y) = (X(LogScale.Position(bar.FromUs)), X(LogScale.Position(bar.ToUs)), frame.Y(LogScale.Height(bar)));
                html.Write($"{(end == left ? "" : double.IsNaN(end) ? "M" : $"V{Bottom}M")}");
                if (end != left)
                {
                    html.Write($"{left} {Bottom}");
                }

                html.Write($"V{y}H{right}");
                end = right;
            }

            html.Write($"V{Bottom}\"/>\n");
        }

        Axis(html, from, last, X);
        html.Raw("</svg></div>\n");

        double X(double position) => ChartFrame.Left + ((position - from) * scale);
    }

    private static bool IsPowerOfTen(long value)
    {
        while (value % 10 == 0)
        {
            value /= 10;
        }

        return value == 1;
    }

    private static void Percentiles(HtmlWriter html, ReportFigures figures, Func<double, double> x)
    {
        List<(int Row, double From, double To, bool Leftward, string Text)> labels = [];
        foreach (var (permille, us) in figures.Percentiles.Where(p => p.Permille is 500 or 900 or 990 or 999))
        {
            var at = x(LogScale.Position(us));
            var text = ReportText.Permille(permille) + " " + ReportText.Microseconds(us);
            var width = (text.Length * 12) + 12;
            var leftward = at + width > ChartFrame.Right;
            var (from, to) = leftward ? (at - width, at) : (at, at + width);
            var row = 0;
            while (labels.Exists(label => label.Row == row && from < label.To && to > label.From))
            {
                row++;
            }

            labels.Add((row, from, to, leftward, text));
            html.Write($"<line class=\"mark\" x1=\"{at}\" x2=\"{at}\" y1=\"{6 + (row * LabelRow)}\" y2=\"{Bottom}\"/>\n");
        }

        foreach (var (row, from, to, leftward, text) in labels)
        {
            html.Write($"<text class=\"{(leftward ? "marked end" : "marked")}\" x=\"{(leftward ? to - 7 : from + 7)}\" y=\"{20 + (row * LabelRow)}\">{text}</text>\n");
        }
    }

    private static void Table(HtmlWriter html, ReportFigures figures)
    {
        html.Raw("<div class=\"scroll\"><table class=\"across\"><thead><tr><th scope=\"col\" class=\"n\">mean</th>");
        foreach (var (permille, _) in figures.Percentiles)
        {
            html.Write($"<th scope=\"col\" class=\"n\">{ReportText.Permille(permille)}</th>");
        }

        html.Write($"<th scope=\"col\" class=\"n\">longest</th></tr></thead><tbody><tr><td class=\"n\">{ReportText.Microseconds(figures.MeanUs)}</td>");
        foreach (var (_, us) in figures.Percentiles)
        {
            html.Write($"<td class=\"n\">{ReportText.Microseconds(us)}</td>");
        }

        html.Write($"<td class=\"n\">{ReportText.Microseconds(figures.MaxUs)}</td></tr></tbody></table></div>\n");
    }
}
