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
/// <param name="Answering">The ids of routes that have a response.</param>
internal sealed record HttpApiSnapshot(
    IReadOnlyList<JsonObject> Routes, IReadOnlyDictionary<string, JsonObject> Integrations, IReadOnlyDictionary<string, JsonObject> Authorizers, JsonObject? Cors, string Selection,
    IReadOnlySet<string> Answering)
{
    public static HttpApiSnapshot Of(StoredHttpApi api) => new(
        [.. api.Routes.Values.Select(Copy)], api.Integrations.ToDictionary(static i => i.Key, static i => Copy(i.Value), StringComparer.Ordinal),
        api.Authorizers.ToDictionary(static a => a.Key, static a => Copy(a.Value), StringComparer.Ordinal), api.Document["corsConfiguration"]?.DeepClone() as JsonObject,
        (string)api.Document["routeSelectionExpression"]!, api.Responses.Values.Select(static r => r.RouteId).ToHashSet(StringComparer.Ordinal));

    public void Serve(StoredHttpStage stage)
    {
        var variables = stage.Document["stageVariables"] as JsonObject;
        var named = (variables ?? []).Select(static v => KeyValuePair.Create(v.Key, (string)v.Value!)).ToList();
        Dictionary<string, RouteAuthorizer> made = new(StringComparer.Ordinal);
        if (stage.Front is WebSocketApi socket)
        {
            socket.Serve(Routes.Select(r => SocketRoutes.Of(this, r, variables)).ToList(), named, Selection);
        }
        else
        {
            ((HttpApi)stage.Front).Serve(Routes.Select(r => RouteOf(r, stage.Document, variables, made)).ToList(), named, Cors is null ? null : HttpApiRules.CorsOf(Cors));
        }
    }

    public JsonObject? IntegrationOf(JsonObject route) => (string?)route["target"] is { } target ? Integrations.GetValueOrDefault(target[HttpApiRules.Target.Length..]) : null;

    private Route RouteOf(JsonObject route, JsonObject stage, JsonObject? variables, Dictionary<string, RouteAuthorizer> made)
    {
        var key = (string)route["routeKey"]!;
        var integration = IntegrationOf(route);
        var settings = new RouteSettings
        {
            Format = (string?)integration?["payloadFormatVersion"] == "1.0" ? PayloadFormat.V1 : PayloadFormat.V2,
            Timeout = (int?)integration?["timeoutInMillis"] is { } timeout ? Duration.FromMilliseconds(timeout) : null,
            Authorizer = AuthorizerOf(route, variables, made),
        };
        var limits = (stage["routeSettings"] as JsonObject)?[key] ?? stage["defaultRouteSettings"];

        // A route without an integration, or of a function that is gone, answers 500.
        return HttpApi.RouteOf(key, HttpApiRules.FunctionOf((string?)integration?["integrationUri"], variables) ?? "", settings, UsagePlanSettings.BucketOf((double?)limits?["throttlingRateLimit"], (int?)limits?["throttlingBurstLimit"]));
    }

    private RouteAuthorizer? AuthorizerOf(JsonObject route, JsonObject? variables, Dictionary<string, RouteAuthorizer> made)
    {
        switch ((string?)route["authorizationType"])
        {
            case "AWS_IAM":
                return RouteAuthorizer.Iam();
            case "CUSTOM" when (string)route["authorizerId"]! is var id && Authorizers.TryGetValue(id, out var authorizer):
                if (!made.TryGetValue(id, out var known))
                {
                    made.Add(id, known = new LambdaAuthorizer(HttpApiRules.FunctionOf((string?)authorizer["authorizerUri"], variables) ?? "", new LambdaAuthorizerSettings
                    {
                        IdentitySources = [.. (authorizer["identitySource"] as JsonArray ?? []).Select(static s => (string)s!)],
                        ResultTtl = Duration.FromSeconds((int?)authorizer["authorizerResultTtlInSeconds"] ?? 0),
                    }, isSimple: (bool?)authorizer["enableSimpleResponses"] ?? false));
                }

                return known;
            default:
                return null;
        }
    }

    private static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();
}
