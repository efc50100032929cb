using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Wire;

namespace LambdaSim.Templates.Resources.Services;

/// <summary>The way into a world that stands still: what is asked happens at once.</summary>
internal sealed class DirectLoop(IWireWorld world) : IWireLoop
{
    public Task<T> Ask<T>(Func<IWireWorld, T> work) => Task.FromResult(work(world));

    public Task<T> Await<T>(Func<IWireWorld, Action<T>, Action?> begin, CancellationToken gone)
    {
        var answer = new TaskCompletionSource<T>();
        begin(world, answer.SetResult);
        return answer.Task;
    }

    public Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request) => world.LambdaAt(address.Account, address.Region).InvokeAsync(request);
}
