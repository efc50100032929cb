namespace LambdaSim.Tests.Templates.Sam.Apis;

public sealed class RestApiTests
{
    private const string Get = "{ Get: { Type: Api, Properties: { RestApiId: !Ref A, Path: '/x/{id}/', Method: get } } }";

    [Fact]
    public void A_permission_names_the_method_and_the_path_with_stars_for_its_parameters()
    {
        var made = With("StageName: Prod", Get);
        Assert.Equal(
            "{'Fn::Sub':['arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/x/*',{'__ApiId__':{'Ref':'A'},'__Stage__':'*'}]}",
            made.At("FGetPermissionProd", "Properties", "SourceArn").Json());
    }

    [Fact]
    public void A_changed_document_is_another_deployment()
    {
        var (one, two) = (With("StageName: Prod", Get), With("StageName: Prod, Cors: \"'*'\"", Get));
        Assert.NotEqual(Deployment(one), Deployment(two));
        Assert.Equal(Deployment(one), one.At("AProdStage", "Properties", "DeploymentId", "Ref")!.ToString());
    }

    [Fact]
    public void A_stage_whose_name_is_no_id_has_a_hash_instead()
    {
        var made = With("StageName: pre-prod", Get);
        Assert.Equal("pre-prod", made.Single(r => r.Key.StartsWith("AStage", StringComparison.Ordinal)).Value.At("Properties", "StageName")!.ToString());
    }

    [Fact]
    public void Outside_of_the_first_partition_an_API_is_regional()
    {
        var made = ApiTemplate.Resources($"Resources:\n  A: {{ Type: AWS::Serverless::Api, Properties: {{ StageName: Prod }} }}\n{ApiTemplate.Function(Get)}", "cn-north-1");
        Assert.Equal("['REGIONAL']", made.At("A", "Properties", "EndpointConfiguration", "Types").Json());
    }

    [Fact]
    public void CORS_answers_with_the_methods_of_the_path()
    {
        var made = With("StageName: Prod, Cors: \"'*'\"", Get);
        Assert.Equal("'GET,OPTIONS'", made.At("A", "Properties", "Body", "paths", "/x/{id}/", "options", "x-amazon-apigateway-integration", "responses", "default", "responseParameters", "method.response.header.Access-Control-Allow-Methods")!.ToString());
    }

    [Fact]
    public void CORS_with_credentials_names_its_origins() => Refused(
        "StageName: Prod, Cors: { AllowCredentials: true }",
        "Unable to add Cors configuration because 'AllowCredentials' can not be true when 'AllowOrigin' is \"'*'\" or not set");

    [Fact]
    public void A_default_authorizer_guards_each_method_but_those_that_say_NONE()
    {
        var made = With(
            "StageName: Prod, Auth: { DefaultAuthorizer: U, Authorizers: { U: { UserPoolArn: arn, AuthorizationScopes: [s] } } }",
            """
            { One: { Type: Api, Properties: { RestApiId: !Ref A, Path: /one, Method: get } },
              Two: { Type: Api, Properties: { RestApiId: !Ref A, Path: /two, Method: get, Auth: { Authorizer: NONE } } } }
            """);
        Assert.Equal("[{'U':['s']}]", made.At("A", "Properties", "Body", "paths", "/one", "get", "security").Json());
        Assert.Equal("[{'NONE':[]}]", made.At("A", "Properties", "Body", "paths", "/two", "get", "security").Json());
        Assert.Equal("['arn']", made.At("A", "Properties", "Body", "securityDefinitions", "U", "x-amazon-apigateway-authorizer", "providerARNs").Json());
    }

    [Fact]
    public void A_function_that_authorizes_may_be_called_by_the_API()
    {
        var made = With("StageName: Prod, Auth: { Authorizers: { L: { FunctionArn: arn }, M: { FunctionArn: arn, DisableFunctionDefaultPermissions: true } } }", Get);
        Assert.Equal("'arn'", made.At("ALAuthorizerPermission", "Properties", "FunctionName").Json().Replace("\"", "'", StringComparison.Ordinal));
        Assert.Null(made["AMAuthorizerPermission"]);
    }

