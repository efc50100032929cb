using LambdaSim.Functions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Wire;

/// <summary>A transport's way into the world: what requests ask happens in turn, between two events.</summary>
internal interface IWireLoop
{
    /// <summary>Does something at the world's instant; exceptions pass to who awaits.</summary>
    Task<T> Ask<T>(Func<IWireWorld, T> work);

    /// <summary>Begins something whose answer is given at once or when virtual time brings it.</summary>
    /// <param name="begin">Begins it; what it returns gives up waiting.</param>
    /// <param name="gone">The client has left.</param>
    Task<T> Await<T>(Func<IWireWorld, Action<T>, Action?> begin, CancellationToken gone);

    /// <summary>Invokes a function and waits for its answer, as virtual time brings it.</summary>
    /// <exception cref="LambdaServiceException">AWS's error, throttles included.</exception>
    Task<InvokeResponse> Invoke(ServiceAddress address, InvokeRequest request);
}
