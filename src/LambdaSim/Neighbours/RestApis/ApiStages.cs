using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>What a stage serves: its deployment, with its own variables and limits.</summary>
internal static class ApiStages
{
    /// <exception cref="ApiGatewayException">The API has nothing to deploy.</exception>
    public static ApiDeployment Deploy(Api api, JsonObject document)
    {
        var methods = api.Resources.Values.SelectMany(static r => r.Methods.Values).ToList();
        if (methods.Count == 0)
        {
            throw ApiGatewayException.Bad("The REST API doesn't contain any methods");
        }

        if (methods.Exists(static m => m["methodIntegration"] is null))
        {
            throw ApiGatewayException.Bad("No integration defined for method");
        }

        return new ApiDeployment(
            document,
            [.. api.Resources.Values.OrderBy(static r => r.Path, StringComparer.Ordinal).Select(static r => (r.Id, r.Path, (IReadOnlyList<KeyValuePair<string, JsonObject>>)[.. r.Methods.Select(static m => KeyValuePair.Create(m.Key, m.Value.DeepClone().AsObject()))]))],
            api.Authorizers.ToDictionary(static a => a.Key, static a => a.Value.DeepClone().AsObject(), StringComparer.Ordinal),
            api.Document.DeepClone().AsObject());
    }

    /// <summary>The stage serves its deployment from now on, with full buckets and no answers of authorizers kept.</summary>
    public static void Serve(Api api, ApiStage stage)
    {
        var deployment = api.Deployment(stage.DeploymentId);
        var variables = stage.Document["variables"] as JsonObject;
        var authorizers = new StoredAuthorizers(id => deployment.Authorizers.GetValueOrDefault(id) is { } kept ? ApiAuthorizer.Of(kept, variables) : null);
        var routes = deployment.Resources.SelectMany(r => r.Methods.Select(m => RouteOf(r.Id, r.Path, m.Key, m.Value, stage, authorizers))).ToList();
        stage.Front.DeploymentId = stage.DeploymentId;
        stage.Front.Serve(routes, (variables ?? []).Select(static v => KeyValuePair.Create(v.Key, (string)v.Value!)), (deployment.Settings["binaryMediaTypes"] as JsonArray ?? []).Select(static t => (string)t!));
    }

    public static ApiStage Create(ApiService service, Api api, JsonObject document)
    {
        var name = (string)document["stageName"]!;
        if (api.Stages.ContainsKey(name))
        {
            throw ApiGatewayException.Conflict("Stage already exists");
        }

        if (!name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') || name.Length is 0 or > 128)
        {
            throw ApiGatewayException.Bad("Stage name only allows a-zA-Z0-9_-");
        }

        var stage = new ApiStage(document, new RestApi(service.Place, api.Name, name, api.Id) { Numbers = api.NextRequest, Plans = stage => service.PlansOf(api.Id, stage) });
        Serve(api, stage);
        api.Stages.Add(name, stage);
        return stage;
    }

    private static Route RouteOf(string id, string path, string name, JsonObject method, ApiStage stage, StoredAuthorizers authorizers)
    {
        var integration = method["methodIntegration"]!.AsObject();
        var variables = stage.Document["variables"] as JsonObject;
        var settings = new RouteSettings
        {
            ApiKeyRequired = (bool?)method["apiKeyRequired"] ?? false,
            Timeout = Duration.FromMilliseconds((int?)integration["timeoutInMillis"] ?? 29_000),
            Authorizer = authorizers.Of(method),
        };
        var isMock = (string?)integration["type"] == "MOCK";

        // Lambda takes nothing but POST: a call with another method fails.
        var isPost = (string?)integration["httpMethod"] == "POST";
        return new Route(name, RouteTemplate.Parse(path), !isMock && isPost ? ApiIntegration.FunctionOf((string?)integration["uri"], variables) ?? "" : "", settings, LimitOf(stage.Document, path, name))
        {
            ResourceId = id,
            Fixed = isMock ? ApiIntegration.Mock(integration) : null,
        };
    }

    // The settings of the method itself before those of all.
    private static RouteLimit? LimitOf(JsonObject stage, string path, string method)
    {
        var all = stage["methodSettings"] as JsonObject;
        var own = all?.FirstOrDefault(s => Matches(s.Key, path, method)).Value;
        var (rate, burst) = (Limit(own, "throttlingRateLimit") ?? Limit(all?["*/*"], "throttlingRateLimit"), Limit(own, "throttlingBurstLimit") ?? Limit(all?["*/*"], "throttlingBurstLimit"));
        return RouteLimit.Of(rate, (int?)burst);
    }

    // Below zero stands for no limit.
    private static double? Limit(JsonNode? settings, string name) => StoredPlan.Number(settings?[name]) is { } limit and >= 0 ? limit : null;

    private static bool Matches(string key, string path, string method)
    {
        var end = key.LastIndexOf('/');
        return end >= 0 && key[(end + 1)..] == method && PatchTable.Names(key[..end]) is var names && string.Join('/', names).TrimStart('/') == path.TrimStart('/');
    }
}
