using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.AspNetCore;

/// <summary>The one way from many threads into a simulation: what is asked is worked on in turn, between two events.</summary>
internal interface ISimulationLoop
{
    /// <summary>Runs something at the simulation's current instant, and gives its result; exceptions pass to who awaits.</summary>
    Task<T> Ask<T>(Func<Simulation, T> work);

    /// <summary>Invokes a function and waits for its answer, as virtual time brings it.</summary>
    /// <exception cref="Configuration.LambdaServiceException">AWS's error, throttles included.</exception>
    Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request);
}
