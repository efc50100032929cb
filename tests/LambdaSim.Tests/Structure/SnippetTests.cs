using System.Text.RegularExpressions;
using LambdaSim.Snippets;
using LambdaSim.Snippets.Testing;

namespace LambdaSim.Tests.Structure;

/// <summary>C# in README and docs is what docs/snippets compiles, and does what the text says.</summary>
public partial class SnippetTests
{
    private static readonly string _root = Shared.ProjectRoot();

    // Which document shows a snippet; the others are those of the testing guide.
    private static readonly Dictionary<string, string> _elsewhere = new(StringComparer.Ordinal)
    {
        ["replay"] = "README.md",
        ["readme-test"] = "README.md",
        ["observer"] = "docs/replay.md",
        ["dead-letter"] = "docs/async.md",
        ["services"] = "docs/dependency-injection.md",
        ["handler"] = "docs/dependency-injection.md",
        ["follow"] = "docs/dependency-injection.md",
    };

    private static readonly Lazy<SortedDictionary<string, string>> _snippets = new(Snippets);

    public static TheoryData<string> Names => [.. _snippets.Value.Keys];

    public static TheoryData<string> TestingNames => [.. TestingSnippets.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_text_shows_the_compiled_snippet(string snippet) =>
        Assert.Contains($"```csharp\n{_snippets.Value[snippet]}\n```", Document(snippet), StringComparison.Ordinal);

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/replay.md")]
    [InlineData("docs/testing.md")]
    [InlineData("docs/dependency-injection.md")]
    public void All_CSharp_of_the_text_is_compiled(string document) =>
        Assert.Empty(CSharp().Matches(Read(document)).Select(m => m.Groups["code"].Value).Except(_snippets.Value.Values));

    [Theory]
    [MemberData(nameof(TestingNames))]
    public void A_snippet_of_the_testing_guide_runs_and_prints_what_the_text_says(string snippet)
    {
        var output = new StringWriter { NewLine = "\n" };
        TestingSnippets.All[snippet](output);

        if (output.ToString().TrimEnd('\n') is { Length: > 0 } printed)
        {
            Assert.Contains($"```csharp\n{_snippets.Value[snippet]}\n```\n\n```\n{printed}\n```", Document(snippet), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_snippet_of_the_testing_guide_is_run() =>
        Assert.Equal(_snippets.Value.Keys.Where(s => DocumentOf(s) is "docs/testing.md" || s == "readme-test"), TestingSnippets.All.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_README_prints_what_the_snippet_prints()
    {
        var output = new StringWriter { NewLine = "\n" };
        ReplaySnippets.ReplayFromCode(output);

        Assert.Contains($"```\n{output}```", Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_of_the_services_page_is_charged_once() => Assert.Equal(1, DependencyInjectionSnippets.ChargeOnce());

    [Fact]
    public async Task The_reader_of_the_services_page_counts_what_ran() => Assert.Equal(3, await DependencyInjectionSnippets.Follow());

    [Fact]
    public void Every_burst_of_thirty_loses_ten_to_a_reservation_of_twenty() => Assert.Equal(100, ReplaySnippets.CountThrottlesByHand());

    [Fact]
    public void The_sample_s_README_shows_the_sample_s_code()
    {
        var code = string.Concat(Directory.EnumerateFiles(Path.Combine(_root, "docs", "samples", "payments"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText));

        Assert.All(CSharp().Matches(Read("docs/samples/payments/README.md")), m => Assert.Contains(m.Groups["code"].Value, code, StringComparison.Ordinal));
    }

    private static string DocumentOf(string snippet) => _elsewhere.GetValueOrDefault(snippet, "docs/testing.md");

    private static string Document(string snippet) => Read(DocumentOf(snippet));

    private static string Read(string document) => File.ReadAllText(Path.Combine(_root, document)).ReplaceLineEndings("\n");

    // By name, without the indentation of the marker.
    private static SortedDictionary<string, string> Snippets()
    {
        var snippets = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var folder = Path.Combine(_root, "docs", "snippets");
        foreach (var file in Directory.EnumerateFiles(folder, "*.cs").Concat(Directory.EnumerateFiles(Path.Combine(folder, "Testing"), "*.cs")))
        {
            foreach (Match m in Marked().Matches(File.ReadAllText(file).ReplaceLineEndings("\n")))
            {
                var indent = m.Groups["indent"].Value;
                snippets.Add(m.Groups["name"].Value, string.Join('\n', m.Groups["code"].Value.Split('\n').Select(l => l.StartsWith(indent, StringComparison.Ordinal) ? l[indent.Length..] : l)));
            }
        }

        return snippets;
    }

    [GeneratedRegex(@"^(?<indent> *)// begin-snippet: (?<name>\S+)\n(?<code>.*?)\n *// end-snippet", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Marked();

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)\n```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CSharp();
}
