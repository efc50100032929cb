namespace LambdaSim.Tests.Gateways;

/// <summary>HTTP APIs that requests to the control API make.</summary>
public sealed class HttpApiControlTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly ApiControl _control;

    public HttpApiControlTests() => _control = new ApiControl(_world);

    public void Dispose()
    {
        _control.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void Quick_create_serves_at_once()
    {
        var id = (string)_control.Make("POST", "/v2/apis", new { name = "shop", protocolType = "HTTP", target = _world.Function.Arn })["apiId"]!;

        Assert.Equal(200, _control.Call(id, "/orders").Status);
        Assert.Equal("$default", _world.Event.GetProperty("routeKey").GetString());
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void Quick_create_takes_the_route_and_credentials_with_a_target_alone()
    {
        var id = (string)_control.Make("POST", "/v2/apis", new { name = "shop", protocolType = "HTTP", target = _world.Function.Arn, routeKey = "GET /orders", credentialsArn = "arn:aws:iam::123456789012:role/r" })["apiId"]!;

        Assert.Equal((200, 404), (_control.Call(id, "/orders").Status, _control.Call(id, "/other").Status));
        Assert.Equal("arn:aws:iam::123456789012:role/r", (string?)_control.Make("GET", $"/v2/apis/{id}/integrations")["items"]![0]!["credentialsArn"]);
        Assert.Contains("HTTP API shop: credentials of an integration or authorizer", _world.Simulation.Unsimulated);
        Assert.Equal(400, _control.Send("POST", "/v2/apis", new { name = "other", protocolType = "HTTP", routeKey = "GET /orders" }).Status);
        Assert.Single(_control.Make("GET", "/v2/apis")["items"]!.AsArray());
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void A_stage_serves_what_was_deployed_and_one_with_autoDeploy_each_change()
    {
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "prod", stageVariables = new { a = "b" } });
        Assert.Equal(404, _control.Call(id, "/prod/orders").Status);
        _control.Make("POST", $"/v2/apis/{id}/deployments", new { stageName = "prod" });
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "$default", autoDeploy = true });
        Assert.Equal(200, _control.Call(id, "/prod/orders").Status);
        Assert.Equal("b", _world.Event.GetProperty("stageVariables").GetProperty("a").GetString());

        _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /new", target = Target(id) });

        Assert.Equal((404, 200), (_control.Call(id, "/prod/new").Status, _control.Call(id, "/new").Status));
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void An_authorizer_of_the_API_decides()
    {
        _world.Simulation.AddFunction("check", (System.Text.Json.JsonElement request) => new { isAuthorized = request.GetProperty("identitySource")[0].GetString() == "let-me-in" });
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "$default", autoDeploy = true });
        var authorizer = (string)_control.Make("POST", $"/v2/apis/{id}/authorizers", new
        {
            name = "check", authorizerType = "REQUEST", authorizerUri = ApiControl.UriOf("check"), identitySource = new[] { "$request.header.Authorization" }, authorizerPayloadFormatVersion = "2.0", enableSimpleResponses = true,
        })["authorizerId"]!;
        _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /closed", target = Target(id), authorizationType = "CUSTOM", authorizerId = authorizer });

        Assert.Equal(401, _control.Call(id, "/closed").Status);
        Assert.Equal(403, _control.Call(id, "/closed", "GET", ("Authorization", "other")).Status);
        Assert.Equal(200, _control.Call(id, "/closed", "GET", ("Authorization", "let-me-in")).Status);
    }

    [Theory]
    [InlineData(true, true, 200)]
    [InlineData(true, false, 500)]
    [InlineData(false, true, 500)]
    [InlineData(false, false, 200)]
    [InlineData(null, false, 200)]
    [Pins("APIGW-AUTH-SIMPLE")]
    public void An_authorizer_answers_in_the_form_that_it_was_made_for(bool? enableSimpleResponses, bool isSimple, int status)
    {
        _world.Simulation.AddFunction("check", (System.Text.Json.JsonElement request) => isSimple ? (object)new { isAuthorized = true } : new
        {
            principalId = "ada", policyDocument = new { Version = "2012-10-17", Statement = new[] { new { Action = "execute-api:Invoke", Effect = "Allow", Resource = "*" } } },
        });
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "$default", autoDeploy = true });
        var authorizer = (string)_control.Make("POST", $"/v2/apis/{id}/authorizers", new
        {
            name = "check", authorizerType = "REQUEST", authorizerUri = ApiControl.UriOf("check"), authorizerPayloadFormatVersion = "2.0", enableSimpleResponses,
        })["authorizerId"]!;
        _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /closed", target = Target(id), authorizationType = "CUSTOM", authorizerId = authorizer });

        Assert.Equal(status, _control.Call(id, "/closed").Status);
    }

    [Fact]
    [Pins("APIGW-AUTH-MISSING")]
    public void A_route_whose_authorizer_is_gone_stays_closed()
    {
        var id = Shop();
        var authorizer = (string)_control.Make("POST", $"/v2/apis/{id}/authorizers", new { name = "check", authorizerType = "REQUEST", authorizerUri = ApiControl.UriOf("web"), authorizerPayloadFormatVersion = "2.0" })["authorizerId"]!;
        _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /closed", target = Target(id), authorizationType = "CUSTOM", authorizerId = authorizer });
        ((LambdaSim.Wire.IWireWorld)_world.Simulation).Book<LambdaSim.Neighbours.HttpApis.HttpApiBook>().At("123456789012", "us-east-1").Api(id).Authorizers.Clear();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "$default", autoDeploy = true });

        Assert.Equal((500, """{"message":"Internal Server Error"}"""), _control.Call(id, "/closed"));
        Assert.Empty(_world.Events);
    }

    [Fact]
    [Pins("APIGW-LIMIT")]
    public void A_route_has_each_limit_of_its_stage_that_it_does_not_set_itself()
    {
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new
        {
            stageName = "$default", autoDeploy = true, defaultRouteSettings = new { throttlingRateLimit = 1.0, throttlingBurstLimit = 1 },
            routeSettings = new Dictionary<string, object> { ["GET /orders"] = new { throttlingBurstLimit = 2 } },
        });

        Assert.Equal([200, 200, 429], Enumerable.Range(0, 3).Select(_ => _control.Call(id, "/orders").Status));
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void What_does_not_act_is_listed_while_a_stage_serves_it()
    {
        var id = Shop();
        var route = (string)_control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /closed", target = Target(id), authorizationType = "AWS_IAM" })["routeId"]!;
        const string Iam = "HTTP API shop, GET /closed: an IAM authorizer looks for a signature and checks neither it nor what the caller may do";
        Assert.DoesNotContain(Iam, _world.Simulation.Unsimulated);
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "prod" });
        _control.Make("POST", $"/v2/apis/{id}/deployments", new { stageName = "prod" });
        _control.Make("DELETE", $"/v2/apis/{id}/routes/{route}");

        Assert.Contains(Iam, _world.Simulation.Unsimulated);
        _control.Make("POST", $"/v2/apis/{id}/deployments", new { stageName = "prod" });
        Assert.DoesNotContain(Iam, _world.Simulation.Unsimulated);
    }

    [Fact]
    [Pins("APIGW-DOMAIN")]
    public void A_domain_leads_to_stages_by_its_API_mappings()
    {
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });
        _control.Make("POST", "/v2/domainnames", new { domainName = "shop.example.com", domainNameConfigurations = new[] { new { certificateArn = "arn:aws:acm:us-east-1:123456789012:certificate/c" } } });
        var mapping = (string)_control.Make("POST", "/v2/domainnames/shop.example.com/apimappings", new { apiId = id, stage = "live", apiMappingKey = "shop/v1" })["apiMappingId"]!;
        _control.Make("PATCH", $"/v2/apis/{id}", new { disableExecuteApiEndpoint = true });

        Assert.Equal(200, Domain("/shop/v1/orders"));
        Assert.Equal(404, Domain("/orders"));
        Assert.Equal(404, _control.Call(id, "/live/orders").Status);
        Assert.Equal(409, _control.Send("POST", "/v2/domainnames/shop.example.com/apimappings", new { apiId = id, stage = "live", apiMappingKey = "shop/v1" }).Status);
        Assert.Equal(409, _control.Send("POST", "/domainnames", new { domainName = "shop.example.com" }).Status);
        Assert.Equal(400, _control.Send("DELETE", $"/v2/apis/{id}").Status);
        _control.Make("PATCH", $"/v2/domainnames/shop.example.com/apimappings/{mapping}", new { apiId = id, apiMappingKey = "" });
        Assert.Equal(200, Domain("/orders"));
        Assert.Contains("domain name shop.example.com: its certificate and TLS", _world.Simulation.Unsimulated);
        _control.Make("DELETE", $"/v2/domainnames/shop.example.com/apimappings/{mapping}");
        _control.Make("DELETE", $"/v2/apis/{id}");

        int Domain(string path) => _control.Ask("GET", $"https://apigateway.us-east-1.amazonaws.com/_fronts/shop.example.com{path}", null).Status;
    }

    [Theory]
    [InlineData("https://shop.example.com/v1/orders")]
    [InlineData("https://apigateway.us-east-1.amazonaws.com/_fronts/shop.example.com/v1/orders")]
    [Pins("APIGW-DOMAIN")]
    public void A_domain_answers_at_its_own_name_and_events_tell_it(string url)
    {
        var id = Shop();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });
        _control.Make("POST", "/v2/domainnames", new { domainName = "shop.example.com" });
        _control.Make("POST", "/v2/domainnames/shop.example.com/apimappings", new { apiId = id, stage = "live", apiMappingKey = "v1" });

        Assert.Equal(200, _control.Ask("GET", url, null).Status);
        var context = _world.Event.GetProperty("requestContext");
        Assert.Equal(("shop.example.com", "shop", id), (context.GetProperty("domainName").GetString(), context.GetProperty("domainPrefix").GetString(), context.GetProperty("apiId").GetString()));
        Assert.Equal("shop.example.com", _world.Event.GetProperty("headers").GetProperty("host").GetString());
    }

    [Fact]
    [Pins("APIGW-HTTP-CONTROL")]
    public void What_does_not_hold_is_refused_and_changes_nothing()
    {
        var id = Shop();

        Assert.Equal(409, _control.Send("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /orders" }).Status);
        Assert.Equal(400, _control.Send("POST", $"/v2/apis/{id}/routes", new { routeKey = "orders" }).Status);
        Assert.Equal(400, _control.Send("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /a", target = "integrations/none" }).Status);
        Assert.Equal(501, _control.Send("POST", $"/v2/apis/{id}/integrations", new { integrationType = "HTTP_PROXY", integrationUri = "https://example.com", payloadFormatVersion = "1.0" }).Status);
        Assert.Equal(501, _control.Send("POST", $"/v2/apis/{id}/authorizers", new { name = "jwt", authorizerType = "JWT" }).Status);
        Assert.Equal(400, _control.Send("POST", "/v2/apis", new { name = "chat", protocolType = "TCP" }).Status);
        Assert.Equal(404, _control.Send("GET", "/v2/apis/none").Status);
        Assert.Single(_control.Make("GET", $"/v2/apis/{id}/routes")["items"]!.AsArray());
        Assert.Single(_control.Make("GET", $"/v2/apis/{id}/integrations")["items"]!.AsArray());
    }

    private string Shop()
    {
        var id = (string)_control.Make("POST", "/v2/apis", new { name = "shop", protocolType = "HTTP" })["apiId"]!;
        var integration = (string)_control.Make("POST", $"/v2/apis/{id}/integrations", new { integrationType = "AWS_PROXY", integrationUri = _world.Function.Arn, payloadFormatVersion = "2.0" })["integrationId"]!;
        _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "GET /orders", target = $"integrations/{integration}" });
        return id;
    }

    private string Target(string id) => $"integrations/{_control.Make("GET", $"/v2/apis/{id}/integrations")["items"]![0]!["integrationId"]}";
}
