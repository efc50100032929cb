using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Who may call a function.
public sealed partial class LambdaService
{
    /// <summary>AWS's <c>AddPermission</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public AddPermissionResponse AddPermission(AddPermissionRequest request) => Run(request, request?.FunctionName, _plane.AddPermission);

    /// <summary>AWS's <c>RemovePermission</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void RemovePermission(RemovePermissionRequest request) => Run(request, request?.FunctionName, _plane.RemovePermission);

    /// <summary>AWS's <c>GetPolicy</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public GetPolicyResponse GetPolicy(GetPolicyRequest request) => Run(request, request?.FunctionName, _plane.GetPolicy);
}
