using LambdaSim.Events;

namespace LambdaSim.Projections.Report;

/// <summary>The environments of a stretch of the run as swim lanes. Places are per cent of the width, so that zooming is widening.</summary>
internal static class TimelineSection
{
    private const int RowHeight = 24, HeadHeight = 30, MarkColumns = 400, MaxGuides = 60;

    public static void Write(HtmlWriter html, Timeline timeline)
    {
        html.Raw("<section id=\"environments\"><h2>Environments</h2>\n");
        html.Raw("<p class=\"how\">How to read: each row is one execution environment. It is created when a call finds none free, runs INIT (hatched), then calls (solid) one at a time, and waits between them (thin line); a later call takes the environment that was used last. It ends when it has been idle for as long as the keep-alive lasts, or has become too old. Triangles are attempts that were refused. Point at a bar for its details.</p>\n");
        if (timeline.To < timeline.From)
        {
            html.Write($"<p>The run ended at <strong>{ReportText.Time(timeline.To)}</strong>, before the window that was asked for, which begins at {ReportText.Time(timeline.From)}.</p></section>\n");
            return;
        }

        Window(html, timeline);
        if (timeline.Lanes.Count == 0 && timeline.Marks.Count == 0)
        {
            html.Raw("<p>No environment lived in this window.</p></section>\n");
            return;
        }

        Legend(html, timeline);
        html.Raw("<div class=\"tools\" role=\"group\" aria-label=\"Zoom\" hidden><button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">−</button><button type=\"button\" data-zoom=\"fit\">Whole window</button><button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button><output>1×</output></div>\n");
        var marks = timeline.Marks.Count > 0 ? 1 : 0;
        var height = HeadHeight + ((timeline.Lanes.Count + marks) * RowHeight);
        html.Raw("<div class=\"timeline\"><div class=\"labels\"><div class=\"head\"></div>");
        html.Raw(marks > 0 ? "<div class=\"lane refused\">throttled, dropped</div>" : "");
        foreach (var lane in timeline.Lanes)
        {
            html.Write($"<div class=\"lane{(lane.CreatedFor == CreationCause.Provisioned ? " held" : "")}\" title=\"{ReportText.Name(lane.Name)}\"><span>{ReportText.Name(lane.Function.DisplayName)}</span><b>#{lane.Ordinal}</b></div>");
        }

        html.Write($"</div>\n<div class=\"lanes-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Environment timeline, scrolls sideways when zoomed\"><svg class=\"lanes\" data-level=\"0\" width=\"100%\" height=\"{height}\" role=\"img\" aria-label=\"Timeline of {timeline.Lanes.Count} environments. The table below has them in words.\">\n");
        Ticks(html, timeline, height);
        var y = HeadHeight;
        if (marks > 0)
        {
            Marks(html, timeline, y, height);
            y += RowHeight;
        }

        foreach (var lane in timeline.Lanes)
        {
            Lane(html, timeline, lane, y);
            y += RowHeight;
        }

        html.Raw("</svg></div></div>\n");
        Table(html, timeline);
        html.Raw("</section>\n");
    }

    private static void Window(HtmlWriter html, Timeline timeline)
    {
        var why = timeline.Choice switch
        {
            TimelineChoice.Given => "the window that was asked for",
            TimelineChoice.FirstThrottle => "the time around the run’s first throttle, because its beginning had none",
            _ => "the run’s beginning: at least 10 minutes and 200 calls, or all of a shorter run",
        };
        html.Write($"<p>Shown: <strong>{ReportText.Time(timeline.From)} to {ReportText.Time(timeline.To)}</strong> ({ReportText.Duration(timeline.To - timeline.From)}), {why}.");
        if (timeline.CutShort)
        {
            html.Raw(" It ends where the picture would become too full.");
        }

        if (timeline.LanesLeftOut > 0)
        {
            html.Write($" {ReportText.Count(timeline.LanesLeftOut)} more environments lived in this window and are not drawn.");
        }

        if (timeline.MarksLeftOut > 0)
        {
            html.Write($" {ReportText.Count(timeline.MarksLeftOut)} more refused attempts are not drawn.");
        }

        html.Raw("</p>\n");
    }

