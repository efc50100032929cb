using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// How functions are invoked.
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

    /// <summary>AWS's <c>PutFunctionConcurrency</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public Concurrency PutFunctionConcurrency(PutFunctionConcurrencyRequest request) => Run(request, request?.FunctionName, _plane.PutFunctionConcurrency);

    /// <summary>AWS's <c>GetFunctionConcurrency</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public Concurrency GetFunctionConcurrency(GetFunctionConcurrencyRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionConcurrency);

    /// <summary>AWS's <c>DeleteFunctionConcurrency</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteFunctionConcurrency(DeleteFunctionConcurrencyRequest request) => Run(request, request?.FunctionName, _plane.DeleteFunctionConcurrency);

    /// <summary>AWS's <c>PutProvisionedConcurrencyConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ProvisionedConcurrencyConfig PutProvisionedConcurrencyConfig(PutProvisionedConcurrencyConfigRequest request) => Run(request, request?.FunctionName, _plane.PutProvisionedConcurrencyConfig);

    /// <summary>AWS's <c>GetProvisionedConcurrencyConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ProvisionedConcurrencyConfig GetProvisionedConcurrencyConfig(GetProvisionedConcurrencyConfigRequest request) => Run(request, request?.FunctionName, _plane.GetProvisionedConcurrencyConfig);

    /// <summary>AWS's <c>DeleteProvisionedConcurrencyConfig</c>: one that does not exist is deleted too.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteProvisionedConcurrencyConfig(DeleteProvisionedConcurrencyConfigRequest request) => Run(request, request?.FunctionName, _plane.DeleteProvisionedConcurrencyConfig);

    /// <summary>AWS's <c>ListProvisionedConcurrencyConfigs</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListProvisionedConcurrencyConfigsResponse ListProvisionedConcurrencyConfigs(ListProvisionedConcurrencyConfigsRequest request) => Run(request, request?.FunctionName, _plane.ListProvisionedConcurrencyConfigs);

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
