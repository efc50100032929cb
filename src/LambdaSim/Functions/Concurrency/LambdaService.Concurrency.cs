using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Reserved and provisioned concurrency.
public sealed partial class LambdaService
{
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
}
