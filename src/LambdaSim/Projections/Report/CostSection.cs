namespace LambdaSim.Projections.Report;

/// <summary>The bill, line by line.</summary>
internal static class CostSection
{
    public static void Write(HtmlWriter html, ReportCost cost)
    {
        var charges = cost.Lines.Where(line => line.Amount >= 0).ToArray();
        var deductions = cost.Lines.Where(line => line.Amount < 0).ToArray();
        var largest = charges.Select(line => line.Amount).Append(0).Max();
        html.Raw("<section id=\"cost\"><h2>Cost</h2>\n");
        html.Write($"<p class=\"how\">How to read: what this run costs before a free tier, in tiers as if it were all of a month’s use of the account ({cost.Prices}). Billed duration {ReportText.Duration((Int128)cost.BilledMilliseconds * 1_000_000)}, {ReportText.Quantity(cost.GbSeconds)} GB-s. A bar’s length is the line’s amount.</p>\n");
        html.Raw("<div class=\"scroll\"><table class=\"cost\"><thead><tr><th scope=\"col\">Item</th><th scope=\"col\" class=\"n\">Quantity</th><th scope=\"col\" class=\"n\">Unit price</th><th scope=\"col\" class=\"n\">Amount</th><th scope=\"col\" class=\"bar\" aria-hidden=\"true\"></th></tr></thead><tbody>\n");
        foreach (var line in charges)
        {
            html.Write($"<tr><th scope=\"row\">{line.Item}</th><td class=\"n\">{line.Quantity}</td><td class=\"n\">{line.UnitPrice}</td><td class=\"n\">{ReportText.Usd(line.Amount)}</td>");
            html.Write($"<td class=\"bar\" aria-hidden=\"true\"><svg viewBox=\"0 0 200 20\"><rect class=\"charge\" width=\"{(largest == 0 ? 0 : (double)(200 * line.Amount / largest))}\" height=\"20\"/></svg></td></tr>\n");
        }

        // Not a foot: on paper that would be repeated on each page.
        html.Write($"<tr class=\"total\"><th scope=\"row\">Total</th><td></td><td></td><td class=\"n\">{ReportText.Usd(cost.BeforeFreeTier)}</td><td class=\"bar\" aria-hidden=\"true\"></td></tr></tbody></table></div>\n");
        if (deductions.Length > 0)
        {
            html.Write($"<p>An account that has used nothing of this month’s free tier would pay {ReportText.Usd(cost.Total)}: {string.Join("; ", deductions.Select(line => line.Item.Replace("Free tier: ", "", StringComparison.Ordinal) + ", " + line.Quantity + ", " + ReportText.Usd(line.Amount).Replace("−", "−\u2060", StringComparison.Ordinal)))}.</p>\n");
        }

        html.Raw("</section>\n");
    }
}
