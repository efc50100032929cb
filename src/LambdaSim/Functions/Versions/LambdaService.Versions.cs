using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Published versions.
public sealed partial class LambdaService
{
    /// <summary>Publishes <c>$LATEST</c>, or answers with the last version when it was not updated since; an update with equal values counts.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration PublishVersion(PublishVersionRequest request) => Run(request, request?.FunctionName, _plane.PublishVersion);

    /// <summary>A page of versions, <c>$LATEST</c> first.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListVersionsByFunctionResponse ListVersionsByFunction(ListVersionsByFunctionRequest request) => Run(request, request?.FunctionName, _plane.ListVersionsByFunction);
}
