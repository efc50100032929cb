using System.Text.Json.Nodes;
using LambdaSim.Neighbours.RestApis;
using static LambdaSim.Wire.ApiGateway.ApiGatewayWire;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>Methods of resources, with their integrations and responses.</summary>
internal static class MethodOperations
{
    private static readonly string[] _settings =
        ["httpMethod", "authorizationType", "authorizerId", "apiKeyRequired", "operationName", "requestParameters", "requestModels", "requestValidatorId", "authorizationScopes"];

    private static readonly string[] _ofIntegration =
    [
        "type", "uri", "connectionType", "connectionId", "credentials", "requestParameters", "requestTemplates", "passthroughBehavior", "cacheNamespace", "cacheKeyParameters", "contentHandling",
        "timeoutInMillis", "tlsConfig", "responseTransferMode", "integrationTarget",
    ];

    private static readonly PatchTable _methodPlaces = new(
        ("/authorizationType", PatchKind.Text), ("/authorizerId", PatchKind.Text), ("/apiKeyRequired", PatchKind.Boolean), ("/operationName", PatchKind.Text), ("/requestValidatorId", PatchKind.Text),
        ("/requestParameters/*", PatchKind.Boolean), ("/requestModels/*", PatchKind.Text), ("/authorizationScopes", PatchKind.Item));

    private static readonly PatchTable _integrationPlaces = new(
        ("/uri", PatchKind.Text), ("/httpMethod", PatchKind.Text), ("/timeoutInMillis", PatchKind.Integer), ("/credentials", PatchKind.Text), ("/passthroughBehavior", PatchKind.Text),
        ("/contentHandling", PatchKind.Text), ("/cacheNamespace", PatchKind.Text), ("/requestTemplates/*", PatchKind.Text), ("/requestParameters/*", PatchKind.Text), ("/cacheKeyParameters/*", PatchKind.Item));

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        Of("PutMethod", PutMethod),
        Of("GetMethod", static c => Copy(Method(c))),
        Of("UpdateMethod", static c =>
        {
            var changed = Checked(Api(c), _methodPlaces.Apply(Method(c), Patches(c)));
            Resource(c).Methods[Name(c)] = changed;
            return Copy(changed);
        }),
        Of("DeleteMethod", static c => Done(() => Resource(c).Methods.Remove((string)Method(c)["httpMethod"]!))),
        Of("PutMethodResponse", static c =>
        {
            var response = Kept(c, "statusCode", "responseParameters", "responseModels");
            Put(Method(c), "methodResponses", response);
            return Copy(response);
        }),
        Of("GetMethodResponse", static c => Copy(Response(Method(c), "methodResponses", c))),
        Of("DeleteMethodResponse", static c => Done(() => Remove(Method(c), "methodResponses", c))),
        Of("PutIntegration", PutIntegration),
        Of("GetIntegration", static c => Copy(Integration(c))),
        Of("UpdateIntegration", static c =>
        {
            var changed = _integrationPlaces.Apply(Integration(c), Patches(c));
            ApiIntegration.Check(changed);
            Method(c)["methodIntegration"] = changed;
            return Copy(changed);
        }),
        Of("DeleteIntegration", static c => Done(() =>
        {
            _ = Integration(c);
            Method(c).Remove("methodIntegration");
        })),
        Of("PutIntegrationResponse", static c =>
        {
            var response = Kept(c, "statusCode", "selectionPattern", "responseParameters", "responseTemplates", "contentHandling");
            _ = Integration(c);
            ApiIntegration.CheckResponse(Method(c), response);
            Put(Integration(c), "integrationResponses", response);
            return Copy(response);
        }),
        Of("GetIntegrationResponse", static c => Copy(Response(Integration(c), "integrationResponses", c))),
        Of("DeleteIntegrationResponse", static c => Done(() => Remove(Integration(c), "integrationResponses", c))),
    ];

    private static string Name(TableCall call) => call.Text("httpMethod")!;

    private static ApiResource Resource(TableCall call) => Api(call).Resource(call.Text("resourceId")!);

    private static JsonObject Method(TableCall call) => Api(call).Method(call.Text("resourceId")!, Name(call));

    private static JsonObject Integration(TableCall call) => Method(call)["methodIntegration"] as JsonObject ?? throw ApiGatewayException.Missing("Invalid Integration identifier specified");

    private static JsonObject PutMethod(TableCall call)
    {
        var (resource, name) = (Resource(call), Name(call));
        if (name is not ("ANY" or "DELETE" or "GET" or "HEAD" or "OPTIONS" or "PATCH" or "POST" or "PUT"))
        {
            throw ApiGatewayException.Bad("Invalid HttpMethod specified. Valid options are GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS, ANY");
        }

        if (resource.Methods.ContainsKey(name))
        {
            throw ApiGatewayException.Conflict("Method already exists for this resource");
        }

        var document = Kept(call, _settings);
        document["apiKeyRequired"] ??= false;
        resource.Methods.Add(name, Checked(Api(call), document));
        return Copy(document);
    }

    private static JsonObject Checked(Api api, JsonObject method)
    {
        switch ((string?)method["authorizationType"])
        {
            case "NONE" or "AWS_IAM":
                return method;
            case "CUSTOM":
                return (string?)method["authorizerId"] is { } id && api.Authorizers.ContainsKey(id) ? method : throw ApiGatewayException.Bad("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.");
            case "COGNITO_USER_POOLS":
                throw ApiGatewayException.Unsupported("the authorization type COGNITO_USER_POOLS");
            default:
                throw ApiGatewayException.Bad("Invalid authorization type specified. Valid options are NONE, AWS_IAM, CUSTOM, COGNITO_USER_POOLS");
        }
    }

    private static JsonObject PutIntegration(TableCall call)
    {
        var method = Method(call);
        var document = Kept(call, _ofIntegration);
        if (call.Text("integrationHttpMethod") is { } verb)
        {
            document["httpMethod"] = verb;
        }

        document["passthroughBehavior"] ??= "WHEN_NO_MATCH";
        document["timeoutInMillis"] ??= 29_000;
        document["cacheNamespace"] ??= call.Text("resourceId");
        document["cacheKeyParameters"] ??= new JsonArray();
        ApiIntegration.Check(document);
        if ((string?)document["responseTransferMode"] == "STREAM")
        {
            throw ApiGatewayException.Unsupported("responseTransferMode STREAM");
        }

        method["methodIntegration"] = document;
        return Copy(document);
    }

    private static void Put(JsonObject owner, string member, JsonObject response)
    {
        if (owner[member] is not JsonObject all)
        {
            owner[member] = all = [];
        }

        all[(string)response["statusCode"]!] = Copy(response);
    }

    private static JsonObject Response(JsonObject owner, string member, TableCall call) =>
        (owner[member] as JsonObject)?[call.Text("statusCode")!] as JsonObject ?? throw ApiGatewayException.Missing("Invalid Response status code specified");

    private static void Remove(JsonObject owner, string member, TableCall call)
    {
        _ = Response(owner, member, call);
        owner[member]!.AsObject().Remove(call.Text("statusCode")!);
    }
}
