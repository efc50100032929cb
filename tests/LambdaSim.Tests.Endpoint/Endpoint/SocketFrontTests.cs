using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.Tests.Endpoint;

/// <summary>Real clients of WebSocket APIs that requests to the control API made.</summary>
public sealed class SocketFrontTests : IAsyncLifetime
{
    private const string Domain = "chat.example.com";
    private readonly Simulation _simulation = new();
    private readonly List<JsonElement> _events = [];
    private IHost _host = null!;
    private HttpClient _client = null!;
    private string _api = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulation.AddFunction("say", (JsonElement message) =>
        {
            _events.Add(message);
            return new { statusCode = 200, body = "heard" };
        });
        _host = await new HostBuilder()
            .ConfigureWebHost(web => web.UseKestrel(static k => k.Listen(IPAddress.Loopback, 0))
                .ConfigureServices(static s => s.AddRouting())
                .Configure(app => app.UseRouting().UseEndpoints(e => e.MapLambdaSim(_simulation, new LambdaSimEndpointOptions { AllowedHosts = { Domain } }))))
            .StartAsync(Cancellation);
        var server = _host.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        _client = new HttpClient { BaseAddress = new Uri(server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single()), Timeout = TimeSpan.FromSeconds(20) };
        _client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=0");
        _api = await Make("/v2/apis", new { name = "chat", protocolType = "WEBSOCKET", routeSelectionExpression = "$request.body.do" }, "apiId");
        var integration = await Make($"/v2/apis/{_api}/integrations", new { integrationType = "AWS_PROXY", integrationUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:say/invocations" }, "integrationId");
        foreach (var key in (string[])["$connect", "$default", "$disconnect"])
        {
            var route = await Make($"/v2/apis/{_api}/routes", new { routeKey = key, target = $"integrations/{integration}", routeResponseSelectionExpression = key == "$default" ? key : null }, "routeId");
            _ = key == "$default" ? await Make($"/v2/apis/{_api}/routes/{route}/routeresponses", new { routeResponseKey = "$default" }, "routeResponseId") : "";
        }

        await Make($"/v2/apis/{_api}/stages", new { stageName = "live", autoDeploy = true }, "stageName");
        await Make("/v2/domainnames", new { domainName = Domain }, "domainName");
        await Make($"/v2/domainnames/{Domain}/apimappings", new { apiId = _api, stage = "live", apiMappingKey = "v1" }, "apiMappingId");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _simulation.Dispose();
    }

    [Theory]
    [InlineData("/_fronts/{0}/live", null, "{0}.execute-api.us-east-1.amazonaws.com")]
    [InlineData("/live", "{0}.execute-api.localhost", "{0}.execute-api.us-east-1.amazonaws.com")]
    [InlineData("/_fronts/chat.example.com/v1", null, Domain)]
    [InlineData("/v1", Domain, Domain)]
    [Pins("HTTP-FRONT")]
    public async Task A_client_of_WebSocket_talks_to_an_API_that_a_request_made(string path, string? host, string domain)
    {
        using var socket = await Connect(Filled(path), host is null ? null : Filled(host));
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        var buffer = new byte[1_024];
        var part = await socket.ReceiveAsync(buffer, Cancellation);

        Assert.Equal("heard", Encoding.UTF8.GetString(buffer, 0, part.Count));
        Assert.Equal([Filled(domain)], _events.Select(static e => e.GetProperty("requestContext").GetProperty("domainName").GetString()).Distinct());
    }

    [Theory]
    [InlineData("/v1/@connections/none", 410)]
    [InlineData("/v2/@connections/none", 403)]
    [Pins("APIGW-DOMAIN")]
    public async Task A_request_finds_an_API_by_the_domain_name_in_its_host(string path, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = Domain;

        using var answer = await _client.SendAsync(request, Cancellation);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("/_fronts/{0}/test", false)]
    [InlineData("/_fronts/{0}/live", true)]
    [InlineData("/_fronts/chat.example.com/v2", false)]
    [Pins("WSS-CONTROL")]
    public async Task A_handshake_with_what_is_not_served_is_403(string path, bool isDisabled)
    {
        if (isDisabled)
        {
            using var patch = await _client.PatchAsJsonAsync($"/v2/apis/{_api}", new { disableExecuteApiEndpoint = true }, Cancellation);
        }

        var error = await Assert.ThrowsAsync<WebSocketException>(() => Connect(Filled(path), null));

        Assert.Contains("403", error.Message, StringComparison.Ordinal);
        Assert.Empty(_events);
    }

    [Fact]
    [Pins("WSS-DISCONNECT")]
    public async Task A_client_that_is_lost_before_its_socket_is_there_has_an_end()
    {
        var simulation = new Simulation();
        List<JsonElement> events = [];
        var chat = simulation.WebSocketApi("chat");
        chat.Route("$disconnect", simulation.AddFunction("end", (JsonElement message) =>
        {
            events.Add(message);
            return new { statusCode = 200 };
        }));
        using var server = new LambdaSimServer(simulation, new LambdaSimEndpointOptions());
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpUpgradeFeature>(new LostClient());
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = $"/_fronts/{chat.Id}/prod";
        context.Request.Method = "GET";
        context.Request.Headers.Upgrade = "websocket";
        context.Request.Headers.SecWebSocketKey = "AAAAAAAAAAAAAAAAAAAAAA==";

        await Assert.ThrowsAsync<IOException>(() => new WebSockets(server.Loop).TryHandle(context, "1"));
        await server.Loop.Await(async s =>
        {
            await s.Delay(1.Seconds);
            return 0;
        });

        Assert.Equal(1006, Assert.Single(events).GetProperty("requestContext").GetProperty("disconnectStatusCode").GetInt32());
        Assert.Empty(chat.Connections);
    }

    private string Filled(string text) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, _api);

    private async Task<ClientWebSocket> Connect(string path, string? host)
    {
        var socket = new ClientWebSocket();
        if (host is not null)
        {
            socket.Options.SetRequestHeader("Host", host);
        }

        await socket.ConnectAsync(new UriBuilder(_client.BaseAddress!) { Scheme = "ws", Path = path }.Uri, Cancellation);
        return socket;
    }

    private async Task<string> Make(string path, object body, string member)
    {
        using var answer = await _client.PostAsJsonAsync(path, body, Cancellation);
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)![member]!;
    }

    private sealed class LostClient : IHttpUpgradeFeature
    {
        public bool IsUpgradableRequest => true;

        public Task<Stream> UpgradeAsync() => throw new IOException("the client is gone");
    }
}
