using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>One recorded answer beside ours; no differences: they match.</summary>
internal sealed record Verdict(string Test, string Key, IReadOnlyList<string> Differences, JsonNode? Recorded, JsonNode? Actual)
{
    public bool IsMatched => Differences.Count == 0;
}

/// <summary>The table, and the file that lists what does not match.</summary>
internal static class Report
{
    private const string Variable = "LAMBDASIM_CONFORMANCE_REPORT";

    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static double Percent(IReadOnlyCollection<Verdict> verdicts) =>
        verdicts.Count == 0 ? 100 : 100.0 * verdicts.Count(v => v.IsMatched) / verdicts.Count;

    public static string Table(IReadOnlyDictionary<string, IReadOnlyList<Verdict>> areas)
    {
        var table = new StringBuilder("area                    answers  matched  percent\n");
        foreach (var (area, verdicts) in areas)
        {
            Row(table, area, verdicts);
        }

        Row(table, "total", [.. areas.Values.SelectMany(v => v)]);
        return table.ToString();
    }

    /// <summary>Adds an area to the file that the environment names, if it does.</summary>
    public static void Write(IReadOnlyDictionary<string, IReadOnlyList<Verdict>> areas, string variable = Variable)
    {
        if (Environment.GetEnvironmentVariable(variable) is not { Length: > 0 } path)
        {
            return;
        }

        var text = new StringBuilder(Table(areas));
        foreach (var (area, verdicts) in areas)
        {
            foreach (var v in verdicts.Where(v => !v.IsMatched))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n## {area} {v.Test} {v.Key}\n");
                text.AppendJoin('\n', v.Differences.Select(d => $"  {d}")).Append('\n');
                text.Append(CultureInfo.InvariantCulture, $"expected: {v.Recorded?.ToJsonString(Plain)}\nactual:   {v.Actual?.ToJsonString(Plain) ?? "null"}\n");
            }
        }

        File.WriteAllText(path, text.ToString());
    }

    private static void Row(StringBuilder table, string area, IReadOnlyCollection<Verdict> verdicts) =>
        table.Append(CultureInfo.InvariantCulture, $"{area,-22} {verdicts.Count,8} {verdicts.Count(v => v.IsMatched),8} {Percent(verdicts),8:F1}\n");
}
