using System.Text;

namespace LambdaSim.Projections.Report;

/// <summary>What every page of a report has around its sections.</summary>
internal static class HtmlPage
{
    public static void Begin(HtmlWriter html, string product, string title, IEnumerable<(string Id, string Name)> sections)
    {
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <meta name="generator" content="LambdaSim">
            <title>{title} · {product}</title>
            <style>

            """);
        html.Raw(Resource("report.css"));
        html.Write($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#summary">Skip to the figures</a>
            <header><div><p class="product">{product}</p><h1><bdi>{title}</bdi></h1></div><button type="button" id="theme" hidden>Dark</button></header>
            <nav aria-label="Sections">
            """);
        foreach (var (id, name) in sections)
        {
            html.Write($"<a href=\"#{id}\">{name}</a> ");
        }

        html.Raw("</nav>\n<main>\n");
        html.Raw(Shapes);
    }

    public static void End(HtmlWriter html, params ReadOnlySpan<string> scripts)
    {
        html.Raw("</main>\n<script>\n'use strict';\n");
        foreach (var script in scripts)
        {
            html.Raw(Resource(script));
        }

        html.Raw("</script>\n</body>\n</html>\n");
    }

    // Patterns and marks that several pictures use. Forms differ, not only colours.
    private const string Shapes = """
        <svg class="shapes" width="0" height="0" aria-hidden="true"><defs>
        <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-back" width="6" height="6"/><rect class="hatch-line" width="3" height="6"/></pattern>
        <pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="dots-back" width="6" height="6"/><circle class="dots-line" cx="3" cy="3" r="1.5"/></pattern>
        <pattern id="cross" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="cross-back" width="7" height="7"/><path class="cross-line" d="M0 0L7 7M7 0L0 7"/></pattern>
        <path id="refused" class="refused" d="M-6 -5H6L0 6Z"/>
        <path id="dropped" class="dropped" d="M0 -6L6 0L0 6L-6 0Z"/>
        <path id="end" class="end-mark" d="M0 -8V8M-4 -4L4 4M4 -4L-4 4"/>
        </defs></svg>

        """;

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {name}: build it again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