    [Fact]
    public void Signed_requests_are_passed_on_with_the_credentials_of_their_caller()
    {
        var made = With("StageName: Prod, Auth: { DefaultAuthorizer: AWS_IAM }", Get);
        Assert.Equal("arn:aws:iam::*:user/*", made.At("A", "Properties", "Body", "paths", "/x/{id}/", "get", "x-amazon-apigateway-integration", "credentials")!.ToString());
        Assert.Equal("awsSigv4", made.At("A", "Properties", "Body", "securityDefinitions", "AWS_IAM", "x-amazon-apigateway-authtype")!.ToString());
    }

    [Fact]
    public void A_default_authorizer_is_one_that_is_defined() => Refused(
        "StageName: Prod, Auth: { DefaultAuthorizer: X, Authorizers: { U: { UserPoolArn: arn } } }",
        "Unable to set DefaultAuthorizer because 'X' was not defined in 'Authorizers'.");

    [Fact]
    public void A_method_that_needs_no_key_says_so_against_its_API()
    {
        var made = With(
            "StageName: Prod, Auth: { ApiKeyRequired: true }",
            """
            { One: { Type: Api, Properties: { RestApiId: !Ref A, Path: /one, Method: get } },
              Two: { Type: Api, Properties: { RestApiId: !Ref A, Path: /two, Method: get, Auth: { ApiKeyRequired: false } } } }
            """);
        Assert.Equal("[{'api_key':[]}]", made.At("A", "Properties", "Body", "paths", "/one", "get", "security").Json());
        Assert.Equal("[]", made.At("A", "Properties", "Body", "paths", "/two", "get", "security").Json());
    }

    [Fact]
    public void A_policy_that_names_addresses_lets_all_others_in()
    {
        var made = With("StageName: Prod, Auth: { ResourcePolicy: { IpRangeBlacklist: [1.2.3.4] } }", Get);
        var statements = made.At("A", "Properties", "Body", "x-amazon-apigateway-policy", "Statement")!.AsArray();
        Assert.Equal(["Allow", "Deny"], statements.Select(s => s.At("Effect")!.ToString()));
        Assert.Equal("{'IpAddress':{'aws:SourceIp':['1.2.3.4']}}", statements[1].At("Condition").Json());
    }

    [Fact]
    public void APIs_share_one_usage_plan_where_they_say_so()
    {
        const string Auth = "Auth: { ApiKeyRequired: true, UsagePlan: { CreateUsagePlan: SHARED } }";
        var made = ApiTemplate.Resources($"Resources:\n  A: {{ Type: AWS::Serverless::Api, Properties: {{ StageName: Prod, {Auth} }} }}\n  B: {{ Type: AWS::Serverless::Api, Properties: {{ StageName: Prod, {Auth} }} }}\n");
        Assert.Equal("['A','B']", made.At("ServerlessUsagePlan", "DependsOn").Json());
        Assert.Equal(2, made.At("ServerlessApiKey", "Properties", "StageKeys")!.AsArray().Count);
    }

    [Fact]
    public void A_shared_usage_plan_exists_where_any_of_its_APIs_does()
    {
        const string Auth = "Auth: { UsagePlan: { CreateUsagePlan: SHARED } }";
        var made = ApiTemplate.Translated($"""
            Conditions: {'{'} X: !Equals [a, a], Y: !Equals [a, b] {'}'}
            Resources:
              A: {'{'} Type: AWS::Serverless::Api, Condition: X, DeletionPolicy: Retain, Properties: {'{'} StageName: Prod, {Auth} {'}'} {'}'}
              B: {'{'} Type: AWS::Serverless::Api, Condition: Y, DeletionPolicy: Delete, Properties: {'{'} StageName: Prod, {Auth} {'}'} {'}'}
            """);
        Assert.Equal("{'Fn::Or':[{'Condition':'X'},{'Condition':'Y'}]}", made.At("Conditions", "SharedUsagePlanCondition").Json());
        Assert.Equal("Retain", made.At("Resources", "ServerlessUsagePlan", "DeletionPolicy")!.ToString());
    }

