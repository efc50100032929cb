using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// What becomes of asynchronous invocations.
public sealed partial class LambdaService
{
    /// <summary>AWS's <c>PutFunctionEventInvokeConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionEventInvokeConfig PutFunctionEventInvokeConfig(PutFunctionEventInvokeConfigRequest request) => Run(request, request?.FunctionName, _plane.PutFunctionEventInvokeConfig);

    /// <summary>AWS's <c>UpdateFunctionEventInvokeConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionEventInvokeConfig UpdateFunctionEventInvokeConfig(UpdateFunctionEventInvokeConfigRequest request) => Run(request, request?.FunctionName, _plane.UpdateFunctionEventInvokeConfig);

    /// <summary>AWS's <c>GetFunctionEventInvokeConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionEventInvokeConfig GetFunctionEventInvokeConfig(GetFunctionEventInvokeConfigRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionEventInvokeConfig);

    /// <summary>AWS's <c>DeleteFunctionEventInvokeConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteFunctionEventInvokeConfig(DeleteFunctionEventInvokeConfigRequest request) => Run(request, request?.FunctionName, _plane.DeleteFunctionEventInvokeConfig);

    /// <summary>AWS's <c>ListFunctionEventInvokeConfigs</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListFunctionEventInvokeConfigsResponse ListFunctionEventInvokeConfigs(ListFunctionEventInvokeConfigsRequest request) => Run(request, request?.FunctionName, _plane.ListFunctionEventInvokeConfigs);
}
