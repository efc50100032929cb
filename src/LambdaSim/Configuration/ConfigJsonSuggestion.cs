namespace LambdaSim.Configuration;

/// <summary>The end of an error about an unknown word.</summary>
internal static class Suggestion
{
    public static string For(string word, IReadOnlyList<string> known) =>
        $"did you mean \"{NearestName.Of(ConfigNode.Cut(word), known, 1)[0]}\"? Known here: {string.Join(", ", known)}";
}
