using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections.Scenes;

namespace LambdaSim.Projections.Report;

/// <summary>The environments of stretches of the run as swim lanes, drawn by the page's script from <see cref="SceneData"/>; a table has the first of them in words.</summary>
internal static class SceneSection
{
    public static void Write(HtmlWriter html, ReportData data, IReadOnlyList<Scene> scenes)
    {
        html.Raw("<section id=\"environments\"><h2>Environments</h2>\n");
        html.Raw("<p class=\"how\">How to read: each row is one execution environment. It is created when a call finds none free, runs INIT (hatched), then calls (solid) one at a time, and waits between them (thin line); a later call takes the environment that was used last. It ends when it has been idle for as long as the keep-alive lasts, or has become too old. Triangles are attempts that were refused. Click a call for its story; drag to move, with the keyboard: arrows go from call to call, + and − zoom.</p>\n");
        if (scenes.Count == 0)
        {
            html.Write($"<p>The run ended at <strong>{ReportText.Time(data.Identity.End.Time)}</strong>{(data.AskedFrom is { } from ? $", before the window that was asked for, which begins at {ReportText.Time(from)}" : "; nothing happened in it")}.</p></section>\n");
            return;
        }

        if (scenes.All(scene => scene.Lanes.Count == 0 && scene.Marks.Count == 0))
        {
            html.Raw("<p>No environment lived in this window.</p></section>\n");
            return;
        }

        var first = Default(scenes);
        html.Raw("<div class=\"windows\" role=\"group\" aria-label=\"Stretches of the run\">");
        for (var i = 0; i < scenes.Count; i++)
        {
            html.Write($"<button type=\"button\" data-scene=\"{i}\" aria-pressed=\"{(i == first ? "true" : "false")}\">{Title(scenes[i])}</button>");
        }

        html.Raw("</div>\n<p class=\"why\" aria-live=\"polite\">");
        html.Write($"{Why(data, scenes[first])}");
        html.Raw("</p>\n");
        Legend(html, scenes);
        html.Raw("<div class=\"tools\" role=\"group\" aria-label=\"Zoom of the environments\" hidden><button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">−</button><button type=\"button\" data-zoom=\"fit\">Whole stretch</button><button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button><output></output><label class=\"filter\">Function <select></select></label></div>\n");
        html.Raw("<div class=\"timeline\" hidden><div class=\"labels\"></div><div class=\"lanes-view\" tabindex=\"0\" role=\"application\" aria-label=\"Environments over time. Arrow keys go from call to call, plus and minus zoom, 0 shows the whole stretch.\"><svg class=\"lanes\"></svg></div></div>\n");
        html.Raw("<noscript><p>This picture needs scripts; the table has the same in words.</p></noscript>\n");
        html.Raw("<p class=\"point\" aria-hidden=\"true\"></p>\n<div class=\"story\" role=\"region\" aria-label=\"Story of a call\" aria-live=\"polite\"><p class=\"hint\">Click a call, or a refused attempt, for its story.</p></div>\n");
        Table(html, scenes[first]);
        SceneData.Write(html, data, scenes, first);
        html.Raw("</section>\n");
    }

    /// <summary>A stretch's name on its button.</summary>
    internal static string Title(Scene scene) => scene.Reason switch
    {
        SceneReason.Given => "The window",
        SceneReason.Beginning => "Beginning",
        SceneReason.Throttle => "Throttle, ",
        SceneReason.ColdStarts => "Cold starts, ",
        SceneReason.Error => "Error, ",
        SceneReason.Timeout => "Timeout, ",
        _ => "Drop, ",
    } + (scene.Reason is SceneReason.Given or SceneReason.Beginning ? "" : ReportText.Time(scene.At)[..^4]);

