namespace LambdaSim.Projections.Report;

/// <summary>A row each function, sorted by a click on a heading.</summary>
internal static class FunctionSection
{
    /// <summary>So many functions have a row, those with the most calls.</summary>
    public const int MaxRows = 500;

    public static void Write(HtmlWriter html, IReadOnlyList<ReportFunction> functions, (int Count, long Calls) leftOut)
    {
        var shown = functions.OrderByDescending(f => f.Row.Invocations).ThenByDescending(f => f.Row.Arrivals).ThenBy(f => f.Row.Function.Index).Take(MaxRows).ToArray();
        html.Raw("<section id=\"functions\"><h2>Functions</h2>\n");
        html.Raw("<p class=\"how\">How to read: a heading sorts by its column; again, the other way. Latency is INIT plus Duration, percentiles within 1/16. Throttled counts attempts. Idle is the time that on-demand environments were kept warm without work. Cost is before the free tier.");
        var all = functions.Count + leftOut.Count;
        if (shown.Length < all)
        {
            var hidden = leftOut.Calls + functions.Sum(f => f.Row.Invocations) - shown.Sum(f => f.Row.Invocations);
            html.Write($" The {ReportText.Count(shown.Length)} functions with the most calls of {ReportText.Count(all)} are shown; the others had {ReportText.Count(hidden)} calls.");
        }

        html.Raw("</p>\n<div class=\"scroll tall\" tabindex=\"0\" role=\"region\" aria-label=\"Functions\"><table class=\"sortable\"><thead><tr>");
        Heading(html, "Function", number: false, sort: "none");
        Heading(html, "Calls", number: true, sort: "descending");
        foreach (var name in (string[])["Cold", "Cold %", "Throttled", "Errors", "Timeouts", "Mean", "p50", "p99", "Max", "GB-s", "Idle", "Cost"])
        {
            Heading(html, name, number: true, sort: "none");
        }

        html.Raw("</tr></thead><tbody>\n");
        foreach (var function in shown)
        {
            Row(html, function);
        }

        html.Raw("</tbody></table></div>\n</section>\n");
    }

    private static void Heading(HtmlWriter html, string name, bool number, string sort) =>
        html.Write($"<th scope=\"col\"{Attribute(number)} aria-sort=\"{sort}\"><button type=\"button\">{name}</button></th>");

    private static HtmlWriter.Markup Attribute(bool number) => new(number ? " class=\"n\"" : "");

    private static void Row(HtmlWriter html, ReportFunction function)
    {
        var row = function.Row;
        html.Write($"<tr><th scope=\"row\" class=\"name\" title=\"{row.Function.Config.MemoryMb} MB\">{ReportText.Name(row.Function.DisplayName)}</th>");
        Number(html, row.Invocations);
        Number(html, row.ColdStarts);
        html.Write($"<td class=\"n\" data-v=\"{(decimal)(long)(row.ColdStartRate * 1e9)}\">{ReportText.Percent(row.ColdStarts, row.Invocations)}</td>");
        Number(html, row.Throttles);
        Number(html, row.Errors);
        Number(html, row.Timeouts);
        Time(html, row.MeanNs);
        Time(html, row.P50Ns);
        Time(html, row.P99Ns);
        Time(html, row.MaxNs);
        html.Write($"<td class=\"n\" data-v=\"{function.GbSeconds}\">{ReportText.Quantity(function.GbSeconds)}</td>");
        Time(html, row.IdleNs);
        html.Write($"<td class=\"n\" data-v=\"{function.Cost}\">{ReportText.Usd(function.Cost)}</td></tr>\n");
    }

    private static void Number(HtmlWriter html, long value) => html.Write($"<td class=\"n\" data-v=\"{value}\">{ReportText.Count(value)}</td>");

    private static void Time(HtmlWriter html, Int128 ns) => html.Write($"<td class=\"n\" data-v=\"{(decimal)ns}\">{ReportText.Duration(ns)}</td>");
}
