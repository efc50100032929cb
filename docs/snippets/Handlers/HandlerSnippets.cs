namespace LambdaSim.Snippets.Handlers;

/// <summary>The snippets of docs/handlers.md by name, to be run by the tests; each writes what the text quotes.</summary>
public static class HandlerSnippets
{
    public static IReadOnlyDictionary<string, Action<TextWriter>> All { get; } = new Dictionary<string, Action<TextWriter>>(StringComparer.Ordinal)
    {
        ["handler-parameters"] = ShapeSnippets.Parameters,
        ["handler-results"] = ShapeSnippets.Results,
        ["handler-refused"] = ShapeSnippets.Refused,
        ["handler-state"] = ClassSnippets.State,
        ["handler-class-added"] = ClassSnippets.ByType,
        ["handler-string"] = ClassSnippets.ByString,
        ["handler-generated"] = ClassSnippets.Generated,
        ["handler-errors"] = ShapeSnippets.Errors,
    };

    /// <summary>Types that the others use.</summary>
    public static IReadOnlyList<string> Declarations { get; } = ["handler-class", "handler-deployed", "handler-json"];
}
