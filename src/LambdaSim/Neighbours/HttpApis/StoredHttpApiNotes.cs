using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>Settings of HTTP and WebSocket APIs that do not act: those of stages, and of what they serve. What is not deployed acts with AWS no more than here.</summary>
internal static class StoredHttpApiNotes
{
    private static readonly string[] _ofRoute = ["authorizationScopes", "modelSelectionExpression", "requestModels", "requestParameters"];
    private static readonly string[] _ofResponse = ["modelSelectionExpression", "responseModels", "responseParameters"];
    private static readonly string[] _ofSettings = ["dataTraceEnabled", "detailedMetricsEnabled", "loggingLevel"];
    private static readonly string[] _limits = ["throttlingBurstLimit", "throttlingRateLimit"];

    public static IEnumerable<string> Of(StoredHttpApi api)
    {
        var name = $"{(api.IsSocket ? "WebSocket" : "HTTP")} API {api.Name}";

        // A handshake of C# does not say by which name it came.
        if (api.IsSocket && (bool?)api.Document["disableExecuteApiEndpoint"] == true)
        {
            yield return $"{name}: disableExecuteApiEndpoint, which refuses clients of the endpoint and not those of C#";
        }

        if ((string?)api.Document["ipAddressType"] is not (null or "ipv4"))
        {
            yield return $"{name}: ipAddressType";
        }

        foreach (var (stage, document) in api.Stages.Select(static s => (s.Key, s.Value.Document)))
        {
            foreach (var note in OfStage(api, document))
            {
                yield return $"{name}, stage {stage}{note}";
            }
        }

        foreach (var note in api.Stages.Values.Select(static s => (string?)s.Document["deploymentId"]).OfType<string>().SelectMany(d => Served(api.Deployments[d].Kept)).Distinct(StringComparer.Ordinal))
        {
            yield return name + note;
        }
    }

    private static IEnumerable<string> OfStage(StoredHttpApi api, JsonObject stage)
    {
        if (stage["accessLogSettings"] is not null)
        {
            yield return ": accessLogSettings";
        }

        foreach (var (place, settings) in (stage["routeSettings"] as JsonObject ?? []).Append(new("defaultRouteSettings", stage["defaultRouteSettings"])))
        {
            // WebSocket APIs have no limits here.
            foreach (var member in _ofSettings.Concat(api.IsSocket ? _limits : []).Where(m => settings?[m] is JsonValue value && !(value.TryGetValue<bool>(out var flag) && !flag) && value.ToString() != "OFF"))
            {
                yield return $", {place}: {member}";
            }
        }
    }

    private static IEnumerable<string> Served(HttpApiSnapshot kept)
    {
        foreach (var route in kept.Routes)
        {
            var key = (string)route["routeKey"]!;
            if ((string?)route["authorizationType"] == "AWS_IAM")
            {
                yield return $", {key}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";
            }

            foreach (var member in _ofRoute.Where(m => route[m] is JsonArray { Count: > 0 } or JsonObject { Count: > 0 } or JsonValue))
            {
                yield return $", {key}: {member}";
            }

            foreach (var member in kept.Responses.GetValueOrDefault((string)route["routeId"]!) is { } response ? _ofResponse.Where(m => response[m] is not null) : [])
            {
                yield return $", a response of {key}: {member}";
            }
        }

        // The method by which AWS would call Lambda, which takes POST alone.
        if (kept.Integrations.Values.Any(static i => (string?)i["integrationMethod"] is not (null or "POST")))
        {
            yield return ": integrationMethod";
        }

        if (kept.Integrations.Values.Concat(kept.Authorizers.Values).Any(static i => i["credentialsArn"] is not null || i["authorizerCredentialsArn"] is not null))
        {
            yield return ": credentials of an integration or authorizer";
        }
    }
}
