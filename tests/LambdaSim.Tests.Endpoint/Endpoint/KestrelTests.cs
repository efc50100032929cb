using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.AspNetCore;
using LambdaSim.Tests.Functions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.Tests.Endpoint;

/// <summary>The endpoint behind the real server, over loopback.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private readonly Simulation _simulation = new();
    private IHost _host = null!;
    private HttpClient _client = null!;
    private LambdaSim.Neighbours.Gateways.HttpApi _api = null!;
    private LambdaSim.Neighbours.Gateways.WebSocketApi _chat = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = _simulation.HttpApi("shop");
        _api.Route("GET /orders/{id}", _simulation.AddFunction("shop", (System.Text.Json.JsonElement request) => request.GetProperty("rawPath").GetString() + "?" + request.GetProperty("rawQueryString").GetString()));
        _chat = _simulation.WebSocketApi("chat");
        _chat.Route("$connect", _simulation.AddFunction("connect", (System.Text.Json.JsonElement request) =>
            new { statusCode = request.TryGetProperty("queryStringParameters", out var query) && query.ValueKind == System.Text.Json.JsonValueKind.Object && query.TryGetProperty("no", out _) ? 403 : 200 }));
        _chat.Route("$default", _simulation.AddFunction("say", (System.Text.Json.JsonElement request) => new { statusCode = 200, body = "heard " + request.GetProperty("body").GetString() }), r => r with { Responds = true });
        _host = await new HostBuilder()
            .ConfigureWebHost(web => web.UseKestrel(static k => k.Listen(IPAddress.Loopback, 0))
                .ConfigureServices(static s => s.AddRouting())
                .Configure(app => app.UseRouting().UseEndpoints(e => e.MapLambdaSim(_simulation))))
            .StartAsync(Cancellation);
        var server = _host.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>();
        var address = server.Features.Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses.Single();
        _client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
        _simulation.Dispose();
    }

    [Fact]
    public async Task A_client_of_WebSocket_talks_to_an_API()
    {
        using var socket = await Connect("");
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal("heard hello", await Receive(socket));

        await socket.SendAsync("again"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        Assert.Equal("heard again", await Receive(socket));
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "done", Cancellation);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, socket.CloseStatus);
        using var second = await Connect("");
        Assert.Single(_chat.Connections);
    }

    [Fact]
    public async Task A_handshake_that_a_function_refuses_is_an_HTTP_answer()
    {
        var error = await Assert.ThrowsAsync<WebSocketException>(() => Connect("?no=1"));

        Assert.Contains("403", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_too_large_closes_the_socket()
    {
        using var socket = await Connect("");
        await socket.SendAsync(new byte[200 * 1024], WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        await socket.ReceiveAsync(new byte[16], Cancellation);

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, socket.CloseStatus);
    }

    [Fact]
    public async Task Bytes_close_the_socket()
    {
        using var socket = await Connect("");
        await socket.SendAsync(new byte[3], WebSocketMessageType.Binary, endOfMessage: true, Cancellation);
        await socket.ReceiveAsync(new byte[16], Cancellation);

        Assert.Equal(WebSocketCloseStatus.InvalidMessageType, socket.CloseStatus);
    }

    [Fact]
    public async Task A_socket_of_a_simulation_that_was_reset_closes_at_its_next_message()
    {
        using var socket = await Connect("");
        using var reset = await _client.PostAsync("/_lambdasim/reset", null, Cancellation);
        Assert.True(reset.IsSuccessStatusCode);
        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        await socket.ReceiveAsync(new byte[16], Cancellation);

        Assert.Equal(1012, (int)socket.CloseStatus!);
    }

    private async Task<ClientWebSocket> Connect(string query)
    {
        var socket = new ClientWebSocket();
        var address = new UriBuilder(_client.BaseAddress!) { Scheme = "ws", Path = $"/_fronts/{_chat.Id}/prod", Query = query }.Uri;
        await socket.ConnectAsync(address, Cancellation);
        return socket;
    }

    private static async Task<string> Receive(ClientWebSocket socket)
    {
        var buffer = new byte[1_024];
        var part = await socket.ReceiveAsync(buffer, Cancellation);
        return Encoding.UTF8.GetString(buffer, 0, part.Count);
    }

    [Fact]
    public async Task An_encoded_slash_stays_in_its_label()
    {
        var answer = await _client.GetAsync("/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-east-1%3A123456789012%3Afunction%3Aa%2Fb?Qualifier=%24LATEST", Cancellation);

        Assert.Equal("ValidationException", answer.Headers.GetValues("x-amzn-errortype").Single());
        Assert.Contains("function:a/b'", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_is_created_and_invoked()
    {
        var body = EndpointWorld.CreateBody("fn");
        body["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(FunctionSamples.Zip("""{"standIn": 1, "behavior": "echo"}""", "lambdasim-standin.json")) };

        var created = await _client.PostAsJsonAsync("/2015-03-31/functions/", body, Cancellation);
        var answer = await _client.PostAsync("/2015-03-31/functions/fn/invocations", new ByteArrayContent("""{"a":1}"""u8.ToArray()), Cancellation);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal((HttpStatusCode.OK, """{"a":1}"""), (answer.StatusCode, (await answer.Content.ReadAsStringAsync(Cancellation)).Replace(" ", "", StringComparison.Ordinal)));
        Assert.Equal("$LATEST", answer.Headers.GetValues("X-Amz-Executed-Version").Single());
    }

    [Theory]
    [Pins("HTTP-FRONT")]
    [InlineData("/_fronts/{0}/orders/7?x=1", null)]
    [InlineData("/orders/7?x=1", "{0}.execute-api.localhost")]
    public async Task An_HTTP_API_answers_at_its_hosts_and_below_its_path(string path, string? host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, _api.Id));
        request.Headers.Host = host is null ? null : string.Format(System.Globalization.CultureInfo.InvariantCulture, host, _api.Id);

        var answer = await _client.SendAsync(request, Cancellation);

        Assert.Equal((200, "/orders/7?x=1"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    [Pins("HTTP-FRONT")]
    public async Task A_front_end_that_is_not_there_is_404() => Assert.Equal(404, (int)(await _client.GetAsync("/_fronts/none/orders", Cancellation)).StatusCode);

    [Fact]
    public async Task A_request_over_the_servers_own_limit_gets_AWSs_answer()
    {
        // Kestrel refuses 30 MB in its own words.
        using var large = new ByteArrayContent(new byte[70_167_211]);

        var answer = await _client.PostAsync("/2015-03-31/functions", large, Cancellation);

        Assert.Equal((413, """{"message":"Request must be smaller than 70167211 bytes for the CreateFunction operation"}"""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("/2015-03-31/functions", "80000000")]
    [InlineData("/2015-03-31/functions", "ffffffffffffffffff")]
    [InlineData("/2015-03-31/functions", "zz")]
    [InlineData("/_lambdasim/advance", "80000000")]
    [InlineData("/?Action=ListQueues", "80000000")]
    public async Task A_chunk_that_is_none_is_a_bad_request(string path, string size)
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _client.BaseAddress!.Port, Cancellation);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{size}\r\n"), Cancellation);

        var answer = await new StreamReader(stream).ReadToEndAsync(Cancellation);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("{\"message\":\"Bad chunk size data.\"}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_of_40_MB_is_read()
    {
        using var large = new StringContent($$"""{"a": "{{new string('a', 40_000_000)}}"}""", Encoding.UTF8);

        var answer = await _client.PostAsync("/2015-03-31/functions", large, Cancellation);

        Assert.Equal("ValidationException", answer.Headers.GetValues("x-amzn-errortype").Single());
    }
}