    /// <summary>Which stretch it is and why it is shown.</summary>
    internal static string Why(ReportData data, Scene scene)
    {
        var name = scene.About == SimEvent.None ? "" : ReportText.Name(data.FunctionNames[scene.About]);
        var why = scene.Reason switch
        {
            SceneReason.Given => "the window that was asked for",
            SceneReason.Beginning => "the run’s beginning",
            SceneReason.Throttle => $"around the first time that {name} was throttled",
            SceneReason.ColdStarts => "around a burst of cold starts",
            SceneReason.Error => $"around the first call that failed, of {name}",
            SceneReason.Timeout => $"around the first timeout, of {name}",
            _ => $"around the first event that was dropped, of {name}",
        };
        return Text.Invariant($"{ReportText.Time(scene.From)} to {ReportText.Time(scene.To)} ({ReportText.Duration(scene.To - scene.From)}), {why}.")
            + (scene.CutShort ? " It ends where the picture would become too full." : "")
            + (scene.LanesLeftOut > 0 ? Text.Invariant($" {ReportText.Count(scene.Lanes.Count)} of {ReportText.Count(scene.Lanes.Count + scene.LanesLeftOut)} environments are drawn: of each function those that were born in it first.") : "")
            + (scene.MarksLeftOut > 0 ? Text.Invariant($" {ReportText.Count(scene.MarksLeftOut)} more refused attempts are not drawn.") : "");
    }

    /// <summary>Why an environment went.</summary>
    internal static string Why(EndCause cause) => cause switch
    {
        EndCause.Recycled => "too old",
        EndCause.Updated => "its function was updated or deleted",
        EndCause.Deprovisioned => "no longer provisioned",
        EndCause.ProcessLost => "its process is gone",
        _ => "idle for as long as the keep-alive",
    };

    private static int Default(IReadOnlyList<Scene> scenes)
    {
        var weights = scenes.Select(scene => scene.Lanes.Count == 0 ? -1 : scene.Reason switch { SceneReason.Throttle => 2, SceneReason.ColdStarts => 1, _ => 0 }).ToArray();
        return Array.IndexOf(weights, weights.Max());
    }

    private static void Legend(HtmlWriter html, IReadOnlyList<Scene> scenes)
    {
        var lanes = scenes.SelectMany(scene => scene.Lanes).ToArray();
        var segments = lanes.SelectMany(lane => lane.Segments).ToArray();
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
        if (lanes.Any(lane => lane.CreatedFor == CreationCause.Provisioned))
        {
            Key(html, "<rect class=\"held\" x=\"19\" width=\"6\" height=\"16\"/>", "provisioned");
        }

        if (lanes.Any(lane => lane.EndCause is not null))
        {
            Key(html, "<use href=\"#end\" x=\"22\" y=\"8\"/>", "ended");
        }

        if (scenes.Any(scene => scene.Marks.Any(mark => mark.Drop is null)))
        {
            Key(html, "<use href=\"#refused\" x=\"22\" y=\"8\"/>", "throttled");
        }

        if (scenes.Any(scene => scene.Marks.Any(mark => mark.Drop is not null)))
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

    private static void Table(HtmlWriter html, Scene scene)
    {
        html.Raw("<details><summary>Data table</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Environment</th><th scope=\"col\">Created for</th><th scope=\"col\">Created</th><th scope=\"col\" class=\"n\">Calls shown</th><th scope=\"col\" class=\"n\">Time in calls</th><th scope=\"col\" class=\"n\">Idle</th><th scope=\"col\">Ended</th></tr></thead><tbody>\n");
        foreach (var lane in scene.Lanes)
        {
            var created = lane.CreatedFor switch { CreationCause.Provisioned => "provisioned concurrency", CreationCause.Prewarm => "a call expected", _ => "a call" };
            var ended = lane.Ended is { } time ? ReportText.Time(time) + ", " + (lane.EndCause is EndCause.KeepAlive or null ? "idle too long" : Why(lane.EndCause.Value)) : "";
            html.Write($"<tr><th scope=\"row\" class=\"name\">{ReportText.Name(lane.Function.DisplayName)}#{lane.Ordinal}</th><td>{created}</td><td>{ReportText.Time(lane.Created)}</td><td class=\"n\">{lane.Segments.Count(s => s.Kind == SegmentKind.Invoke)}</td><td class=\"n\">{Total(scene, lane, SegmentKind.Invoke)}</td><td class=\"n\">{Total(scene, lane, SegmentKind.Idle)}</td><td>{ended}</td></tr>\n");
        }

        html.Raw("</tbody></table></div></details>\n");
    }

    private static string Total(Scene scene, TimelineLane lane, SegmentKind kind) => ReportText.Duration(lane.Segments
        .Where(segment => segment.Kind == kind)
        .Sum(segment => Math.Max(0, Math.Min(segment.To, scene.To) - Math.Max(segment.From, scene.From))));
}
