using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Wire;

namespace LambdaSim.AspNetCore.Http;

/// <summary>The way of an endpoint's requests into the simulation.</summary>
internal sealed class EndpointWire(ISimulationLoop loop) : IWireLoop
{
    public Task<T> Ask<T>(Func<IWireWorld, T> work) => loop.Ask(work);

    public async Task<T> Await<T>(Func<IWireWorld, Action<T>, Action?> begin, CancellationToken gone)
    {
        var answered = new TaskCompletionSource<T>();
        Action? stop = null;
        using var left = gone.Register(() => _ = loop.Ask(_ =>
        {
            stop?.Invoke();
            return answered.TrySetCanceled();
        }));
        return await loop.Await(world =>
        {
            stop = begin(world, answer => answered.TrySetResult(answer));
            return answered.Task;
        });
    }

    public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) => loop.Invoke(address, request);
}
