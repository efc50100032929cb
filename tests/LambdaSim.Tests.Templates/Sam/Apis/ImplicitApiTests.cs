namespace LambdaSim.Tests.Templates.Sam.Apis;

public sealed class ImplicitApiTests
{
    [Fact]
    public void Events_without_an_API_share_one_with_a_stage_Prod()
    {
        var made = ApiTemplate.Resources("Resources:\n" + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: get } } }"));
        Assert.Equal("AWS::ApiGateway::RestApi", made.At("ServerlessRestApi", "Type")!.ToString());
        Assert.Equal("Prod", made.At("ServerlessRestApiProdStage", "Properties", "StageName")!.ToString());
        Assert.Equal(
            "{'Fn::Sub':'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations'}",
            made.At("ServerlessRestApi", "Properties", "Body", "paths", "/a", "get", "x-amazon-apigateway-integration", "uri").Json());
    }

    [Fact]
    public void A_route_without_path_and_method_is_the_default_of_the_implicit_HTTP_API()
    {
        var made = ApiTemplate.Resources("Resources:\n" + ApiTemplate.Function("{ All: { Type: HttpApi }, One: { Type: HttpApi, Properties: { Path: /a, Method: get } } }"));
        Assert.True((bool)made.At("ServerlessHttpApi", "Properties", "Body", "paths", "$default", "x-amazon-apigateway-any-method", "isDefaultRoute")!);
        Assert.NotNull(made["FAllPermission"]);
        Assert.Null(made["FOnePermission"]);
    }

    [Fact]
    public void A_template_without_such_events_gets_no_API()
    {
        var made = ApiTemplate.Resources("Resources:\n" + ApiTemplate.Function("{ S: { Type: SQS, Properties: { Queue: 'arn:aws:sqs:us-east-1:1:q' } } }"));
        Assert.DoesNotContain(made, r => r.Key.StartsWith("Serverless", StringComparison.Ordinal));
    }

    [Fact]
    public void The_API_exists_where_one_of_its_functions_does()
    {
        var made = ApiTemplate.Translated("Conditions: { A: !Equals [a, a], B: !Equals [a, b] }\nResources:\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: get } } }", "F", "Condition: A") + "\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: put } } }", "G", "Condition: B"));
        Assert.Equal("ServerlessRestApiCondition", made.At("Resources", "ServerlessRestApi", "Condition")!.ToString());
        Assert.Equal("{'Fn::Or':[{'Condition':'A'},{'Condition':'B'}]}", made.At("Conditions", "ServerlessRestApiCondition").Json());
        Assert.Equal("ServerlessRestApiSLASHaPathCondition", made.At("Resources", "ServerlessRestApi", "Properties", "Body", "paths", "/a", "Fn::If", "0")!.ToString());
    }

    [Fact]
    public void A_function_without_a_condition_keeps_the_API_in_any_case()
    {
        var made = ApiTemplate.Resources("Conditions: { A: !Equals [a, a] }\nResources:\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: get } } }", "F", "Condition: A") + "\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /b, Method: put } } }", "G"));
        Assert.Null(made.At("ServerlessRestApi", "Condition"));
        Assert.Equal("A", made.At("ServerlessRestApi", "Properties", "Body", "paths", "/a", "Fn::If", "0")!.ToString());
    }

    [Fact]
    public void A_function_that_is_kept_keeps_the_API()
    {
        var made = ApiTemplate.Resources("Resources:\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: get } } }", "F", "DeletionPolicy: Delete") + "\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /b, Method: put } } }", "G", "DeletionPolicy: Retain"));
        Assert.Equal("Retain", made.At("ServerlessRestApi", "DeletionPolicy")!.ToString());
    }

    [Fact]
    public void Two_functions_cannot_take_the_same_method() => Assert.Equal(
        ["Resource with id [G] is invalid. Event with id [Again] is invalid. API method 'get' defined multiple times for path '/a'."],
        ApiTemplate.Errors("Resources:\n"
            + ApiTemplate.Function("{ Get: { Type: Api, Properties: { Path: /a, Method: get } } }") + "\n"
            + ApiTemplate.Function("{ Again: { Type: Api, Properties: { Path: /a, Method: GET } } }", "G")));

    [Fact]
    public void An_event_names_an_API_of_its_kind_in_the_same_template() => Assert.Equal(
        [
            "Resource with id [F] is invalid. Event with id [E] is invalid. RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.",
            "Resource with id [G] is invalid. Event with id [E] is invalid. RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.",
        ],
        ApiTemplate.Errors("Resources:\n  H: { Type: AWS::Serverless::HttpApi }\n"
            + ApiTemplate.Function("{ E: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref H } } }") + "\n"
            + ApiTemplate.Function("{ E: { Type: Api, Properties: { Path: /a, Method: get, RestApiId: !Ref Nowhere } } }", "G")));
}
