using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using NodaTime;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>Routes of a deployed WebSocket API, as they act (rule WSS-CONTROL).</summary>
internal static class SocketRoutes
{
    /// <summary>A route without an integration, or of a function that is gone, fails.</summary>
    public static WebSocketApi.WebSocketRoute Of(HttpApiSnapshot kept, JsonObject route, JsonObject? variables)
    {
        var integration = kept.IntegrationOf(route);
        return new WebSocketApi.WebSocketRoute((string)route["routeKey"]!, ApiIntegration.FunctionOf((string?)integration?["integrationUri"], variables) ?? "", new WebSocketRouteSettings
        {
            Timeout = (int?)integration?["timeoutInMillis"] is { } timeout ? Duration.FromMilliseconds(timeout) : null,
            Authorizer = AuthorizerOf(kept, route, variables),

            // AWS answers where the route has a selection expression and a response.
            Responds = route["routeResponseSelectionExpression"] is not null && kept.Answering.Contains((string)route["routeId"]!),
        });
    }

    private static RouteAuthorizer? AuthorizerOf(HttpApiSnapshot kept, JsonObject route, JsonObject? variables)
    {
        switch ((string?)route["authorizationType"])
        {
            case "AWS_IAM":
                return RouteAuthorizer.Iam();
            case "CUSTOM" when kept.Authorizers.TryGetValue((string)route["authorizerId"]!, out var authorizer):
                return new LambdaAuthorizer(ApiIntegration.FunctionOf((string?)authorizer["authorizerUri"], variables) ?? "", new LambdaAuthorizerSettings
                {
                    IdentitySources = [.. (authorizer["identitySource"] as JsonArray ?? []).Select(static s => "$" + ((string)s!)["route.".Length..])],
                    ResultTtl = Duration.Zero,
                });
            default:
                return null;
        }
    }
}
