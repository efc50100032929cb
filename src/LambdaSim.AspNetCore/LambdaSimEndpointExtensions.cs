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
    /// <param name="simulation">What is served; from now on only requests move it. The application disposes of it when it stops.</param>
    /// <param name="options">How requests are read, and how time passes.</param>
    public static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, Simulation simulation, LambdaSimEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(simulation);
        var server = new LambdaSimServer(simulation, options ?? new LambdaSimEndpointOptions());
        app.ServiceProvider.GetService<IHostApplicationLifetime>()?.ApplicationStopped.Register(server.Dispose);
        return app.MapLambdaSim(server.Parts);
    }

    internal static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, EndpointParts parts) =>
        app.Map("/{**path}", new LambdaSimEndpoint(parts).Handle);
}
