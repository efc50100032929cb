using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>Settings of HTTP and WebSocket APIs that are kept and do not act.</summary>
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
            yield return $"{name}: disableExecuteApiEndpoint";
        }

        foreach (var route in api.Routes.Values)
        {
            if ((string?)route["authorizationType"] == "AWS_IAM")
            {
                yield return $"{name}, {route["routeKey"]}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";
            }

            foreach (var member in _ofRoute.Where(m => route[m] is JsonArray { Count: > 0 } or JsonObject { Count: > 0 } or JsonValue))
            {
                yield return $"{name}, {route["routeKey"]}: {member}";
            }
        }

        foreach (var _ in api.Integrations.Values.Concat(api.Authorizers.Values).Where(static i => i["credentialsArn"] is not null || i["authorizerCredentialsArn"] is not null))
        {
            yield return $"{name}: credentials of an integration or authorizer";
        }

        foreach (var (stage, document) in api.Stages.Select(static s => (s.Key, s.Value.Document)))
        {
            if (document["accessLogSettings"] is not null)
            {
                yield return $"{name}, stage {stage}: accessLogSettings";
            }

            foreach (var (place, settings) in (document["routeSettings"] as JsonObject ?? []).Append(new("defaultRouteSettings", document["defaultRouteSettings"])))
            {
                // WebSocket APIs have no limits here.
                foreach (var member in _ofSettings.Concat(api.IsSocket ? _limits : []).Where(m => settings?[m] is JsonValue value && !(value.TryGetValue<bool>(out var flag) && !flag) && value.ToString() != "OFF"))
                {
                    yield return $"{name}, stage {stage}, {place}: {member}";
                }
            }
        }

        foreach (var response in api.Responses.Values)
        {
            foreach (var member in _ofResponse.Where(m => response.Document[m] is not null))
            {
                yield return $"{name}, a response of {api.Routes[response.RouteId]["routeKey"]}: {member}";
            }
        }
    }
}
