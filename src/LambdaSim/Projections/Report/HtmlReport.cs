using System.Text;

namespace LambdaSim.Projections.Report;

/// <summary>
/// A run as one HTML file: it opens from disk, needs no network, and the same run gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page as UTF-8. The stream stays open.</summary>
    public static void Write(Stream output, ReportData data)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        Write(writer, data);
    }

    /// <summary>Writes the page. Its header says UTF-8.</summary>
    public static void Write(TextWriter output, ReportData data)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(data);
        var html = new HtmlWriter(output);
        var workloads = string.Join(", ", data.Identity.Workloads);
        html.Write($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
            <meta name="generator" content="LambdaSim">
            <title>{workloads} · LambdaSim report</title>
            <style>

            """);
        html.Raw(Resource("report.css"));
        html.Write($"""
            </style>
            </head>
            <body>
            <a class="skip" href="#summary">Skip to the figures</a>
            <header><div><p class="product">LambdaSim report</p><h1>{workloads}</h1></div><button type="button" id="theme" hidden>Dark</button></header>
            <nav aria-label="Sections"><a href="#summary">Summary</a><a href="#concurrency">Concurrency</a><a href="#cold-starts">Cold starts</a>
            """);
        html.Raw(data.Timeline is null ? "" : "<a href=\"#environments\">Environments</a>");
        html.Raw("<a href=\"#latency\">Latency</a><a href=\"#cost\">Cost</a><a href=\"#functions\">Functions</a><a href=\"#unsimulated\">Not simulated</a></nav>\n<main>\n");
        html.Raw(Shapes);
        SummarySection.Identity(html, data.Identity);
        SummarySection.Figures(html, data);
        ConcurrencyChart.Write(html, data);
        ColdStartChart.Write(html, data);
        if (data.Timeline is not null)
        {
            TimelineSection.Write(html, data.Timeline);
        }

        LatencyChart.Write(html, data);
        CostSection.Write(html, data.Cost);
        FunctionSection.Write(html, data.Functions);
        Unsimulated(html, data.Unsimulated);
        html.Raw("</main>\n<script>\n");
        html.Raw(Resource("report.js"));
        html.Raw("</script>\n</body>\n</html>\n");
        output.Flush();
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

    private static void Unsimulated(HtmlWriter html, IReadOnlyList<string> unsimulated)
    {
        html.Raw("<section id=\"unsimulated\"><h2>Not simulated</h2>\n");
        if (unsimulated.Count == 0)
        {
            html.Raw("<p>Every setting of this run took effect.</p>\n");
        }
        else
        {
            html.Raw("<p class=\"how\">These settings and parts of the workload had no effect on this run.</p>\n<ul>\n");
            foreach (var line in unsimulated)
            {
                html.Write($"<li>{line}</li>\n");
            }

            html.Raw("</ul>\n");
        }

        html.Raw("</section>\n");
    }

    private static string Resource(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource {name}: build it again");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
