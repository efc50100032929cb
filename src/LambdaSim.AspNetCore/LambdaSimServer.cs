using LambdaSim.AspNetCore.Callbacks;
using LambdaSim.AspNetCore.Control;
using LambdaSim.AspNetCore.Http;
using LambdaSim.AspNetCore.Sqs;
using LambdaSim.AspNetCore.Sts;

namespace LambdaSim.AspNetCore;

/// <summary>A simulation with everything that serves it: its loop, the services at the same address, the way to callbacks.</summary>
internal sealed class LambdaSimServer : IDisposable
{
    private readonly HttpCallbacks _callbacks;

    public LambdaSimServer(Simulation simulation, LambdaSimEndpointOptions options)
    {
        options.Check();
        simulation.Callbacks = _callbacks = new HttpCallbacks(new CallbackOptions { AllowRemoteCallbacks = options.AllowRemoteCallbacks });
        Loop = new SimulationLoop(simulation, () => Loop!.Simulation.Again(), options.Clock);
        Parts = new EndpointParts(Loop, simulation.Seed)
        {
            Options = options,
            Account = simulation.Options.AccountId,
            Region = simulation.Options.Region,
            Control = new ControlRoutes(Loop),
            Neighbours = [new StsService(), new SqsService(Loop)],
        };
    }

    public SimulationLoop Loop { get; }

    public EndpointParts Parts { get; }

    public void Dispose()
    {
        Loop.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Loop.Simulation.Dispose();
        _callbacks.Dispose();
    }
}
