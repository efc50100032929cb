using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Function URLs.
public sealed partial class LambdaService
{
    /// <summary>AWS's <c>CreateFunctionUrlConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionUrlConfig CreateFunctionUrlConfig(CreateFunctionUrlConfigRequest request) => Run(request, request?.FunctionName, _plane.CreateFunctionUrlConfig);

    /// <summary>AWS's <c>UpdateFunctionUrlConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionUrlConfig UpdateFunctionUrlConfig(UpdateFunctionUrlConfigRequest request) => Run(request, request?.FunctionName, _plane.UpdateFunctionUrlConfig);

    /// <summary>AWS's <c>GetFunctionUrlConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionUrlConfig GetFunctionUrlConfig(GetFunctionUrlConfigRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionUrlConfig);

    /// <summary>AWS's <c>DeleteFunctionUrlConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteFunctionUrlConfig(DeleteFunctionUrlConfigRequest request) => Run(request, request?.FunctionName, _plane.DeleteFunctionUrlConfig);

    /// <summary>AWS's <c>ListFunctionUrlConfigs</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListFunctionUrlConfigsResponse ListFunctionUrlConfigs(ListFunctionUrlConfigsRequest request) => Run(request, request?.FunctionName, _plane.ListFunctionUrlConfigs);
}
