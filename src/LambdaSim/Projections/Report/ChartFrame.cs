using System.Globalization;
using System.Text;

namespace LambdaSim.Projections.Report;

/// <summary>The frame of a chart: maps time and values to coordinates, and draws grid and axes.</summary>
internal sealed class ChartFrame
{
    public const double Width = 1200, Left = 84, Right = 1184;

    private readonly long _from;
    private readonly long _to;

    public ChartFrame(long from, long to, double top, double bottom, double max)
    {
        _from = from;
        _to = Math.Max(to, from + 1);
        Top = top;
        Bottom = bottom;
        Step = NiceStep(max);
        Max = Step * Math.Ceiling(Math.Max(max, Step * 0.5) / Step);
    }

    public double Top { get; }

    public double Bottom { get; }

    /// <summary>The top of the value axis: a round number, not below any value.</summary>
    public double Max { get; }

    private double Step { get; }

    public double X(long time) => Left + ((Right - Left) * ((time - _from) / (double)(_to - _from)));

    public double Y(double value) => Bottom - ((Bottom - Top) * (value / Max));

    public void ValueAxis(HtmlWriter html, string unit)
    {
        for (var i = 0; i * Step <= Max * 1.0001; i++)
        {
            var y = Y(i * Step);
            html.Write($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"tick end\" x=\"{Left - 10}\" y=\"{y + 6}\">{(i * Step).ToString("#,##0.###", CultureInfo.InvariantCulture)}{unit}</text>\n");
        }
    }

    public void TimeAxis(HtmlWriter html)
    {
        var step = TimelineTicks.Step(_to - _from, 10);
        var (unit, name) = TimelineTicks.Unit(step);
        for (var time = (_from + step - 1) / step * step; time <= _to; time += step)
        {
            var x = X(time);
            var anchor = x > Right - 40 ? "tick end" : "tick mid";
            html.Write($"<line class=\"axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{Bottom}\" y2=\"{Bottom + 7}\"/><text class=\"{anchor}\" x=\"{Math.Min(x, Right)}\" y=\"{Bottom + 26}\">{TimelineTicks.Number(time, unit)} {name}</text>\n");
        }

        html.Write($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>\n");
    }

    /// <summary>A line that keeps each bin's value over its width.</summary>
    public string Steps(IReadOnlyList<ConcurrencyBin> bins, Func<ConcurrencyBin, double> value, bool area)
    {
        var path = new StringBuilder();
        var last = double.NaN;
        path.Append(area ? 'M' : ' ').Append(area ? Point(X(bins[0].From), Bottom) : "");
        for (var i = 0; i < bins.Count; i++)
        {
            var y = Math.Round(Y(value(bins[i])), 1);
            if (y.Equals(last))
            {
                continue;
            }

            var x = X(bins[i].From);
            path.Append(i == 0 && !area ? "M" + Point(x, y) : i == 0 ? "V" + Number(y) : "H" + Number(x) + "V" + Number(y));
            last = y;
        }

        path.Append('H').Append(Number(X(bins[^1].To)));
        return (area ? path.Append('V').Append(Number(Bottom)).Append('Z') : path).ToString().Trim();
    }

    private static string Point(double x, double y) => Number(x) + " " + Number(y);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    // 1, 2 or 5 times a power of ten, at most five of which reach the maximum; values are counts.
    private static double NiceStep(double max)
    {
        var step = 1.0;
        for (var i = 0; step * 5 < max; i++)
        {
            step *= i % 3 == 1 ? 2.5 : 2;
        }

        return step;
    }
}
