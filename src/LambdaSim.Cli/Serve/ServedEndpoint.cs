using System.Net.Sockets;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.RuntimeApi;
using LambdaSim.Configuration;
using LambdaSim.Handlers.StandIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.Cli.Serve;

/// <summary>A simulation behind a socket.</summary>
internal sealed class ServedEndpoint : IAsyncDisposable
{
    private static readonly TimeSpan _answering = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _leaving = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _ending = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly LambdaSimServer _server;
    private readonly RequestsInWork _inWork;
    private bool _isLeft;

    private ServedEndpoint(WebApplication app, LambdaSimServer server, RequestsInWork inWork)
    {
        _app = app;
        _server = server;
        _inWork = inWork;
    }

    /// <summary>Where it listens.</summary>
    public string Url => _app.Urls.First();

    /// <summary>Where processes poll, by function.</summary>
    public IReadOnlyList<RuntimeListener> Runtimes => _server.Runtimes.All;

    public Simulation Simulation => _server.Loop.Simulation;

    /// <exception cref="UsageException">It cannot listen there.</exception>
    public static async Task<ServedEndpoint> Start(ServeSettings settings)
    {
        var server = Serve(settings);
        try
        {
            var app = Build(settings);
            var endpoint = new LambdaSimEndpoint(server.Parts);
            var inWork = new RequestsInWork();
            app.Run(context => inWork.Count(endpoint.Handle(context)));
            try
            {
                await app.StartAsync();
                return new ServedEndpoint(app, server, inWork);
            }
            catch
            {
                await app.DisposeAsync();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            server.Dispose();
            throw new UsageException(e is IOException
                ? Text.Invariant($"--port {settings.Port}: something else listens there already; choose another one, or 0 for any that is free")
                : Text.Invariant($"--host {settings.Address} --port {settings.Port}: {e.Message}; choose an address of this machine and a port that you may use"), e);
        }
    }

    /// <summary>Takes no more requests, answers those in work, and lets the simulation end (rule HTTP-DRAIN).</summary>
    /// <returns>Whether it ended; else it is still at work, and is left so.</returns>
    public async Task<bool> Drain()
    {
        using var patience = new CancellationTokenSource(_answering);
        var stopping = _app.StopAsync(patience.Token);
        await Task.WhenAny(stopping, _inWork.None());
        patience.CancelAfter(_leaving);
        await stopping;
        var ending = Task.Run(async () =>
        {
            _server.Runtimes.Dispose();
            await _server.Loop.DisposeAsync();
        });
        _isLeft = await Task.WhenAny(ending, Task.Delay(_ending)) != ending;
        return !_isLeft;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (!_isLeft)
        {
            _server.Dispose();
        }
    }

    private static LambdaSimServer Serve(ServeSettings settings)
    {
        var simulation = new Simulation(settings.ToPlan());
        foreach (var (name, behaviour) in settings.Handlers)
        {
            // Callbacks are there once it is served.
            simulation.Services.Give(name, given => StandInCode.Of(behaviour, given, simulation.Callbacks));
        }

        try
        {
            foreach (var deployed in settings.Deployed)
            {
                deployed.GiveTo(simulation);
            }

            foreach (var trusted in settings.Trusted)
            {
                trusted.GiveTo(simulation);
            }
        }
        catch (UsageException)
        {
            simulation.Dispose();
            throw;
        }

        return new LambdaSimServer(simulation, settings.ToEndpoint());
    }

    // Nothing but a socket: no configuration from files or variables, no logging, no signals.
    private static WebApplication Build(ServeSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.ListenToBoth(settings.Address, settings.Port);
        });
        builder.Services.AddNowhere();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        return builder.Build();
    }

    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
