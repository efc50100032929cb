using System.Net;
using System.Text;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>Plays a runtime process: one connection, as most runtimes have.</summary>
internal sealed class PollingProcess : IDisposable
{
    private readonly HttpClient _client;

    public PollingProcess(string address)
    {
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1, ActivityHeadersPropagator = null })
        {
            BaseAddress = new Uri($"http://{address}/2018-06-01/runtime/"),
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    /// <summary>Close the connection after each request.</summary>
    public bool Closes
    {
        set => _client.DefaultRequestHeaders.ConnectionClose = value;
    }

    /// <summary>The poll that is out.</summary>
    public Task<PolledEvent> Polled { get; private set; } = null!;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _client.Dispose();

    /// <summary>Polls, and leaves the answer in <see cref="Polled"/>.</summary>
    public void Poll() => Polled = Next();

    public async Task<PolledEvent> Next()
    {
        using var response = await _client.GetAsync("invocation/next", Cancellation);
        return new PolledEvent(
            response.StatusCode,
            response.Headers.ToDictionary(h => h.Key, h => h.Value.Single(), StringComparer.OrdinalIgnoreCase),
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    public Task<ProcessAnswer> Respond(string id, string body) => Post($"invocation/{id}/response", new StringContent(body, Encoding.UTF8, "application/json"));

    public Task<ProcessAnswer> Fail(string id, string body, string type = "Handler.Error") => Error($"invocation/{id}/error", body, type);

    public Task<ProcessAnswer> FailInit(string body, string type = "Runtime.ImportError") => Error("init/error", body, type);

    public async Task<ProcessAnswer> Post(string path, HttpContent content)
    {
        using var response = await _client.PostAsync(path, content, Cancellation);
        return new ProcessAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    /// <summary>Takes the event of the poll that is out and answers it.</summary>
    public async Task<string> Serve(Func<string, string> handler)
    {
        var polled = await Polled;
        await Respond(polled.Id, handler(polled.Body));
        return polled.Id;
    }

    private Task<ProcessAnswer> Error(string path, string body, string type)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.Add("Lambda-Runtime-Function-Error-Type", type);
        return Post(path, content);
    }
}

internal sealed record PolledEvent(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Id => Headers["Lambda-Runtime-Aws-Request-Id"];
}

internal sealed record ProcessAnswer(int Status, string Text);
