using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;

namespace LambdaSim.Wire.ApiGateway;

/// <summary>The shapes of API Gateway's REST APIs.</summary>
internal static class ApiGatewayShapes
{
    private static readonly WireShape _texts = WireShape.MapOf(WireShape.String);
    private static readonly WireShape _flags = WireShape.MapOf(WireShape.Boolean);
    private static readonly WireShape _names = List(WireShape.String);

    private static readonly WireMember[] _page = [Query("position", WireShape.String), Query("limit", WireShape.Integer)];

    private static readonly WireShape _operations = List(WireShape.Structure("PatchOperation", Member("op", OneOf("add", "remove", "replace", "move", "copy", "test")), Text("path"), Text("value"), Text("from")));

    private static readonly WireShape _endpoint = WireShape.Structure("EndpointConfiguration", Member("types", List(OneOf("REGIONAL", "EDGE", "PRIVATE"))), Text("ipAddressType"), Member("vpcEndpointIds", _names));

    private static readonly WireMember[] _apiSettings =
    [
        Text("description"), Text("version"), Member("binaryMediaTypes", _names), Member("minimumCompressionSize", WireShape.Integer),
        Member("apiKeySource", OneOf("HEADER", "AUTHORIZER")), Member("endpointConfiguration", _endpoint), Text("policy"), Member("tags", _texts), Member("disableExecuteApiEndpoint", WireShape.Boolean),
    ];

    private static readonly WireMember[] _api = [Text("id"), Text("name"), .. _apiSettings, Member("createdDate", WireShape.Timestamp), Member("warnings", _names), Text("rootResourceId"), Text("apiStatus"), Text("securityPolicy")];

    private static readonly WireMember _canary = Refused("canarySettings", WireShape.Document), _accessMode = Refused("endpointAccessMode", WireShape.String);

    private static readonly WireMember[] _integrationResponse =
        [Text("statusCode"), Text("selectionPattern"), Member("responseParameters", _texts), Member("responseTemplates", _texts), Text("contentHandling")];

    private static readonly WireMember[] _methodResponse = [Text("statusCode"), Member("responseParameters", _flags), Member("responseModels", _texts)];

    private static readonly WireMember[] _integrationSettings =
    [
        Text("uri"), Text("connectionType"), Text("connectionId"), Text("credentials"), Member("requestParameters", _texts), Member("requestTemplates", _texts),
        Text("passthroughBehavior"), Text("cacheNamespace"), Member("cacheKeyParameters", _names), Text("contentHandling"), Member("timeoutInMillis", WireShape.Integer),
        Member("tlsConfig", WireShape.Structure("TlsConfig", Member("insecureSkipVerification", WireShape.Boolean))), Text("responseTransferMode"), Text("integrationTarget"),
    ];

    private static readonly WireMember[] _integration =
    [
        Text("type"), Text("httpMethod"), .. _integrationSettings,
        Member("integrationResponses", WireShape.MapOf(WireShape.Structure("IntegrationResponse", _integrationResponse))),
    ];

    private static readonly WireMember[] _methodSettings =
    [
        Text("authorizerId"), Member("apiKeyRequired", WireShape.Boolean), Text("operationName"), Member("requestParameters", _flags), Member("requestModels", _texts),
        Text("requestValidatorId"), Member("authorizationScopes", _names),
    ];

    private static readonly WireMember[] _method =
    [
        Text("httpMethod"), Text("authorizationType"), .. _methodSettings, Member("methodResponses", WireShape.MapOf(WireShape.Structure("MethodResponse", _methodResponse))),
        Member("methodIntegration", WireShape.Structure("Integration", _integration)),
    ];

    private static readonly WireMember[] _resource =
        [Text("id"), Text("parentId"), Text("pathPart"), Text("path"), Member("resourceMethods", WireShape.MapOf(WireShape.Structure("Method", _method)))];

