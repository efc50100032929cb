using System.Text.Json.Nodes;
using LambdaSim.Wire;
using LambdaSim.Wire.ApiGateway;

namespace LambdaSim.Tests.Wire.Members;

/// <summary>Requests of API Gateway's REST APIs. What they change is deployed after them, so that what is not simulated is listed.</summary>
internal static class RestApiScenarios
{
    private const string Uri = $"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/{MemberWorld.Function}/invocations";

    private static readonly Dictionary<string, JsonNode> _values = new(StringComparer.Ordinal)
    {
        ["limit"] = 1, ["embed"] = new JsonArray("methods"), ["timeoutInMillis"] = 50, ["value"] = "12345678901234567890", ["identitySource"] = "method.request.header.a", ["keyType"] = "API_KEY",
        ["minimumCompressionSize"] = 5, ["apiKeySource"] = "AUTHORIZER", ["endpointConfiguration.types"] = new JsonArray("REGIONAL"), ["endpointConfiguration.ipAddressType"] = "dualstack", ["loggingLevel"] = "INFO",
        ["requestTemplates"] = new JsonObject { ["application/json"] = """{"statusCode": 201}""" }, ["responseTemplates"] = new JsonObject { ["application/json"] = "{}" },
        ["responseParameters"] = new JsonObject { ["method.response.header.a"] = "'b'" }, ["passthroughBehavior"] = "NEVER", ["responseTransferMode"] = "STREAM", ["authorizationType"] = "AWS_IAM",
        ["name"] = "probe", ["throttle.burstLimit"] = 3, ["quota.limit"] = 3, ["quota.period"] = "WEEK", ["type"] = "TOKEN",
    };

    public static IReadOnlyCollection<TableOperation> Operations { get; } = [.. ApiOperations.All, .. MethodOperations.All, .. StageOperations.All, .. KeyOperations.All, .. DomainOperations.All];

