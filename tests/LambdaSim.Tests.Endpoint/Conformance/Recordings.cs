using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Requests and recorded answers by area: the public ones, or others that the environment names.</summary>
internal static class Recordings
{
    private const string Variable = "LAMBDASIM_CONFORMANCE";

    private static readonly string? _others = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Whether other recordings than the public ones are played: what is known of those does not hold.</summary>
    public static bool AreOthers => _others is not null;

    /// <summary>Plays all of them and compares.</summary>
    public static SortedDictionary<string, IReadOnlyList<Verdict>> Play()
    {
        var areas = new SortedDictionary<string, IReadOnlyList<Verdict>>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Folder("requests"), "*.json"))
        {
            var area = Path.GetFileNameWithoutExtension(file);
            areas[area] = Play(Read(file), Read(Path.Combine(Folder("recordings"), $"{area}.json")));
        }

        return areas;
    }

    private static List<Verdict> Play(JsonObject requests, JsonObject recordings) =>
    [
        .. requests.Where(test => recordings[test.Key] is not null).SelectMany(test =>
        {
            using var world = new HttpApi();
            return new StepPlayer(world, world, recordings[test.Key]!["answers"]!.AsObject()).Play(test.Key, test.Value!.AsObject());
        }),
    ];

    private static string Folder(string name) => Path.Combine(_others ?? Path.GetDirectoryName(Shared.Path("conformance/README.md"))!, name);

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();
}
