using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>Settings of REST APIs that do not act: those of stages, and of what they serve. What is not deployed acts with AWS no more than here.</summary>
internal static class ApiNotes
{
    private static readonly string[] _ofApi = ["policy", "minimumCompressionSize"];
    private static readonly string[] _ofStage = ["cacheClusterEnabled", "cacheClusterSize", "tracingEnabled", "accessLogSettings", "clientCertificateId", "canarySettings"];
    private static readonly string[] _ofMethod = ["requestValidatorId", "requestModels", "requestParameters", "authorizationScopes"];
    private static readonly string[] _ofAuthorizer = ["authorizerCredentials", "providerARNs"];
    private static readonly string[] _ofMarketplace = ["customerId", "productCode"];
    private static readonly string[] _ofIntegration = ["requestParameters", "cacheKeyParameters", "tlsConfig", "contentHandling", "credentials"];

    public static IEnumerable<string> Of(Api api)
    {
        var name = $"REST API {api.Name}";
        if ((string?)api.Document["endpointConfiguration"]?["ipAddressType"] is not (null or "ipv4"))
        {
            yield return $"{name}: ipAddressType";
        }

        foreach (var (stage, document) in api.Stages.Select(static s => (s.Key, s.Value.Document)))
        {
            foreach (var member in _ofStage.Where(m => IsSet(document[m])))
            {
                yield return $"{name}, stage {stage}: {member}";
            }

            foreach (var (path, settings) in document["methodSettings"] as JsonObject ?? [])
            {
                foreach (var (member, value) in settings!.AsObject().Where(static s => !s.Key.StartsWith("throttling", StringComparison.Ordinal) && IsSet(s.Value)))
                {
                    yield return $"{name}, stage {stage}, {path}: {member}";
                }
            }
        }

        foreach (var note in api.Stages.Values.SelectMany(s => Served(name, api.Deployment(s.DeploymentId))).Distinct(StringComparer.Ordinal))
        {
            yield return note;
        }
    }

    private static IEnumerable<string> Served(string name, ApiDeployment deployment)
    {
        foreach (var member in _ofApi.Where(m => IsSet(deployment.Settings[m])))
        {
            yield return $"{name}: {member}";
        }

        foreach (var (authorizer, member) in deployment.Authorizers.Values.SelectMany(static a => _ofAuthorizer.Where(m => IsSet(a[m])).Select(m => ((string)a["name"]!, m))))
        {
            yield return $"{name}, authorizer {authorizer}: {member}";
        }

        foreach (var (path, method, document) in deployment.Resources.SelectMany(static r => r.Methods.Select(m => (r.Path, m.Key, m.Value))))
        {
            if ((string?)document["authorizationType"] == "AWS_IAM")
            {
                yield return $"{name}, {method} {path}: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";
            }

            foreach (var member in _ofMethod.Where(m => IsSet(document[m])))
            {
                yield return $"{name}, {method} {path}: {member}";
            }

            if ((string?)document["methodIntegration"]?["type"] == "MOCK" && (string?)document["methodIntegration"]!["passthroughBehavior"] is not (null or "WHEN_NO_MATCH"))
            {
                yield return $"{name}, integration of {method} {path}: passthroughBehavior";
            }

            if ((document["methodIntegration"]?["integrationResponses"] as JsonObject ?? []).Any(static r => IsSet(r.Value?["contentHandling"])))
            {
                yield return $"{name}, a response of {method} {path}: contentHandling";
            }

            foreach (var member in _ofIntegration.Where(m => IsSet(document["methodIntegration"]?[m])))
            {
                yield return $"{name}, integration of {method} {path}: {member}";
            }
        }
    }

    /// <summary>What keys and plans have that is for the Marketplace.</summary>
    public static IEnumerable<string> Of(IEnumerable<JsonObject> keysAndPlans) =>
        keysAndPlans.SelectMany(static d => _ofMarketplace.Where(m => IsSet(d[m])).Select(m => $"{(m == "customerId" ? "API key" : "usage plan")} {d["name"]}: {m}"));

    private static bool IsSet(JsonNode? value) => value switch
    {
        null => false,
        JsonArray list => list.Count > 0,
        JsonObject map => map.Count > 0,
        JsonValue scalar when scalar.TryGetValue<bool>(out var flag) => flag,
        JsonValue scalar when scalar.TryGetValue<string>(out var text) => text.Length > 0 && text != "OFF",
        _ => true,
    };
}
