using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Gateways;
using NodaTime;

namespace LambdaSim.Neighbours.RestApis;

/// <summary>Authorizers as the control API has them, and as they act.</summary>
internal static class ApiAuthorizer
{
    private const int UsualSeconds = 300;

    /// <exception cref="ApiGatewayException">AWS refuses it, or it is not simulated.</exception>
    public static void Check(JsonObject authorizer)
    {
        var type = (string?)authorizer["type"];
        if (type == "COGNITO_USER_POOLS")
        {
            throw ApiGatewayException.Unsupported("authorizers of type COGNITO_USER_POOLS");
        }

        if (type is not ("TOKEN" or "REQUEST") || string.IsNullOrEmpty((string?)authorizer["name"]))
        {
            throw ApiGatewayException.Bad("Invalid authorizer: a name and a type are needed");
        }

        ApiIntegration.CheckUri((string?)authorizer["authorizerUri"]);
        if (!string.IsNullOrEmpty((string?)authorizer["identityValidationExpression"]))
        {
            throw ApiGatewayException.Unsupported("identity validation expressions");
        }

        if (Seconds(authorizer) is < 0 or > 3_600)
        {
            throw ApiGatewayException.Bad("Authorizer result TTL must be between 0 and 3600 seconds");
        }

        var sources = SourcesOf(authorizer);
        if (type == "TOKEN" && (sources.Count != 1 || !sources[0].StartsWith("method.request.header.", StringComparison.Ordinal)))
        {
            throw ApiGatewayException.Bad("Invalid identity source specified: a TOKEN authorizer has one header");
        }

        if (type == "REQUEST" && sources.Count == 0 && Seconds(authorizer) > 0)
        {
            throw ApiGatewayException.Bad("Identity source is required for REQUEST authorizer when caching is enabled");
        }

        if (sources.Find(static s => !s.StartsWith("method.request.header.", StringComparison.Ordinal) && !s.StartsWith("method.request.querystring.", StringComparison.Ordinal)) is { } other)
        {
            throw ApiGatewayException.Unsupported($"the identity source {other}");
        }
    }

    /// <summary>The authorizer at work.</summary>
    public static LambdaAuthorizer Of(JsonObject authorizer, JsonObject? variables) => new(ApiIntegration.FunctionOf((string?)authorizer["authorizerUri"], variables) ?? "", new LambdaAuthorizerSettings
    {
        IdentitySources = [.. SourcesOf(authorizer).Select(static s => "$" + s["method.".Length..])],
        ResultTtl = Duration.FromSeconds(Seconds(authorizer)),
        IsToken = (string?)authorizer["type"] == "TOKEN",
    });

    private static int Seconds(JsonObject authorizer) => (int?)authorizer["authorizerResultTtlInSeconds"] ?? UsualSeconds;

    private static List<string> SourcesOf(JsonObject authorizer) => [.. ((string?)authorizer["identitySource"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
