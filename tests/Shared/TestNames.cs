using System.Text.RegularExpressions;

namespace LambdaSim.Tests;

/// <summary>The tests of all projects, as <c>Class.Method</c>, read from their sources: documents name them wherever they are.</summary>
internal static partial class TestNames
{
    public static IReadOnlySet<string> All { get; } = Directory.EnumerateFiles(Path.Combine(Shared.ProjectRoot(), "tests"), "*.cs", SearchOption.AllDirectories)
        .Where(static f => !f.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"))
        .SelectMany(static f => In(File.ReadAllText(f)))
        .ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> In(string text)
    {
        var classes = Class().Matches(text);
        return Test().Matches(text).Select(m => $"{classes.Last(c => c.Index < m.Index).Groups["name"].Value}.{m.Groups["name"].Value}");
    }

    [GeneratedRegex(@"\bclass (?<name>\w+Tests)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(Fact|Theory)\b[^\n]*\n([ \t]*\[[^\n]*\n)*[ \t]*public [\w<>]+( [\w<>]+)? (?<name>\w+)\(", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Test();
}
