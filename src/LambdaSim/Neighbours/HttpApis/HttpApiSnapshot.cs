using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>What a deployment keeps of an API: it serves this whatever becomes of the API.</summary>
/// <param name="Routes">All.</param>
/// <param name="Integrations">By id.</param>
/// <param name="Authorizers">By id.</param>
/// <param name="Cors">Null: none.</param>
/// <param name="Selection">Where messages say their route.</param>
/// <param name="Responses">By the ids of their routes, each of which has one at most.</param>
internal sealed record HttpApiSnapshot(
    IReadOnlyList<JsonObject> Routes, IReadOnlyDictionary<string, JsonObject> Integrations, IReadOnlyDictionary<string, JsonObject> Authorizers, JsonObject? Cors, string Selection,
    IReadOnlyDictionary<string, JsonObject> Responses)
{
    private const string Rate = "throttlingRateLimit", Burst = "throttlingBurstLimit";

    public static HttpApiSnapshot Of(StoredHttpApi api) => new(
        [.. api.Routes.Values.Select(Copy)], api.Integrations.ToDictionary(static i => i.Key, static i => Copy(i.Value), StringComparer.Ordinal),
        api.Authorizers.ToDictionary(static a => a.Key, static a => Copy(a.Value), StringComparer.Ordinal), api.Document["corsConfiguration"]?.DeepClone() as JsonObject,
        (string)api.Document["routeSelectionExpression"]!, api.Responses.Values.ToDictionary(static r => r.RouteId, static r => Copy(r.Document), StringComparer.Ordinal));

    public void Serve(StoredHttpStage stage)
    {
        var variables = stage.Document["stageVariables"] as JsonObject;
        var named = (variables ?? []).Select(static v => KeyValuePair.Create(v.Key, (string)v.Value!)).ToList();
        if (stage.Front is WebSocketApi socket)
        {
            var authorizers = Made(a => SocketRoutes.AuthorizerOf(a, variables));
            socket.Serve(Routes.Select(r => SocketRoutes.Of(this, r, variables, authorizers)).ToList(), named, Selection);
        }
        else
        {
            var authorizers = Made(a => AuthorizerOf(a, variables));
            ((HttpApi)stage.Front).Serve(Routes.Select(r => RouteOf(r, stage.Document, variables, authorizers)).ToList(), named, Cors is null ? null : HttpApiRules.CorsOf(Cors));
        }
    }

    public JsonObject? IntegrationOf(JsonObject route) => (string?)route["target"] is { } target ? Integrations.GetValueOrDefault(target[HttpApiRules.Target.Length..]) : null;

    private StoredAuthorizers Made(Func<JsonObject, RouteAuthorizer> make) => new(id => Authorizers.GetValueOrDefault(id) is { } kept ? make(kept) : null);

    private Route RouteOf(JsonObject route, JsonObject stage, JsonObject? variables, StoredAuthorizers authorizers)
    {
        var key = (string)route["routeKey"]!;
        var integration = IntegrationOf(route);
        var settings = new RouteSettings
        {
            Format = (string?)integration?["payloadFormatVersion"] == "1.0" ? PayloadFormat.V1 : PayloadFormat.V2,
            Timeout = (int?)integration?["timeoutInMillis"] is { } timeout ? Duration.FromMilliseconds(timeout) : null,
            Authorizer = authorizers.Of(route),
        };
        var (own, usual) = ((stage["routeSettings"] as JsonObject)?[key], stage["defaultRouteSettings"]);

        // Each limit that the route does not set itself is the stage's.
        var limit = RouteLimit.Of((double?)(own?[Rate] ?? usual?[Rate]), (int?)(own?[Burst] ?? usual?[Burst]));

        // A route without an integration, or of a function that is gone, answers 500.
        return HttpApi.RouteOf(key, HttpApiRules.FunctionOf((string?)integration?["integrationUri"], variables) ?? "", settings, limit);
    }

    private static LambdaAuthorizer AuthorizerOf(JsonObject authorizer, JsonObject? variables) => new(HttpApiRules.FunctionOf((string?)authorizer["authorizerUri"], variables) ?? "", new LambdaAuthorizerSettings
    {
        IdentitySources = HttpApiRules.Texts(authorizer["identitySource"]),
        ResultTtl = Duration.FromSeconds((int?)authorizer["authorizerResultTtlInSeconds"] ?? 0),
    }, isSimple: (bool?)authorizer["enableSimpleResponses"] ?? false);

    private static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();
}
