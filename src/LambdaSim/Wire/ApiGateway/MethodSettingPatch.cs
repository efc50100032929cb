using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>Patches of a stage's settings of methods: <c>/~1orders/GET/throttling/rateLimit</c>, or <c>/*/*/...</c> for all methods (rule APIGW-PATCH).</summary>
internal static class MethodSettingPatch
{
    private static readonly Dictionary<string, (string Member, Func<string, JsonNode?> Read)> _settings = new(StringComparer.Ordinal)
    {
        ["throttling/rateLimit"] = ("throttlingRateLimit", static v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && double.IsFinite(n) ? n : null),
        ["throttling/burstLimit"] = ("throttlingBurstLimit", Integer),
        ["metrics/enabled"] = ("metricsEnabled", Flag),
        ["logging/loglevel"] = ("loggingLevel", static v => v),
        ["logging/dataTrace"] = ("dataTraceEnabled", Flag),
        ["caching/enabled"] = ("cachingEnabled", Flag),
        ["caching/ttlInSeconds"] = ("cacheTtlInSeconds", Integer),
        ["caching/dataEncrypted"] = ("cacheDataEncrypted", Flag),
        ["caching/requireAuthorizationForCacheControl"] = ("requireAuthorizationForCacheControl", Flag),
        ["caching/unauthorizedCacheControlHeaderStrategy"] = ("unauthorizedCacheControlHeaderStrategy", static v => v),
    };

    /// <summary>Whether the operation is of a method's settings; then it is done.</summary>
    public static bool TryApply(JsonObject stage, JsonObject operation)
    {
        var path = (string?)operation["path"] ?? "";
        var parts = path.TrimStart('/').Split('/');
        var settings = stage["methodSettings"]!.AsObject();
        if (parts.Length == 2 && (string?)operation["op"] == "remove" && settings.ContainsKey(string.Join('/', parts)))
        {
            settings.Remove(string.Join('/', parts));
            return true;
        }

        if (parts.Length < 4 || !_settings.TryGetValue($"{parts[^2]}/{parts[^1]}", out var setting))
        {
            return false;
        }

        var key = string.Join('/', parts[..^2]);
        if ((string?)operation["op"] == "remove")
        {
            (settings[key] as JsonObject)?.Remove(setting.Member);
            return true;
        }

        var of = settings[key] as JsonObject ?? (JsonObject)(settings[key] = new JsonObject())!;
        of[setting.Member] = setting.Read((string?)operation["value"] ?? "") ?? throw ApiGatewayException.Bad($"Invalid patch value '{operation["value"]}' specified for {path}");
        return true;
    }

    private static JsonNode? Integer(string value) => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static JsonNode? Flag(string value) => value is "true" or "false" ? value == "true" : null;
}
