using System.Text.Json.Nodes;
using LambdaSim.Tests.Conformance.Services;

namespace LambdaSim.Tests.Conformance;

/// <summary>Requests and recorded answers by area: the public ones, or others that the environment names.</summary>
internal static class Recordings
{
    private const string Variable = "LAMBDASIM_CONFORMANCE";

    private static readonly string? _others = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>Whether other recordings than the public ones are played: what is known of those does not hold.</summary>
    public static bool AreOthers => _others is not null;

    private static string Root => _others ?? Path.GetDirectoryName(Shared.Path("conformance/README.md"))!;

    /// <summary>Plays all of them and compares.</summary>
    public static SortedDictionary<string, IReadOnlyList<Verdict>> Play() => Play(Root, static (test, steps, recorded) =>
    {
        using var world = new HttpApi();
        return new StepPlayer(world, world, recorded).Play(test, steps);
    });

    /// <summary>Those of the services around Lambda.</summary>
    public static SortedDictionary<string, IReadOnlyList<Verdict>> PlayServices() => Play(Path.Combine(Root, "neighbours"), static (test, steps, recorded) =>
    {
        using var world = new ServiceWorld();
        return new ServicePlayer(world, recorded).Play(test, steps);
    });

    private static SortedDictionary<string, IReadOnlyList<Verdict>> Play(string folder, Func<string, JsonObject, JsonObject, IReadOnlyList<Verdict>> play)
    {
        var areas = new SortedDictionary<string, IReadOnlyList<Verdict>>(StringComparer.Ordinal);
        var requests = Path.Combine(folder, "requests");
        foreach (var file in Directory.Exists(requests) ? Directory.EnumerateFiles(requests, "*.json") : [])
        {
            var area = Path.GetFileNameWithoutExtension(file);
            var recordings = Read(Path.Combine(folder, "recordings", $"{area}.json"));
            areas[area] = [.. Read(file).Where(test => recordings[test.Key] is not null).SelectMany(test => play(test.Key, test.Value!.AsObject(), recordings[test.Key]!["answers"]!.AsObject()))];
        }

        return areas;
    }

    private static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(path))!.AsObject();
}
