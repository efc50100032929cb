using LambdaSim.AspNetCore.Callbacks;
using LambdaSim.AspNetCore.Control;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.RuntimeApi;
using LambdaSim.Wire.Routing;
using NodaTime;

namespace LambdaSim.AspNetCore;

/// <summary>A simulation with everything that serves it: its loop, the services at the same address, the way to callbacks.</summary>
internal sealed class LambdaSimServer : IDisposable
{
    // Where clients see time pass, they see this state (rule CTL-DWELL).
    private static readonly Duration _provisioned = Duration.FromMinutes(1);

    private readonly HttpCallbacks _callbacks;

    public LambdaSimServer(Simulation simulation, LambdaSimEndpointOptions options)
    {
        options.Check();
        simulation.Callbacks = _callbacks = new HttpCallbacks(new CallbackOptions { AllowRemoteCallbacks = options.AllowRemoteCallbacks });
        if (options.Clock != EndpointClock.Auto && !simulation.Services.IsDwellGiven)
        {
            simulation.Services.Dwell = simulation.Services.Dwell with { Provisioned = _provisioned };
        }

        Loop = new SimulationLoop(simulation, () => Loop!.Simulation.Again(), options.Clock);
        try
        {
            Runtimes = new RuntimeListeners(simulation, Loop, options);
        }
        catch
        {
            Loop.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _callbacks.Dispose();
            throw;
        }

        Parts = new EndpointParts(Loop, simulation.Seed)
        {
            Options = options,
            Account = simulation.Options.AccountId,
            Region = simulation.Options.Region,
            Control = new ControlRoutes(Loop, Runtimes),
            Services = WireServices.All(),
        };
    }

    public SimulationLoop Loop { get; }

    public EndpointParts Parts { get; }

    /// <summary>Where processes poll for events.</summary>
    public RuntimeListeners Runtimes { get; }

    public void Dispose()
    {
        Runtimes.Dispose();
        Loop.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Loop.Simulation.Dispose();
        _callbacks.Dispose();
    }
}
