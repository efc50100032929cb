using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Resources.Services;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>An OpenAPI document as what an HTTP API is made of: integrations, routes, authorizers.</summary>
internal sealed class HttpApiBody(Making making, string api, MapNode body)
{
    private const string Service = "apigatewayv2", AnyMethod = "x-amazon-apigateway-any-method";

    private static readonly string[] _methods = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    private readonly Dictionary<string, (string Id, string Type)> _authorizers = new(StringComparer.Ordinal);

    public void Import()
    {
        Authorizers();
        foreach (var (path, node) in (body["paths"] as MapNode)?.Members ?? [])
        {
            foreach (var (verb, method) in ((node as MapNode)?.Members ?? []).Where(static m => _methods.Contains(m.Key, StringComparer.OrdinalIgnoreCase)))
            {
                if (method is MapNode map)
                {
                    var word = verb.Equals(AnyMethod, StringComparison.OrdinalIgnoreCase) ? "ANY" : verb.ToUpperInvariant();
                    Route(path is "/$default" or "$default" ? "$default" : $"{word} {path}", map);
                }
            }
        }
    }

    private void Authorizers()
    {
        foreach (var (name, node) in ((body["components"] as MapNode)?["securitySchemes"] as MapNode)?.Members ?? [])
        {
            if ((node as MapNode)?["x-amazon-apigateway-authorizer"] is not MapNode settings)
            {
                continue;
            }

            var type = Shaped.Text(settings["type"] ?? Node.Of("request")).ToUpperInvariant();
            if (type == "JWT")
            {
                making.Inert("Body", $"authorizer {name}: tokens are not checked, whoever asks, may");
                continue;
            }

            var members = settings.Without("type").Without("identityValidationExpression");
            if (members["identitySource"] is TextNode source)
            {
                members = members.With("identitySource", Node.List([.. source.Text.Split(',').Select(static s => Node.Of(s.Trim()))]));
            }

            if (members["authorizerCredentials"] is { } credentials)
            {
                members = members.Without("authorizerCredentials").With("authorizerCredentialsArn", credentials);
            }

            var input = Input("CreateAuthorizer", members, $"Body.components.securitySchemes.{name}");
            (input["name"], input["authorizerType"]) = (name, type);
            try
            {
                _authorizers[name] = ((string)making.Door.Call(Service, "CreateAuthorizer", input)["authorizerId"]!, type);
            }
            catch (RefusedRequestException e) when (e.IsUnsimulated)
            {
                making.Inert("Body", $"authorizer {name}, so whoever asks, may: {e.Message.TrimEnd('.')}");
            }
        }
    }

    private void Route(string key, MapNode method)
    {
        var input = new JsonObject { ["apiId"] = api, ["routeKey"] = key };
        if (method["x-amazon-apigateway-integration"] is MapNode integration)
        {
            var made = new JsonObject { ["apiId"] = api, ["integrationType"] = Shaped.Text(integration["type"] ?? Node.Of("aws_proxy")).ToUpperInvariant() };
            Copy(integration, "uri", made, "integrationUri");
            Copy(integration, "httpMethod", made, "integrationMethod");
            made["payloadFormatVersion"] = Shaped.Text(integration["payloadFormatVersion"] ?? Node.Of("1.0"));
            Copy(integration, "connectionType", made, "connectionType");
            Copy(integration, "connectionId", made, "connectionId");
            Copy(integration, "credentials", made, "credentialsArn");
            if (integration["timeoutInMillis"] is { } timeout)
            {
                made["timeoutInMillis"] = Shaped.Whole(timeout, "timeoutInMillis");
            }

            input["target"] = $"integrations/{making.Door.Call(Service, "CreateIntegration", made)["integrationId"]}";
        }

        foreach (var (name, scopes) in Shaped.Items(method["security"] ?? body["security"] ?? Node.List()).OfType<MapNode>().SelectMany(static s => s.Members))
        {
            if (_authorizers.TryGetValue(name, out var authorizer))
            {
                (input["authorizationType"], input["authorizerId"]) = (authorizer.Type == "JWT" ? "JWT" : "CUSTOM", authorizer.Id);
                if (Shaped.Items(scopes) is { Count: > 0 } wanted)
                {
                    input["authorizationScopes"] = new JsonArray([.. wanted.Select(static s => (JsonNode)Shaped.Text(s))]);
                }
            }
            else if (name.Contains("IAM", StringComparison.OrdinalIgnoreCase) || name.Contains("sigv4", StringComparison.OrdinalIgnoreCase))
            {
                input["authorizationType"] = "AWS_IAM";
            }
        }

        making.Door.Call(Service, "CreateRoute", input);
    }

    private JsonObject Input(string operation, MapNode members, string path)
    {
        var input = (JsonObject)making.Shape.Of(members, Services.ServiceEntry.All[Service].Operation(operation).Input, path)!;
        input["apiId"] = api;
        return input;
    }

    private static void Copy(MapNode from, string name, JsonObject to, string member)
    {
        if (from[name] is { } value)
        {
            to[member] = Shaped.Text(value);
        }
    }
}