    private static void Legend(HtmlWriter html, Timeline timeline)
    {
        var segments = timeline.Lanes.SelectMany(lane => lane.Segments).ToArray();
        html.Raw("<ul class=\"legend\">");
        Key(html, "<rect class=\"i\" y=\"2\" width=\"44\" height=\"12\"/>", "INIT");
        Key(html, "<rect class=\"k\" y=\"2\" width=\"44\" height=\"12\"/><rect class=\"first\" y=\"2\" width=\"5\" height=\"12\"/>", "call, cold");
        Key(html, "<rect class=\"w\" y=\"2\" width=\"44\" height=\"12\"/>", "call, warm");
        if (segments.Any(s => s.Kind == SegmentKind.Invoke && s.Start == StartType.Reinit))
        {
            Key(html, "<rect class=\"r\" y=\"2\" width=\"44\" height=\"12\"/>", "call, re-initialised");
        }

        if (segments.Any(s => s.Kind == SegmentKind.Invoke && s.Outcome != Outcome.Succeeded))
        {
            Key(html, "<rect class=\"x\" y=\"2\" width=\"44\" height=\"12\"/>", "call that failed");
        }

        Key(html, "<rect class=\"d\" y=\"6\" width=\"44\" height=\"4\"/>", "idle");
        if (timeline.Lanes.Any(lane => lane.CreatedFor == CreationCause.Provisioned))
        {
            Key(html, "<rect class=\"held\" x=\"19\" width=\"6\" height=\"16\"/>", "provisioned");
        }

        if (timeline.Lanes.Any(lane => lane.EndCause is not null))
        {
            Key(html, "<use href=\"#end\" x=\"22\" y=\"8\"/>", "ended");
        }

        if (timeline.Marks.Any(mark => mark.Drop is null))
        {
            Key(html, "<use href=\"#refused\" x=\"22\" y=\"8\"/>", "throttled");
        }

        if (timeline.Marks.Any(mark => mark.Drop is not null))
        {
            Key(html, "<use href=\"#dropped\" x=\"22\" y=\"8\"/>", "dropped");
        }

        html.Raw("</ul>\n");
    }

    private static void Key(HtmlWriter html, string shape, string name)
    {
        html.Raw("<li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\">");
        html.Raw(shape);
        html.Write($"</svg>{name}</li>");
    }

    // Three sets of ticks; the zoom decides which one is seen.
    private static void Ticks(HtmlWriter html, Timeline timeline, int height)
    {
        int[] parts = [8, 32, 128];
        for (var level = 0; level < parts.Length; level++)
        {
            html.Write($"<g class=\"l{level}\">");
            var step = TimelineTicks.Step(timeline.To - timeline.From, parts[level]);
            for (var time = (timeline.From + step - 1) / step * step; time <= timeline.To; time += step)
            {
                var x = Place(timeline, time);
                html.Write($"<line class=\"grid\" x1=\"{x:0.####}%\" x2=\"{x:0.####}%\" y1=\"{HeadHeight - 6}\" y2=\"{height}\"/><text class=\"tick{(x > 94 ? " end" : x < 6 ? "" : " mid")}\" x=\"{x:0.####}%\" y=\"16\">{ReportText.Tick(time, step, timeline.To)}</text>\n");
            }

            html.Raw("</g>\n");
        }
    }

    private static void Marks(HtmlWriter html, Timeline timeline, int y, int height)
    {
        var length = Math.Max(1, timeline.To - timeline.From);
        var columns = timeline.Marks
            .GroupBy(mark => ((int)((Int128)(mark.Time - timeline.From) * MarkColumns / length), mark.Drop is not null))
            .Select(group => group.ToArray())
            .ToArray();
        foreach (var column in columns)
        {
            var x = Place(timeline, column[0].Time);
            if (columns.Length <= MaxGuides)
            {
                html.Write($"<line class=\"guide\" x1=\"{x:0.####}%\" x2=\"{x:0.####}%\" y1=\"{y}\" y2=\"{height}\"/>");
            }

            html.Write($"<use href=\"#{(column[0].Drop is null ? "refused" : "dropped")}\" x=\"{x:0.####}%\" y=\"{y + (RowHeight / 2)}\"><title>{ReportText.Time(column[0].Time)}: {Words(timeline, column)}</title></use>\n");
        }
    }

    private static string Words(Timeline timeline, TimelineMark[] marks)
    {
        var causes = marks.GroupBy(mark => mark.Drop is { } drop ? ReportText.Of(drop) : ReportText.Of(mark.Throttle))
            .Select(group => group.Count() == 1 ? group.Key : ReportText.Count(group.Count()) + " × " + group.Key);
        var names = marks.Select(mark => mark.Function).Distinct().Select(index => ReportText.Name(timeline.Functions[index].DisplayName)).ToArray();
        return string.Join(", ", causes) + " (" + string.Join(", ", names.Take(3)) + (names.Length > 3 ? ", …" : "") + ")";
    }

