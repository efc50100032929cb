using LambdaSim.AspNetCore.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LambdaSim.AspNetCore;

/// <summary>Adds an endpoint to an application.</summary>
public static class LambdaSimEndpointExtensions
{
    /// <summary>Serves the AWS Lambda REST API of a simulation at every path that nothing else of the application claims.</summary>
    /// <param name="app">The application, or a group of it.</param>
    /// <param name="simulation">What is served; from now on only requests move it.</param>
    /// <param name="options">How requests are read.</param>
    public static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, Simulation simulation, LambdaSimEndpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(simulation);
        return app.MapLambdaSim(new EndpointParts(LoopOf(simulation), simulation.Seed)
        {
            Options = options ?? new LambdaSimEndpointOptions(),
            Account = simulation.Options.AccountId,
            Region = simulation.Options.Region,
        });
    }

    internal static IEndpointConventionBuilder MapLambdaSim(this IEndpointRouteBuilder app, EndpointParts parts) =>
        app.Map("/{**path}", new LambdaSimEndpoint(parts).Handle);

    private static ISimulationLoop LoopOf(Simulation simulation) =>
        throw new NotSupportedException($"There is no loop yet that serves {simulation.GetType().Name}.");
}
