using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using NodaTime;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>Routes of a deployed WebSocket API, as they act (rule WSS-CONTROL).</summary>
internal static class SocketRoutes
{
    /// <summary>A route without an integration, or of a function that is gone, fails.</summary>
    public static WebSocketApi.WebSocketRoute Of(HttpApiSnapshot kept, JsonObject route, JsonObject? variables, StoredAuthorizers authorizers)
    {
        var integration = kept.IntegrationOf(route);
        return new WebSocketApi.WebSocketRoute((string)route["routeKey"]!, ApiIntegration.FunctionOf((string?)integration?["integrationUri"], variables) ?? "", new WebSocketRouteSettings
        {
            Timeout = (int?)integration?["timeoutInMillis"] is { } timeout ? Duration.FromMilliseconds(timeout) : null,
            Authorizer = authorizers.Of(route),

            // AWS answers where the route has a selection expression and a response.
            Responds = route["routeResponseSelectionExpression"] is not null && kept.Responses.ContainsKey((string)route["routeId"]!),
        });
    }

    public static RouteAuthorizer AuthorizerOf(JsonObject authorizer, JsonObject? variables) => new LambdaAuthorizer(ApiIntegration.FunctionOf((string?)authorizer["authorizerUri"], variables) ?? "", new LambdaAuthorizerSettings
    {
        IdentitySources = [.. HttpApiRules.Texts(authorizer["identitySource"]).Select(static s => "$" + s["route.".Length..])],
        ResultTtl = Duration.Zero,
    });
}
