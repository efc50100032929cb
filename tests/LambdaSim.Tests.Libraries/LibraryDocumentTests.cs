using System.Globalization;
using System.Text;

namespace LambdaSim.Tests.Libraries;

/// <summary>docs/determinism.md: its table of libraries is made from the list of scenarios. LAMBDASIM_APPROVE=1 writes it there.</summary>
public class LibraryDocumentTests
{
    private const string Start = "<!-- libraries:start -->\n";
    private const string End = "<!-- libraries:end -->";

    [Fact]
    public void Its_table_of_libraries_is_the_list_of_scenarios()
    {
        var path = Path.Combine(Root(), "docs", "determinism.md");
        var document = File.ReadAllText(path).ReplaceLineEndings("\n");
        var from = document.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        var to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= Start.Length && to >= from, "docs/determinism.md has no block for the libraries");
        var made = Table();
        if (made != document[from..to] && Environment.GetEnvironmentVariable("LAMBDASIM_APPROVE") == "1")
        {
            File.WriteAllText(path, document[..from] + made + document[to..]);
            return;
        }

        Assert.Equal(made, document[from..to]);
    }

    [Fact]
    public void At_least_twelve_libraries_are_tried() =>
        Assert.InRange(LibraryScenarios.All.Select(static s => s.Name.Split(':')[0]).Distinct().Count(), 12, 100);

    private static string Table()
    {
        var text = new StringBuilder("\n| library | verdict | note |\n|---|---|---|\n");
        foreach (var scenario in LibraryScenarios.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Name} | {Verdict(scenario)} | {scenario.Note} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Verdict(LibraryScenario scenario) =>
        scenario.Varies ? "not reproducible" : scenario.Refusal is { } refusal ? $"refused: `{refusal.Name}`" : "deterministic";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "LambdaSim.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("no folder above has LambdaSim.sln");
        }

        return folder.FullName;
    }
}
