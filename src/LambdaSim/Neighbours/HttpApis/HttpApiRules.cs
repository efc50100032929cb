using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Neighbours.RestApis;
using LambdaSim.Resources;

namespace LambdaSim.Neighbours.HttpApis;

/// <summary>What settings of HTTP APIs may say: AWS refuses the rest, or it is not simulated.</summary>
internal static class HttpApiRules
{
    public const string Target = "integrations/", RouteSelection = "$request.method $request.path", KeySelection = "$request.header.x-api-key";

    private static readonly string[] _ofSocketRoutes = ["routeResponseSelectionExpression", "modelSelectionExpression", "requestModels", "requestParameters"];
    private static readonly string[] _ofSocketIntegrations = ["contentHandlingStrategy", "requestTemplates", "templateSelectionExpression"];

    /// <summary>The function's ARN of an integration, which names it by its ARN or by the URI of its invocations; null: there is none.</summary>
    public static string? FunctionOf(string? uri, JsonObject? variables) =>
        Arn.TryParse(uri, out var arn) && arn.Service == Arn.Lambda ? uri : ApiIntegration.FunctionOf(uri, variables);

    public static void Check(StoredHttpApi api, string kind, JsonObject document)
    {
        switch (kind)
        {
            case "Route":
                Route(api, document);
                break;
            case "Integration":
                Integration(api, document);
                break;
            case "Authorizer":
                Authorizer(api, document);
                break;
        }
    }

    public static CorsSettings CorsOf(JsonObject cors) => new()
    {
        AllowOrigins = Texts(cors["allowOrigins"]), AllowMethods = Texts(cors["allowMethods"]), AllowHeaders = Texts(cors["allowHeaders"]), ExposeHeaders = Texts(cors["exposeHeaders"]),
        MaxAgeSeconds = (int?)cors["maxAge"], AllowCredentials = (bool?)cors["allowCredentials"] ?? false,
    };

    public static void Api(JsonObject api)
    {
        if ((string?)api["protocolType"] == StoredHttpApi.Socket)
        {
            SocketRules.Api(api);
            return;
        }

        if ((string?)api["protocolType"] != "HTTP")
        {
            throw ApiGatewayException.Bad("Invalid protocol specified. Must be one of [HTTP, WEBSOCKET]");
        }

        if ((string?)api["routeSelectionExpression"] is not (RouteSelection or "${request.method} ${request.path}"))
        {
            throw ApiGatewayException.Bad($"Invalid route selection expression specified: that of HTTP APIs is {RouteSelection}");
        }

        CheckKeySelection(api);
        if (api["corsConfiguration"] is JsonObject cors && CorsOf(cors) is { AllowCredentials: true } settings && settings.AllowOrigins.Contains("*"))
        {
            throw ApiGatewayException.Bad("allow-credentials is not supported when allow-origin is *");
        }
    }

    /// <summary>Neither kind of APIs has keys here, which the expression would find.</summary>
    public static void CheckKeySelection(JsonObject api)
    {
        if ((string?)api["apiKeySelectionExpression"] is not (null or KeySelection))
        {
            throw ApiGatewayException.Unsupported($"the API key selection expression {api["apiKeySelectionExpression"]}");
        }
    }

    private static void Route(StoredHttpApi api, JsonObject route)
    {
        var key = (string?)route["routeKey"] ?? "";
        if (api.IsSocket)
        {
            SocketRules.Route(route);
        }
        else
        {
            HttpRoute(route, key);
        }

        if (api.Routes.Values.Any(r => (string?)r["routeKey"] == key && (string?)r["routeId"] != (string?)route["routeId"]))
        {
            throw ApiGatewayException.Conflict($"Route with key {key} already exists for this API");
        }

        if ((string?)route["target"] is { } target && !(target.StartsWith(Target, StringComparison.Ordinal) && api.Integrations.ContainsKey(target[Target.Length..])))
        {
            throw ApiGatewayException.Bad($"Invalid target {target}: it is integrations/ID of an integration of this API");
        }

        switch ((string?)route["authorizationType"] ?? "NONE")
        {
            case "NONE" or "AWS_IAM":
                break;
            case "CUSTOM" when api.Authorizers.ContainsKey((string?)route["authorizerId"] ?? ""):
                break;
            case "CUSTOM":
                throw ApiGatewayException.Bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or JWT requires a valid authorizer.");
            default:
                throw ApiGatewayException.Unsupported($"routes of authorization type {route["authorizationType"]}");
        }
    }

