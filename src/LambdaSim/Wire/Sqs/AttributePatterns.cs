namespace LambdaSim.Wire.Sqs;

/// <summary>Which attributes of messages a receive asks for (rule SQS-ATTRIBUTE-NAMES). However many there are, a name is looked up, not compared with each.</summary>
internal sealed class AttributePatterns(IEnumerable<string> patterns)
{
    private const string AnyEnd = ".*";

    private readonly HashSet<string> _patterns = new(patterns, StringComparer.Ordinal);

    public bool Mean(string name) => _patterns.Count > 0
        && (_patterns.Contains("All") || _patterns.Contains("*") || _patterns.Contains(name) || Enumerable.Range(0, name.Length + 1).Any(end => _patterns.Contains(name[..end] + AnyEnd)));
}