    private static void Lane(HtmlWriter html, Timeline timeline, TimelineLane lane, int y)
    {
        html.Write($"<g class=\"lane\"><line class=\"base\" x1=\"0\" x2=\"100%\" y1=\"{y + RowHeight}\" y2=\"{y + RowHeight}\"/>\n");
        foreach (var segment in lane.Segments.OrderBy(segment => segment.Kind != SegmentKind.Idle))
        {
            Segment(html, timeline, segment, y);
        }

        if (lane is { Ended: { } ended, EndCause: { } cause })
        {
            html.Write($"<use href=\"#end\" x=\"{Place(timeline, ended):0.####}%\" y=\"{y + (RowHeight / 2)}\"><title>ended {ReportText.Time(ended)}: {Why(cause)}</title></use>\n");
        }

        html.Raw("</g>\n");
    }

    private static void Segment(HtmlWriter html, Timeline timeline, in TimelineSegment segment, int y)
    {
        var x = Place(timeline, Math.Max(segment.From, timeline.From));
        var width = Place(timeline, Math.Min(segment.To, timeline.To)) - x;
        var (top, height) = segment.Kind == SegmentKind.Idle ? (y + 10, 4) : (y + 4, RowHeight - 8);
        html.Write($"<rect class=\"{Class(segment)}\" x=\"{x:0.####}%\" y=\"{top}\" width=\"{width:0.####}%\" height=\"{height}\"><title>{Words(segment)}</title></rect>\n");
        if (segment.Kind == SegmentKind.Invoke && segment.Start == StartType.Cold && segment.From >= timeline.From)
        {
            html.Write($"<rect class=\"first\" x=\"{x:0.####}%\" y=\"{top}\" width=\"3\" height=\"{height}\"/>");
        }
    }

    private static string Class(in TimelineSegment segment) => segment.Kind switch
    {
        SegmentKind.Creation => "c",
        SegmentKind.Init => "i",
        SegmentKind.Idle => "d",
        _ when segment.Outcome != Outcome.Succeeded => "x",
        _ => segment.Start switch { StartType.Cold => "k", StartType.Reinit => "r", _ => "w" },
    };

    private static string Words(in TimelineSegment segment)
    {
        var what = segment.Kind switch
        {
            SegmentKind.Creation => "creation",
            SegmentKind.Init => "INIT",
            SegmentKind.Idle => "idle",
            _ => "call " + ReportText.Count(segment.Invocation)
                + segment.Start switch { StartType.Cold => ", cold", StartType.Reinit => ", re-initialised", _ => ", warm" }
                + (segment.Cut ? "" : segment.Outcome switch { Outcome.Failed => ", error", Outcome.TimedOut => ", timed out", Outcome.Crashed => ", crashed", _ => "" }),
        };
        return what + ", " + ReportText.Duration(segment.To - segment.From) + (segment.Cut ? " so far" : "") + " from " + ReportText.Time(segment.From);
    }

    private static void Table(HtmlWriter html, Timeline timeline)
    {
        html.Raw("<details><summary>Data table</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Environment</th><th scope=\"col\">Created for</th><th scope=\"col\">Created</th><th scope=\"col\" class=\"n\">Calls shown</th><th scope=\"col\" class=\"n\">Time in calls</th><th scope=\"col\" class=\"n\">Idle</th><th scope=\"col\">Ended</th></tr></thead><tbody>\n");
        foreach (var lane in timeline.Lanes)
        {
            var created = lane.CreatedFor switch { CreationCause.Provisioned => "provisioned concurrency", CreationCause.Prewarm => "a call expected", _ => "a call" };
            var ended = lane.Ended is { } time ? ReportText.Time(time) + ", " + (lane.EndCause is EndCause.KeepAlive or null ? "idle too long" : Why(lane.EndCause.Value)) : "";
            html.Write($"<tr><th scope=\"row\" class=\"name\">{ReportText.Name(lane.Name)}</th><td>{created}</td><td>{ReportText.Time(lane.Created)}</td><td class=\"n\">{lane.Segments.Count(s => s.Kind == SegmentKind.Invoke)}</td><td class=\"n\">{Total(timeline, lane, SegmentKind.Invoke)}</td><td class=\"n\">{Total(timeline, lane, SegmentKind.Idle)}</td><td>{ended}</td></tr>\n");
        }

        html.Raw("</tbody></table></div></details>\n");
    }

    private static string Total(Timeline timeline, TimelineLane lane, SegmentKind kind) => ReportText.Duration(lane.Segments
        .Where(segment => segment.Kind == kind)
        .Sum(segment => Math.Min(segment.To, timeline.To) - Math.Max(segment.From, timeline.From)));

    private static double Place(Timeline timeline, long time) => 100.0 * (time - timeline.From) / Math.Max(1, timeline.To - timeline.From);

    private static string Why(EndCause cause) => cause switch
    {
        EndCause.Recycled => "too old",
        EndCause.Updated => "its function was updated or deleted",
        EndCause.Deprovisioned => "no longer provisioned",
        EndCause.ProcessLost => "its process is gone",
        _ => "idle for as long as the keep-alive",
    };
}
