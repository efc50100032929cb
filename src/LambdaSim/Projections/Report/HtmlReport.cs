using System.Text;

namespace LambdaSim.Projections.Report;

/// <summary>
/// A run as one HTML file: it opens from disk, needs no network, and the same run gives the same bytes.
/// </summary>
public static class HtmlReport
{
    /// <summary>Most bytes of a page, however long the run and however many its functions: charts have at most 1,800 steps, tables 500 functions, and five stretches are drawn in detail.</summary>
    internal const int MostBytes = 3_000_000;

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
        HtmlPage.Begin(html, "LambdaSim report", workloads, Sections(data));
        SummarySection.Identity(html, data.Identity);
        SummarySection.Figures(html, data);
        ConcurrencyChart.Write(html, data);
        ColdStartChart.Write(html, data);
        if (data.Scenes is not null)
        {
            SceneSection.Write(html, data, data.Scenes);
        }

        LatencyChart.Write(html, data);
        CostSection.Write(html, data.Cost);
        FunctionSection.Write(html, data.Functions, data.FunctionsLeftOut);
        Unsimulated(html, data.Unsimulated);
        HtmlPage.End(html, "page.js", "concurrency.js", "scenes.js");
        output.Flush();
    }

    private static IEnumerable<(string Id, string Name)> Sections(ReportData data) =>
    [
        ("summary", "Summary"), ("concurrency", "Concurrency"), ("cold-starts", "Cold starts"),
        .. data.Scenes is null ? [] : new[] { ("environments", "Environments") },
        ("latency", "Latency"), ("cost", "Cost"), ("functions", "Functions"), ("unsimulated", "Not simulated"),
    ];

    /// <summary>What had no effect.</summary>
    internal static void Unsimulated(HtmlWriter html, IReadOnlyList<string> unsimulated)
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
}
