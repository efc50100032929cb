using LambdaSim.Snippets;

namespace LambdaSim.Tests.Structure;

/// <summary>C# in README and docs is what docs/snippets compiles, and does what the text says.</summary>
public class SnippetTests
{
    private static readonly string _root = Shared.ProjectRoot();

    [Theory]
    [InlineData("README.md", "replay")]
    [InlineData("docs/replay.md", "observer")]
    public void The_text_shows_the_compiled_snippet(string document, string snippet)
    {
        var lines = File.ReadAllLines(Path.Combine(_root, "docs", "snippets", "ReplaySnippets.cs")).Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l).ToList();
        var start = lines.IndexOf($"// begin-snippet: {snippet}") + 1;
        var code = string.Join('\n', lines.Skip(start).TakeWhile(l => l != "// end-snippet"));

        Assert.Contains($"```csharp\n{code}\n```", File.ReadAllText(Path.Combine(_root, document)).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_README_prints_what_the_snippet_prints()
    {
        var output = new StringWriter { NewLine = "\n" };
        ReplaySnippets.ReplayFromCode(output);

        Assert.Contains($"```\n{output}```", File.ReadAllText(Path.Combine(_root, "README.md")).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_burst_of_thirty_loses_ten_to_a_reservation_of_twenty() => Assert.Equal(100, ReplaySnippets.CountThrottlesByHand());
}
