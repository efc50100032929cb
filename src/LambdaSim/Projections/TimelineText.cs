using System.Text;

namespace LambdaSim.Projections;

/// <summary>A timeline drawn with characters.</summary>
internal static class TimelineText
{
    private const int LabelEvery = 10;

    public static string Of(Timeline timeline, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, LabelEvery);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 1_000);
        if (timeline.Lanes.Count == 0 && timeline.Marks.Count == 0)
        {
            return "no environment lived in this window\n";
        }

        // A label's step is round; a cell is a tenth of it.
        var length = Math.Max(1, timeline.To - timeline.From);
        var label = TimelineTicks.Step(length, width / LabelEvery);
        var cell = Math.Max(1, label / LabelEvery);
        var from = timeline.From - (timeline.From % cell);
        var cells = (int)Math.Min(width + 1, (timeline.To - from + cell - 1) / cell);
        var names = timeline.Lanes.Select(lane => Printable(lane.Name)).ToArray();
        var marks = timeline.Marks.Count == 0 ? "" : "throttled";
        var margin = names.Append(marks).Max(name => name.Length) + 1;

        var text = new StringBuilder();
        AppendAxis(text.Append(' ', margin), from, cell, cells);
        for (var i = 0; i < names.Length; i++)
        {
            text.Append(names[i].PadRight(margin)).Append(Lane(timeline.Lanes[i], timeline.To, from, cell, cells).TrimEnd()).Append('\n');
        }

        if (marks.Length > 0)
        {
            text.Append(marks.PadRight(margin)).Append(MarkRow(timeline, from, cell, cells).TrimEnd()).Append('\n');
        }

        text.Append("▒ init  █ invoke  · idle  | ended").Append(marks.Length > 0 ? "  × throttled  ! dropped" : "").Append('\n');
        AppendLeftOut(text, timeline);
        return text.ToString();
    }

    private static void AppendAxis(StringBuilder text, long from, long cell, int cells)
    {
        var start = text.Length;
        var (unit, name) = TimelineTicks.Unit(cell * LabelEvery);
        var first = true;
        for (var i = 0; i < cells; i++)
        {
            var time = from + (i * cell);
            if (time % (cell * LabelEvery) != 0)
            {
                continue;
            }

            text.Append(' ', Math.Max(0, start + i - text.Length)).Append(TimelineTicks.Number(time, unit));
            if (first)
            {
                text.Append(' ').Append(name);
                first = false;
            }
        }

        text.Append('\n');
    }

    private static string Lane(TimelineLane lane, long to, long from, long cell, int cells)
    {
        var init = new long[cells];
        var invoke = new long[cells];
        var row = new char[cells];
        Array.Fill(row, ' ');
        foreach (var segment in lane.Segments)
        {
            var end = Math.Min(segment.To, to);
            for (var i = (int)Math.Max(0, (segment.From - from) / cell); i < cells && from + (i * cell) < end; i++)
            {
                var covered = Math.Min(end, from + ((i + 1) * cell)) - Math.Max(segment.From, from + (i * cell));
                var sums = segment.Kind == SegmentKind.Invoke ? invoke : init;
                if (segment.Kind == SegmentKind.Idle)
                {
                    row[i] = '·';
                }
                else
                {
                    sums[i] += covered;
                }
            }
        }

        // However short, a call or an init is never hidden by idle time.
        for (var i = 0; i < cells; i++)
        {
            if (init[i] + invoke[i] > 0)
            {
                row[i] = init[i] > invoke[i] ? '▒' : '█';
            }
        }

        if (lane.Ended is { } ended)
        {
            var i = (int)Math.Min(cells - 1, (ended - from) / cell);
            row[i] = row[i] is ' ' or '·' ? '|' : row[i];
        }

        return new string(row);
    }

    private static string MarkRow(Timeline timeline, long from, long cell, int cells)
    {
        var row = new char[cells];
        Array.Fill(row, ' ');
        foreach (var mark in timeline.Marks)
        {
            var i = (int)Math.Min(cells - 1, (mark.Time - from) / cell);
            row[i] = mark.Drop is null ? '×' : row[i] == '×' ? '×' : '!';
        }

        return new string(row);
    }

    private static void AppendLeftOut(StringBuilder text, Timeline timeline)
    {
        if (timeline.LanesLeftOut > 0)
        {
            text.Append(Configuration.Text.Invariant($"{timeline.LanesLeftOut:#,0} more environments not drawn\n"));
        }

        if (timeline.CutShort)
        {
            text.Append("cut short: the cap on segments was reached\n");
        }
    }

    private static string Printable(string name) => string.Create(name.Length, name, static (buffer, source) =>
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = char.IsControl(source[i]) ? '?' : source[i];
        }
    });
}