    private static void HttpRoute(JsonObject route, string key)
    {
        try
        {
            _ = HttpApi.RouteOf(key, "", new RouteSettings(), null);
        }
        catch (ArgumentException)
        {
            throw ApiGatewayException.Bad("The provided route key is not formatted properly for HTTP protocol. Format should be \"<HTTP METHOD> /<RESOURCE PATH>\" or \"$default\"");
        }

        if ((bool?)route["apiKeyRequired"] == true)
        {
            throw ApiGatewayException.Bad("ApiKeyRequired is not currently supported for HTTP APIs");
        }

        if (Array.Find(_ofSocketRoutes, m => route[m] is not null) is { } other)
        {
            throw ApiGatewayException.Bad($"{other} is supported only for WebSocket APIs");
        }
    }

    private static void Integration(StoredHttpApi api, JsonObject integration)
    {
        if (integration["requestParameters"] is JsonObject { Count: > 0 } || integration["responseParameters"] is JsonObject { Count: > 0 })
        {
            throw ApiGatewayException.Unsupported("mappings of parameters of HTTP and WebSocket APIs");
        }

        switch ((string?)integration["connectionType"])
        {
            case "VPC_LINK":
                throw ApiGatewayException.Unsupported("VPC links");
            case not (null or "INTERNET"):
                throw ApiGatewayException.Bad("Invalid connection type specified. Must be one of [INTERNET, VPC_LINK]");
            default:
                _ = integration["connectionId"] is null ? 0 : throw ApiGatewayException.Bad("ConnectionId is supported only for the connection type VPC_LINK");
                break;
        }

        if (api.IsSocket)
        {
            SocketRules.Integration(integration);
            return;
        }

        if (Array.Find(_ofSocketIntegrations, m => integration[m] is not null) is { } other)
        {
            throw ApiGatewayException.Bad($"{other} is supported only for WebSocket APIs");
        }

        if ((string?)integration["integrationType"] != "AWS_PROXY" || integration["integrationSubtype"] is not null)
        {
            throw ApiGatewayException.Unsupported($"integrations of type {integration["integrationType"]} {integration["integrationSubtype"]}");
        }

        if (FunctionOf((string?)integration["integrationUri"], null) is null)
        {
            throw ApiGatewayException.Bad("Invalid integration URI specified: it names a Lambda function");
        }

        if ((string?)integration["payloadFormatVersion"] is not ("1.0" or "2.0"))
        {
            throw ApiGatewayException.Bad("PayloadFormatVersion is a required parameter for integration: 1.0 or 2.0");
        }

        if ((int?)integration["timeoutInMillis"] is < 50 or > 30_000)
        {
            throw ApiGatewayException.Bad("Timeout should be between 50 ms and 30000 ms");
        }
    }

    private static void Authorizer(StoredHttpApi api, JsonObject authorizer)
    {
        if ((string?)authorizer["authorizerType"] != "REQUEST")
        {
            throw ApiGatewayException.Unsupported($"authorizers of type {authorizer["authorizerType"]}, whose keys would have to be fetched (RouteAuthorizer.Jwt of C# takes them),");
        }

        if (api.IsSocket)
        {
            SocketRules.Authorizer(authorizer);
            return;
        }

        if (FunctionOf((string?)authorizer["authorizerUri"], null) is null)
        {
            throw ApiGatewayException.Bad("Invalid authorizer URI specified: it names the invocations of a Lambda function");
        }

        if ((string?)authorizer["authorizerPayloadFormatVersion"] != "2.0")
        {
            throw (string?)authorizer["authorizerPayloadFormatVersion"] == "1.0" ? ApiGatewayException.Unsupported("authorizers of payload format 1.0")
                : ApiGatewayException.Bad("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
        }

        if ((int?)authorizer["authorizerResultTtlInSeconds"] is < 0 or > 3_600)
        {
            throw ApiGatewayException.Bad("Authorizer result TTL must be between 0 and 3600 seconds");
        }

        if (Texts(authorizer["identitySource"]).FirstOrDefault(static s => !s.StartsWith("$request.header.", StringComparison.Ordinal) && !s.StartsWith("$request.querystring.", StringComparison.Ordinal)) is { } other)
        {
            throw ApiGatewayException.Unsupported($"the identity source {other}");
        }
    }

    public static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(static t => (string)t!)];
}
