using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>Settings of a stage's methods, as patches of the stage.</summary>
internal static class StageSettings
{
    private static readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal)
    {
        ["CacheDataEncrypted"] = "caching/dataEncrypted", ["CacheTtlInSeconds"] = "caching/ttlInSeconds", ["CachingEnabled"] = "caching/enabled", ["DataTraceEnabled"] = "logging/dataTrace",
        ["LoggingLevel"] = "logging/loglevel", ["MetricsEnabled"] = "metrics/enabled", ["ThrottlingBurstLimit"] = "throttling/burstLimit", ["ThrottlingRateLimit"] = "throttling/rateLimit",
    };

    public static void Patch(MapNode setting, JsonArray patches)
    {
        var path = setting["ResourcePath"] is { } resource ? Shaped.Text(resource) : "/*";
        var method = setting["HttpMethod"] is { } verb ? Shaped.Text(verb) : "*";

        // A slash within the path is written as in JSON pointers; the one before all paths is none of them.
        var escaped = path is "/*" or "*" ? "*" : path.Replace("/", "~1", StringComparison.Ordinal);
        foreach (var (name, value) in setting.Members.Where(static m => m.Key is not ("ResourcePath" or "HttpMethod")))
        {
            if (!_paths.TryGetValue(name, out var member))
            {
                throw Fault.At(value, $"Encountered unsupported property {name} in MethodSettings", Configuration.NearestName.Hint(name, _paths.Keys));
            }

            patches.Add((JsonNode)new JsonObject { ["op"] = "replace", ["path"] = $"/{escaped}/{method}/{member}", ["value"] = Shaped.Text(value) });
        }
    }
}
