using System.Text.Json;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>WebSocket APIs that requests to the control API make.</summary>
public sealed class SocketControlTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly ApiControl _control;

    public SocketControlTests() => _control = new ApiControl(_world);

    public void Dispose()
    {
        _control.Dispose();
        _world.Dispose();
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void Connections_messages_and_ends_reach_the_functions_of_their_routes()
    {
        var id = Chat("$connect", "say", "$default", "$disconnect");
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true, stageVariables = new { a = "b" } });

        Run(async () =>
        {
            var connection = await _world.Simulation.WebSocketApi("chat").Connect();
            Assert.Equal("say", (await connection.Send("""{"do":"say"}""")).RouteKey);
            Assert.Equal("$default", (await connection.Send("hello")).RouteKey);
            await connection.Close();
        });
        _world.Simulation.RunUntilIdle(TestContext.Current.CancellationToken);

        Assert.Equal(["$connect", "say", "$default", "$disconnect"], _world.Events.Select(static e => e.GetProperty("requestContext").GetProperty("routeKey").GetString()));
        Assert.Equal("live", _world.Event.GetProperty("requestContext").GetProperty("stage").GetString());
        Assert.Equal("b", _world.Event.GetProperty("stageVariables").GetProperty("a").GetString());
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void The_endpoint_is_of_WebSockets_and_the_id_finds_the_API()
    {
        var id = Chat("$default");
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });

        Assert.Equal($"wss://{id}.execute-api.us-east-1.amazonaws.com", (string?)_control.Make("GET", $"/v2/apis/{id}")["apiEndpoint"]);
        Assert.Equal((id, "live"), (_world.Simulation.WebSocketApi(id).Id, _world.Simulation.WebSocketApi("chat", "live").StageName));
        Assert.Contains("no stage prod", Assert.Throws<ArgumentException>(() => _world.Simulation.WebSocketApi(id, "prod")).Message, StringComparison.Ordinal);
        Assert.Contains("change it by requests", Assert.Throws<InvalidOperationException>(() => _world.Simulation.WebSocketApi(id).Route("new", _world.Function)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void A_stage_serves_what_was_deployed_and_its_connections_stay()
    {
        var id = Chat();
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live" });
        Assert.Equal("At least one route is required before deploying the Websocket Api.", (string?)_control.Send("POST", $"/v2/apis/{id}/deployments", new { stageName = "live" }).Answer["message"]);
        Run(async () => Assert.Equal(403, (await Assert.ThrowsAsync<WebSocketRefusedException>(() => _world.Simulation.WebSocketApi(id).Connect())).Status));

        Add(id, "$default");
        _control.Make("POST", $"/v2/apis/{id}/deployments", new { stageName = "live" });
        Add(id, "say");
        WebSocketConnection? connection = null;
        Run(async () =>
        {
            connection = await _world.Simulation.WebSocketApi(id).Connect();
            Assert.Equal("$default", (await connection.Send("""{"do":"say"}""")).RouteKey);
        });
        _control.Make("POST", $"/v2/apis/{id}/deployments", new { stageName = "live" });
        Run(async () => Assert.Equal("say", (await connection!.Send("""{"do":"say"}""")).RouteKey));
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void A_route_with_a_response_answers()
    {
        _world.Answer = """{"statusCode":200,"body":"hi"}""";
        var id = Chat();
        var route = Add(id, "$default", new { routeResponseSelectionExpression = "$default" });
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });
        List<int> received = [];

        Run(Say);
        _control.Make("POST", $"/v2/apis/{id}/routes/{route}/routeresponses", new { routeResponseKey = "$default" });
        Run(Say);

        Assert.Equal([0, 1], received);

        async Task Say()
        {
            var connection = await _world.Simulation.WebSocketApi(id).Connect();
            await connection.Send("hello");
            received.Add(connection.Received.Count(static r => r == "hi"));
        }
    }

    [Theory]
    [InlineData("?token=let-me-in", 0)]
    [InlineData("?token=wrong", 403)]
    [InlineData("", 401)]
    [Pins("WSS-CONTROL")]
    public void An_authorizer_decides_at_connect(string query, int status)
    {
        _world.Simulation.AddFunction("check", (JsonElement request) => new
        {
            principalId = "ada", policyDocument = new { Statement = new[] { new { Action = "execute-api:Invoke", Resource = "*", Effect = request.GetProperty("queryStringParameters").GetProperty("token").GetString() == "let-me-in" ? "Allow" : "Deny" } } },
        });
        var id = Chat();
        var authorizer = (string)_control.Make("POST", $"/v2/apis/{id}/authorizers", new
        {
            name = "check", authorizerType = "REQUEST", authorizerUri = ApiControl.UriOf("check"), identitySource = new[] { "route.request.querystring.token" },
        })["authorizerId"]!;
        Add(id, "$connect", new { authorizationType = "CUSTOM", authorizerId = authorizer });
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });

        Run(async () =>
        {
            if (status == 0)
            {
                Assert.True((await _world.Simulation.WebSocketApi(id).Connect(query)).IsOpen);
            }
            else
            {
                Assert.Equal(status, (await Assert.ThrowsAsync<WebSocketRefusedException>(() => _world.Simulation.WebSocketApi(id).Connect(query))).Status);
            }
        });
    }

    [Fact]
    [Pins("WSS-MANAGE")]
    public void Functions_send_to_its_connections()
    {
        var id = Chat("$default");
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });
        WebSocketConnection? connection = null;
        Run(async () => connection = await _world.Simulation.WebSocketApi(id).Connect());

        var (status, _) = _control.Ask("POST", $"https://{id}.execute-api.us-east-1.amazonaws.com/live/@connections/{connection!.Id}", "hello", ("Authorization", "AWS4-HMAC-SHA256 Credential=test"));

        Assert.Equal((200, "hello"), (status, connection.Received.Single()));
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void A_stage_that_is_deleted_closes_its_connections_and_those_of_others_stay()
    {
        var id = Chat("$default");
        List<WebSocketConnection> open = [];
        foreach (var stage in (string[])["live", "test"])
        {
            _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = stage, autoDeploy = true });
            Run(async () => open.Add(await _world.Simulation.WebSocketApi(id, stage).Connect()));
        }

        _control.Make("DELETE", $"/v2/apis/{id}/stages/live");

        Assert.Equal([1001, null], open.Select(static c => c.CloseCode));
        Assert.NotEqual(open[0].Id, open[1].Id);
    }

    [Theory]
    [InlineData("/stages/live", false)]
    [InlineData("", false)]
    [InlineData("/stages/live", true)]
    [Pins("WSS-CONTROL")]
    public void A_handshake_is_refused_whose_stage_is_deleted_while_it_is_decided(string path, bool isAuthorizing)
    {
        _world.Simulation.AddFunction("slow", async (JsonElement _, LambdaContext context) =>
        {
            await context.Delay(2.Seconds);
            return isAuthorizing ? (object)new { principalId = "ada", policyDocument = new { Statement = new[] { new { Action = "*", Resource = "*", Effect = "Allow" } } } } : new { statusCode = 200 };
        });
        var id = Chat();
        if (isAuthorizing)
        {
            var authorizer = (string)_control.Make("POST", $"/v2/apis/{id}/authorizers", new { name = "check", authorizerType = "REQUEST", authorizerUri = ApiControl.UriOf("slow") })["authorizerId"]!;
            Add(id, "$connect", new { authorizationType = "CUSTOM", authorizerId = authorizer });
        }
        else
        {
            var integration = _control.Make("POST", $"/v2/apis/{id}/integrations", new { integrationType = "AWS_PROXY", integrationUri = ApiControl.UriOf("slow") })["integrationId"];
            _control.Make("POST", $"/v2/apis/{id}/routes", new { routeKey = "$connect", target = $"integrations/{integration}" });
        }

        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true });
        using var http = new HttpClient(_world.Simulation.CreateHttpHandler());

        Run(async () =>
        {
            var connecting = _world.Simulation.WebSocketApi(id).Connect();
            await _world.Simulation.Delay(1.Seconds);
            await http.DeleteAsync($"https://apigateway.us-east-1.amazonaws.com/v2/apis/{id}{path}");
            Assert.Equal(403, (await Assert.ThrowsAsync<WebSocketRefusedException>(() => connecting)).Status);
        });
        Assert.Empty(_world.Events);
    }

    [Theory]
    [InlineData("routes", """{"routeKey":"$other"}""", 400)]
    [InlineData("routes", """{"routeKey":"say","authorizationType":"AWS_IAM"}""", 400)]
    [InlineData("routes", """{"routeKey":"say","apiKeyRequired":true}""", 501)]
    [InlineData("routes", """{"routeKey":"say","routeResponseSelectionExpression":"$other"}""", 400)]
    [InlineData("integrations", """{"integrationType":"MOCK"}""", 501)]
    [InlineData("integrations", """{"integrationType":"AWS_PROXY","integrationUri":"https://example.com"}""", 400)]
    [InlineData("authorizers", """{"name":"jwt","authorizerType":"JWT"}""", 501)]
    [InlineData("stages", """{"stageName":"$default"}""", 400)]
    [Pins("WSS-CONTROL")]
    public void What_does_not_hold_is_refused_and_changes_nothing(string parts, string body, int status)
    {
        var id = Chat();
        var before = _control.Make("GET", $"/v2/apis/{id}/{parts}").ToJsonString();

        Assert.Equal(status, _control.Ask("POST", $"/v2/apis/{id}/{parts}", body).Status);
        Assert.Equal(before, _control.Make("GET", $"/v2/apis/{id}/{parts}").ToJsonString());
    }

    [Fact]
    [Pins("WSS-CONTROL")]
    public void Limits_of_a_stage_are_listed_as_not_simulated()
    {
        var id = Chat("$default");
        _control.Make("POST", $"/v2/apis/{id}/stages", new { stageName = "live", autoDeploy = true, defaultRouteSettings = new { throttlingRateLimit = 5.0 } });

        Assert.Contains("WebSocket API chat, stage live, defaultRouteSettings: throttlingRateLimit", _world.Simulation.Unsimulated);
    }

    private string Chat(params string[] keys)
    {
        var id = (string)_control.Make("POST", "/v2/apis", new { name = "chat", protocolType = "WEBSOCKET", routeSelectionExpression = "$request.body.do" })["apiId"]!;
        _control.Make("POST", $"/v2/apis/{id}/integrations", new { integrationType = "AWS_PROXY", integrationUri = ApiControl.UriOf("web") });
        foreach (var key in keys)
        {
            Add(id, key);
        }

        return id;
    }

    private string Add(string id, string key, object? more = null)
    {
        var route = JsonSerializer.SerializeToNode(more ?? new { })!.AsObject();
        route["routeKey"] = key;
        route["target"] = $"integrations/{_control.Make("GET", $"/v2/apis/{id}/integrations")["items"]![0]!["integrationId"]}";
        return (string)_control.Make("POST", $"/v2/apis/{id}/routes", route)["routeId"]!;
    }

    private void Run(Func<Task> work) => _world.Simulation.Run(work, TestContext.Current.CancellationToken);
}
