using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.ApiGatewayV2;

/// <summary>What an HTTP API is made of: each kind with its place in paths, the member that names one, and its other members.</summary>
/// <param name="Name">Such as <c>Route</c>.</param>
/// <param name="Path">Such as <c>routes</c>.</param>
/// <param name="Id">Such as <c>routeId</c>.</param>
/// <param name="Members">What requests say.</param>
internal sealed record HttpApiKind(string Name, string Path, string Id, params WireMember[] Members);

/// <summary>The shapes of API Gateway's HTTP and WebSocket APIs.</summary>
internal static class HttpApiShapes
{
    private static readonly WireShape _texts = WireShape.MapOf(WireShape.String), _names = List(WireShape.String), _time = WireShape.TimestampAs(TimestampFormat.Iso8601);

    private static readonly WireShape _required = WireShape.MapOf(WireShape.Structure("Required", Member("required", WireShape.Boolean)));

    private static readonly WireShape _cors = WireShape.Structure("Cors",
        Member("allowCredentials", WireShape.Boolean), Member("allowHeaders", _names), Member("allowMethods", _names), Member("allowOrigins", _names), Member("exposeHeaders", _names), Member("maxAge", WireShape.Integer));

    private static readonly WireShape _settings = WireShape.Structure("RouteSettings",
        Member("dataTraceEnabled", WireShape.Boolean), Member("detailedMetricsEnabled", WireShape.Boolean), Text("loggingLevel"), Member("throttlingBurstLimit", WireShape.Integer), Member("throttlingRateLimit", WireShape.Double));

    private static readonly WireMember[] _apiSettings =
        [Text("name"), Text("description"), Text("version"), Member("corsConfiguration", _cors), Member("disableExecuteApiEndpoint", WireShape.Boolean), Text("routeSelectionExpression"), Text("apiKeySelectionExpression"), Text("ipAddressType")];

    private static readonly WireMember[] _quick = [Text("target"), Text("routeKey"), Text("credentialsArn"), Refused("disableSchemaValidation", WireShape.Boolean)];

    private static readonly WireMember[] _api = [Text("apiId"), Text("apiEndpoint"), Text("protocolType"), .. _apiSettings, Member("createdDate", _time), Member("tags", _texts), Member("apiGatewayManaged", WireShape.Boolean)];

    private static readonly WireMember[] _domainSettings =
    [
        Member("domainNameConfigurations", List(WireShape.Structure("DomainNameConfiguration",
            Text("apiGatewayDomainName"), Text("certificateArn"), Text("certificateName"), Text("domainNameStatus"), Text("endpointType"), Text("hostedZoneId"), Text("ipAddressType"), Text("ownershipVerificationCertificateArn"), Text("securityPolicy")))),
        Member("mutualTlsAuthentication", WireShape.Structure("MutualTls", Text("truststoreUri"), Text("truststoreVersion"))),
    ];

    private static readonly WireMember _routing = Refused("routingMode", WireShape.String);

    private static readonly WireMember[] _domain = [Text("domainName"), Text("domainNameArn"), Text("apiMappingSelectionExpression"), .. _domainSettings, Member("tags", _texts)];

    private static readonly WireMember _ofApi = Label("apiId"), _ofTags = Label("resourceArn", "resource-arn");
    private static readonly WireMember[] _page = [Query("maxResults", WireShape.String), Query("nextToken", WireShape.String)];