    private static readonly WireMember[] _authorizerSettings =
    [
        Text("name"), Member("type", OneOf("TOKEN", "REQUEST", "COGNITO_USER_POOLS")), Member("providerARNs", _names), Text("authType"), Text("authorizerUri"), Text("authorizerCredentials"),
        Text("identitySource"), Text("identityValidationExpression"), Member("authorizerResultTtlInSeconds", WireShape.Integer),
    ];

    private static readonly WireMember[] _authorizer = [Text("id"), .. _authorizerSettings];

    private static readonly WireMember[] _deployment = [Text("id"), Text("description"), Member("createdDate", WireShape.Timestamp)];

    private static readonly WireShape _setting = WireShape.Structure("MethodSetting",
        Member("metricsEnabled", WireShape.Boolean), Text("loggingLevel"), Member("dataTraceEnabled", WireShape.Boolean), Member("throttlingBurstLimit", WireShape.Integer),
        Member("throttlingRateLimit", WireShape.Double), Member("cachingEnabled", WireShape.Boolean), Member("cacheTtlInSeconds", WireShape.Integer), Member("cacheDataEncrypted", WireShape.Boolean),
        Member("requireAuthorizationForCacheControl", WireShape.Boolean), Text("unauthorizedCacheControlHeaderStrategy"));

    private static readonly WireMember[] _stageSettings =
        [Text("description"), Member("cacheClusterEnabled", WireShape.Boolean), Text("cacheClusterSize"), Member("variables", _texts), Member("tracingEnabled", WireShape.Boolean)];

    private static readonly WireMember[] _stage =
    [
        Text("stageName"), Text("deploymentId"), .. _stageSettings, Text("documentationVersion"), Text("clientCertificateId"), Text("cacheClusterStatus"), Member("methodSettings", WireShape.MapOf(_setting)),
        Member("accessLogSettings", WireShape.Structure("AccessLogSettings", Text("format"), Text("destinationArn"))), Member("tags", _texts),
        Member("createdDate", WireShape.Timestamp), Member("lastUpdatedDate", WireShape.Timestamp),
    ];

    private static readonly WireMember[] _key =
    [
        Text("id"), Text("value"), Text("name"), Text("customerId"), Text("description"), Member("enabled", WireShape.Boolean), Member("createdDate", WireShape.Timestamp),
        Member("lastUpdatedDate", WireShape.Timestamp), Member("stageKeys", _names), Member("tags", _texts),
    ];

    private static readonly WireShape _throttle = WireShape.Structure("ThrottleSettings", Member("burstLimit", WireShape.Integer), Member("rateLimit", WireShape.Double));

    private static readonly WireMember[] _planSettings =
    [
        Text("description"), Member("apiStages", List(WireShape.Structure("ApiStage", Text("apiId"), Text("stage"), Member("throttle", WireShape.MapOf(_throttle))))), Member("throttle", _throttle),
        Member("quota", WireShape.Structure("QuotaSettings", Member("limit", WireShape.Integer), Member("offset", WireShape.Integer), Member("period", OneOf("DAY", "WEEK", "MONTH")))),
    ];

    private static readonly WireMember[] _plan = [Text("id"), Text("name"), .. _planSettings, Text("productCode"), Member("tags", _texts)];

    private static readonly WireMember[] _planKey = [Text("id"), Text("type"), Text("value"), Text("name")];

    private static readonly WireMember[] _domainSettings =
    [
        Text("certificateName"), Text("certificateArn"), Text("regionalCertificateName"), Text("regionalCertificateArn"), Member("endpointConfiguration", _endpoint), Member("tags", _texts), Text("securityPolicy"),
    ];

    private static readonly WireMember[] _domain =
        [Text("domainName"), .. _domainSettings, Text("regionalDomainName"), Text("regionalHostedZoneId"), Text("domainNameStatus"), Text("domainNameArn")];

    private static readonly WireMember[] _mapping = [Text("basePath"), Text("restApiId"), Text("stage")];

