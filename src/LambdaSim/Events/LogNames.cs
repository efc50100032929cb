namespace LambdaSim.Events;

/// <summary>What the numbers in a record stand for: the entries of the log so far.</summary>
internal readonly record struct LogNames(IReadOnlyList<FunctionDefinition> Functions, IReadOnlyList<string>? Texts, IReadOnlyList<ResourceDefinition>? Resources)
{
    /// <summary>A text in quotes; its number when it is unknown.</summary>
    public string Quoted(int text) => RecordText.Quoted(text, Texts ?? []);

    /// <summary>A function's name; its index when it is unknown.</summary>
    public string Function(int index) => index >= 0 && index < Functions.Count ? Functions[index].DisplayName : Configuration.Text.Of(index);

    /// <summary>A resource's kind and name; its index when it is unknown.</summary>
    public string Resource(int index) => Resources is { } resources && index >= 0 && index < resources.Count ? resources[index].ToString() : Configuration.Text.Invariant($"resource {index}");
}