    public static IReadOnlyList<HttpApiKind> Kinds { get; } =
    [
        new("Route", "routes", "routeId", Text("routeKey"), Text("target"), Text("authorizationType"), Text("authorizerId"), Member("authorizationScopes", _names), Member("apiKeyRequired", WireShape.Boolean), Text("operationName"),
            Text("routeResponseSelectionExpression"), Text("modelSelectionExpression"), Member("requestModels", _texts), Member("requestParameters", _required)),
        new("Integration", "integrations", "integrationId", Text("integrationType"), Text("integrationSubtype"), Text("integrationUri"), Text("integrationMethod"), Text("payloadFormatVersion"),
            Member("timeoutInMillis", WireShape.Integer), Text("connectionType"), Text("connectionId"), Text("credentialsArn"), Text("description"),
            Member("requestParameters", _texts), Member("responseParameters", WireShape.MapOf(_texts)), Text("contentHandlingStrategy"), Text("passthroughBehavior"), Member("requestTemplates", _texts), Text("templateSelectionExpression"), Refused("tlsConfig", WireShape.Document)),
        new("Authorizer", "authorizers", "authorizerId", Text("name"), Text("authorizerType"), Text("authorizerUri"), Member("identitySource", _names), Text("authorizerPayloadFormatVersion"),
            Member("authorizerResultTtlInSeconds", WireShape.Integer), Member("enableSimpleResponses", WireShape.Boolean), Text("authorizerCredentialsArn"), Refused("identityValidationExpression", WireShape.String)),
        new("Stage", "stages", "stageName", Text("description"), Member("autoDeploy", WireShape.Boolean), Text("deploymentId"), Member("stageVariables", _texts), Member("defaultRouteSettings", _settings),
            Member("routeSettings", WireShape.MapOf(_settings)), Member("accessLogSettings", WireShape.Structure("AccessLogSettings", Text("destinationArn"), Text("format"))), Member("tags", _texts), Refused("clientCertificateId", WireShape.String)),
        new("Deployment", "deployments", "deploymentId", Text("description")),
    ];

    /// <summary>What a route of a WebSocket API answers with.</summary>
    public static HttpApiKind Response { get; } = new("RouteResponse", "routeresponses", "routeResponseId", Text("routeResponseKey"), Text("modelSelectionExpression"), Member("responseModels", _texts), Member("responseParameters", _required));

    public static WireService Service { get; } = new("ApiGatewayV2", "2018-11-29");

    private static readonly Dictionary<string, WireOperation> _all = All().ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireOperation Find(string name) => _all[name];

