using System.Text.Json;
using LambdaSim.Neighbours.Gateways;
using LambdaSim.Units;

namespace LambdaSim.Tests.Gateways;

/// <summary>WebSocket APIs: handshakes, routes, limits, and the way back.</summary>
public sealed class WebSocketTests : IDisposable
{
    private readonly GatewayWorld _world = new();
    private readonly WebSocketApi _api;

    public WebSocketTests() => _api = _world.Simulation.WebSocketApi("chat");

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("""{"statusCode":200}""", 0)]
    [InlineData("""{"statusCode":204}""", 0)]
    [InlineData("""{"statusCode":401,"body":"who?"}""", 401)]
    [InlineData("""{}""", 502)]
    [InlineData("3", 502)]
    [Pins("WSS-CONNECT")]
    public void The_function_of_connect_may_refuse(string answer, int status)
    {
        _world.Answer = answer;
        _api.Route("$connect", _world.Function);

        Run(async () =>
        {
            if (status == 0)
            {
                Assert.True((await _api.Connect()).IsOpen);
            }
            else
            {
                Assert.Equal(status, (await Assert.ThrowsAsync<WebSocketRefusedException>(() => _api.Connect())).Status);
            }
        });

        Assert.Equal(status == 0 ? 1 : 0, _api.Connections.Count);
    }

    [Theory]
    [InlineData("let-me-in", 0)]
    [InlineData("wrong", 403)]
    [InlineData(null, 401)]
    [Pins("WSS-CONNECT")]
    public void An_authorizer_decides_at_connect_and_its_context_stays(string? token, int status)
    {
        var check = _world.Simulation.AddFunction("check", (JsonElement request) =>
        {
            Assert.EndsWith("/prod/$connect", request.GetProperty("methodArn").GetString(), StringComparison.Ordinal);
            var effect = request.GetProperty("queryStringParameters").GetProperty("token").GetString() == "let-me-in" ? "Allow" : "Deny";
            return new { principalId = "ada", policyDocument = new { Statement = new[] { new { Effect = effect, Action = "execute-api:Invoke", Resource = request.GetProperty("methodArn").GetString() } } } };
        });
        _api.Route("$connect", _world.Function, r => r with { Authorizer = RouteAuthorizer.Lambda(check, a => a with { IdentitySources = ["$request.querystring.token"] }) });
        _api.Route("$default", _world.Function);
        var query = token is null ? "" : $"token={token}";

        Run(async () =>
        {
            if (status > 0)
            {
                Assert.Equal(status, (await Assert.ThrowsAsync<WebSocketRefusedException>(() => _api.Connect(query))).Status);
                return;
            }

            await (await _api.Connect(query)).Send("hello");
            Assert.Equal("ada", _world.Event.GetProperty("requestContext").GetProperty("authorizer").GetProperty("principalId").GetString());
        });
    }

    [Theory]
    [InlineData("""{"action":"join"}""", "join", WebSocketEnd.Returned)]
    [InlineData("""{"action":"other"}""", "$default", WebSocketEnd.Returned)]
    [InlineData("""{"action":"$connect"}""", "$default", WebSocketEnd.Returned)]
    [InlineData("hello", "$default", WebSocketEnd.Returned)]
    [Pins("WSS-ROUTE")]
    public void A_message_goes_where_it_says(string message, string route, WebSocketEnd end)
    {
        _api.Route("$connect", _world.Function);
        _api.Route("join", _world.Function);
        _api.Route("$default", _world.Function);

        Run(async () =>
        {
            var answer = await (await _api.Connect()).Send(message);
            Assert.Equal((route, end), (answer.RouteKey, answer.End));
        });

        Assert.Equal(route, _world.Event.GetProperty("requestContext").GetProperty("routeKey").GetString());
        Assert.Equal(message, _world.Event.GetProperty("body").GetString());
    }

    [Fact]
    [Pins("WSS-ROUTE")]
    public void Without_a_default_route_the_client_gets_an_error_frame() => Run(async () =>
    {
        var connection = await _api.Connect();
        Assert.Equal(WebSocketEnd.NoRoute, (await connection.Send("hello")).End);
        Assert.StartsWith("""{"message": "Forbidden", "connectionId":""", await connection.Receive(), StringComparison.Ordinal);
    });

    [Fact]
    [Pins("WSS-EVENT")]
    public void Events_tell_the_connection_and_what_happened()
    {
        foreach (var key in (string[])["$connect", "$default", "$disconnect"])
        {
            _api.Route(key, _world.Function);
        }

        WebSocketConnection? connection = null;
        Run(async () =>
        {
            connection = await _api.Connect("room=7", new Dictionary<string, string> { ["User-Agent"] = "test" });
            await connection.Send("hello");
            await connection.Close(1000, "bye");
        });
        _world.Simulation.RunUntilIdle();

        var contexts = _world.Events.Select(static e => e.GetProperty("requestContext")).ToList();
        Assert.Equal(["CONNECT", "MESSAGE", "DISCONNECT"], contexts.Select(static c => c.GetProperty("eventType").GetString()));
        Assert.All(contexts, c => Assert.Equal(connection!.Id, c.GetProperty("connectionId").GetString()));
        Assert.All(contexts, c => Assert.Equal(connection!.ConnectedAt.ToUnixTimeMilliseconds(), c.GetProperty("connectedAt").GetInt64()));
        Assert.All(contexts, static c => Assert.Equal("IN", c.GetProperty("messageDirection").GetString()));
        Assert.Equal("7", _world.Events[0].GetProperty("queryStringParameters").GetProperty("room").GetString());
        Assert.Equal("test", _world.Events[0].GetProperty("headers").GetProperty("User-Agent").GetString());
        Assert.Equal(connection!.Answers[0].MessageId, contexts[1].GetProperty("messageId").GetString());
        Assert.False(_world.Events[1].TryGetProperty("headers", out _));
        Assert.Equal((1000, "bye"), (contexts[2].GetProperty("disconnectStatusCode").GetInt32(), contexts[2].GetProperty("disconnectReason").GetString()));
    }

    [Theory]
    [InlineData(true, """{"statusCode":200,"body":"pong"}""", "pong")]
    [InlineData(false, """{"statusCode":200,"body":"pong"}""", null)]
    [InlineData(true, "3", "Internal server error")]
    [Pins("WSS-MESSAGE")]
    public void A_route_response_gives_the_answer_back(bool responds, string answer, string? received)
    {
        _world.Answer = answer;
        _api.Route("$default", _world.Function, r => r with { Responds = responds });

        Run(async () =>
        {
            var connection = await _api.Connect();
            await connection.Send("ping");
            Assert.Equal(received is null ? 0 : 1, connection.Received.Count);
            Assert.All(connection.Received, r => Assert.Contains(received!, r, StringComparison.Ordinal));
            Assert.Single(connection.Answers);
        });
    }

    [Fact]
    [Pins("WSS-MESSAGE")]
    public void A_function_that_fails_or_is_too_slow_gives_an_error_frame()
    {
        _api.Route("fail", _world.Simulation.AddFunction("fail", object (JsonElement _) => throw new TimeoutException("no")));
        _api.Route("slow", _world.Simulation.AddFunction("slow", 40.Seconds, f => f with { Timeout = 60.Seconds }));

        Run(async () =>
        {
            var connection = await _api.Connect();
            Assert.Equal(WebSocketEnd.Failed, (await connection.Send("""{"action":"fail"}""")).End);
            var before = _world.Simulation.Elapsed;
            Assert.Equal(WebSocketEnd.Failed, (await connection.Send("""{"action":"slow"}""")).End);
            Assert.Equal(29, (int)(_world.Simulation.Elapsed - before).TotalSeconds);
            Assert.All(connection.Received, static r => Assert.Contains("Internal server error", r, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData(128 * 1024, 32 * 1024, null)]
    [InlineData((128 * 1024) + 1, 32 * 1024, 1009)]
    [InlineData((32 * 1024) + 1, (32 * 1024) + 1, 1009)]
    [Pins("WSS-LIMITS")]
    public void Messages_and_frames_have_a_size(int bytes, int frame, int? code)
    {
        _api.Route("$default", _world.Function);

        Run(async () =>
        {
            var connection = await _api.Connect();
            var answer = await connection.Send(new string('x', bytes), frame);
            Assert.Equal(code, connection.CloseCode);
            Assert.Equal(code is null ? WebSocketEnd.Returned : WebSocketEnd.TooLarge, answer.End);
        });
    }

    [Fact]
    [Pins("WSS-LIMITS")]
    public void An_idle_connection_closes_after_ten_minutes_and_any_after_two_hours()
    {
        _api.Route("$default", _world.Function);
        WebSocketConnection? idle = null, busy = null;
        Run(async () =>
        {
            idle = await _api.Connect();
            busy = await _api.Connect();
        });

        for (var minute = 5; minute < 120; minute += 5)
        {
            _world.Simulation.AdvanceBy(5.Minutes);
            Run(() => busy!.Send("still here"));
            Assert.Equal(minute < 10, idle!.IsOpen);
        }

        Assert.True(busy!.IsOpen);
        _world.Simulation.AdvanceBy(5.Minutes);
        Assert.Equal((1001, 1001), (idle!.CloseCode, busy.CloseCode));
    }

    [Fact]
    [Pins("WSS-DISCONNECT")]
    public void Whoever_closes_it_the_function_of_disconnect_is_told()
    {
        _api.Route("$disconnect", _world.Function);
        Run(async () => await _api.Delete((await _api.Connect()).Id));
        Run(() => _api.Connect());
        _world.Simulation.AdvanceBy(11.Minutes);

        Assert.Equal([1000, 1001], _world.Events.Select(static e => e.GetProperty("requestContext").GetProperty("disconnectStatusCode").GetInt32()));
    }

    [Fact]
    [Pins("WSS-MANAGE")]
    public void A_test_posts_to_connections() => Run(async () =>
    {
        var connection = await _api.Connect();
        await _api.Post(connection.Id, "hello");
        Assert.Equal("hello", await connection.Receive());
        Assert.Equal("PayloadTooLargeException", (await Assert.ThrowsAnyAsync<AwsServiceException>(() => _api.Post(connection.Id, new string('x', (128 * 1024) + 1)))).ErrorCode);
        await connection.Close();
        var gone = await Assert.ThrowsAnyAsync<AwsServiceException>(() => _api.Post(connection.Id, "hello"));
        Assert.Equal(("GoneException", 410), (gone.ErrorCode, gone.StatusCode));
    });

    [Fact]
    [Pins("WSS-MANAGE")]
    public void A_function_posts_looks_and_deletes_over_HTTP()
    {
        using var http = new HttpClient(_world.Simulation.CreateHttpHandler());
        var statuses = new List<int>();
        Run(async () =>
        {
            var connection = await _api.Connect();
            var url = $"{_api.ManagementEndpoint}/@connections/{Uri.EscapeDataString(connection.Id)}";
            foreach (var (method, signature) in new[] { ("POST", ""), ("POST", "AWS4-HMAC-SHA256 x"), ("GET", "AWS4-HMAC-SHA256 x"), ("DELETE", "AWS4-HMAC-SHA256 x"), ("GET", "AWS4-HMAC-SHA256 x") })
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), url) { Content = method == "POST" ? new StringContent("hello") : null };
                request.Headers.TryAddWithoutValidation("Authorization", signature);
                using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                statuses.Add((int)answer.StatusCode);
                if (method == "GET" && statuses.Count == 3)
                {
                    Assert.Contains("connectedAt", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                }

                if (answer.StatusCode == System.Net.HttpStatusCode.Gone)
                {
                    Assert.Equal("GoneException", answer.Headers.GetValues("x-amzn-ErrorType").Single());
                }
            }

            Assert.Equal(["hello"], connection.Received);
        });
        Assert.Equal([403, 200, 200, 204, 410], statuses);
    }

    [Theory]
    [InlineData("$other", "is no route")]
    [InlineData("$default", "has an authorizer")]
    public void What_a_route_does_not_have_is_refused(string key, string words) =>
        Assert.Contains(words, Assert.Throws<ArgumentException>(() => _api.Route(key, _world.Function, r => r with { Authorizer = RouteAuthorizer.Iam() })).Message, StringComparison.Ordinal);

    private void Run(Func<Task> work) => _world.Simulation.Run(work, TestContext.Current.CancellationToken);
}
