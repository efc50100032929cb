namespace LambdaSim.Neighbours.Buses;

/// <summary>What PutRule is asked.</summary>
/// <param name="Name">Of the rule.</param>
/// <param name="Bus">Name of the bus.</param>
internal sealed record RuleRequest(string? Name, string Bus)
{
    public string? Pattern { get; init; }

    public string? Schedule { get; init; }

    public string? State { get; init; }

    public string? Description { get; init; }

    public string? RoleArn { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);
}
