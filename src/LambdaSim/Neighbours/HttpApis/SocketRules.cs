using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>What settings of WebSocket APIs may say (rule WSS-CONTROL).</summary>
internal static class SocketRules
{
    private static readonly string[] _sources = ["route.request.header.", "route.request.querystring."];

    public static void Api(JsonObject api)
    {
        try
        {
            _ = new RouteSelection((string?)api["routeSelectionExpression"] ?? throw ApiGatewayException.Bad("Invalid route selection expression specified: a WebSocket API needs one"));
        }
        catch (ArgumentException problem)
        {
            throw ApiGatewayException.Unsupported($"the route selection expression {api["routeSelectionExpression"]} ({problem.Message})");
        }

        HttpApiRules.CheckKeySelection(api);
        if (api["corsConfiguration"] is not null)
        {
            throw ApiGatewayException.Bad("CORS configuration is supported only for HTTP APIs");
        }
    }

    public static void Route(JsonObject route)
    {
        var key = (string?)route["routeKey"];
        if (string.IsNullOrWhiteSpace(key) || (key.StartsWith('$') && key is not ("$connect" or "$disconnect" or "$default")))
        {
            throw ApiGatewayException.Bad($"The provided route key {key} is not valid: $connect, $disconnect, $default, or a name without $");
        }

        if (key != "$connect" && (string?)route["authorizationType"] is "CUSTOM" or "AWS_IAM")
        {
            throw ApiGatewayException.Bad("Currently, authorizers can be set only on the $connect route of a WebSocket API");
        }

        if ((bool?)route["apiKeyRequired"] == true)
        {
            throw ApiGatewayException.Unsupported("API keys of WebSocket APIs");
        }

        if ((string?)route["routeResponseSelectionExpression"] is not (null or "$default"))
        {
            throw ApiGatewayException.Bad("Invalid route response selection expression: only $default is supported");
        }
    }

    public static void Integration(JsonObject integration)
    {
        if ((string?)integration["integrationType"] != "AWS_PROXY")
        {
            throw ApiGatewayException.Unsupported($"integrations of type {integration["integrationType"]} of WebSocket APIs");
        }

        if (integration["integrationSubtype"] is not null)
        {
            throw ApiGatewayException.Bad("IntegrationSubtype is supported only for HTTP APIs");
        }

        if (ApiIntegration.FunctionOf((string?)integration["integrationUri"], null) is null)
        {
            throw ApiGatewayException.Bad("Invalid integration URI specified: it names the invocations of a Lambda function");
        }

        if ((string?)integration["payloadFormatVersion"] is not (null or "1.0"))
        {
            throw ApiGatewayException.Bad("WebSocket APIs support only payload format version 1.0");
        }

        if ((int?)integration["timeoutInMillis"] is < 50 or > 29_000)
        {
            throw ApiGatewayException.Bad("Timeout should be between 50 ms and 29000 ms");
        }

        if ((string?)integration["contentHandlingStrategy"] == "CONVERT_TO_BINARY" || integration["templateSelectionExpression"] is not null || integration["requestTemplates"] is JsonObject { Count: > 0 })
        {
            throw ApiGatewayException.Unsupported("binary messages and templates of integrations of WebSocket APIs");
        }
    }

    public static void Authorizer(JsonObject authorizer)
    {
        if (ApiIntegration.FunctionOf((string?)authorizer["authorizerUri"], null) is null)
        {
            throw ApiGatewayException.Bad("Invalid authorizer URI specified: it names the invocations of a Lambda function");
        }

        if (authorizer["authorizerPayloadFormatVersion"] is not null || (bool?)authorizer["enableSimpleResponses"] == true || (int?)authorizer["authorizerResultTtlInSeconds"] > 0)
        {
            throw ApiGatewayException.Bad("AuthorizerPayloadFormatVersion, EnableSimpleResponses and AuthorizerResultTtlInSeconds are supported only for HTTP APIs");
        }

        if (HttpApiRules.Texts(authorizer["identitySource"]).Find(static s => !Array.Exists(_sources, p => s.StartsWith(p, StringComparison.Ordinal))) is { } other)
        {
            throw ApiGatewayException.Unsupported($"the identity source {other} of WebSocket APIs");
        }
    }

    /// <summary>A response of a route, before it is kept.</summary>
    public static void Response(StoredHttpApi api, string route, string? id, JsonObject response)
    {
        if ((string?)response["routeResponseKey"] != "$default")
        {
            throw ApiGatewayException.Bad("Invalid route response key: only $default is supported");
        }

        if ((string?)api.Routes[route]["routeKey"] == "$disconnect")
        {
            throw ApiGatewayException.Bad("Route responses are not supported for the $disconnect route");
        }

        if (api.Responses.Any(r => r.Value.RouteId == route && r.Key != id))
        {
            throw ApiGatewayException.Conflict("Route response with key $default already exists for this route");
        }
    }
}