    private static IEnumerable<WireOperation> All()
    {
        yield return Of("CreateApi", "POST", "/v2/apis", [.. _apiSettings, Required("protocolType", WireShape.String), Member("tags", _texts), .. _quick], _api, 201);
        yield return Of("GetApis", "GET", "/v2/apis", _page, Items(_api));
        yield return Of("GetApi", "GET", "/v2/apis/{apiId}", [_ofApi], _api);
        yield return Of("UpdateApi", "PATCH", "/v2/apis/{apiId}", [_ofApi, .. _apiSettings, .. _quick], _api);
        yield return Of("DeleteApi", "DELETE", "/v2/apis/{apiId}", [_ofApi], [], 204);
        yield return Of("DeleteCorsConfiguration", "DELETE", "/v2/apis/{apiId}/cors", [_ofApi], [], 204);
        foreach (var kind in Kinds)
        {
            var (all, one, id) = ($"/v2/apis/{{apiId}}/{kind.Path}", $"/v2/apis/{{apiId}}/{kind.Path}/{{{kind.Id}}}", Label(kind.Id));
            WireMember[] shown = [Text(kind.Id), .. kind.Members, Member("createdDate", _time), Member("lastUpdatedDate", _time), Text("deploymentStatus"), Member("autoDeployed", WireShape.Boolean), Member("apiGatewayManaged", WireShape.Boolean)];
            WireMember[] named = kind.Name is "Stage" or "Deployment" ? [Text("stageName")] : [];
            yield return Of($"Create{kind.Name}", "POST", all, [_ofApi, .. named, .. kind.Members], shown, 201);
            yield return Of($"Get{kind.Name}s", "GET", all, [_ofApi, .. _page], Items(shown));
            yield return Of($"Get{kind.Name}", "GET", one, [_ofApi, id], shown);
            yield return Of($"Update{kind.Name}", "PATCH", one, [_ofApi, id, .. kind.Members], shown);
            yield return Of($"Delete{kind.Name}", "DELETE", one, [_ofApi, id], [], 204);
        }

        const string Responses = "/v2/apis/{apiId}/routes/{routeId}/routeresponses", OneResponse = Responses + "/{routeResponseId}";
        WireMember[] ofRoute = [_ofApi, Label("routeId")], ofResponse = [.. ofRoute, Label(Response.Id)], response = [Text(Response.Id), .. Response.Members];
        yield return Of("CreateRouteResponse", "POST", Responses, [.. ofRoute, .. Response.Members], response, 201);
        yield return Of("GetRouteResponses", "GET", Responses, [.. ofRoute, .. _page], Items(response));
        yield return Of("GetRouteResponse", "GET", OneResponse, ofResponse, response);
        yield return Of("UpdateRouteResponse", "PATCH", OneResponse, [.. ofResponse, .. Response.Members], response);
        yield return Of("DeleteRouteResponse", "DELETE", OneResponse, ofResponse, [], 204);
        yield return Of("CreateIntegrationResponse", "POST", "/v2/apis/{apiId}/integrations/{integrationId}/integrationresponses", [_ofApi, Label("integrationId")]);
        yield return Of("CreateModel", "POST", "/v2/apis/{apiId}/models", [_ofApi]);
        yield return Of("GetTags", "GET", "/v2/tags/{resource-arn}", [_ofTags], [Member("tags", _texts)]);
        yield return Of("TagResource", "POST", "/v2/tags/{resource-arn}", [_ofTags, Member("tags", _texts)], [], 201);
        yield return Of("UntagResource", "DELETE", "/v2/tags/{resource-arn}", [_ofTags, Query("tagKeys", _names)], [], 204);
        const string Domain = "/v2/domainnames/{domainName}", Mapping = Domain + "/apimappings/{apiMappingId}";
        WireMember[] ofDomain = [Label("domainName")], ofMapping = [.. ofDomain, Label("apiMappingId")], mapping = [Text("apiId"), Text("apiMappingId"), Text("apiMappingKey"), Text("stage")];
        yield return Of("CreateDomainName", "POST", "/v2/domainnames", [Required("domainName", WireShape.String), .. _domainSettings, Member("tags", _texts), _routing], _domain, 201);
        yield return Of("GetDomainNames", "GET", "/v2/domainnames", _page, Items(_domain));
        yield return Of("GetDomainName", "GET", Domain, ofDomain, _domain);
        yield return Of("UpdateDomainName", "PATCH", Domain, [.. ofDomain, .. _domainSettings, _routing], _domain);
        yield return Of("DeleteDomainName", "DELETE", Domain, ofDomain, [], 204);
        yield return Of("CreateApiMapping", "POST", Domain + "/apimappings", [.. ofDomain, Required("apiId", WireShape.String), Text("apiMappingKey"), Required("stage", WireShape.String)], mapping, 201);
        yield return Of("GetApiMappings", "GET", Domain + "/apimappings", [.. ofDomain, .. _page], Items(mapping));
        yield return Of("GetApiMapping", "GET", Mapping, ofMapping, mapping);
        yield return Of("UpdateApiMapping", "PATCH", Mapping, [.. ofMapping, Required("apiId", WireShape.String), Text("apiMappingKey"), Text("stage")], mapping);
        yield return Of("DeleteApiMapping", "DELETE", Mapping, ofMapping, [], 204);
        yield return Of("CreateVpcLink", "POST", "/v2/vpclinks", []);
        yield return Of("ImportApi", "PUT", "/v2/apis", []);
    }

    private static WireMember Label(string name, string? wireName = null) => Required(name, WireShape.String) with { WireName = wireName ?? name, Location = MemberLocation.Label };

    private static WireMember[] Items(WireMember[] members) => [Member("items", List(WireShape.Structure("Item", members))), Text("nextToken")];

    private static WireOperation Of(string name, string method, string path, IEnumerable<WireMember> input, WireMember[]? output = null, int status = 200) =>
        new(name, WireShape.Structure($"{name}Request", input), output is { Length: > 0 } ? WireShape.Structure($"{name}Response", output) : null) { Method = method, Path = UriTemplate.Of(path), Status = status };
}
