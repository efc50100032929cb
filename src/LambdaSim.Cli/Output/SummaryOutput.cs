using System.Globalization;
using System.Text.Json;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Output;

/// <summary>What a replay prints: one summary, or several runs and what they have in common.</summary>
internal static class SummaryOutput
{
    public static void Write(Terminal terminal, IReadOnlyList<RunSummary> runs, bool json)
    {
        if (json)
        {
            JsonOutput.Write(terminal.Out, writer => Json(writer, runs));
        }
        else if (runs.Count == 1)
        {
            TextTable.Write(terminal, SummaryText.Of(runs[0]));
        }
        else
        {
            TextTable.Write(terminal, Tables(runs));
        }
    }

    private static void Json(Utf8JsonWriter json, IReadOnlyList<RunSummary> runs)
    {
        if (runs.Count == 1)
        {
            SummaryJson.Write(json, runs[0]);
            return;
        }

        json.WriteStartObject();
        json.WriteBoolean("partial", runs.Any(static r => r.End.Partial));
        json.WriteStartArray("figures");
        foreach (var figure in KeyFigure.All)
        {
            json.WriteStartObject();
            json.WriteString("name", figure.Name);
            Interval(json, ConfidenceInterval.Of(Values(runs, figure)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("runs");
        foreach (var run in runs)
        {
            SummaryJson.Write(json, run);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Interval(Utf8JsonWriter json, ConfidenceInterval interval)
    {
        json.WriteNumber("mean", interval.Mean);
        if (interval.HalfWidth is not null)
        {
            json.WriteNumber("low95", interval.Low);
            json.WriteNumber("high95", interval.High);
        }
    }

    private static IEnumerable<TextTable> Tables(IReadOnlyList<RunSummary> runs)
    {
        yield return new TextTable(
            $"Runs of {string.Join(" + ", runs[0].Workloads)}{(runs.Any(static r => r.End.Partial) ? " (PARTIAL: interrupted)" : string.Empty)}",
            ["seed", "cold starts", "throttles", "p99", "cost"],
            [
                .. runs.Select(static r => new[]
                {
                    r.Seed.ToString(CultureInfo.InvariantCulture),
                    Figures.Count(r.Metrics.Cold),
                    Figures.Count(r.Metrics.Throttles),
                    Figures.Time(r.Metrics.Latency.Quantile(99, 100) * 1e3),
                    Figures.Usd(r.Bill.Subtotal.Usd),
                }),
            ]);
        yield return new TextTable(
            "Over all runs (mean and 95 % interval)",
            ["", "mean", "±", "least", "most"],
            [.. KeyFigure.All.Select(f => Row(f, Values(runs, f)))]);
        yield return new TextTable(
            "Fingerprints",
            ["seed", "fingerprint"],
            [.. runs.Select(static r => new[] { r.Seed.ToString(CultureInfo.InvariantCulture), r.Fingerprint })]);
        foreach (var table in SummaryText.Of(runs[0]).Where(static t => t.Title is "What was read" or "Not simulated" or "Hints"))
        {
            yield return table;
        }
    }

    private static string[] Row(KeyFigure figure, double[] values)
    {
        var interval = ConfidenceInterval.Of(values);
        return [figure.Label, figure.Text(interval.Mean), interval.HalfWidth is { } half ? figure.Text(half) : string.Empty, figure.Text(values.Min()), figure.Text(values.Max())];
    }

    private static double[] Values(IReadOnlyList<RunSummary> runs, KeyFigure figure) => [.. runs.Select(figure.Of)];
}
