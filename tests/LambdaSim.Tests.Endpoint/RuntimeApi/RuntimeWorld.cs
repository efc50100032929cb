using System.Text;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.RuntimeApi;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Tests.Functions;

namespace LambdaSim.Tests.RuntimeApi;

/// <summary>A served simulation with functions behind the Runtime API.</summary>
internal sealed class RuntimeWorld : IDisposable
{
    private static readonly ServiceAddress _home = new("123456789012", "us-east-1");

    private readonly LambdaSimServer _server;

    /// <summary>Functions of these names, with the longest timeout, so that a slow machine hits none.</summary>
    public RuntimeWorld(double pace, params string[] names)
    {
        var options = new LambdaSimEndpointOptions { RuntimePace = pace };
        foreach (var name in names)
        {
            options.Runtimes[name] = 0;
        }

        _server = new LambdaSimServer(new Simulation(new SimulationOptions { Seed = 1 }), options);
        foreach (var name in names)
        {
            Ask(s => s.Lambda.CreateFunction(FunctionSamples.Create(name) with { Timeout = 900 })).GetAwaiter().GetResult();
        }
    }

    public RuntimeWorld()
        : this(1, "orders")
    {
    }

    public SimulationLoop Loop => _server.Loop;

    /// <summary>What answers for the services.</summary>
    public EndpointParts Parts => _server.Parts;

    public RuntimeListener At(string name) => _server.Runtimes[name];

    public void Dispose() => _server.Dispose();

    public Task<T> Ask<T>(Func<Simulation, T> work) => _server.Loop.Ask(work);

    public async Task<InvokeResponse> Invoke(string payload = "1", string name = "orders", string? clientContext = null, string? type = null) =>
        await ((ISimulationLoop)_server.Loop).Invoke(_home, new InvokeRequest
        {
            FunctionName = name,
            Payload = Encoding.UTF8.GetBytes(payload),
            InvocationType = type,
            ClientContext = clientContext is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(clientContext)),
        });

    /// <summary>A process that does what it is told, and does not poll yet.</summary>
    public PollingProcess Process(string name = "orders") => new(At(name).Address);

    /// <summary>A process that polls.</summary>
    public async Task<PollingProcess> Polling(string name = "orders")
    {
        var process = Process(name);
        var before = (await At(name).Count()).Free;
        process.Poll();
        await Until(async () => (await At(name).Count()).Free > before);
        return process;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public static string Text(InvokeResponse response) => Encoding.UTF8.GetString(response.Payload.Span);
}