    [Fact]
    public void A_model_of_requests_is_told_as_the_version_of_the_document_has_it()
    {
        const string Post = "{ Put: { Type: Api, Properties: { RestApiId: !Ref A, Path: /x, Method: put, RequestModel: { Model: User, Required: true, ValidateBody: true } } } }";
        const string Models = "StageName: Prod, Models: { User: { type: object } }";
        var two = With(Models, Post).At("A", "Properties", "Body", "paths", "/x", "put");
        Assert.Equal("body-only", two.At("x-amazon-apigateway-request-validator")!.ToString());
        Assert.Equal("#/definitions/user", two.At("parameters", "0", "schema", "$ref")!.ToString());
        var three = With(Models + ", OpenApiVersion: '3.0.1'", Post).At("A", "Properties", "Body", "paths", "/x", "put");
        Assert.Equal("#/components/schemas/user", three.At("requestBody", "content", "application/json", "schema", "$ref")!.ToString());
    }

    [Fact]
    public void A_document_that_the_template_writes_is_left_alone_unless_it_is_merged()
    {
        const string Body = "StageName: Prod, DefinitionBody: { swagger: '2.0', paths: { /own: { get: {} } } }";
        Assert.Null(With(Body, Get).At("A", "Properties", "Body", "paths", "/x/{id}/"));
        var merged = With(Body + ", MergeDefinitions: true", Get);
        Assert.NotNull(merged.At("A", "Properties", "Body", "paths", "/own", "get"));
        Assert.NotNull(merged.At("A", "Properties", "Body", "paths", "/x/{id}/", "get", "x-amazon-apigateway-integration"));
    }

    [Fact]
    public void OpenAPI_3_keeps_its_schemes_and_models_under_components()
    {
        var made = With("StageName: Prod, OpenApiVersion: '3.0.1', Models: { User: { type: object } }, Auth: { Authorizers: { U: { UserPoolArn: arn } } }", Get);
        Assert.Equal(["components", "info", "openapi", "paths"], made.At("A", "Properties", "Body")!.AsObject().Select(m => m.Key).Order(StringComparer.Ordinal));
        Assert.NotNull(made.At("A", "Properties", "Body", "components", "schemas", "user"));
        Assert.NotNull(made.At("A", "Properties", "Body", "components", "securitySchemes", "U"));
    }

    [Fact]
    public void A_domain_has_a_mapping_for_each_path_and_records_in_its_zone()
    {
        var made = With("StageName: Prod, Domain: { DomainName: a.example.com, CertificateArn: arn, EndpointConfiguration: REGIONAL, BasePath: [/v1, /v2], Route53: { HostedZoneId: Z, IpV6: true } }", Get);
        Assert.Equal("v2", made.At("Av2BasePathMapping", "Properties", "BasePath")!.ToString());
        var records = made.Single(r => r.Key.StartsWith("RecordSetGroup", StringComparison.Ordinal)).Value.At("Properties", "RecordSets")!.AsArray();
        Assert.Equal(["A", "AAAA"], records.Select(r => r.At("Type")!.ToString()));
    }

    [Fact]
    public void A_gateway_response_has_members_that_are_known() => Refused(
        "StageName: Prod, GatewayResponses: { UNAUTHORIZED: { Status: 401 } }",
        "Invalid property 'Status' in 'GatewayResponses' property 'UNAUTHORIZED'.");

    [Fact]
    public void A_document_in_S3_takes_no_properties_that_would_change_it() => Refused(
        "StageName: Prod, DefinitionUri: 's3://b/k', Cors: \"'*'\"",
        "Cors works only with inline Swagger specified in 'DefinitionBody' property.");

    [Fact]
    public void A_usage_plan_says_whether_it_is_shared() => Refused(
        "StageName: Prod, Auth: { UsagePlan: { CreateUsagePlan: MANY } }",
        "'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].");

    private static string Deployment(System.Text.Json.Nodes.JsonObject resources) =>
        resources.Single(r => r.Key.StartsWith("ADeployment", StringComparison.Ordinal)).Key;

    private static System.Text.Json.Nodes.JsonObject With(string properties, string events) =>
        ApiTemplate.Resources($"Resources:\n  A: {{ Type: AWS::Serverless::Api, Properties: {{ {properties} }} }}\n{ApiTemplate.Function(events.ReplaceLineEndings(" "))}");

    private static void Refused(string properties, string error) => Assert.Equal(
        ["Resource with id [A] is invalid. " + error],
        ApiTemplate.Errors($"Resources:\n  A: {{ Type: AWS::Serverless::Api, Properties: {{ {properties} }} }}\n"));
}
