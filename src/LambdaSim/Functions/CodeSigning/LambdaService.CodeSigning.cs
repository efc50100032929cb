using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Code signing configurations.
public sealed partial class LambdaService
{
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
