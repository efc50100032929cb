using LambdaSim.Snippets;

namespace LambdaSim.Tests.Structure;

/// <summary>C# in README and docs is what docs/snippets compiles, and does what the text says.</summary>
public class SnippetTests
{
    private static readonly string _root = Shared.ProjectRoot();

    [Theory]
    [InlineData("README.md", "ReplaySnippets.cs", "replay")]
    [InlineData("docs/replay.md", "ReplaySnippets.cs", "observer")]
    [InlineData("docs/dependency-injection.md", "DependencyInjectionSnippets.cs", "services")]
    [InlineData("docs/dependency-injection.md", "DependencyInjectionSnippets.cs", "handler")]
    [InlineData("docs/dependency-injection.md", "DependencyInjectionSnippets.cs", "follow")]
    public void The_text_shows_the_compiled_snippet(string document, string file, string snippet)
    {
        var lines = File.ReadAllLines(Path.Combine(_root, "docs", "snippets", file)).Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l).ToList();
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
    public void The_order_of_the_services_page_is_charged_once() => Assert.Equal(1, DependencyInjectionSnippets.ChargeOnce());

    [Fact]
    public async Task The_reader_of_the_services_page_counts_what_ran() => Assert.Equal(3, await DependencyInjectionSnippets.Follow());

    [Fact]
    public void Every_burst_of_thirty_loses_ten_to_a_reservation_of_twenty() => Assert.Equal(100, ReplaySnippets.CountThrottlesByHand());
}
