using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Structure;

/// <summary>docs/rules.md, the code and the tests speak of the same rules.</summary>
public partial class RulesTests
{
    private static readonly string _root = Shared.ProjectRoot();

    [Fact]
    public void Every_rule_names_a_test_that_exists()
    {
        // Of all the test projects.
        var tests = Directory.EnumerateFiles(Path.Combine(_root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .SelectMany(f => Test().Matches(File.ReadAllText(f)).Select(m => $"{Path.GetFileNameWithoutExtension(f)}.{m.Groups["name"].Value}"))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Empty(Rows().SelectMany(r => r.Tests).Where(t => !tests.Contains(t)));
        Assert.All(Rows(), r => Assert.NotEmpty(r.Tests));
    }

    [Fact]
    public void Every_rule_says_where_it_comes_from() =>
        Assert.All(Rows(), r => Assert.Matches("documented|recorded|chosen", r.Source));

    [Fact]
    public void No_rule_stands_twice() => Assert.Empty(Rows().GroupBy(r => r.Id).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void Every_rule_the_code_cites_is_described()
    {
        var known = Rows().Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        var cited = Directory.EnumerateFiles(Path.Combine(_root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(f => Cited().Matches(File.ReadAllText(f)).Select(m => m.Value))
            .Distinct();

        Assert.Empty(cited.Where(id => !known.Contains(id)).Order());
    }

    private static List<(string Id, string Source, string[] Tests)> Rows() =>
    [
        .. File.ReadLines(Path.Combine(_root, "docs", "rules.md"))
            .Select(l => l.Split(" | "))
            .Where(c => c.Length == 4 && Cited().IsMatch(c[0]))
            .Select(c => (c[0].TrimStart('|', ' '), c[2], TestName().Matches(c[3]).Select(m => m.Value).ToArray())),
    ];

    [GeneratedRegex(@"\b(ADM|ENV|INIT|INV|ASY|BIL|TRC|CTL|HTTP|SQS|STS)-[A-Z0-9]+(-[A-Z0-9]+)*\b")]
    private static partial Regex Cited();

    [GeneratedRegex(@"\[(Fact|Theory)[^\n]*\n(\s*\[[^\n]*\n)*\s*public [\w<>]+( [\w<>]+)? (?<name>\w+)\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Test();

    [GeneratedRegex(@"[A-Za-z0-9]+Tests\.[A-Za-z0-9_]+")]
    private static partial Regex TestName();
}
