using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;
using LambdaSim.Templates.Resources.Services;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>An OpenAPI document as what a REST API is made of: resources, methods, integrations, authorizers.</summary>
internal sealed class RestApiBody(Making making, string api, string root, MapNode body)
{
    private const string Integration = "x-amazon-apigateway-integration", AnyMethod = "x-amazon-apigateway-any-method";

    private static readonly string[] _methods = ["get", "put", "post", "delete", "options", "head", "patch", AnyMethod];

    private readonly Dictionary<string, string> _resources = new(StringComparer.Ordinal) { [""] = root };
    private readonly Dictionary<string, (string Id, string Type)> _authorizers = new(StringComparer.Ordinal);

    public void Import()
    {
        Authorizers();
        foreach (var (path, node) in (body["paths"] as MapNode)?.Members ?? [])
        {
            if (node is MapNode methods)
            {
                var resource = ResourceOf(path.TrimEnd('/'));
                foreach (var (verb, method) in methods.Members.Where(static m => _methods.Contains(m.Key, StringComparer.OrdinalIgnoreCase)))
                {
                    Method(resource, path, verb.Equals(AnyMethod, StringComparison.OrdinalIgnoreCase) ? "ANY" : verb.ToUpperInvariant(), method as MapNode ?? MapNode.Empty);
                }
            }
        }
    }

    private string ResourceOf(string path)
    {
        if (_resources.TryGetValue(path, out var known))
        {
            return known;
        }

        var slash = path.LastIndexOf('/');
        var id = (string)Call("CreateResource", new JsonObject { ["parentId"] = ResourceOf(slash <= 0 ? "" : path[..slash]), ["pathPart"] = path[(slash + 1)..] })["id"]!;
        _resources.Add(path, id);
        return id;
    }

    private void Authorizers()
    {
        var schemes = body["securityDefinitions"] as MapNode ?? (body["components"] as MapNode)?["securitySchemes"] as MapNode;
        foreach (var (name, node) in schemes?.Members ?? [])
        {
            if (node is not MapNode scheme || scheme["x-amazon-apigateway-authorizer"] is not MapNode settings)
            {
                continue;
            }

            var type = (Word(settings, "type") ?? "token").ToUpperInvariant();
            var input = new JsonObject { ["name"] = name, ["type"] = type };
            Set(input, "authorizerUri", Word(settings, "authorizerUri"));
            Set(input, "authorizerCredentials", Word(settings, "authorizerCredentials"));
            Set(input, "identityValidationExpression", Word(settings, "identityValidationExpression"));
            Set(input, "identitySource", Word(settings, "identitySource") ?? (type == "REQUEST" || Word(scheme, "name") is "Unused" or null ? null : $"method.request.header.{Word(scheme, "name")}"));
            if (settings["authorizerResultTtlInSeconds"] is { } lifetime)
            {
                input["authorizerResultTtlInSeconds"] = Shaped.Whole(lifetime, "authorizerResultTtlInSeconds");
            }

            if (settings["providerARNs"] is { } providers)
            {
                input["providerARNs"] = new JsonArray([.. Shaped.Items(providers).Select(static p => (JsonNode)Shaped.Text(p))]);
            }

            Simulated($"authorizer {name}", () => _authorizers[name] = ((string)Call("CreateAuthorizer", input)["id"]!, type));
        }
    }

    private void Method(string resource, string path, string verb, MapNode method)
    {
        var of = new JsonObject { ["resourceId"] = resource, ["httpMethod"] = verb };
        var input = Secured(method);
        Call("PutMethod", With(of, input));
        foreach (var (status, headers) in Responses(method))
        {
            Call("PutMethodResponse", With(of, new JsonObject { ["statusCode"] = status, ["responseParameters"] = new JsonObject(headers.Select(static h => KeyValuePair.Create(h, (JsonNode?)false))) }));
        }

        if (method[Integration] is not MapNode integration)
        {
            return;
        }

        var made = new JsonObject { ["type"] = (Word(integration, "type") ?? "MOCK").ToUpperInvariant() };
        Set(made, "integrationHttpMethod", Word(integration, "httpMethod"));
        foreach (var name in new[] { "uri", "connectionType", "connectionId", "credentials", "passthroughBehavior", "cacheNamespace", "contentHandling" })
        {
            Set(made, name, Word(integration, name));
        }

        foreach (var name in new[] { "requestParameters", "requestTemplates" })
        {
            Set(made, name, Words(integration[name]));
        }

        if (integration["timeoutInMillis"] is { } timeout)
        {
            made["timeoutInMillis"] = Shaped.Whole(timeout, "timeoutInMillis");
        }

        if (!Simulated($"the integration of {verb} {path}", () => Call("PutIntegration", With(of, made))))
        {
            // Without an integration nothing could be deployed.
            Call("DeleteMethod", of.DeepClone().AsObject());
            return;
        }

        foreach (var (pattern, node) in (integration["responses"] as MapNode)?.Members ?? [])
        {
            if (node is MapNode response)
            {
                var answer = new JsonObject { ["statusCode"] = Word(response, "statusCode") ?? "200" };
                Set(answer, "selectionPattern", pattern == "default" ? null : pattern);
                Set(answer, "responseParameters", Words(response["responseParameters"]));
                Set(answer, "responseTemplates", Words(response["responseTemplates"]));
                Simulated($"an answer of {verb} {path}", () => Call("PutIntegrationResponse", With(of, answer)));
            }
        }
    }

