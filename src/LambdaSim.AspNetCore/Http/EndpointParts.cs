using LambdaSim.Wire;

namespace LambdaSim.AspNetCore.Http;

/// <summary>What an endpoint is made of.</summary>
/// <param name="Loop">The way into the simulation.</param>
/// <param name="Seed">The simulation's seed: of request ids, and for reports.</param>
internal sealed record EndpointParts(ISimulationLoop Loop, ulong Seed)
{
    public LambdaSimEndpointOptions Options { get; init; } = new();

    /// <summary>Account of requests that name none, unless the options say otherwise.</summary>
    public string Account { get; init; } = new SimulationOptions().AccountId;

    /// <summary>Region of requests that name none, unless the options say otherwise.</summary>
    public string Region { get; init; } = new SimulationOptions().Region;

    /// <summary>The simulator's own paths.</summary>
    public IControlRoutes? Control { get; init; }

    /// <summary>The services beside Lambda at the same address.</summary>
    public IReadOnlyList<IWireService> Services { get; init; } = [];
}
