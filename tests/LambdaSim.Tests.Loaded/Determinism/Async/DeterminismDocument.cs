using System.Globalization;
using System.Text;

namespace LambdaSim.Tests.Determinism.Async;

/// <summary>docs/determinism.md: text by hand, the table of scenarios from their list.</summary>
internal static class DeterminismDocument
{
    private const string Start = "<!-- scenarios:start -->\n";
    private const string End = "<!-- scenarios:end -->";
    private const string Approve = "LAMBDASIM_APPROVE";

    private static string FilePath => Path.Combine(Shared.ProjectRoot(), "docs", "determinism.md");

    /// <summary>Compares the table with the document; with LAMBDASIM_APPROVE=1 writes it there.</summary>
    public static void Check()
    {
        var document = File.ReadAllText(FilePath).ReplaceLineEndings("\n");
        var from = document.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Start.Length && to >= from, "docs/determinism.md has no block for the scenarios");
        var made = Table();
        if (made != document[from..to] && Environment.GetEnvironmentVariable(Approve) == "1")
        {
            File.WriteAllText(FilePath, document[..from] + made + document[to..]);
            return;
        }

        Assert.Equal(made, document[from..to]);
    }

    private static string Table()
    {
        var text = new StringBuilder("\n| scenario | verdict | note |\n|---|---|---|\n");
        foreach (var scenario in AsyncScenarios.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Name} | {Word(scenario.Expected)} | {scenario.Note} |\n");
        }

        foreach (var kind in Enum.GetValues<VerdictKind>())
        {
            text.Append(kind == VerdictKind.Deterministic ? "\n" : ", ").Append(CultureInfo.InvariantCulture, $"{AsyncScenarios.All.Count(s => s.Expected.Kind == kind)} {Word(new Verdict(kind))}");
        }

        return text.Append(".\n\n").ToString();
    }

    private static string Word(Verdict verdict) => verdict.Kind switch
    {
        VerdictKind.Deterministic => "deterministic",
        VerdictKind.Refused => verdict.Error is { } error ? $"refused: `{error.Name}`" : "refused",
        _ => "not reproducible",
    };
}
