using System.Globalization;
using System.Text.Json;
using LambdaSim.Cli.Commands;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Output;

/// <summary>Paired differences, B minus A.</summary>
internal static class CompareOutput
{
    public static void Text(Terminal terminal, (string A, string B) names, PairedRuns pairs) => TextTable.Write(terminal, Tables(names, pairs));

    public static void Json(TextWriter output, (string A, string B) names, PairedRuns pairs) => JsonOutput.Write(output, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("workloads");
        foreach (var name in pairs.Workloads)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteBoolean("partial", pairs.Partial);
        json.WriteNumber("pairs", pairs.A.Count);
        json.WriteStartArray("figures");
        foreach (var figure in pairs.A.Count == 0 ? [] : KeyFigure.All)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            json.WriteNumber("a", ConfidenceInterval.Of(pairs.Of(figure, b: false)).Mean);
            json.WriteNumber("b", ConfidenceInterval.Of(pairs.Of(figure, b: true)).Mean);
            json.WriteStartObject("difference");
            SummaryOutput.Interval(json, pairs.Difference(figure));
            json.WriteBoolean("significant", pairs.Difference(figure).DiffersFromZero);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Runs(json, "a", names.A, pairs.A);
        Runs(json, "b", names.B, pairs.B);
        json.WriteEndObject();
    });

    private static void Runs(Utf8JsonWriter json, string side, string name, IReadOnlyList<RunSummary> runs)
    {
        json.WriteStartObject(side);
        json.WriteString("config", name);
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            SummaryJson.Write(json, run);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IEnumerable<TextTable> Tables((string A, string B) names, PairedRuns pairs)
    {
        yield return new TextTable("Comparison", null,
        [
            .. pairs.Partial ? [["PARTIAL", "interrupted: only complete pairs are counted"]] : Array.Empty<string[]>(),
            ["workload", string.Join(" + ", pairs.Workloads)],
            ["A", names.A],
            ["B", names.B],
            ["pairs", pairs.A.Count.ToString(CultureInfo.InvariantCulture)],
        ]);
        if (pairs.A.Count == 0)
        {
            yield break;
        }

        yield return new TextTable(
            "Means, and B minus A with its 95 % interval (* differs from 0)",
            ["", "A", "B", "B - A", "from", "to", ""],
            [.. KeyFigure.All.Select(f => Row(f, pairs))]);
        yield return new TextTable(
            "Fingerprints",
            ["seed", "", "fingerprint"],
            [.. pairs.A.Zip(pairs.B).SelectMany(static p => new[] { Fingerprint(p.First, "A"), Fingerprint(p.Second, "B") })]);
        foreach (var (side, run) in new[] { ("A", pairs.A[0]), ("B", pairs.B[0]) })
        {
            foreach (var table in SummaryText.Of(run).Where(static t => t.Title is "What was read" or "Not simulated" or "Hints"))
            {
                yield return table with { Title = $"{table.Title} ({side})" };
            }
        }
    }

    private static string[] Fingerprint(RunSummary run, string side) => [run.Seed.ToString(CultureInfo.InvariantCulture), side, run.Fingerprint];

    private static string[] Row(KeyFigure figure, PairedRuns pairs)
    {
        var difference = pairs.Difference(figure);
        return
        [
            figure.Label,
            figure.Text(ConfidenceInterval.Of(pairs.Of(figure, b: false)).Mean),
            figure.Text(ConfidenceInterval.Of(pairs.Of(figure, b: true)).Mean),
            figure.Text(difference.Mean),
            difference.HalfWidth is null ? string.Empty : figure.Text(difference.Low),
            difference.HalfWidth is null ? string.Empty : figure.Text(difference.High),
            difference.DiffersFromZero ? "*" : string.Empty,
        ];
    }
}
