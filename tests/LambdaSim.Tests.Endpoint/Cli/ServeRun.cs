using System.Text;
using LambdaSim.Cli;

namespace LambdaSim.Tests.Cli;

/// <summary>The command in a run of its own, with a client for it.</summary>
internal sealed class ServeRun : IAsyncDisposable
{
    private readonly CliRun _cli = new();
    private readonly CancellationTokenSource _interrupt = new();
    private readonly ReadyWriter _out = new();
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private Task<int> _run = Task.FromResult(0);

    public HttpClient Client { get; } = new();

    public static Task<ServeRun> Start(params string[] args) => StartWith("""{"functions": {"slow": {"creationDelay": "7s"}}}""", args);

    /// <summary>With a configuration in <c>c.json</c>.</summary>
    public static async Task<ServeRun> StartWith(string config, params string[] args)
    {
        var serve = new ServeRun();
        serve._cli.File("c.json", config);
        var terminal = new Terminal { Out = serve._out, Error = serve._error, Folder = serve._cli.Folder, Interrupt = serve._interrupt.Token };
        serve._run = Task.Run(() => CommandLine.Run(["serve", "--port", "0", .. args], terminal));
        await Task.WhenAny(serve._out.Ready, serve._run);
        Assert.True(serve._out.Ready.IsCompleted, serve._error.ToString());
        serve.Client.BaseAddress = new Uri((await serve._out.Ready).Split(' ')[3].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
        return serve;
    }

    public async Task<string> Post(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await Client.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Invokes a function asynchronously.</summary>
    public async Task Send(string function, string payload)
    {
        using var content = new StringContent(payload, Encoding.UTF8, "application/json");
        content.Headers.Add("X-Amz-Invocation-Type", "Event");
        var answer = await Client.PostAsync($"/2015-03-31/functions/{function}/invocations", content, TestContext.Current.CancellationToken);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    public async Task<(int Code, string Out, string Error)> Interrupt()
    {
        await _interrupt.CancelAsync();
        return (await _run, _out.ToString(), _error.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Interrupt();
        Client.Dispose();
        _cli.Dispose();
        _interrupt.Dispose();
    }
}

// The first flush follows the address.
internal sealed class ReadyWriter : StringWriter
{
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ReadyWriter() => NewLine = "\n";

    public Task<string> Ready => _ready.Task;

    public override void Flush() => _ready.TrySetResult(ToString());
}
