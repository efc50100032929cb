using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Aliases.
public sealed partial class LambdaService
{
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
}
