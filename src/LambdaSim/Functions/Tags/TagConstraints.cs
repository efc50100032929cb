namespace LambdaSim.Functions;

/// <summary>The service model's constraints on tags, wherever they are given (rule CTL-TAGS).</summary>
internal static class TagConstraints
{
    private const string Keys = "Member must have length less than or equal to 128, Member must have length greater than or equal to 1";
    private const string Values = "Member must have length less than or equal to 256, Member must have length greater than or equal to 0, Member must not be null";

    public static Constraints Of(Constraints constraints, IReadOnlyDictionary<string, string?>? tags)
    {
        if (tags is null)
        {
            return constraints;
        }

        var printed = $"{{{string.Join(", ", tags.Select(static t => $"{t.Key}={t.Value}"))}}}";
        if (tags.Keys.Any(static k => k.Length is < 1 or > 128))
        {
            constraints.Violated("tags", printed, $"Map keys must satisfy constraint: [{Keys}]");
        }

        return tags.Values.All(static v => v is { Length: <= 256 }) ? constraints
            : constraints.Violated("tags", printed, $"Map value must satisfy constraint: [{Values}]");
    }

    public static Constraints OfKeys(Constraints constraints, IReadOnlyList<string?>? keys) =>
        keys?.All(static k => k is { Length: >= 1 and <= 128 }) != false ? constraints
        : constraints.Violated("tagKeys", $"[{string.Join(", ", keys)}]", $"Member must satisfy constraint: [{Keys}, Member must not be null]");
}