    public static IEnumerable<MemberScenario> All { get; } =
    [
        Plain("CreateRestApi", static _ => Of("""{"name":"shop"}"""), static (w, a) => Deployed(w, (string)a["id"]!, (string)a["rootResourceId"]!)),
        Plain("UpdateRestApi", static w => Patched(Shop(w), "/name")),
        Plain("GetRestApis", static w => Nothing(Shop(w), Shop(w))),
        Plain("CreateResource", static w => With(Shop(w), ("parentId", w.Last), ("pathPart", "orders"))),
        Plain("GetResources", static w => Below(w, Id(Ready(w)))),
        Plain("GetResource", static w => Id(Ready(w), ("resourceId", w.Last))),
        Plain("PutMethod", static w => Method(Shop(w), w.Last, ("authorizationType", "NONE")), static (w, a) => Deployed(w, w.First, w.Last)),
        Plain("PutMethod", static w => Method(Shop(w), w.Last, ("authorizationType", "CUSTOM"), ("authorizerId", Authorizer(w))), static (w, a) => Deployed(w, w.First, w.Last)),
        Plain("UpdateMethod", static w => Patched(Ready(w), "/operationName")),
        Plain("PutMethodResponse", static w => With(Ready(w), ("statusCode", "200")), static (w, _) => Deployed(w, w.First, w.Last)),
        Plain("PutIntegration", static w => With(Ready(w), ("type", "AWS_PROXY"), ("integrationHttpMethod", "POST"), ("uri", Uri)), static (w, _) => Deployed(w, w.First, w.Last)),
        Plain("PutIntegration", static w => With(Ready(w), ("type", "MOCK")), static (w, _) => Deployed(w, w.First, w.Last)),
        Plain("UpdateIntegration", static w => Patched(Ready(w), "/uri", Uri)),
        Plain("PutIntegrationResponse", static w => With(Answering(w, "AWS_PROXY"), ("statusCode", "200")), static (w, _) => Deployed(w, w.First, w.Last)),
        Plain("PutIntegrationResponse", static w => With(Answering(w, "MOCK"), ("statusCode", "200")), static (w, _) => Deployed(w, w.First, w.Last)),
        Plain("CreateDeployment", static w => Id(Ready(w)), static (w, _) => Stages(w)),
        Plain("CreateDeployment", static w => Id(Ready(w), ("stageName", "test")), static (w, _) => Stages(w)),
        Plain("CreateDeployment", static w => Id(Ready(w), ("stageName", "prod")), static (w, _) => Stages(w)),
        Plain("UpdateDeployment", static w => Patched(Id(Ready(w), ("deploymentId", w.Deployment)), "/description")),
        Plain("GetDeployments", static w => Twice(w, Id(Ready(w)))),
        Plain("CreateStage", static w => Id(Ready(w), ("stageName", "test"), ("deploymentId", w.Deployment))),
        Plain("UpdateStage", static w => Patched(Id(Ready(w), ("stageName", "prod")), "/description")),
        Plain("GetStages", static w => Id(Ready(w))),
        Plain("CreateAuthorizer", static w => With(Shop(w), ("name", "check"), ("type", "TOKEN"), ("authorizerUri", Uri), ("identitySource", "method.request.header.a")), static (w, a) => Guarded(w, (string)a["id"]!)),
        Plain("CreateAuthorizer", static w => With(Shop(w), ("name", "check"), ("type", "REQUEST"), ("authorizerUri", Uri), ("identitySource", "method.request.header.a")), static (w, a) => Guarded(w, (string)a["id"]!)),
        Plain("UpdateAuthorizer", static w => Patched(Id(Shop(w), ("authorizerId", Authorizer(w))), "/name")),
        Plain("CreateApiKey", static _ => []),
        Plain("GetApiKeys", static w => Nothing(w.Do("CreateApiKey", []), w.Do("CreateApiKey", []))),
        Plain("GetApiKey", static w => new JsonObject { ["apiKey"] = (string)w.Do("CreateApiKey", [])["id"]! }),
        Plain("UpdateApiKey", static w => Patched(new JsonObject { ["apiKey"] = (string)w.Do("CreateApiKey", [])["id"]! }, "/name")),
        Plain("CreateUsagePlan", static _ => Of("""{"name":"basic"}""")),
        Plain("CreateUsagePlan", static w => Plan(w)),
        Plain("UpdateUsagePlan", static w => Patched(new JsonObject { ["usagePlanId"] = (string)w.Do("CreateUsagePlan", Of("""{"name":"basic"}"""))["id"]! }, "/name")),
        Plain("GetUsagePlans", static w => Nothing(w.Do("CreateUsagePlan", Of("""{"name":"basic"}""")), w.Do("CreateUsagePlan", Of("""{"name":"more"}""")))),
        Plain("CreateDomainName", static _ => Of("""{"domainName":"shop.example.com"}""")),
        Plain("GetDomainNames", static w => Nothing(Domain(w), Domain(w, "two.example.com"))),
        Plain("CreateBasePathMapping", static w => Mapping(w)),
        Plain("GetBasePathMappings", static w => Mapped(w)),
    ];

    private static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();

    private static MemberScenario Plain(string operation, Func<MemberWorld, JsonObject> prepare, Func<MemberWorld, JsonObject, IEnumerable<JsonNode?>>? after = null) =>
        new(operation, prepare) { Values = _values, After = after ?? (static (_, _) => []) };

    private static JsonObject With(JsonObject request, params (string Name, string Value)[] more)
    {
        foreach (var (name, value) in more)
        {
            request[name] = value;
        }

        return request;
    }

    private static JsonObject Id(JsonObject made, params (string Name, string Value)[] more) => With(new JsonObject { ["restApiId"] = (string)made["restApiId"]! }, more);

    private static JsonObject Nothing(params JsonObject[] made) => made.Length > 0 ? [] : throw new ArgumentException("nothing was made");

