using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>What a deployment keeps of an HTTP API: it serves this whatever becomes of the API.</summary>
internal sealed record HttpApiSnapshot(IReadOnlyList<JsonObject> Routes, IReadOnlyDictionary<string, JsonObject> Integrations, IReadOnlyDictionary<string, JsonObject> Authorizers, JsonObject? Cors)
{
    public static HttpApiSnapshot Of(StoredHttpApi api) => new(
        [.. api.Routes.Values.Select(Copy)], api.Integrations.ToDictionary(static i => i.Key, static i => Copy(i.Value), StringComparer.Ordinal),
        api.Authorizers.ToDictionary(static a => a.Key, static a => Copy(a.Value), StringComparer.Ordinal), api.Document["corsConfiguration"]?.DeepClone() as JsonObject);

    public void Serve(StoredHttpStage stage)
    {
        var variables = stage.Document["stageVariables"] as JsonObject;
        Dictionary<string, RouteAuthorizer> made = new(StringComparer.Ordinal);
        stage.Front.Serve(
            Routes.Select(r => RouteOf(r, stage.Document, variables, made)).ToList(),
            (variables ?? []).Select(static v => KeyValuePair.Create(v.Key, (string)v.Value!)).ToList(),
            Cors is null ? null : HttpApiRules.CorsOf(Cors));
    }

    private Route RouteOf(JsonObject route, JsonObject stage, JsonObject? variables, Dictionary<string, RouteAuthorizer> made)
    {
        var key = (string)route["routeKey"]!;
        var integration = (string?)route["target"] is { } target ? Integrations.GetValueOrDefault(target[HttpApiRules.Target.Length..]) : null;
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
                    }));
                }

                return known;
            default:
                return null;
        }
    }

    private static JsonObject Copy(JsonObject document) => document.DeepClone().AsObject();
}
