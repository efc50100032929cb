using System.Text.Json.Nodes;
using LambdaSim.Wire;
using LambdaSim.Wire.ApiGatewayV2;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>Requests of API Gateway's HTTP and WebSocket APIs. Each API has a stage that serves every change, so that what is not simulated is listed.</summary>
internal static class HttpApiScenarios
{
    private const string Uri = $"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{MemberWorld.Function}/invocations";

    private static readonly Dictionary<string, JsonNode> _values = new(StringComparer.Ordinal)
    {
        ["maxResults"] = "1", ["timeoutInMillis"] = 50, ["allowOrigins"] = new JsonArray("https://example.com"), ["identitySource"] = new JsonArray("$request.header.a"), ["payloadFormatVersion"] = "1.0",
        ["authorizationType"] = "AWS_IAM", ["ipAddressType"] = "dualstack", ["loggingLevel"] = "INFO", ["passthroughBehavior"] = "NEVER", ["contentHandlingStrategy"] = "CONVERT_TO_TEXT", ["routeKey"] = "GET /probe",
    };

    private static readonly Dictionary<string, JsonNode> _ofSocket = new(_values, StringComparer.Ordinal)
    {
        ["identitySource"] = new JsonArray("route.request.header.a"), ["routeKey"] = "probe", ["routeSelectionExpression"] = "$request.body.probe", ["routeResponseSelectionExpression"] = "$default",
    };

    public static IReadOnlyCollection<TableOperation> Operations { get; } = [.. HttpApiOperations.All, .. HttpApiParts.All, .. RouteResponseOperations.All, .. HttpDomainOperations.All];

    public static IEnumerable<MemberScenario> All { get; } =
    [
        new("CreateApi", static _ => Of("""{"name":"shop","protocolType":"HTTP"}""")) { Values = _values },
        new("CreateApi", static _ => new JsonObject { ["name"] = "shop", ["protocolType"] = "HTTP", ["target"] = MemberWorld.Function }) { Values = _values, After = static (w, a) => Parts(w, a) },
        new("CreateApi", static _ => Of("""{"name":"chat","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.do"}""")) { Values = _ofSocket },
        new("GetApis", static w => Nothing((Api(w), Api(w)))) { Values = _values },
        .. Both("UpdateApi", static (_, api) => Id(api)),
        .. Both("CreateRoute", static (_, api) => Id(api, ("routeKey", IsSocket(api) ? "say" : "GET /a"))),
        .. Both("UpdateRoute", static (w, api) => Id(api, ("routeId", (string)w.Do("CreateRoute", Id(api, ("routeKey", IsSocket(api) ? "say" : "GET /a")))["routeId"]!))),
        .. Both("CreateRoute", static (w, api) => Id(api, ("routeKey", IsSocket(api) ? "$connect" : "GET /a"), ("authorizationType", "CUSTOM"), ("authorizerId", Authorizer(w, api)))),
        .. Both("CreateIntegration", static (_, api) => Integration(api)),
        .. Both("UpdateIntegration", static (w, api) => Id(api, ("integrationId", (string)w.Do("CreateIntegration", Integration(api))["integrationId"]!))),
        .. Both("CreateAuthorizer", static (_, api) => AuthorizerOf(api)),
        .. Both("UpdateAuthorizer", static (w, api) => Id(api, ("authorizerId", Authorizer(w, api)))),
        .. Both("CreateStage", static (_, api) => Id(api, ("stageName", "other"))),
        .. Both("UpdateStage", static (_, api) => Id(api, ("stageName", "live")), ("autoDeploy", false)),
        .. Both("CreateDeployment", static (_, api) => Id(api)),
        .. Both("CreateDeployment", static (w, api) => Id(api, ("stageName", (string)w.Do("CreateStage", Id(api, ("stageName", "other")))["stageName"]!))),
        .. Both("UpdateDeployment", static (w, api) => Id(api, ("deploymentId", (string)w.Do("CreateDeployment", Id(api))["deploymentId"]!))),
        .. Both("GetRoutes", static (_, api) => Id(api)),
        new("TagResource", static w => new JsonObject { ["resourceArn"] = $"arn:aws:apigateway:us-east-1::/apis/{(string)Api(w)["apiId"]!}" })
        {
            After = static (w, _) => [w.Do("GetApis", [])],
        },
        new("CreateRouteResponse", static w => Response(w)) { Values = _ofSocket },
        new("UpdateRouteResponse", static w =>
        {
            var request = Response(w);
            request["routeResponseId"] = (string)w.Do("CreateRouteResponse", request)["routeResponseId"]!;
            return request;
        }) { Values = _ofSocket },
        new("CreateDomainName", static _ => Of("""{"domainName":"shop.example.com"}""")) { Values = _values },
        new("UpdateDomainName", static w => Domain(w)) { Values = _values },
        new("CreateApiMapping", static w => Mapping(w)) { Values = _values },
        new("UpdateApiMapping", static w =>
        {
            var made = w.Do("CreateApiMapping", Mapping(w));
            return new JsonObject { ["domainName"] = "shop.example.com", ["apiId"] = (string)made["apiId"]!, ["apiMappingId"] = (string)made["apiMappingId"]! };
        }) { Values = new Dictionary<string, JsonNode>(_values, StringComparer.Ordinal) { ["stage"] = "second" } },
        new("GetDomainNames", static w => Nothing((Domain(w), Domain(w, "two.example.com")))) { Values = _values },
    ];

