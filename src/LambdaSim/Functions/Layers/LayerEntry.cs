using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>A layer: it stays known when its last version is deleted, so that numbers are never given twice (rule CTL-LAYER-NUMBERS).</summary>
internal sealed class LayerEntry(string name)
{
    public string Name { get; } = name;

    public long LastVersion { get; set; }

    public SortedDictionary<long, LayerVersionEntry> Versions { get; } = [];
}

/// <summary>One version: nothing of it changes but its policy.</summary>
/// <param name="Shown">As Get shows it.</param>
/// <param name="Code">The archive.</param>
internal sealed record LayerVersionEntry(LayerVersionResponse Shown, CodePackage Code)
{
    /// <summary>Statements in order of their addition.</summary>
    public List<(string Sid, string Statement)> Policy { get; } = [];

    /// <summary>Null as long as there is no policy.</summary>
    public string? PolicyRevision { get; set; }

    public string Arn => Shown.LayerVersionArn!;

    public bool Suits(string? runtime, string? architecture) =>
        (runtime is null || Shown.CompatibleRuntimes?.Contains(runtime, StringComparer.Ordinal) == true)
        && (architecture is null || Shown.CompatibleArchitectures?.Contains(architecture, StringComparer.Ordinal) == true);
}