    private static JsonObject Patched(JsonObject request, string path, string value = "other")
    {
        request["patchOperations"] = new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = path, ["value"] = value });
        return request;
    }

    private static JsonObject Shop(MemberWorld world)
    {
        var api = world.Do("CreateRestApi", Of("""{"name":"shop"}"""));
        (world.First, world.Last) = ((string)api["id"]!, (string)api["rootResourceId"]!);
        return new JsonObject { ["restApiId"] = world.First };
    }

    private static JsonObject Method(JsonObject api, string resource, params (string Name, string Value)[] more) => With(api, [("resourceId", resource), ("httpMethod", "GET"), .. more]);

    /// <summary>An API with a method and an integration, deployed as <c>prod</c>.</summary>
    private static JsonObject Ready(MemberWorld world)
    {
        var method = Method(Shop(world), world.Last);
        world.Do("PutMethod", With(method.DeepClone().AsObject(), ("authorizationType", "NONE")));
        _ = Deployed(world, world.First, world.Last).Count();
        return method;
    }

    private static JsonObject Answering(MemberWorld world, string type)
    {
        var method = Ready(world);
        world.Do("PutIntegration", With(method.DeepClone().AsObject(), ("type", type), ("integrationHttpMethod", "POST"), ("uri", Uri)));
        var response = With(method.DeepClone().AsObject(), ("statusCode", "200"));
        response["responseParameters"] = new JsonObject { ["method.response.header.a"] = true };
        world.Do("PutMethodResponse", response);
        return method;
    }

    private static IEnumerable<JsonNode?> Deployed(MemberWorld world, string api, string resource)
    {
        var method = Method(new JsonObject { ["restApiId"] = api }, resource);
        if (world.Do("GetResources", new JsonObject { ["restApiId"] = api })["items"]![0]!["resourceMethods"] is null)
        {
            world.Do("PutMethod", With(method.DeepClone().AsObject(), ("authorizationType", "NONE")));
        }

        if (world.Do("GetMethod", method)["methodIntegration"] is null)
        {
            world.Do("PutIntegration", With(method.DeepClone().AsObject(), ("type", "AWS_PROXY"), ("integrationHttpMethod", "POST"), ("uri", Uri)));
        }

        world.Deployment = (string)world.Do("CreateDeployment", new JsonObject { ["restApiId"] = api, ["stageName"] = "prod" })["id"]!;
        return [world.Do("GetMethod", method)];
    }

    private static IEnumerable<JsonNode?> Guarded(MemberWorld world, string authorizer)
    {
        world.Do("PutMethod", Method(new JsonObject { ["restApiId"] = world.First }, world.Last, ("authorizationType", "CUSTOM"), ("authorizerId", authorizer)));
        return Deployed(world, world.First, world.Last);
    }

    private static string Authorizer(MemberWorld world) =>
        (string)world.Do("CreateAuthorizer", new JsonObject { ["restApiId"] = world.First, ["name"] = "check", ["type"] = "TOKEN", ["authorizerUri"] = Uri, ["identitySource"] = "method.request.header.a" })["id"]!;

    private static IEnumerable<JsonNode?> Stages(MemberWorld world) => [world.Do("GetStages", new JsonObject { ["restApiId"] = world.First })];

    private static JsonObject Below(MemberWorld world, JsonObject api)
    {
        world.Do("CreateResource", With(api.DeepClone().AsObject(), ("parentId", world.Last), ("pathPart", "below")));
        return api;
    }

    private static JsonObject Mapped(MemberWorld world)
    {
        var mapping = Mapping(world);
        world.Do("CreateBasePathMapping", mapping);
        world.Do("CreateBasePathMapping", With(mapping.DeepClone().AsObject(), ("basePath", "second")));
        return new JsonObject { ["domainName"] = "shop.example.com" };
    }

    private static JsonObject Twice(MemberWorld world, JsonObject api)
    {
        world.Do("CreateDeployment", api);
        return api;
    }

    private static JsonObject Plan(MemberWorld world)
    {
        var api = (string)Ready(world)["restApiId"]!;
        return new JsonObject { ["name"] = "basic", ["apiStages"] = new JsonArray(new JsonObject { ["apiId"] = api, ["stage"] = "prod" }) };
    }

    private static JsonObject Domain(MemberWorld world, string name = "shop.example.com")
    {
        world.Do("CreateDomainName", new JsonObject { ["domainName"] = name });
        return new JsonObject { ["domainName"] = name };
    }

    private static JsonObject Mapping(MemberWorld world) => With(Domain(world), ("restApiId", (string)Ready(world)["restApiId"]!));
}
