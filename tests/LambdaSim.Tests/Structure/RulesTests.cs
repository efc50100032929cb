using System.Text.RegularExpressions;
using LambdaSim.Tests.Rules;

namespace LambdaSim.Tests.Structure;

/// <summary>The tables of rules, docs/rules.md, the code, the documents and the tests speak of the same rules.</summary>
public partial class RulesTests
{
    private static readonly string _root = Shared.ProjectRoot();

    private static readonly HashSet<string> _known = [.. RulePage.Rules.Select(static r => r.Id)];

    private static readonly HashSet<string> _prefixes = [.. _known.Select(static id => id[..id.IndexOf('-', StringComparison.Ordinal)])];

    private static readonly Lazy<List<(string Rule, string Test)>> _pins = new(static () => [.. Texts("tests", "*.cs").SelectMany(static f => PinsOf(f.Text))]);

    public static TheoryData<string> Cited => ["src", "docs", "tests", "README.md"];

    [Fact]
    public void The_page_is_what_the_tables_and_the_tests_say() =>
        GeneratedText.Match("docs/rules.md", RulePage.Make(_pins.Value.ToLookup(static p => p.Rule, static p => p.Test)));

    [Fact]
    public void Every_rule_says_where_it_comes_from() => Assert.All(RulePage.Rules, static r => Assert.Matches("documented|recorded|chosen|observed", r.Source));

    [Fact]
    public void No_rule_stands_twice() => Assert.Empty(RulePage.Rules.GroupBy(static r => r.Id).Where(static g => g.Count() > 1).Select(static g => g.Key));

    [Fact]
    public void Every_rule_is_pinned_by_a_test_and_every_pin_is_of_a_rule() => Assert.Equal(_known.Order(StringComparer.Ordinal), _pins.Value.Select(static p => p.Rule).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_is_cited_by_the_code()
    {
        var cited = Texts("src", "*.cs").SelectMany(static f => Citations(f.Text)).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(_known.Except(cited).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Cited))]
    public void Every_id_that_is_cited_is_one_of_a_rule(string place)
    {
        var texts = place.EndsWith(".md", StringComparison.Ordinal) ? [(place, File.ReadAllText(Path.Combine(_root, place)))] : Texts(place, "*.cs").Concat(Texts(place, "*.md"));

        Assert.Empty(texts.SelectMany(static f => Citations(f.Text).Where(static id => !_known.Contains(id)).Select(id => $"{id} in {f.File}")).Distinct().Order(StringComparer.Ordinal));
    }

    // Whatever has the prefix of a rule, and whatever is called one.
    private static IEnumerable<string> Citations(string text) => Id().Matches(text).Select(static m => m.Value).Where(static id => _prefixes.Contains(id[..id.IndexOf('-', StringComparison.Ordinal)]))
        .Concat(Called().Matches(text).SelectMany(static m => m.Groups["id"].Captures.Select(static c => c.Value)));

    private static IEnumerable<(string Rule, string Test)> PinsOf(string text)
    {
        var classes = TestClass().Matches(text);
        return Pinned().Matches(text).SelectMany(m => Id().Matches(m.Groups["rules"].Value)
            .Select(rule => (rule.Value, $"{classes.Last(c => c.Index < m.Index).Groups["name"].Value}.{m.Groups["test"].Value}")));
    }

    private static IEnumerable<(string File, string Text)> Texts(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(_root, folder), pattern, SearchOption.AllDirectories)
            .Select(static f => Path.GetRelativePath(_root, f).Replace('\\', '/'))
            .Where(static f => !f.Split('/').Any(static part => part is "bin" or "obj") && !f.Contains(".received.", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static f => (f, File.ReadAllText(Path.Combine(_root, f))));

    [GeneratedRegex(@"(?<![\w-])[A-Z]{3,5}(-[A-Z0-9]+)+(?![\w-])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Id();

    [GeneratedRegex(@"\b[Rr]ules? ((, | and |, and )?(?<id>[A-Z]{2,8}(-[A-Z0-9]+)+))+", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Called();

    [GeneratedRegex(@"\bclass (?<name>\w+Tests)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex TestClass();

    [GeneratedRegex(@"\[Pins\((?<rules>[^)]*)\)\]\s+public [\w<>]+( [\w<>]+)? (?<test>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Pinned();
}
