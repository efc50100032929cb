using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>Patches of a usage plan's stages (rule APIGW-PATCH).</summary>
internal static class ApiStagePatch
{
    public static void Apply(JsonObject plan, string[] names, JsonObject operation)
    {
        var (op, path, value) = ((string?)operation["op"] ?? "", (string?)operation["path"] ?? "", (string?)operation["value"]);
        var stages = plan["apiStages"] as JsonArray ?? (JsonArray)(plan["apiStages"] = new JsonArray())!;
        var text = (names.Length == 1 ? value : names[1]) ?? "";
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var named = colon > 0 ? (Api: text[..colon], Stage: text[(colon + 1)..]) : throw Bad(path, op);
        var found = stages.FirstOrDefault(s => (string?)s!["apiId"] == named.Api && (string?)s["stage"] == named.Stage)?.AsObject();
        if (names.Length == 1)
        {
            stages.Remove(found);
            if (op != "remove")
            {
                stages.Add((JsonNode)new JsonObject { ["apiId"] = named.Api, ["stage"] = named.Stage });
            }

            return;
        }

        if (found is null || names.Length < 3 || names[2] != "throttle")
        {
            throw Bad(path, op);
        }

        if (names.Length is 3 or 5 && op == "remove")
        {
            _ = names.Length == 3 ? found.Remove("throttle") : (found["throttle"] as JsonObject)?.Remove($"{names[3]}/{names[4]}");
            return;
        }

        if (names.Length != 6 || names[5] is not ("rateLimit" or "burstLimit") || op == "remove")
        {
            throw Bad(path, op);
        }

        var throttle = found["throttle"] as JsonObject ?? (JsonObject)(found["throttle"] = new JsonObject())!;
        var key = $"{names[3]}/{names[4]}";
        var limits = throttle[key] as JsonObject ?? (JsonObject)(throttle[key] = new JsonObject())!;
        limits[names[5]] = names[5] == "rateLimit" && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var rate) && rate >= 0 && double.IsFinite(rate) ? (JsonNode)rate
            : names[5] == "burstLimit" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var burst) ? burst
            : throw ApiGatewayException.Bad($"Invalid patch value '{value}' specified for {path}");
    }

    private static ApiGatewayException Bad(string path, string op) => ApiGatewayException.Bad($"Invalid patch path '{path}' specified for op '{op}'.");
}
