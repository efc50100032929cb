using LambdaSim.Functions;

namespace LambdaSim.Wire.Lambda;

/// <summary>Lambda's REST protocol: operations of the control plane, and the three ways to run a function.</summary>
internal sealed class LambdaWire(IWireLoop loop)
{
    private readonly LambdaInvocations _invocations = new(loop);

    public Task<WireResponse> Answer(Route route, WireRequest request, ServiceAddress address) =>
        route.Operation is { } operation ? Call(operation, route, request, address) : _invocations.Answer(route, request, address);

    private async Task<WireResponse> Call(Operation operation, Route route, WireRequest request, ServiceAddress address)
    {
        using var input = OperationInput.Read(route, request.Target, request.Body);
        return JsonAnswer.Of(operation.Status, await loop.Ask(w => w.LambdaAt(address.Account, address.Region).Call(operation, input.RootElement)).ConfigureAwait(false));
    }
}
