using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Versions, aliases and what runs them.
public sealed partial class LambdaService
{
    /// <summary>Publishes <c>$LATEST</c>, or answers with the last version when it was not updated since; an update with equal values counts.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration PublishVersion(PublishVersionRequest request) => Run(request, request?.FunctionName, _plane.PublishVersion);

    /// <summary>A page of versions, <c>$LATEST</c> first.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListVersionsByFunctionResponse ListVersionsByFunction(ListVersionsByFunctionRequest request) => Run(request, request?.FunctionName, _plane.ListVersionsByFunction);

    /// <summary>AWS's <c>CreateAlias</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public AliasConfiguration CreateAlias(CreateAliasRequest request) => Run(request, request?.FunctionName, _plane.CreateAlias);

    /// <summary>AWS's <c>UpdateAlias</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public AliasConfiguration UpdateAlias(UpdateAliasRequest request) => Run(request, request?.FunctionName, _plane.UpdateAlias);

    /// <summary>AWS's <c>GetAlias</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public AliasConfiguration GetAlias(GetAliasRequest request) => Run(request, request?.FunctionName, _plane.GetAlias);

    /// <summary>AWS's <c>DeleteAlias</c>: an alias that does not exist is deleted too.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteAlias(DeleteAliasRequest request) => Run(request, request?.FunctionName, _plane.DeleteAlias);

    /// <summary>AWS's <c>ListAliases</c>.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListAliasesResponse ListAliases(ListAliasesRequest request) => Run(request, request?.FunctionName, _plane.ListAliases);

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
