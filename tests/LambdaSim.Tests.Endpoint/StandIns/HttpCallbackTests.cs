using System.Net;
using System.Net.Sockets;
using System.Text;
using LambdaSim.AspNetCore.Callbacks;
using LambdaSim.Handlers.StandIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.Tests.StandIns;

/// <summary>Callbacks over real connections.</summary>
public sealed class HttpCallbackTests : IAsyncLifetime
{
    private readonly WebApplication _server = WebApplication.CreateSlimBuilder().Build();
    private readonly TaskCompletionSource _end = new();

    private string Address => _server.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        _server.Urls.Add("http://127.0.0.1:0");
        _server.MapPost("/echo", static async request =>
        {
            using var reader = new StreamReader(request.Request.Body);
            await request.Response.WriteAsync($$"""{"result":["{{request.Request.ContentType}}",{{await reader.ReadToEndAsync()}}]}""");
        });
        _server.MapPost("/away", static request =>
        {
            request.Response.Redirect("/echo");
            return Task.CompletedTask;
        });
        _server.MapPost("/large", static request => request.Response.WriteAsync(new string('x', 1001)));
        _server.MapPost("/never", _ => _end.Task);
        await _server.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _end.SetResult();
        await _server.DisposeAsync();
    }

    [Fact]
    public void A_function_answers_by_a_program_on_this_machine()
    {
        using var http = new HttpCallbacks(new CallbackOptions());
        using var simulation = new Simulation();

        var result = simulation.AddStandIn($"{Address}/echo", callbacks: http).InvokeText("""{"id":7}""");

        Assert.StartsWith("""["application/json",{"phase":"invoke","event":{"id":7},""", result.PayloadText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var http = new HttpCallbacks(new CallbackOptions());

        Assert.Equal((302, null), (await Post(http, $"{Address}/away")) is var answer ? (answer.Status, answer.Fault) : default);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_not_read_and_is_a_response_over_the_limit()
    {
        using var http = new HttpCallbacks(new CallbackOptions { MaxAnswer = 1000 });

        Assert.Equal(CallbackAnswer.TooLarge, await Post(http, $"{Address}/large"));
    }

    [Fact]
    public async Task A_program_that_never_answers_is_left()
    {
        using var http = new HttpCallbacks(new CallbackOptions { TimeLimit = TimeSpan.FromMilliseconds(50) });

        Assert.StartsWith("did not answer within 0.05 s of real time", (await Post(http, $"{Address}/never")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_says_so()
    {
        using var held = Held(out var port);
        using var http = new HttpCallbacks(new CallbackOptions());

        Assert.StartsWith("could not be reached", (await Post(http, $"http://127.0.0.1:{port}/")).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_speaks_no_HTTP_says_so()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            var read = new byte[4096];
            Assert.NotEqual(0, await client.GetStream().ReadAsync(read));
            await client.GetStream().WriteAsync("hello\r\n\r\n"u8.ToArray());
        });
        using var http = new HttpCallbacks(new CallbackOptions());

        var answer = await Post(http, $"http://{listener.LocalEndpoint}/");

        Assert.StartsWith("did not answer in HTTP", answer.Fault, StringComparison.Ordinal);
        await talk;
    }

    [Theory]
    [InlineData("http://198.51.100.7/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://example.invalid/")]
    [InlineData("http://127.0.0.1.example.invalid/")]
    [InlineData("http://169.254.169.254/")]
    public async Task Another_machine_is_not_called_unless_allowed(string url)
    {
        using var http = new HttpCallbacks(new CallbackOptions());

        Assert.Contains("allow it by AllowRemoteCallbacks", (await Post(http, url)).Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allowed_it_is_called()
    {
        using var held = Held(out var port);
        using var http = new HttpCallbacks(new CallbackOptions { AllowRemoteCallbacks = true });

        Assert.StartsWith("could not be reached", (await Post(http, $"http://0.0.0.0:{port}/")).Fault, StringComparison.Ordinal);
    }

    // A port that is taken, and where nobody listens.
    private static Socket Held(out string port)
    {
        var held = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        port = ((IPEndPoint)held.LocalEndPoint!).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return held;
    }

    private static Task<CallbackAnswer> Post(HttpCallbacks http, string url) => http.Post(new Uri(url), Encoding.UTF8.GetBytes("{}"), CancellationToken.None);
}
