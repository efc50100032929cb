using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Recursive loops and runtime management.
public sealed partial class LambdaService
{
    /// <summary>AWS's <c>PutFunctionRecursionConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionRecursionConfig PutFunctionRecursionConfig(PutFunctionRecursionConfigRequest request) => Run(request, request?.FunctionName, _plane.PutFunctionRecursionConfig);

    /// <summary>AWS's <c>GetFunctionRecursionConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionRecursionConfig GetFunctionRecursionConfig(GetFunctionRecursionConfigRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionRecursionConfig);

    /// <summary>AWS's <c>PutRuntimeManagementConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public RuntimeManagementConfig PutRuntimeManagementConfig(PutRuntimeManagementConfigRequest request) => Run(request, request?.FunctionName, _plane.PutRuntimeManagementConfig);

    /// <summary>AWS's <c>GetRuntimeManagementConfig</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public RuntimeManagementConfig GetRuntimeManagementConfig(GetRuntimeManagementConfigRequest request) => Run(request, request?.FunctionName, _plane.GetRuntimeManagementConfig);
}
