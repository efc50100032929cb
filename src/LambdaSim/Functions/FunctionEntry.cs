namespace LambdaSim.Functions;

/// <summary>One function with everything that belongs to it. Keys named qualifier are <c>$LATEST</c> for the unqualified function, a version number or an alias name.</summary>
internal sealed class FunctionEntry(string name, VersionEntry latest)
{
    public string Name { get; } = name;

    public VersionEntry Latest { get; set; } = latest;

    public SortedDictionary<int, VersionEntry> Versions { get; } = [];

    public SortedDictionary<string, AliasEntry> Aliases { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Tags { get; set; } = new(StringComparer.Ordinal);

    public int? ReservedConcurrency { get; set; }

    public string? CodeSigningConfigArn { get; set; }

    public string RecursiveLoop { get; set; } = "Terminate";
}
