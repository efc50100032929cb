namespace LambdaSim.Functions;

/// <summary>A name for a version, or for two of them with a weight.</summary>
internal sealed class AliasEntry(string name)
{
    public string Name { get; } = name;

    public required string FunctionVersion { get; set; }

    public string Description { get; set; } = "";

    /// <summary>The second version and its share of the calls; null: none.</summary>
    public (string Version, double Weight)? Routing { get; set; }

    public required string RevisionId { get; set; }
}
