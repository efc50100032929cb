using System.Globalization;

namespace LambdaSim.Projections.Report;

/// <summary>The frame of a chart: maps time and values to coordinates, and draws grid and axes.</summary>
internal sealed class ChartFrame
{
    public const double Left = 84, Right = 1184;

    private const int Parts = 8;

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

    /// <summary>A value on an axis: thousands and millions where the digits would not fit.</summary>
    public static string Short(double value) => value switch
    {
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 1e5 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => value.ToString("#,##0.###", CultureInfo.InvariantCulture),
    };

    public void ValueAxis(HtmlWriter html, string unit)
    {
        for (var i = 0; i * Step <= Max * 1.0001; i++)
        {
            var y = Y(i * Step);
            html.Write($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"tick end\" x=\"{Left - 10}\" y=\"{y + 6}\">{Short(i * Step)}{unit}</text>\n");
        }
    }

    public void TimeAxis(HtmlWriter html)
    {
        var step = TimelineTicks.Step(_to - _from, Parts);
        var (unit, name) = TimelineTicks.Unit(step);
        for (var time = (_from + step - 1) / step * step; time <= _to; time += step)
        {
            var x = X(time);
            var anchor = x > Right - 40 ? "tick end time" : "tick mid time";
            if (x > Right - 100 && x <= Right - 40 && time + step <= _to)
            {
                // The last label ends at the edge: it needs the room of this one.
                continue;
            }

            html.Write($"<line class=\"axis\" x1=\"{x}\" x2=\"{x}\" y1=\"{Bottom}\" y2=\"{Bottom + 7}\"/><text class=\"{anchor}\" x=\"{Math.Min(x, Right)}\" y=\"{Bottom + 26}\">{TimelineTicks.Number(time, unit)} {name}</text>\n");
        }

        html.Write($"<line class=\"axis\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Bottom}\" y2=\"{Bottom}\"/>\n");
    }

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
