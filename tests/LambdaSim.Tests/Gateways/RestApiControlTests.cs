using System.Text.Json;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>REST APIs that requests to the control API make.</summary>
public sealed class RestApiControlTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly ApiControl _control;

    public RestApiControlTests() => _control = new ApiControl(_world);

    public void Dispose()
    {
        _control.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Pins("APIGW-CONTROL")]
    public void An_API_that_requests_made_answers_below_its_stage()
    {
        var (api, resource) = _control.Shop();

        Assert.Equal(200, _control.Call(api, "/prod/orders").Status);

        var context = _world.Event.GetProperty("requestContext");
        Assert.Equal((api, resource, "prod"), (context.GetProperty("apiId").GetString(), context.GetProperty("resourceId").GetString(), context.GetProperty("stage").GetString()));
        Assert.Equal("/orders", _world.Event.GetProperty("path").GetString());
        Assert.Equal((403, """{"message":"Missing Authentication Token"}"""), _control.Call(api, "/prod/other"));
        Assert.Equal((403, """{"message":"Forbidden"}"""), _control.Call(api, "/test/orders"));
    }

    [Fact]
    [Pins("APIGW-CONTROL")]
    public void A_stage_serves_its_deployment_until_it_gets_another()
    {
        var (api, resource) = _control.Shop();
        _control.Make("DELETE", $"/restapis/{api}/resources/{resource}/methods/GET");
        _control.Make("PUT", $"/restapis/{api}/resources/{resource}/methods/POST", new { authorizationType = "NONE" });
        Assert.Equal((400, "No integration defined for method"), Refusal("POST", $"/restapis/{api}/deployments", new { stageName = "prod" }));
        _control.Make("PUT", $"/restapis/{api}/resources/{resource}/methods/POST/integration", new { type = "AWS_PROXY", httpMethod = "POST", uri = ApiControl.UriOf("web") });
        Assert.Equal(200, _control.Call(api, "/prod/orders").Status);

        var deployment = (string)_control.Make("POST", $"/restapis/{api}/deployments")["id"]!;
        Assert.Equal(200, _control.Patch($"/restapis/{api}/stages/prod", "replace", "/deploymentId", deployment).Status);

        Assert.Equal(403, _control.Call(api, "/prod/orders").Status);
        Assert.Equal(200, _control.Call(api, "/prod/orders", "POST").Status);
        Assert.Equal((400, "Active stages pointing to this deployment must be moved or deleted"), Refusal("DELETE", $"/restapis/{api}/deployments/{deployment}"));
    }

    [Fact]
    [Pins("APIGW-CONTROL")]
    public void Resources_are_shown_with_their_methods_and_go_with_what_is_below_them()
    {
        var (api, resource) = _control.Shop();
        _control.Make("POST", $"/restapis/{api}/resources/{resource}", new { pathPart = "{id}" });
        Assert.Equal((409, "Another resource with the same parent already has this name: {id}"), Refusal("POST", $"/restapis/{api}/resources/{resource}", new { pathPart = "{id}" }));
        Assert.Equal(400, _control.Send("POST", $"/restapis/{api}/resources/{resource}", new { pathPart = "{other}" }).Status);

        var shown = _control.Make("GET", $"/restapis/{api}/resources?embed=methods&limit=500")["item"]!.AsArray();
        Assert.Equal(["/", "/orders", "/orders/{id}"], shown.Select(static r => (string)r!["path"]!).Order(StringComparer.Ordinal));
        Assert.Equal("AWS_PROXY", (string)shown.Single(static r => (string)r!["path"]! == "/orders")!["resourceMethods"]!["GET"]!["methodIntegration"]!["type"]!);

        _control.Make("DELETE", $"/restapis/{api}/resources/{resource}");
        Assert.Single(_control.Make("GET", $"/restapis/{api}/resources")["item"]!.AsArray());
        _control.Make("DELETE", $"/restapis/{api}");
        Assert.Equal((404, $"Invalid API identifier specified 123456789012:{api}"), Refusal("GET", $"/restapis/{api}"));
        Assert.Equal(404, _control.Call(api, "/prod/orders").Status);
    }

    [Theory]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:web", "AWS ARN for integration must contain path or action")]
    [InlineData("function:web", "Invalid ARN specified in the request")]
    [InlineData("arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders", "Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations.")]
    [Pins("APIGW-URI")]
    public void A_URI_that_names_no_function_is_refused(string uri, string message)
    {
        var (api, resource) = _control.Shop();

        Assert.Equal((400, message), Refusal("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration", new { type = "AWS_PROXY", httpMethod = "POST", uri }));
    }

    [Fact]
    [Pins("APIGW-URI")]
    public void A_stage_fills_its_variables_into_the_URI_and_a_GET_to_Lambda_fails()
    {
        var (api, resource) = _control.Shop(function: "${stageVariables.fn}");
        Assert.Equal(500, _control.Call(api, "/prod/orders").Status);
        Assert.Equal(200, _control.Patch($"/restapis/{api}/stages/prod", "replace", "/variables/fn", "web").Status);

        Assert.Equal(200, _control.Call(api, "/prod/orders").Status);
        Assert.Equal("web", _world.Event.GetProperty("stageVariables").GetProperty("fn").GetString());

        Assert.Equal(200, _control.Patch($"/restapis/{api}/resources/{resource}/methods/GET/integration", "replace", "/httpMethod", "GET").Status);
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod" });
        Assert.Equal((500, """{"message": "Internal server error"}"""), _control.Call(api, "/prod/orders"));
    }

    [Fact]
    [Pins("APIGW-MOCK")]
    public void A_mock_answers_preflights()
    {
        var (api, resource) = _control.Shop();
        var method = $"/restapis/{api}/resources/{resource}/methods/OPTIONS";
        _control.Make("PUT", method, new { authorizationType = "NONE" });
        _control.Make("PUT", method + "/integration", new { type = "MOCK", requestTemplates = new Dictionary<string, string> { ["application/json"] = "{ statusCode: 204 }" } });
        var origin = new Dictionary<string, object> { ["method.response.header.Access-Control-Allow-Origin"] = "'*'" };
        _control.Make("PUT", method + "/responses/204", new { });
        Assert.Equal(400, _control.Send("PUT", method + "/integration/responses/204", new { responseParameters = origin }).Status);
        _control.Make("PUT", method + "/responses/204", new { responseParameters = new Dictionary<string, bool> { ["method.response.header.Access-Control-Allow-Origin"] = true } });
        _control.Make("PUT", method + "/integration/responses/204", new { responseParameters = origin });
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod" });

        Assert.Equal((204, ""), _control.Call(api, "/prod/orders", "OPTIONS"));
        Assert.Equal("*", _control.LastHeaders["Access-Control-Allow-Origin"]);
        Assert.Empty(_world.Events);
    }

    [Theory]
    [InlineData("HTTP_PROXY")]
    [InlineData("AWS")]
    [Pins("APIGW-CONTROL")]
    public void What_is_not_simulated_is_refused_by_name(string type)
    {
        var (api, resource) = _control.Shop();

        Assert.Equal(
            (501, $"LambdaSim does not simulate integrations of type {type} of API Gateway; nothing was done."),
            Refusal("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration", new { type, httpMethod = "POST", uri = ApiControl.UriOf("web") }));
        Assert.Equal("AWS_PROXY", (string)_control.Make("GET", $"/restapis/{api}/resources/{resource}/methods/GET/integration")["type"]!);
    }

    [Fact]
    [Pins("APIGW-PATCH")]
    public void Patches_are_done_all_or_none()
    {
        var (api, _) = _control.Shop();
        var answer = _control.Send("PATCH", $"/restapis/{api}", new
        {
            patchOperations = new object[] { new { op = "replace", path = "/name", value = "new" }, new { op = "replace", path = "/nothing", value = "x" } },
        });
        Assert.Equal(400, answer.Status);
        Assert.StartsWith("Invalid patch path '/nothing' specified for op 'replace'. Must be one of: [/name, ", (string)answer.Answer["message"]!, StringComparison.Ordinal);
        Assert.Equal("shop", (string)_control.Make("GET", $"/restapis/{api}")["name"]!);

        Assert.Equal(200, _control.Patch($"/restapis/{api}", "add", "/binaryMediaTypes/image~1png").Status);
        Assert.Equal(200, _control.Patch($"/restapis/{api}", "replace", "/endpointConfiguration/types/EDGE", "REGIONAL").Status);
        Assert.Equal("""["REGIONAL"]""", _control.Make("GET", $"/restapis/{api}")["endpointConfiguration"]!["types"]!.ToJsonString());
        Assert.Equal("""["image/png"]""", _control.Make("GET", $"/restapis/{api}")["binaryMediaTypes"]!.ToJsonString());
    }

    [Fact]
    [Pins("APIGW-LIMIT")]
    public void A_stage_throttles_a_method()
    {
        var (api, _) = _control.Shop();
        _control.Send("PATCH", $"/restapis/{api}/stages/prod", new
        {
            patchOperations = new object[]
            {
                new { op = "replace", path = "/orders/GET/throttling/rateLimit", value = "0.5" }, new { op = "replace", path = "/orders/GET/throttling/burstLimit", value = "1" },
            },
        });

        Assert.Equal(200, _control.Call(api, "/prod/orders").Status);
        Assert.Equal((429, """{"message":"Too Many Requests"}"""), _control.Call(api, "/prod/orders"));
        _world.Simulation.AdvanceBy(2.Seconds);
        Assert.Equal(200, _control.Call(api, "/prod/orders").Status);
    }

    [Fact]
    [Pins("APIGW-AUTH-LAMBDA")]
    public void An_authorizer_that_a_request_made_decides()
    {
        _world.Simulation.AddFunction("check", (JsonElement request) => new
        {
            principalId = "p",
            policyDocument = new
            {
                Version = "2012-10-17",
                Statement = new[] { new { Effect = request.GetProperty("authorizationToken").GetString() == "in" ? "Allow" : "Deny", Action = "execute-api:Invoke", Resource = "*" } },
            },
        });
        var (api, resource) = _control.Shop();
        Assert.Equal(501, _control.Send("POST", $"/restapis/{api}/authorizers", new { name = "c", type = "COGNITO_USER_POOLS", providerARNs = new[] { "arn:aws:cognito-idp:us-east-1:123456789012:userpool/p" } }).Status);
        var id = (string)_control.Make("POST", $"/restapis/{api}/authorizers", new { name = "a", type = "TOKEN", authorizerUri = ApiControl.UriOf("check"), identitySource = "method.request.header.Token" })["id"]!;
        _control.Make("DELETE", $"/restapis/{api}/resources/{resource}/methods/GET");
        _control.Make("PUT", $"/restapis/{api}/resources/{resource}/methods/GET", new { authorizationType = "CUSTOM", authorizerId = id });
        _control.Make("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration", new { type = "AWS_PROXY", httpMethod = "POST", uri = ApiControl.UriOf("web") });
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod" });

        Assert.Equal(401, _control.Call(api, "/prod/orders").Status);
        Assert.Equal(403, _control.Call(api, "/prod/orders", "GET", ("Token", "out")).Status);
        Assert.Equal(200, _control.Call(api, "/prod/orders", "GET", ("Token", "in")).Status);
        Assert.Equal("p", _world.Event.GetProperty("requestContext").GetProperty("authorizer").GetProperty("principalId").GetString());
    }

    [Fact]
    [Pins("APIGW-DOMAIN")]
    public void A_domain_leads_to_a_stage_by_its_base_path()
    {
        var (api, _) = _control.Shop();
        _control.Make("POST", "/domainnames", new { domainName = "api.example.com", regionalCertificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/c", endpointConfiguration = new { types = new[] { "REGIONAL" } } });
        _control.Make("POST", "/domainnames/api.example.com/basepathmappings", new { basePath = "shop", restApiId = api, stage = "prod" });

        Assert.Equal(200, _control.Ask("GET", "https://apigateway.us-east-1.amazonaws.com/_fronts/api.example.com/shop/orders", null).Status);
        Assert.Equal("/orders", _world.Event.GetProperty("path").GetString());
        Assert.Equal(200, _control.Ask("GET", "https://api.example.com/shop/orders", null).Status);
        Assert.Equal("api.example.com", _world.Event.GetProperty("requestContext").GetProperty("domainName").GetString());
        Assert.Equal("api.example.com", _world.Event.GetProperty("headers").GetProperty("Host").GetString());
        Assert.Equal(403, _control.Ask("GET", "https://apigateway.us-east-1.amazonaws.com/_fronts/api.example.com/orders", null).Status);
        Assert.Equal(200, _control.Patch($"/restapis/{api}", "replace", "/disableExecuteApiEndpoint", "true").Status);
        Assert.Equal((403, """{"message":"Forbidden"}"""), _control.Call(api, "/prod/orders"));
        Assert.Equal(200, _control.Ask("GET", "https://apigateway.us-east-1.amazonaws.com/_fronts/api.example.com/shop/orders", null).Status);
        Assert.Equal((400, "Deleting REST API failed. Please remove all base path mappings related to the API in your domains."), Refusal("DELETE", $"/restapis/{api}"));
    }

    [Fact]
    [Pins("APIGW-CONTROL")]
    public void What_is_kept_and_does_not_act_is_listed()
    {
        var (api, _) = _control.Shop();
        var root = (string)_control.Make("GET", $"/restapis/{api}")["rootResourceId"]!;
        _control.Patch($"/restapis/{api}/stages/prod", "replace", "/tracingEnabled", "true");
        _control.Make("PUT", $"/restapis/{api}/resources/{root}/methods/POST", new { authorizationType = "AWS_IAM" });
        _control.Make("PUT", $"/restapis/{api}/resources/{root}/methods/POST/integration", new { type = "MOCK" });
        const string Iam = "REST API shop, POST /: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";

        Assert.Contains("REST API shop, stage prod: tracingEnabled", _world.Simulation.Unsimulated);
        Assert.DoesNotContain(Iam, _world.Simulation.Unsimulated);
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod" });
        _control.Make("DELETE", $"/restapis/{api}/resources/{root}/methods/POST");
        Assert.Contains(Iam, _world.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("HTTP-REFUSED-MEMBER")]
    public void A_member_that_is_not_simulated_is_refused_where_it_says_something()
    {
        var (api, _) = _control.Shop();

        Assert.Equal((501, "LambdaSim does not simulate the member canarySettings of CreateDeployment of API Gateway; nothing was done."),
            Refusal("POST", $"/restapis/{api}/deployments", new { stageName = "prod", canarySettings = new { percentTraffic = 10.0 } }));
        Assert.Single(_control.Make("GET", $"/restapis/{api}/deployments")["item"]!.AsArray());
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod", canarySettings = new { } });
    }

    [Fact]
    [Pins("APIGW-AUTH-MISSING")]
    public void A_method_whose_authorizer_is_gone_stays_closed()
    {
        _world.Simulation.AddFunction("check", () => new { });
        var (api, resource) = _control.Shop();
        var authorizer = (string)_control.Make("POST", $"/restapis/{api}/authorizers", new { name = "check", type = "TOKEN", authorizerUri = ApiControl.UriOf("check"), identitySource = "method.request.header.Authorization" })["id"]!;
        _control.Patch($"/restapis/{api}/resources/{resource}/methods/GET", "replace", "/authorizerId", authorizer);
        _control.Patch($"/restapis/{api}/resources/{resource}/methods/GET", "replace", "/authorizationType", "CUSTOM");
        ((LambdaSim.Wire.IWireWorld)_world.Simulation).Book<LambdaSim.Neighbours.RestApis.ApiBook>().At("123456789012", "us-east-1").Api(api).Authorizers.Clear();
        _control.Make("POST", $"/restapis/{api}/deployments", new { stageName = "prod" });

        Assert.Equal((500, """{"message":null}"""), _control.Call(api, "/prod/orders", "GET", ("Authorization", "me")));
    }

    [Fact]
    [Pins("APIGW-CONTROL")]
    public void Tags_are_kept()
    {
        var (api, _) = _control.Shop();
        var path = "/tags/" + Uri.EscapeDataString($"arn:aws:apigateway:us-east-1::/restapis/{api}");
        _control.Make("PUT", path, new { tags = new { team = "a", stage = "b" } });
        _control.Make("DELETE", path + "?tagKeys=stage");

        Assert.Equal("""{"tags":{"team":"a"}}""", _control.Make("GET", path).ToJsonString());
    }

    private (int, string) Refusal(string method, string path, object? body = null)
    {
        var (status, answer) = _control.Send(method, path, body);
        return (status, (string)answer["message"]!);
    }
}
