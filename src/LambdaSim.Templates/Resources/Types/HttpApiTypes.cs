using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>API Gateway's HTTP and WebSocket APIs.</summary>
internal static class HttpApiTypes
{
    private const string Service = "apigatewayv2";

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::ApiGatewayV2::Api",
            "ApiKeySelectionExpression Body CorsConfiguration CredentialsArn Description DisableExecuteApiEndpoint IpAddressType Name ProtocolType RouteKey RouteSelectionExpression Tags Target Version "
            + "~BasePath ~BodyS3Location ~DisableSchemaValidation ~FailOnWarnings", Api),
        ResourceType.Of("AWS::ApiGatewayV2::Integration",
            "ApiId! IntegrationType! ConnectionId ConnectionType ContentHandlingStrategy CredentialsArn Description IntegrationMethod IntegrationSubtype IntegrationUri PassthroughBehavior PayloadFormatVersion "
            + "RequestParameters RequestTemplates TemplateSelectionExpression TimeoutInMillis ~ResponseParameters ~TlsConfig", m => Part(m, "Integration", "integrationId", "IntegrationId")),
        ResourceType.Of("AWS::ApiGatewayV2::Route",
            "ApiId! RouteKey! ApiKeyRequired AuthorizationScopes AuthorizationType AuthorizerId ModelSelectionExpression OperationName RequestModels RequestParameters RouteResponseSelectionExpression Target",
            Route),
        ResourceType.Of("AWS::ApiGatewayV2::RouteResponse", "ApiId! RouteId! RouteResponseKey! ModelSelectionExpression ResponseModels ResponseParameters", m => Part(m, "RouteResponse", "routeResponseId", "RouteResponseId")),
        ResourceType.Of("AWS::ApiGatewayV2::Authorizer",
            "ApiId! AuthorizerType! Name! AuthorizerCredentialsArn AuthorizerPayloadFormatVersion AuthorizerResultTtlInSeconds AuthorizerUri EnableSimpleResponses IdentitySource JwtConfiguration ~IdentityValidationExpression",
            Authorizer),
        ResourceType.Of("AWS::ApiGatewayV2::Deployment", "ApiId! Description StageName", m => Part(m, "Deployment", "deploymentId", "DeploymentId")),
        ResourceType.Of("AWS::ApiGatewayV2::Stage",
            "ApiId! StageName! AccessLogSettings AutoDeploy DefaultRouteSettings DeploymentId Description RouteSettings StageVariables Tags ~AccessPolicyId ~ClientCertificateId", Stage),
        ResourceType.Of("AWS::ApiGatewayV2::DomainName", "DomainName! DomainNameConfigurations MutualTlsAuthentication Tags ~RoutingMode", Domain),
        ResourceType.Of("AWS::ApiGatewayV2::ApiMapping", "ApiId! DomainName! Stage! ApiMappingKey", m => Part(m, "ApiMapping", "apiMappingId", "ApiMappingId")),
    ];

    private static Made Api(Making m)
    {
        var body = m["Body"] as MapNode;
        var more = new JsonObject { ["protocolType"] = m.Text("ProtocolType") ?? "HTTP" };
        more["name"] = m.Text("Name") ?? (body?["info"] is MapNode info && info["title"] is { } title ? Shaped.Text(title) : body is not null || m["BodyS3Location"] is not null ? m.LogicalId : throw Fault.At(m.Resource.Place, "Property Name cannot be empty.", "give it a Name, or a Body with info.title", m.LogicalId));
        Tagged(m, more);
        if (m["CorsConfiguration"] is null && body?["x-amazon-apigateway-cors"] is MapNode cors)
        {
            more["corsConfiguration"] = m.Shape.Of(cors, Services.ServiceEntry.All[Service].Operation("CreateApi").Input.Named("corsConfiguration")!.Shape, "x-amazon-apigateway-cors");
        }

        var api = m.Call(Service, "CreateApi", more, "Tags");
        var id = (string)api["apiId"]!;
        if (body is not null)
        {
            new HttpApiBody(m, id, body).Import();
        }

        return new Made(id).With("ApiId", id).With("ApiEndpoint", (string)api["apiEndpoint"]!);
    }

    private static Made Authorizer(Making m)
    {
        if (m.Text("AuthorizerType") is "JWT")
        {
            m.World.LeaveOut(m.LogicalId, "tokens are not checked");
            return new Made(m.World.Names.Digits(m.LogicalId, 6)).With("AuthorizerId", m.World.Names.Digits(m.LogicalId, 6));
        }

        return Part(m, "Authorizer", "authorizerId", "AuthorizerId");
    }

    private static Made Route(Making m)
    {
        if (m.Text("AuthorizationType") is not "JWT")
        {
            return Part(m, "Route", "routeId", "RouteId");
        }

        m.Inert("AuthorizationType", "tokens are not checked: whoever asks, may");
        var id = (string)m.Call(Service, "CreateRoute", null, "AuthorizationType", "AuthorizerId", "AuthorizationScopes")["routeId"]!;
        return new Made(id).With("RouteId", id);
    }

    private static Made Part(Making m, string kind, string id, string attribute)
    {
        var made = (string)m.Call(Service, $"Create{kind}")[id]!;
        return new Made(made).With(attribute, made);
    }

    private static Made Stage(Making m)
    {
        if (m["AccessLogSettings"] is not null)
        {
            m.Inert("AccessLogSettings", "no access log is written");
        }

        m.Call(Service, "CreateStage", Tagged(m, []), "Tags", "AccessLogSettings");
        return new Made(m.Text("StageName")!);
    }

    private static Made Domain(Making m)
    {
        var domain = m.Call(Service, "CreateDomainName", Tagged(m, []), "Tags");
        var configuration = (domain["domainNameConfigurations"] as JsonArray)?.FirstOrDefault();
        return new Made(m.Text("DomainName")!).With("DomainNameArn", (string?)domain["domainNameArn"])
            .With("RegionalDomainName", (string?)configuration?["apiGatewayDomainName"] ?? $"d-{m.World.Names.Digits(m.LogicalId, 10)}.execute-api.{m.Inputs.Region}.amazonaws.com")
            .With("RegionalHostedZoneId", (string?)configuration?["hostedZoneId"] ?? "Z1UJRXOUMOOFQ8");
    }

    private static JsonObject Tagged(Making m, JsonObject input)
    {
        if (m.Tags() is { Count: > 0 } tags)
        {
            input["tags"] = tags;
        }

        return input;
    }
}
