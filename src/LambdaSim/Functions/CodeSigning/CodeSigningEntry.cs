using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>A code signing configuration and its tags.</summary>
internal sealed class CodeSigningEntry(CodeSigningConfig shown)
{
    public CodeSigningConfig Shown { get; set; } = shown;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);
}
