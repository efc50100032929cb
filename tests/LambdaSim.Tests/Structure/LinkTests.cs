using System.Text.RegularExpressions;

namespace LambdaSim.Tests.Structure;

/// <summary>Links between the documents lead somewhere.</summary>
public partial class LinkTests
{
    private static readonly string _root = Shared.ProjectRoot();

    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Path.Combine(_root, "docs"), "*.md", SearchOption.AllDirectories)
        .Append(Path.Combine(_root, "README.md"))
        .Select(static file => Path.GetRelativePath(_root, file))
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_relative_link_leads_to_a_file_and_a_heading_of_it(string document)
    {
        var file = Path.Combine(_root, document);
        var targets = Link().Matches(Fence().Replace(File.ReadAllText(file), "")).Select(static m => m.Groups["target"].Value);

        Assert.All(targets.Where(static t => !t.Contains("://", StringComparison.Ordinal)), target =>
        {
            var (path, heading) = target.Split('#') is [var p, var h] ? (p, h) : (target, null);
            var linked = path.Length == 0 ? file : Path.Combine(Path.GetDirectoryName(file)!, path);
            Assert.True(File.Exists(linked), $"{document} links to {target}, and there is no such file");
            Assert.True(heading is null || Headings(linked).Contains(heading), $"{document} links to {target}, and the file has no such heading");
        });
    }

    // As GitHub makes them: lower case, hyphens for spaces, no punctuation.
    private static HashSet<string> Headings(string file) =>
        [.. Heading().Matches(File.ReadAllText(file)).Select(static m => Punctuation().Replace(m.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#+ (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Fence();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.CultureInvariant)]
    private static partial Regex Punctuation();
}