    private static readonly WireMember _ofApi = Label("restApiId", "restapi_id"), _ofResource = Label("resourceId", "resource_id"), _ofMethod = Label("httpMethod", "http_method");
    private static readonly WireMember _ofStage = Label("stageName", "stage_name"), _ofDeployment = Label("deploymentId", "deployment_id"), _ofAuthorizer = Label("authorizerId", "authorizer_id");
    private static readonly WireMember _ofKey = Label("apiKey", "api_Key"), _ofPlan = Label("usagePlanId", "usageplanId"), _ofPlanKey = Label("keyId", "keyId"), _ofStatus = Label("statusCode", "status_code") with { Shape = Text(@"[1-5]\d\d", null) };
    private static readonly WireMember _ofDomain = Label("domainName", "domain_name"), _ofBase = Label("basePath", "base_path"), _ofTags = Label("resourceArn", "resource_arn");
    private static readonly WireMember _patch = Member("patchOperations", _operations);

    private const string Apis = "/restapis", Api = "/restapis/{restapi_id}", Resource = Api + "/resources/{resource_id}", Method = Resource + "/methods/{http_method}";
    private const string Stage = Api + "/stages/{stage_name}", Plan = "/usageplans/{usageplanId}", Domain = "/domainnames/{domain_name}", Mapping = Domain + "/basepathmappings/{base_path}";