    private static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Nothing((JsonObject, JsonObject) made) => made.Item1 is null ? throw new ArgumentException("nothing was made") : [];

    private static IEnumerable<MemberScenario> Both(string operation, Func<MemberWorld, JsonObject, JsonObject> prepare, params (string Name, JsonNode Value)[] values)
    {
        yield return new(operation, w => prepare(w, Api(w))) { Values = With(_values, values) };
        yield return new(operation, w => prepare(w, Api(w, "WEBSOCKET"))) { Values = With(_ofSocket, values) };
    }

    private static Dictionary<string, JsonNode> With(Dictionary<string, JsonNode> values, (string Name, JsonNode Value)[] more)
    {
        var all = new Dictionary<string, JsonNode>(values, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }

    private static bool IsSocket(JsonObject api) => (string?)api["protocolType"] == "WEBSOCKET";

    private static JsonObject Id(JsonObject api, params (string Name, string Value)[] more)
    {
        var request = new JsonObject { ["apiId"] = (string)api["apiId"]! };
        foreach (var (name, value) in more)
        {
            request[name] = value;
        }

        return request;
    }

    private static JsonObject Api(MemberWorld world, string protocol = "HTTP")
    {
        var request = new JsonObject { ["name"] = "shop", ["protocolType"] = protocol };
        if (protocol == "WEBSOCKET")
        {
            request["routeSelectionExpression"] = "$request.body.do";
        }

        var api = world.Do("CreateApi", request);
        world.Do("CreateRoute", Id(api, ("routeKey", "$default")));
        var stage = Id(api, ("stageName", "live"));
        stage["autoDeploy"] = true;
        world.Do("CreateStage", stage);
        world.Do("CreateRoute", Id(api, ("routeKey", IsSocket(api) ? "hear" : "GET /second")));
        return api;
    }

    private static JsonObject Integration(JsonObject api)
    {
        var request = Id(api, ("integrationType", "AWS_PROXY"), ("integrationUri", Uri));
        if (!IsSocket(api))
        {
            request["payloadFormatVersion"] = "2.0";
        }

        return request;
    }

    private static JsonObject AuthorizerOf(JsonObject api)
    {
        var request = Id(api, ("name", "check"), ("authorizerType", "REQUEST"), ("authorizerUri", Uri));
        if (!IsSocket(api))
        {
            request["authorizerPayloadFormatVersion"] = "2.0";
        }

        return request;
    }

    private static string Authorizer(MemberWorld world, JsonObject api) => (string)world.Do("CreateAuthorizer", AuthorizerOf(api))["authorizerId"]!;

    private static JsonObject Response(MemberWorld world)
    {
        var api = Api(world, "WEBSOCKET");
        return Id(api, ("routeId", (string)world.Do("GetRoutes", Id(api))["items"]![0]!["routeId"]!), ("routeResponseKey", "$default"));
    }

    private static JsonObject Domain(MemberWorld world, string name = "shop.example.com")
    {
        world.Do("CreateDomainName", new JsonObject { ["domainName"] = name });
        return new JsonObject { ["domainName"] = name };
    }

    private static JsonObject Mapping(MemberWorld world)
    {
        var request = Domain(world);
        var api = Api(world);
        world.Do("CreateStage", Id(api, ("stageName", "second")));
        request["apiId"] = (string)api["apiId"]!;
        request["stage"] = "live";
        return request;
    }

    private static IEnumerable<JsonNode?> Parts(MemberWorld world, JsonObject api) => [world.Do("GetRoutes", Id(api)), world.Do("GetIntegrations", Id(api))];
}
