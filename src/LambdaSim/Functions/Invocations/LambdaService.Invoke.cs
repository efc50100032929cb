using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Invocations.
public sealed partial class LambdaService
{
    /// <summary>
    /// Invokes a function as the API does: by name, version or alias; waits for the answer of a synchronous one. Await it inside <c>Run</c> or a
    /// handler; between two verbs of time the next verb runs it.
    /// </summary>
    /// <exception cref="LambdaServiceException">AWS's error, throttles included. A function that fails is no exception: see <see cref="InvokeResponse.FunctionError"/>.</exception>
    public async Task<InvokeResponse> InvokeAsync(InvokeRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        _host.Enter(nameof(InvokeAsync));
        try
        {
            return await _host.Invoke(_plane, request).ConfigureAwait(false);
        }
        catch (LambdaServiceException e) when (e is not TooManyRequestsException)
        {
            _host.Called(Address, "Invoke", request.FunctionName, e);
            throw;
        }
    }
}
