using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.AspNetCore;

/// <summary>The one way from many threads into a simulation: what is asked is worked on in turn, between two events.</summary>
internal interface ISimulationLoop
{
    /// <summary>Runs something at the simulation's current instant, and gives its result; exceptions pass to who awaits.</summary>
    Task<T> Ask<T>(Func<Simulation, T> work);

    /// <summary>Starts something at the simulation's current instant and lets virtual time pass until its task is over.</summary>
    Task<T> Await<T>(Func<Simulation, Task<T>> start);

    /// <summary>Invokes a function and waits for its answer, as virtual time brings it.</summary>
    /// <exception cref="LambdaServiceException">AWS's error, throttles included.</exception>
    Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) => Await(s => s.LambdaAt(address.Account, address.Region).InvokeAsync(request));
}
