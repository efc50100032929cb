using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaSim.Cli.Commands;
using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Projections.Report;

namespace LambdaSim.Cli.Output;

/// <summary>A comparison as one HTML file: what changed, by how much, and how sure that is.</summary>
internal static class ComparePage
{
    private static readonly string[] Headline = ["coldStartRate", "throttleRate", "latencyP50Ms", "latencyP99Ms", "peakRunning", "costUsd"];

    public static void Write(Stream output, (string A, string B) names, (SimulationConfig A, SimulationConfig B) configs, PairedRuns pairs)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
        var html = new HtmlWriter(writer);
        HtmlPage.Begin(html, "LambdaSim comparison", string.Join(", ", pairs.Workloads),
            [("summary", "Summary"), ("settings", "Settings"), ("figures", "Figures"), ("concurrency", "Concurrency"), ("latency", "Latency"), ("runs", "Runs"), ("unsimulated", "Not simulated")]);
        Identity(html, names, configs, pairs);
        Tiles(html, pairs);
        Settings(html, configs);
        FigureTable(html, pairs);
        Concurrency(html, pairs);
        Latency(html, pairs);
        Runs(html, pairs);
        Unsimulated(html, pairs);
        HtmlPage.End(html, "page.js");
        writer.Flush();
    }

    private static void Identity(HtmlWriter html, (string A, string B) names, (SimulationConfig A, SimulationConfig B) configs, PairedRuns pairs)
    {
        html.Raw("<dl class=\"identity\">");
        html.Write($"<div><dt>A</dt><dd><bdi>{names.A}</bdi></dd></div><div><dt>B</dt><dd><bdi>{names.B}</bdi></dd></div>");
        html.Write($"<div><dt>Pairs of runs</dt><dd>{ReportText.Count(pairs.A.Count)}</dd></div><div><dt>Seeds</dt><dd>{pairs.A[0].Seed.ToString(CultureInfo.InvariantCulture)}{(pairs.A.Count > 1 ? " to " + pairs.A[^1].Seed.ToString(CultureInfo.InvariantCulture) : "")}</dd></div>");
        html.Write($"<div><dt>Account concurrency</dt><dd>A {ReportText.Count(configs.A.Account.ConcurrencyLimit)}, B {ReportText.Count(configs.B.Account.ConcurrencyLimit)}</dd></div></dl>\n");
    }

    private static void Tiles(HtmlWriter html, PairedRuns pairs)
    {
        html.Raw("<section id=\"summary\"><h2>Summary</h2>\n<p class=\"how\">How to read: each pair of runs has the same seed, so both configurations meet the same calls. Large is B; below it A, and the mean difference with its 95 % interval.</p>\n<div class=\"tiles\">\n");
        foreach (var figure in KeyFigure.All.Where(figure => Headline.Contains(figure.Name)))
        {
            var difference = pairs.Difference(figure);
            var sure = difference.HalfWidth is null || !difference.DiffersFromZero ? difference.Mean == 0 ? "no difference" : "within chance" : Sign(figure, difference.Mean) + (difference.HalfWidth > 0 ? " ± " + figure.Text(difference.HalfWidth.Value) : "");
            html.Write($"<div class=\"tile\"><span class=\"name\">{Capital(figure.Label)}</span><span class=\"value\">{figure.Text(Mean(pairs, figure, b: true))}</span><span class=\"note\">A {figure.Text(Mean(pairs, figure, b: false))}; {sure}</span></div>\n");
        }

        html.Raw("</div></section>\n");
    }

    private static void Settings(HtmlWriter html, (SimulationConfig A, SimulationConfig B) configs)
    {
        var (a, b) = (Flat(configs.A), Flat(configs.B));
        var different = a.Keys.Union(b.Keys).Where(key => a.GetValueOrDefault(key) != b.GetValueOrDefault(key)).Order(StringComparer.Ordinal).ToArray();
        html.Raw("<section id=\"settings\"><h2>Settings that differ</h2>\n");
        if (different.Length == 0)
        {
            html.Raw("<p>None: A and B are the same configuration.</p></section>\n");
            return;
        }

        html.Raw("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Setting</th><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody>\n");
        foreach (var key in different.Take(200))
        {
            html.Write($"<tr><th scope=\"row\"><code>{ReportText.Name(key)}</code></th><td>{a.GetValueOrDefault(key, "–")}</td><td>{b.GetValueOrDefault(key, "–")}</td></tr>\n");
        }

        html.Write($"</tbody></table></div>{(different.Length > 200 ? "Further settings differ and are not shown." : "")}</section>\n");
    }

    private static void FigureTable(HtmlWriter html, PairedRuns pairs)
    {
        html.Raw("<section id=\"figures\"><h2>Figures</h2>\n<p class=\"how\">How to read: means of all runs, and B minus A with its 95 % interval. The picture has the difference as a share of A: a dot for the mean, a line for the interval, beyond ±100 % cut. Bold figures differ from 0; the others may be chance.</p>\n");
        html.Raw("<div class=\"scroll\"><table class=\"compare\"><thead><tr><th scope=\"col\">Figure</th><th scope=\"col\" class=\"n\">A</th><th scope=\"col\" class=\"n\">B</th><th scope=\"col\" class=\"n\">B − A</th><th scope=\"col\" class=\"n\">95 % interval</th><th scope=\"col\" class=\"forest\" aria-hidden=\"true\"><svg viewBox=\"0 0 260 20\"><text class=\"tick\" x=\"0\" y=\"15\">−100 %</text><text class=\"tick mid\" x=\"130\" y=\"15\">0</text><text class=\"tick end\" x=\"260\" y=\"15\">+100 %</text></svg></th></tr></thead><tbody>\n");
        foreach (var figure in KeyFigure.All)
        {
            var difference = pairs.Difference(figure);
            var interval = difference.HalfWidth is null ? "" : $"{Sign(figure, difference.Low)} to {Sign(figure, difference.High)}";
            html.Write($"<tr{new HtmlWriter.Markup(difference.DiffersFromZero ? " class=\"differs\"" : "")}><th scope=\"row\">{figure.Label}</th><td class=\"n\">{figure.Text(Mean(pairs, figure, b: false))}</td><td class=\"n\">{figure.Text(Mean(pairs, figure, b: true))}</td><td class=\"n\">{Sign(figure, difference.Mean)}</td><td class=\"n\">{interval}</td><td class=\"forest\" aria-hidden=\"true\">");
            Forest(html, difference, Math.Abs(Mean(pairs, figure, b: false)));
            html.Raw("</td></tr>\n");
        }

        html.Raw("</tbody></table></div></section>\n");
    }

    private static void Forest(HtmlWriter html, ConfidenceInterval difference, double a)
    {
        html.Raw("<svg viewBox=\"0 0 260 20\"><line class=\"axis\" x1=\"130\" x2=\"130\" y1=\"0\" y2=\"20\"/>");
        if (difference.Mean != 0)
        {
            html.Write($"<line class=\"interval\" x1=\"{X(difference.Low)}\" x2=\"{X(difference.High)}\" y1=\"10\" y2=\"10\"/><circle class=\"dot\" cx=\"{X(difference.Mean)}\" cy=\"10\" r=\"5\"/>");
        }

        html.Raw("</svg>");

        double X(double value) => 130 + (124 * (a == 0 ? Math.Sign(value) : Math.Clamp(value / a, -1, 1)));
    }

    private static void Concurrency(HtmlWriter html, PairedRuns pairs)
    {
        if (pairs.First is not { } first)
        {
            return;
        }

        var (a, b) = first;
        var to = Math.Max(a[^1].To, b[^1].To);
        html.Raw("<section id=\"concurrency\"><h2>Concurrency over time</h2>\n");
        if (to == 0)
        {
            html.Raw("<p>The runs took no time: there is nothing to draw.</p></section>\n");
            return;
        }

        html.Raw("<p class=\"how\">How to read: the most requests in flight in each step of the first pair of runs. Solid is A, dashed is B. Below: refused attempts.</p>\n");
        Legend(html);
        var frame = new ChartFrame(0, to, 20, 300, Math.Max(1, a.Concat(b).Max(bin => bin.Running.Max)));
        html.Write($"<div class=\"chart\"><svg viewBox=\"0 0 1200 424\" role=\"img\" aria-label=\"Requests in flight over time. At most {ReportText.Count(a.Max(bin => bin.Running.Max))} with A, {ReportText.Count(b.Max(bin => bin.Running.Max))} with B.\">\n");
        frame.ValueAxis(html, "");
        frame.TimeAxis(html);
        foreach (var (bins, kind) in new[] { (a, "line a"), (b, "line b") })
        {
            var plot = new Plot(html, bins, 20, 300, frame.Max, to);
            plot.Begin("main");
            plot.Line(kind, bin => bin.Running.Max);
            plot.End();
        }

        var most = Math.Max(1, a.Concat(b).Max(bin => bin.Throttles));
        foreach (var (bins, name, top) in new[] { (a, "A refused", 340), (b, "B refused", 384) })
        {
            html.Write($"<text class=\"tick\" x=\"0\" y=\"{top + 28}\">{name}</text>");
            var plot = new Plot(html, bins, top, top + 30, most, to);
            plot.Begin("strip");
            plot.Rects("throttle", i => bins[i].Throttles == 0 ? 0 : Math.Max(most * 0.15, bins[i].Throttles), i => $"{ReportText.Time(bins[i].From)}: {ReportText.Count(bins[i].Throttles)}");
            plot.End();
            html.Write($"<line class=\"grid\" x1=\"{ChartFrame.Left}\" x2=\"{ChartFrame.Right}\" y1=\"{top + 30}\" y2=\"{top + 30}\"/>\n");
        }

        html.Raw("</svg></div></section>\n");
    }

    private static void Latency(HtmlWriter html, PairedRuns pairs)
    {
        html.Raw("<section id=\"latency\"><h2>Latency</h2>\n");
        var (a, b) = (Bars(pairs.A), Bars(pairs.B));
        if (a.Count + b.Count == 0)
        {
            html.Raw("<p>No call completed.</p></section>\n");
            return;
        }

        html.Raw("<p class=\"how\">How to read: how many calls of all runs took how long, from the start of INIT (when cold) to the end of the handler, per 12 % of latency. The axis is logarithmic. Solid is A, dashed is B.</p>\n");
        Legend(html);
        var all = a.Concat(b).ToArray();
        LatencyChart.Lines(html, [(a, "line a"), (b, "line b")], all.Max(bar => bar.ToUs));
        html.Raw("</section>\n");
    }

    private static void Legend(HtmlWriter html) => html.Raw("<ul class=\"legend\"><li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"line a\" d=\"M0 8H44\"/></svg>A</li><li><svg class=\"key\" viewBox=\"0 0 44 16\" aria-hidden=\"true\"><path class=\"line b\" d=\"M0 8H44\"/></svg>B</li></ul>\n");

    private static IReadOnlyList<ReportLatency> Bars(IEnumerable<RunSummary> runs) =>
    [
        .. runs.SelectMany(run => LogScale.Bars(run.Metrics.Latency)).GroupBy(bar => bar.FromUs).OrderBy(group => group.Key)
            .Select(group => group.First() with { Count = group.Sum(bar => bar.Count) }),
    ];

    private static void Runs(HtmlWriter html, PairedRuns pairs)
    {
        html.Raw("<section id=\"runs\"><h2>Runs</h2>\n<details><summary>Seeds and fingerprints</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">Seed</th><th scope=\"col\">A</th><th scope=\"col\">B</th></tr></thead><tbody>\n");
        foreach (var (a, b) in pairs.A.Zip(pairs.B).Take(1_000))
        {
            html.Write($"<tr><th scope=\"row\">{a.Seed.ToString(CultureInfo.InvariantCulture)}</th><td><code>{a.Fingerprint}</code></td><td><code>{b.Fingerprint}</code></td></tr>\n");
        }

        html.Raw("</tbody></table></div></details></section>\n");
    }

    private static void Unsimulated(HtmlWriter html, PairedRuns pairs) => HtmlReport.Unsimulated(
        html,
        [.. pairs.A[0].Unsimulated.Select(line => "A: " + line).Concat(pairs.B[0].Unsimulated.Select(line => "B: " + line))]);

    private static double Mean(PairedRuns pairs, KeyFigure figure, bool b) => ConfidenceInterval.Of(pairs.Of(figure, b)).Mean;

    private static string Sign(KeyFigure figure, double value) => value > 0 ? "+" + figure.Text(value) : value < 0 ? "−" + figure.Text(-value) : figure.Text(0);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static Dictionary<string, string> Flat(SimulationConfig config)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        using var json = JsonDocument.Parse(ConfigJson.Write(config with { Seed = 0 }));
        Add("", json.RootElement);
        return flat;

        void Add(string path, JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in element.EnumerateObject())
                {
                    Add(path.Length == 0 ? member.Name : path + "." + member.Name, member.Value);
                }
            }
            else
            {
                flat[path] = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
            }
        }
    }
}
