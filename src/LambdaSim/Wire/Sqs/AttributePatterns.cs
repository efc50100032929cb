namespace LambdaSim.Wire.Sqs;

/// <summary>Which attributes of messages a receive asks for: <c>All</c>, <c>.*</c>, <c>prefix.*</c> or names. However many there are, a name is looked up, not compared with each.</summary>
internal sealed class AttributePatterns(IEnumerable<string> patterns)
{
    private const string AnyEnd = ".*";

    private readonly HashSet<string> _patterns = new(patterns, StringComparer.Ordinal);

    public bool Mean(string name) => _patterns.Count > 0
        && (_patterns.Contains("All") || _patterns.Contains(AnyEnd) || _patterns.Contains(name) || Prefixes(name).Any(p => _patterns.Contains(p + AnyEnd)));

    private static IEnumerable<string> Prefixes(string name)
    {
        for (var end = name.IndexOf('.', StringComparison.Ordinal); end >= 0; end = name.IndexOf('.', end + 1))
        {
            yield return name[..end];
        }
    }
}
