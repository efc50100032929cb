namespace LambdaSim.Tests.Templates.Sam.Apis;

public sealed class HttpApiTests
{
    private const string Get = "{ Get: { Type: HttpApi, Properties: { ApiId: !Ref A, Path: '/x/{id}', Method: GET, TimeoutInMillis: 9000, PayloadFormatVersion: '1.0' } } }";

    [Fact]
    public void A_route_has_its_timeout_its_payload_and_its_parameters()
    {
        var route = With("{}", Get).At("A", "Properties", "Body", "paths", "/x/{id}", "get");
        Assert.Equal("9000 1.0", $"{route.At("x-amazon-apigateway-integration", "timeoutInMillis")} {route.At("x-amazon-apigateway-integration", "payloadFormatVersion")}");
        Assert.Equal("[{'name':'id','in':'path','required':true}]", route.At("parameters").Json());
    }

    [Fact]
    public void A_stage_deploys_by_itself_and_is_the_default_one_unless_it_has_a_name()
    {
        Assert.True((bool)With("{}", Get).At("AApiGatewayDefaultStage", "Properties", "AutoDeploy")!);
        Assert.Equal("dev", With("{ StageName: dev }", Get).At("AdevStage", "Properties", "StageName")!.ToString());
    }

    [Fact]
    public void An_authorizer_of_tokens_is_described_with_its_issuer()
    {
        var made = With("{ Auth: { DefaultAuthorizer: J, Authorizers: { J: { IdentitySource: $request.header.Authorization, JwtConfiguration: { issuer: i, audience: [a] }, AuthorizationScopes: [s] } } } }", Get);
        Assert.Equal("[{'J':['s']}]", made.At("A", "Properties", "Body", "paths", "/x/{id}", "get", "security").Json());
        Assert.Equal("jwt", made.At("A", "Properties", "Body", "components", "securitySchemes", "J", "x-amazon-apigateway-authorizer", "type")!.ToString());
    }

    [Fact]
    public void A_function_that_authorizes_gets_a_permission_when_it_asks_for_one()
    {
        var made = With("{ Auth: { Authorizers: { L: { FunctionArn: arn, AuthorizerPayloadFormatVersion: '2.0', EnableFunctionDefaultPermissions: true }, M: { FunctionArn: arn, AuthorizerPayloadFormatVersion: '2.0' } } } }", Get);
        Assert.NotNull(made["ALAuthorizerPermission"]);
        Assert.Null(made["AMAuthorizerPermission"]);
    }

    [Fact]
    public void CORS_true_lets_all_origins_in() => Assert.Equal(
        "{'allowOrigins':['*']}", With("{ CorsConfiguration: true }", Get).At("A", "Properties", "Body", "x-amazon-apigateway-cors").Json());

    [Fact]
    public void Settings_of_an_event_are_settings_of_its_route()
    {
        var made = With("{}", "{ Get: { Type: HttpApi, Properties: { ApiId: !Ref A, Path: /x, Method: ANY, RouteSettings: { ThrottlingBurstLimit: 5 } } } }");
        Assert.Equal("{'ANY /x':{'ThrottlingBurstLimit':5}}", made.At("AApiGatewayDefaultStage", "Properties", "RouteSettings").Json());
    }

    [Fact]
    public void An_API_that_fails_on_warnings_has_its_default_route_under_a_slash()
    {
        var paths = With("{ FailOnWarnings: true }", "{ All: { Type: HttpApi, Properties: { ApiId: !Ref A } } }").At("A", "Properties", "Body", "paths")!.AsObject();
        Assert.Equal("/$default", Assert.Single(paths).Key);
    }

    [Fact]
    public void A_missing_authorizer_is_told_at_the_route() => Assert.Equal(
        ["Resource with id [F] is invalid. Event with id [E] is invalid. Unable to set Authorizer [X] on API method [get] for path [/] because the related API does not define any Authorizers."],
        ApiTemplate.Errors("Resources:\n  A: { Type: AWS::Serverless::HttpApi }\n"
            + ApiTemplate.Function("{ E: { Type: HttpApi, Properties: { ApiId: !Ref A, Path: /, Method: get, Auth: { Authorizer: X } } } }")));

    [Fact]
    public void An_authorizer_of_a_function_says_its_payload() => Assert.Equal(
        ["Resource with id [A] is invalid. L Lambda Authorizer must define 'AuthorizerPayloadFormatVersion'."],
        ApiTemplate.Errors("Resources:\n  A: { Type: AWS::Serverless::HttpApi, Properties: { Auth: { Authorizers: { L: { FunctionArn: arn } } } } }\n"));

    [Fact]
    public void A_domain_maps_each_of_its_paths()
    {
        var made = With("{ Domain: { DomainName: a.example.com, CertificateArn: arn, BasePath: [/v-1] } }", Get);
        Assert.Equal("v-1", made.At("Av1ApiMapping", "Properties", "ApiMappingKey")!.ToString());
    }

    private static System.Text.Json.Nodes.JsonObject With(string properties, string events) =>
        ApiTemplate.Resources($"Resources:\n  A: {{ Type: AWS::Serverless::HttpApi, Properties: {properties} }}\n{ApiTemplate.Function(events)}");
}
