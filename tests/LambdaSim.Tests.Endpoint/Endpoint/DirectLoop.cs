using LambdaSim.AspNetCore;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Endpoint;

/// <summary>A loop that works on the caller's thread, one at a time, and answers invocations with what a test sets.</summary>
internal sealed class DirectLoop(Simulation simulation) : ISimulationLoop
{
    private readonly Lock _turn = new();

    public List<(ServiceAddress Address, InvokeRequest Request)> Invoked { get; } = [];

    public Func<InvokeRequest, InvokeResponse> OnInvoke { get; set; } = static _ => throw new InvalidOperationException("no answer is set");

    public Task<T> Ask<T>(Func<Simulation, T> work)
    {
        lock (_turn)
        {
            return Task.FromResult(work(simulation));
        }
    }

    public Task<T> Await<T>(Func<Simulation, Task<T>> start)
    {
        lock (_turn)
        {
            return start(simulation);
        }
    }

    public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request)
    {
        lock (_turn)
        {
            Invoked.Add((address, request));
            return Task.FromResult(OnInvoke(request));
        }
    }
}
