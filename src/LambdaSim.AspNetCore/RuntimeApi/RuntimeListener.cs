using System.Net;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.AspNetCore.RuntimeApi;

/// <summary>The Lambda Runtime API of one function: a port of this machine's loopback address.</summary>
internal sealed class RuntimeListener : IDisposable
{
    private readonly SimulationLoop _loop;
    private readonly RuntimeProcesses _processes;
    private readonly WebApplication _app;

    private RuntimeListener(string name, int port, SimulationLoop loop, RuntimeProcesses processes)
    {
        Name = name;
        _loop = loop;
        _processes = processes;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            // A handler takes what time it takes between two requests.
            kestrel.Limits.KeepAliveTimeout = TimeSpan.FromHours(24);
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection => Watch(connection, next));
            });
        });
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        _app = builder.Build();
        var protocol = new RuntimeProtocol(loop, processes);
        _app.Run(context => Handle(context, protocol));
    }

    /// <summary>The function.</summary>
    public string Name { get; }

    /// <summary>What <c>AWS_LAMBDA_RUNTIME_API</c> is to be in its processes.</summary>
    public string Address => _processes.Address;

    /// <summary>Processes that are there, and those of them that are no environment yet.</summary>
    public Task<(int All, int Free)> Count() => _loop.Ask(_ => (_processes.Count, _processes.Free));

    /// <summary>For a probe, on the simulation's thread.</summary>
    public JsonObject Describe() => new() { ["address"] = Address, ["processes"] = _processes.Count, ["free"] = _processes.Free };

    /// <exception cref="IOException">The port is taken.</exception>
    public static RuntimeListener Start(string name, int port, SimulationLoop loop, RuntimeProcesses processes)
    {
        var listener = new RuntimeListener(name, port, loop, processes);
        try
        {
            listener._app.StartAsync().GetAwaiter().GetResult();
        }
        catch (IOException e)
        {
            listener._app.DisposeAsync().AsTask().GetAwaiter().GetResult();
            throw new IOException(Text.Invariant($"the Lambda Runtime API of {name} cannot listen on 127.0.0.1:{port} ({e.Message}); give it another port, or 0 for any"), e);
        }

        var url = listener._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        processes.Address = Text.Invariant($"127.0.0.1:{new Uri(url).Port}");
        return listener;
    }

    public void Dispose()
    {
        try
        {
            _loop.Ask(_ =>
            {
                _processes.LoseAll();
                return true;
            }).GetAwaiter().GetResult();
        }
        catch (ObjectDisposedException)
        {
            // The simulation has ended: nothing waits for a process.
        }

        _app.StopAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();
        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private async Task Watch(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        finally
        {
            var saysNothing = RuntimeConnection.SaysNothing(connection);
            try
            {
                await _loop.Ask(_ =>
                {
                    _processes.Closed(connection.ConnectionId, saysNothing);
                    return true;
                }).ConfigureAwait(false);
            }
            catch (ObjectDisposedException)
            {
                // The simulation has ended, and with it who would want to know.
            }
        }
    }

    private static async Task Handle(HttpContext context, RuntimeProtocol protocol)
    {
        try
        {
            await protocol.Handle(context).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException or IOException)
        {
            // The simulation has ended, or the process went: either way nobody reads an answer.
            context.Abort();
        }
    }

    // Ctrl-C is for who started us.
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
