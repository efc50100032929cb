using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>API Gateway's REST APIs.</summary>
internal static class RestApiTypes
{
    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::ApiGateway::RestApi",
            "ApiKeySourceType BinaryMediaTypes Body Description DisableExecuteApiEndpoint EndpointConfiguration MinimumCompressionSize Name Parameters Policy Tags "
            + "~BodyS3Location ~CloneFrom ~EndpointAccessMode ~FailOnWarnings ~Mode ~Parameters ~SecurityPolicy", RestApi),
        ResourceType.Of("AWS::ApiGateway::Resource", "ParentId! PathPart! RestApiId!", Resource),
        ResourceType.Of("AWS::ApiGateway::Method",
            "HttpMethod! ResourceId! RestApiId! ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId Integration MethodResponses OperationName RequestModels RequestParameters RequestValidatorId", Method),
        ResourceType.Of("AWS::ApiGateway::Deployment", "RestApiId! ~DeploymentCanarySettings Description StageDescription StageName", Deployment),
        ResourceType.Of("AWS::ApiGateway::Stage",
            "RestApiId! AccessLogSetting CacheClusterEnabled CacheClusterSize DeploymentId Description DocumentationVersion MethodSettings StageName Tags TracingEnabled Variables ~CanarySetting ~ClientCertificateId", Stage),
        ResourceType.Of("AWS::ApiGateway::Authorizer",
            "RestApiId! Type! Name AuthType AuthorizerCredentials AuthorizerResultTtlInSeconds AuthorizerUri IdentitySource IdentityValidationExpression ProviderARNs", Authorizer),
        ResourceType.Of("AWS::ApiGateway::ApiKey", "CustomerId Description Enabled GenerateDistinctId Name ~StageKeys Tags Value", ApiKey),
        ResourceType.Of("AWS::ApiGateway::UsagePlan", "ApiStages Description Quota Tags Throttle UsagePlanName", UsagePlan),
        ResourceType.Of("AWS::ApiGateway::UsagePlanKey", "KeyId! KeyType! UsagePlanId!", UsagePlanKey),
        ResourceType.Of("AWS::ApiGateway::DomainName",
            "DomainName CertificateArn EndpointConfiguration RegionalCertificateArn SecurityPolicy Tags ~EndpointAccessMode ~MutualTlsAuthentication ~OwnershipVerificationCertificateArn ~RoutingMode", Domain),
        ResourceType.Of("AWS::ApiGateway::BasePathMapping", "DomainName! BasePath ~Id RestApiId Stage", Mapping),
    ];

    private static Made RestApi(Making m)
    {
        var body = m["Body"] as MapNode;
        var name = m.Text("Name") ?? (body?["info"] is MapNode info && info["title"] is { } title ? Shaped.Text(title) : body is not null || m["BodyS3Location"] is not null ? m.LogicalId
            : throw Fault.At(m.Resource.Place, "Property Name cannot be empty.", "give it a Name, or a Body with info.title", m.LogicalId));
        var more = new JsonObject { ["name"] = name };
        if (m.Text("ApiKeySourceType") is { } source)
        {
            more["apiKeySource"] = source;
        }

        if (m.Tags() is { Count: > 0 } tags)
        {
            more["tags"] = tags;
        }

        if (m["EndpointConfiguration"] is { } endpoint)
        {
            // SAM and older templates say REGIONAL alone.
            more["endpointConfiguration"] = endpoint is MapNode map && map["Types"] is { } types
                ? new JsonObject { ["types"] = new JsonArray([.. Shaped.Items(types).Select(static t => (JsonNode)Shaped.Text(t))]) } : null;
        }

        if (body?["x-amazon-apigateway-binary-media-types"] is { } binary && m["BinaryMediaTypes"] is null)
        {
            more["binaryMediaTypes"] = new JsonArray([.. Shaped.Items(binary).Select(static t => (JsonNode)Shaped.Text(t))]);
        }

        var api = m.Call("apigateway", "CreateRestApi", more, "Tags", "EndpointConfiguration");
        var (id, root) = ((string)api["id"]!, (string)api["rootResourceId"]!);
        if (body is not null)
        {
            new RestApiBody(m, id, root, body).Import();
        }
        else if (m["BodyS3Location"] is not null)
        {
            m.World.UnknownApis.Add(id);
        }

        return new Made(id).With("RestApiId", id).With("RootResourceId", root);
    }

    private static Made Resource(Making m)
    {
        var id = (string)m.Call("apigateway", "CreateResource")["id"]!;
        return new Made(id).With("ResourceId", id);
    }

    private static Made Method(Making m)
    {
        var type = m.Text("AuthorizationType") ?? "NONE";
        if (type == "COGNITO_USER_POOLS")
        {
            m.Inert("AuthorizationType", "user pools are not simulated: whoever asks, may");
            type = "NONE";
        }

        m.Call("apigateway", "PutMethod", new JsonObject { ["authorizationType"] = type }, type == "NONE" ? ["AuthorizerId", "AuthorizationScopes"] : []);
        var of = new JsonObject { ["restApiId"] = m.Text("RestApiId"), ["resourceId"] = m.Text("ResourceId"), ["httpMethod"] = m.Text("HttpMethod") };
        var shape = m.Shape;
        foreach (var response in m.List("MethodResponses"))
        {
            m.Door.Call("apigateway", "PutMethodResponse", With(of, (JsonObject)shape.Of(response, Input("PutMethodResponse"), "MethodResponses")!));
        }

        if (Shaped.Map(m["Integration"], "Integration") is { } integration)
        {
            m.Door.Call("apigateway", "PutIntegration", With(of, (JsonObject)shape.Of(integration.Without("IntegrationResponses"), Input("PutIntegration"), "Integration")!));
            foreach (var response in Shaped.Items(integration["IntegrationResponses"] ?? Node.List()))
            {
                m.Door.Call("apigateway", "PutIntegrationResponse", With(of, (JsonObject)shape.Of(response, Input("PutIntegrationResponse"), "Integration.IntegrationResponses")!));
            }
        }

        return new Made(m.World.Names.Of(m.LogicalId));
    }

    // What an API is made of stands in a document that nobody has: neither its deployments nor its stages can answer.
    private static bool IsUnknown(Making m)
    {
        if (!m.World.UnknownApis.Contains(m.Text("RestApiId") ?? ""))
        {
            return false;
        }

        m.World.LeaveOut(m.LogicalId, "the methods of its API stand in BodyS3Location, which is not read");
        return true;
    }

    private static Made Deployment(Making m)
    {
        if (IsUnknown(m))
        {
            return new Made(m.World.Names.Of(m.LogicalId)).With("DeploymentId", m.World.Names.Of(m.LogicalId));
        }

        var more = new JsonObject();
        if (Shaped.Map(m["StageDescription"], "StageDescription") is { } stage)
        {
            more["stageDescription"] = stage["Description"] is { } words ? Shaped.Text(words) : null;
            if (stage["Variables"] is MapNode variables)
            {
                var map = new JsonObject();
                foreach (var (name, value) in variables.Members)
                {
                    map[name] = Shaped.Text(value);
                }

                more["variables"] = map;
            }

            foreach (var other in stage.Keys.Where(static k => k is not ("Description" or "Variables")))
            {
                m.Inert($"StageDescription.{other}", "write it at an AWS::ApiGateway::Stage, where it acts");
            }
        }

        var id = (string)m.Call("apigateway", "CreateDeployment", more, "StageDescription")["id"]!;
        return new Made(id).With("DeploymentId", id);
    }

    private static Made Stage(Making m)
    {
        if (IsUnknown(m))
        {
            return new Made(m.Text("StageName") ?? "default");
        }

        var more = new JsonObject { ["stageName"] = m.Text("StageName") ?? "default" };
        if (m.Tags() is { Count: > 0 } tags)
        {
            more["tags"] = tags;
        }

        if (m["AccessLogSetting"] is not null)
        {
            m.Inert("AccessLogSetting", "no access log is written");
        }

        m.Call("apigateway", "CreateStage", more, "Tags");
        var name = (string)more["stageName"]!;
        var patches = new JsonArray();
        foreach (var setting in Shaped.Maps(m.List("MethodSettings"), "MethodSettings"))
        {
            StageSettings.Patch(setting, patches);
        }

        if (patches.Count > 0)
        {
            m.Door.Call("apigateway", "UpdateStage", new JsonObject { ["restApiId"] = m.Text("RestApiId"), ["stageName"] = name, ["patchOperations"] = patches });
        }

        return new Made(name);
    }

    private static Made Authorizer(Making m)
    {
        var id = (string)m.Call("apigateway", "CreateAuthorizer", new JsonObject { ["name"] = m.Text("Name") ?? m.LogicalId })["id"]!;
        return new Made(id).With("AuthorizerId", id);
    }

    private static Made ApiKey(Making m)
    {
        var id = (string)m.Call("apigateway", "CreateApiKey", Tagged(m, new JsonObject { ["name"] = m.Name("Name", 128) }), "Tags", "StageKeys")["id"]!;
        return new Made(id).With("APIKeyId", id);
    }

    private static Made UsagePlan(Making m)
    {
        var id = (string)m.Call("apigateway", "CreateUsagePlan", Tagged(m, new JsonObject { ["name"] = m.Name("UsagePlanName", 128) }), "Tags")["id"]!;
        return new Made(id).With("Id", id);
    }

    private static Made UsagePlanKey(Making m)
    {
        var id = (string)m.Call("apigateway", "CreateUsagePlanKey")["id"]!;
        return new Made($"{id}:{m.Text("UsagePlanId")}").With("Id", $"{id}:{m.Text("UsagePlanId")}");
    }

    private static Made Domain(Making m)
    {
        var domain = m.Call("apigateway", "CreateDomainName", Tagged(m, []), "Tags");
        var name = m.Text("DomainName")!;
        return new Made(name).With("RegionalDomainName", (string?)domain["regionalDomainName"] ?? name).With("RegionalHostedZoneId", (string?)domain["regionalHostedZoneId"] ?? "Z1UJRXOUMOOFQ8")
            .With("DistributionDomainName", $"{m.World.Names.Digits(m.LogicalId, 14)}.cloudfront.net").With("DistributionHostedZoneId", "Z2FDTNDATAQYW2")
            .With("DomainNameArn", (string?)domain["domainNameArn"]);
    }

    private static Made Mapping(Making m)
    {
        m.Call("apigateway", "CreateBasePathMapping");
        return new Made($"{m.Text("DomainName")}|{m.Text("BasePath") ?? "(none)"}");
    }

    private static JsonObject Tagged(Making m, JsonObject input)
    {
        if (m.Tags() is { Count: > 0 } tags)
        {
            input["tags"] = tags;
        }

        return input;
    }

    private static Wire.Codecs.WireShape Input(string operation) => Services.ServiceEntry.All["apigateway"].Operation(operation).Input;

    private static JsonObject With(JsonObject of, JsonObject input)
    {
        foreach (var (name, value) in of)
        {
            input[name] = value?.DeepClone();
        }

        return input;
    }
}
