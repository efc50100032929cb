using LambdaSim.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LambdaSim.AspNetCore;

/// <summary>Adds an endpoint to an application.</summary>
public static class LambdaSimEndpointExtensions
{
    /// <summary>Serves the AWS Lambda REST API of a simulation at every path that nothing else of the application claims.</summary>
    /// <param name="app">The application, or a group of it.</param>
    /// <param name="simulation">What is served; from now on only requests and the clock of the options move it. It stays the caller's to dispose.</param>
    /// <param name="options">How requests are read.</param>
    public static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, Simulation simulation, LambdaSimEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(simulation);
        options ??= new LambdaSimEndpointOptions();
        options.Check();
        var loop = new SimulationLoop(simulation, () => new Simulation(simulation.Options), options.Clock);
        app.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(() => loop.DisposeAsync().AsTask().Wait());
        return app.MapLambdaSim(new EndpointParts(loop, simulation.Seed)
        {
            Options = options,
            Account = simulation.Options.AccountId,
            Region = simulation.Options.Region,
        });
    }

    internal static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, EndpointParts parts) =>
        app.Map("/{**path}", new LambdaSimEndpoint(parts).Handle);
}
