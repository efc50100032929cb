using System.Net;
using LambdaSim.AspNetCore;
using LambdaSim.AspNetCore.Http;
using LambdaSim.Cli.Serve;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaSim.Tests.Clients;

/// <summary>The endpoint on a loopback port, as an application serves it.</summary>
internal sealed class EndpointServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EndpointServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static Task<EndpointServer> Start(Simulation simulation, LambdaSimEndpointOptions? options = null) => Start(app => app.MapLambdaSim(simulation, options));

    /// <summary>In front of a simulation that is served already.</summary>
    public static Task<EndpointServer> Start(EndpointParts parts) => Start(app => app.MapLambdaSim(parts));

    private static async Task<EndpointServer> Start(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddNowhere();
        builder.WebHost.ConfigureKestrel(static k =>
        {
            k.Limits.MaxRequestBodySize = null;
            k.ListenToBoth(IPAddress.Loopback, 0);
        });
        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new EndpointServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