    // Statuses with the headers that answers may have: those that the method tells of, and those that its integration sets.
    private static SortedDictionary<string, SortedSet<string>> Responses(MapNode method)
    {
        const string Header = "method.response.header.";
        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (status, response) in ((method["responses"] as MapNode)?.Members ?? []).Where(static r => r.Key.Length == 3 && r.Key.All(char.IsAsciiDigit)))
        {
            Of(status).UnionWith(((response as MapNode)?["headers"] as MapNode)?.Keys.Select(static h => Header + h) ?? []);
        }

        foreach (var (_, node) in ((method[Integration] as MapNode)?["responses"] as MapNode)?.Members ?? [])
        {
            if (node is MapNode response && Word(response, "statusCode") is { } status)
            {
                Of(status).UnionWith((response["responseParameters"] as MapNode)?.Keys.Where(static k => k.StartsWith(Header, StringComparison.Ordinal)) ?? []);
            }
        }

        return found;

        SortedSet<string> Of(string status)
        {
            if (!found.TryGetValue(status, out var headers))
            {
                found.Add(status, headers = new SortedSet<string>(StringComparer.Ordinal));
            }

            return headers;
        }
    }

    private JsonObject Secured(MapNode method)
    {
        var input = new JsonObject { ["authorizationType"] = Word(method, "x-amazon-apigateway-auth") is null && (method["x-amazon-apigateway-auth"] as MapNode)?["type"] is { } type ? Shaped.Text(type).ToUpperInvariant() : "NONE" };
        foreach (var (name, scopes) in Shaped.Items(method["security"] ?? body["security"] ?? Node.List()).OfType<MapNode>().SelectMany(static s => s.Members))
        {
            if (_authorizers.TryGetValue(name, out var authorizer))
            {
                input["authorizationType"] = authorizer.Type == "COGNITO_USER_POOLS" ? authorizer.Type : "CUSTOM";
                input["authorizerId"] = authorizer.Id;
                if (Shaped.Items(scopes) is { Count: > 0 } wanted)
                {
                    input["authorizationScopes"] = new JsonArray([.. wanted.Select(static s => (JsonNode)Shaped.Text(s))]);
                }
            }
            else if (name is "api_key")
            {
                input["apiKeyRequired"] = true;
            }
            else if (name.Contains("sigv4", StringComparison.OrdinalIgnoreCase) || name is "AWS_IAM")
            {
                input["authorizationType"] = "AWS_IAM";
            }
        }

        return input;
    }

    // What is not simulated is listed, and left out of the API.
    private bool Simulated(string what, Action make)
    {
        try
        {
            make();
            return true;
        }
        catch (RefusedRequestException e) when (e.IsUnsimulated)
        {
            making.Inert("Body", $"{what}: {e.Message.TrimEnd('.')}");
            return false;
        }
    }

    private JsonObject Call(string operation, JsonObject input)
    {
        input["restApiId"] = api;
        return making.Door.Call("apigateway", operation, input);
    }

    private static JsonObject With(JsonObject of, JsonObject input)
    {
        foreach (var (name, value) in of)
        {
            input[name] = value?.DeepClone();
        }

        return input;
    }

    private static string? Word(MapNode map, string name) => map[name] is TextNode or LiteralNode { Literal: not LiteralKind.Null } ? Shaped.Text(map[name]!) : null;

    private static JsonObject? Words(Node? node) => node is MapNode map ? new JsonObject(map.Members.Select(static m => KeyValuePair.Create(m.Key, (JsonNode?)Shaped.Text(m.Value)))) : null;

    private static void Set(JsonObject input, string name, JsonNode? value)
    {
        if (value is not null)
        {
            input[name] = value;
        }
    }
}
