using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Wire.InProcess;

/// <summary>The way of the simulation's own code to the services: out and back on virtual time.</summary>
internal sealed class InProcessLoop(LoopHost host, IWireWorld world) : IWireLoop
{
    private const string Words = "a request of an AWS client";

    public Task<T> Ask<T>(Func<IWireWorld, T> work) => host.Ask<T>(Words, answer =>
    {
        answer(work(world));
        return null;
    }, CancellationToken.None);

    public Task<T> Await<T>(Func<IWireWorld, Action<T>, Action?> begin, CancellationToken gone) => host.Ask<T>(Words, answer => begin(world, answer), gone);

    // A call travels by itself.
    public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) => world.LambdaAt(address.Account, address.Region).InvokeAsync(request);
}