    private static readonly Dictionary<string, WireOperation> _all = new[]
    {
        Of("ImportRestApi", "POST", "/restapis?mode=import", []),
        Of("CreateRestApi", "POST", Apis, [Required("name", WireShape.String), Text("cloneFrom"), .. _apiSettings, Refused("securityPolicy", WireShape.String), _accessMode], _api, 201),
        Of("GetRestApis", "GET", Apis, _page, Items("RestApi", _api)),
        Of("GetRestApi", "GET", Api, [_ofApi], _api),
        Of("UpdateRestApi", "PATCH", Api, [_ofApi, _patch], _api),
        Of("PutRestApi", "PUT", Api, [_ofApi]),
        Of("DeleteRestApi", "DELETE", Api, [_ofApi], [], 202),
        Of("GetResources", "GET", Api + "/resources", [_ofApi, .. _page, Query("embed", _names)], Items("Resource", _resource)),
        Of("GetResource", "GET", Resource, [_ofApi, _ofResource, Query("embed", _names)], _resource),
        Of("CreateResource", "POST", Resource, [_ofApi, Label("parentId", "resource_id"), Required("pathPart", WireShape.String)], _resource, 201),
        Of("UpdateResource", "PATCH", Resource, [_ofApi, _ofResource, _patch], _resource),
        Of("DeleteResource", "DELETE", Resource, [_ofApi, _ofResource], [], 202),
        Of("PutMethod", "PUT", Method, [_ofApi, _ofResource, _ofMethod, Required("authorizationType", WireShape.String), .. _methodSettings], _method, 201),
        Of("GetMethod", "GET", Method, [_ofApi, _ofResource, _ofMethod], _method),
        Of("UpdateMethod", "PATCH", Method, [_ofApi, _ofResource, _ofMethod, _patch], _method),
        Of("DeleteMethod", "DELETE", Method, [_ofApi, _ofResource, _ofMethod], [], 204),
        Of("PutMethodResponse", "PUT", Method + "/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus, .. _methodResponse[1..]], _methodResponse, 201),
        Of("GetMethodResponse", "GET", Method + "/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus], _methodResponse),
        Of("DeleteMethodResponse", "DELETE", Method + "/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus], [], 204),
        Of("PutIntegration", "PUT", Method + "/integration",
            [
                _ofApi, _ofResource, _ofMethod, Required("type", OneOf("HTTP", "AWS", "MOCK", "HTTP_PROXY", "AWS_PROXY")), new WireMember("integrationHttpMethod", WireShape.String) { WireName = "httpMethod" },
                .. _integrationSettings,
            ],
            _integration, 201),
        Of("GetIntegration", "GET", Method + "/integration", [_ofApi, _ofResource, _ofMethod], _integration),
        Of("UpdateIntegration", "PATCH", Method + "/integration", [_ofApi, _ofResource, _ofMethod, _patch], _integration),
        Of("DeleteIntegration", "DELETE", Method + "/integration", [_ofApi, _ofResource, _ofMethod], [], 204),
        Of("PutIntegrationResponse", "PUT", Method + "/integration/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus, .. _integrationResponse[1..]], _integrationResponse, 201),
        Of("GetIntegrationResponse", "GET", Method + "/integration/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus], _integrationResponse),
        Of("DeleteIntegrationResponse", "DELETE", Method + "/integration/responses/{status_code}", [_ofApi, _ofResource, _ofMethod, _ofStatus], [], 204),
        Of("CreateDeployment", "POST", Api + "/deployments", [_ofApi, Text("stageName"), Text("stageDescription"), .. _stageSettings, _canary], _deployment, 201),
        Of("GetDeployments", "GET", Api + "/deployments", [_ofApi, .. _page], Items("Deployment", _deployment)),
        Of("GetDeployment", "GET", Api + "/deployments/{deployment_id}", [_ofApi, _ofDeployment], _deployment),
        Of("UpdateDeployment", "PATCH", Api + "/deployments/{deployment_id}", [_ofApi, _ofDeployment, _patch], _deployment),
        Of("DeleteDeployment", "DELETE", Api + "/deployments/{deployment_id}", [_ofApi, _ofDeployment], [], 202),
        Of("CreateStage", "POST", Api + "/stages", [_ofApi, Required("stageName", WireShape.String), Required("deploymentId", WireShape.String), .. _stageSettings, Text("documentationVersion"), Member("tags", _texts), _canary], _stage, 201),
        Of("GetStages", "GET", Api + "/stages", [_ofApi, Query("deploymentId", WireShape.String)], [Items("Stage", _stage)[0]]),
        Of("GetStage", "GET", Stage, [_ofApi, _ofStage], _stage),
        Of("UpdateStage", "PATCH", Stage, [_ofApi, _ofStage, _patch], _stage),
        Of("DeleteStage", "DELETE", Stage, [_ofApi, _ofStage], [], 202),
        Of("CreateAuthorizer", "POST", Api + "/authorizers", [_ofApi, .. _authorizerSettings], _authorizer, 201),
        Of("GetAuthorizers", "GET", Api + "/authorizers", [_ofApi, .. _page], Items("Authorizer", _authorizer)),
        Of("GetAuthorizer", "GET", Api + "/authorizers/{authorizer_id}", [_ofApi, _ofAuthorizer], _authorizer),
        Of("UpdateAuthorizer", "PATCH", Api + "/authorizers/{authorizer_id}", [_ofApi, _ofAuthorizer, _patch], _authorizer),
        Of("DeleteAuthorizer", "DELETE", Api + "/authorizers/{authorizer_id}", [_ofApi, _ofAuthorizer], [], 202),
        Of("PutGatewayResponse", "PUT", Api + "/gatewayresponses/{response_type}", [_ofApi]),
        Of("ImportApiKeys", "POST", "/apikeys?mode=import", []),
        Of("CreateApiKey", "POST", "/apikeys",
            [Text("name"), Text("description"), Member("enabled", WireShape.Boolean), Member("generateDistinctId", WireShape.Boolean), Text("value"), Text("customerId"), Member("tags", _texts), Refused("stageKeys", WireShape.Document)], _key, 201),
        Of("GetApiKeys", "GET", "/apikeys", [.. _page, Query("name", WireShape.String), Query("customerId", WireShape.String) with { IsRefused = true }, Query("includeValues", WireShape.Boolean)], Items("ApiKey", _key)),
        Of("GetApiKey", "GET", "/apikeys/{api_Key}", [_ofKey, Query("includeValue", WireShape.Boolean)], _key),
        Of("UpdateApiKey", "PATCH", "/apikeys/{api_Key}", [_ofKey, _patch], _key),
        Of("DeleteApiKey", "DELETE", "/apikeys/{api_Key}", [_ofKey], [], 202),
        Of("CreateUsagePlan", "POST", "/usageplans", [Required("name", WireShape.String), .. _planSettings, Member("tags", _texts)], _plan, 201),
        Of("GetUsagePlans", "GET", "/usageplans", [.. _page, Query("keyId", WireShape.String)], Items("UsagePlan", _plan)),
        Of("GetUsagePlan", "GET", Plan, [_ofPlan], _plan),
        Of("UpdateUsagePlan", "PATCH", Plan, [_ofPlan, _patch], _plan),
        Of("DeleteUsagePlan", "DELETE", Plan, [_ofPlan], [], 202),
        Of("CreateUsagePlanKey", "POST", Plan + "/keys", [_ofPlan, Required("keyId", WireShape.String), Required("keyType", WireShape.String)], _planKey, 201),
        Of("GetUsagePlanKeys", "GET", Plan + "/keys", [_ofPlan, .. _page], Items("UsagePlanKey", _planKey)),
        Of("GetUsagePlanKey", "GET", Plan + "/keys/{keyId}", [_ofPlan, _ofPlanKey], _planKey),
        Of("DeleteUsagePlanKey", "DELETE", Plan + "/keys/{keyId}", [_ofPlan, _ofPlanKey], [], 202),
        Of("CreateDomainName", "POST", "/domainnames", 
            [
                Required("domainName", WireShape.String), .. _domainSettings, _accessMode, Refused("certificateBody", WireShape.String), Refused("certificatePrivateKey", WireShape.String), Refused("certificateChain", WireShape.String),
                Refused("mutualTlsAuthentication", WireShape.Document), Refused("ownershipVerificationCertificateArn", WireShape.String), Refused("policy", WireShape.String), Refused("routingMode", WireShape.String),
            ],
            _domain, 201),
        Of("GetDomainNames", "GET", "/domainnames", _page, Items("DomainName", _domain)),
        Of("GetDomainName", "GET", Domain, [_ofDomain], _domain),
        Of("DeleteDomainName", "DELETE", Domain, [_ofDomain], [], 202),
        Of("CreateBasePathMapping", "POST", Domain + "/basepathmappings", [_ofDomain, Text("basePath"), Required("restApiId", WireShape.String), Text("stage")], _mapping, 201),
        Of("GetBasePathMappings", "GET", Domain + "/basepathmappings", [_ofDomain, .. _page], Items("BasePathMapping", _mapping)),
        Of("GetBasePathMapping", "GET", Mapping, [_ofDomain, _ofBase], _mapping),
        Of("DeleteBasePathMapping", "DELETE", Mapping, [_ofDomain, _ofBase], [], 202),
        Of("GetTags", "GET", "/tags/{resource_arn}", [_ofTags], [Member("tags", _texts)]),
        Of("TagResource", "PUT", "/tags/{resource_arn}", [_ofTags, Required("tags", _texts)], [], 204),
        Of("UntagResource", "DELETE", "/tags/{resource_arn}", [_ofTags, Query("tagKeys", _names)], [], 204),
    }.ToDictionary(static o => o.Name, StringComparer.Ordinal);

    public static WireService Service { get; } = new("ApiGateway", "2015-07-09");

    public static WireOperation Find(string name) => _all[name];

    private static WireMember Label(string name, string wireName) => Required(name, WireShape.String) with { WireName = wireName, Location = MemberLocation.Label };

    private static WireMember[] Items(string name, WireMember[] members) => [new WireMember("items", List(WireShape.Structure(name, members))) { WireName = "item" }, Text("position")];

    private static WireOperation Of(string name, string method, string path, IEnumerable<WireMember> input, WireMember[]? output = null, int status = 200) =>
        new(name, WireShape.Structure($"{name}Request", input), output is { Length: > 0 } ? WireShape.Structure($"{name}Result", output) : null) { Method = method, Path = UriTemplate.Of(path), Status = status };
}
