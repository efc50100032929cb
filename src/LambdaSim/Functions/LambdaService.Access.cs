using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Who may, and what belongs together.
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

    /// <summary>AWS's <c>TagResource</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void TagResource(TagResourceRequest request) => Run(request, request?.Resource, _plane.TagResource);

    /// <summary>AWS's <c>UntagResource</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void UntagResource(UntagResourceRequest request) => Run(request, request?.Resource, _plane.UntagResource);

    /// <summary>AWS's <c>ListTags</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListTagsResponse ListTags(ListTagsRequest request) => Run(request, request?.Resource, _plane.ListTags);

    /// <summary>A new configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public CodeSigningConfigResponse CreateCodeSigningConfig(CreateCodeSigningConfigRequest request) => Run(request, null, _plane.CreateCodeSigningConfig);

    /// <summary>Changes what is given.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public CodeSigningConfigResponse UpdateCodeSigningConfig(UpdateCodeSigningConfigRequest request) => Run(request, request?.CodeSigningConfigArn, _plane.UpdateCodeSigningConfig);

    /// <summary>A configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public CodeSigningConfigResponse GetCodeSigningConfig(CodeSigningConfigRequest request) => Run(request, request?.CodeSigningConfigArn, _plane.GetCodeSigningConfig);

    /// <summary>All configurations.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListCodeSigningConfigsResponse ListCodeSigningConfigs(ListCodeSigningConfigsRequest request) => Run(request, null, _plane.ListCodeSigningConfigs);

    /// <summary>The functions that have a configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListFunctionsByCodeSigningConfigResponse ListFunctionsByCodeSigningConfig(ListFunctionsByCodeSigningConfigRequest request) => Run(request, request?.CodeSigningConfigArn, _plane.ListFunctionsByCodeSigningConfig);

    /// <summary>Deletes a configuration that no function has.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteCodeSigningConfig(CodeSigningConfigRequest request) => Run(request, request?.CodeSigningConfigArn, _plane.DeleteCodeSigningConfig);

    /// <summary>Gives a function a configuration.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionCodeSigningConfigResponse PutFunctionCodeSigningConfig(PutFunctionCodeSigningConfigRequest request) => Run(request, request?.FunctionName, _plane.PutFunctionCodeSigningConfig);

    /// <summary>The configuration that a function has, if it has one.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionCodeSigningConfigResponse GetFunctionCodeSigningConfig(FunctionCodeSigningConfigRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionCodeSigningConfig);

    /// <summary>Takes a function's configuration away, if it has one.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteFunctionCodeSigningConfig(FunctionCodeSigningConfigRequest request) => Run(request, request?.FunctionName, _plane.DeleteFunctionCodeSigningConfig);
}
