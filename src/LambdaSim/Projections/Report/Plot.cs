using System.Globalization;
using System.Text;

namespace LambdaSim.Projections.Report;

/// <summary>A picture within a chart whose horizontal unit is a bin and whose vertical unit is the value itself.</summary>
internal sealed class Plot(HtmlWriter html, IReadOnlyList<ConcurrencyBin> bins, double top, double bottom, double max, long? to = null)
{

    private readonly double _end = bins[^1].To / (double)Math.Max(1, bins[0].To - bins[0].From);

    private readonly double _width = (to ?? bins[^1].To) / (double)Math.Max(1, bins[0].To - bins[0].From);

    public void Begin(string kind) => html.Write($"<svg class=\"plot\" data-plot=\"{kind}\" data-max=\"{max}\" x=\"{ChartFrame.Left}\" y=\"{top}\" width=\"{ChartFrame.Right - ChartFrame.Left}\" height=\"{bottom - top}\" viewBox=\"0 0 {_width:0.####} {max}\" preserveAspectRatio=\"none\">");

    public void End() => html.Raw("</svg>\n");

    public void Line(string kind, Func<ConcurrencyBin, double> value) => LineAt(kind, i => value(bins[i]));

    public void Area(string kind, Func<ConcurrencyBin, double> value) => AreaAt(kind, i => value(bins[i]));

    /// <summary>A line that keeps each bin's value over its width; broken where there is none.</summary>
    public void LineAt(string kind, Func<int, double?> value)
    {
        var path = new StringBuilder();
        double? last = null;
        for (var i = 0; i < bins.Count; i++)
        {
            if (value(i) is not { } v)
            {
                path.Append(last is null ? "" : "H" + Number(i));
                last = null;
                continue;
            }

            if (Y(v) is var y && last is { } before && Y(before) == y)
            {
                continue;
            }

            path.Append(last is null ? $"M{Number(i)} {y}" : $"H{Number(i)}V{y}");
            last = v;
        }

        path.Append(last is null ? "" : "H" + Number(_end));
        html.Write($"<path class=\"{kind}\" d=\"{path.ToString()}\"/>");
    }

    public void AreaAt(string kind, Func<int, double> value)
    {
        var path = new StringBuilder("M0 " + Y(0));
        var last = "";
        for (var i = 0; i < bins.Count; i++)
        {
            if (Y(value(i)) is var y && y != last)
            {
                path.Append(i == 0 ? "" : "H" + Number(i)).Append('V').Append(y);
                last = y;
            }
        }

        path.Append('H').Append(Number(_end)).Append('V').Append(Y(0)).Append('Z');
        html.Write($"<path class=\"{kind}\" d=\"{path.ToString()}\"/>");
    }

    /// <summary>A bar for each bin that has a value, at the foot or at the top.</summary>
    public void Rects(string kind, Func<int, double> value, Func<int, string> words, bool atTop = false)
    {
        for (var i = 0; i < bins.Count; i++)
        {
            if (value(i) is > 0 and var height)
            {
                html.Write($"<rect class=\"{kind}\" x=\"{i}\" y=\"{(atTop ? 0 : max - height):0.###}\" width=\"1\" height=\"{height:0.###}\"><title>{words(i)}</title></rect>");
            }
        }
    }

    /// <summary>Counts as bars, the tallest as high as the plot, none lower than can be seen.</summary>
    public void Throttles(Func<ConcurrencyBin, long> count, Func<int, string> words)
    {
        var most = bins.Max(count);
        Begin("strip");
        Rects("throttle", i => count(bins[i]) == 0 ? 0 : 0.15 + (0.85 * count(bins[i]) / most), words);
        End();
        html.Write($"<line class=\"grid\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{bottom}\" y2=\"{bottom}\"/>\n");
    }

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private string Y(double value) => Number(Math.Round(max - value, 3));
}
