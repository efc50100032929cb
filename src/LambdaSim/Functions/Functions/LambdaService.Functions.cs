using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Functions.
public sealed partial class LambdaService
{
    /// <summary>Creates a function; with <c>Publish</c> also its next version, which the answer then describes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration CreateFunction(CreateFunctionRequest request) => Run(request, request?.FunctionName, _plane.CreateFunction);

    /// <summary>Configuration, place of the code, tags and reserved concurrency.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public GetFunctionResponse GetFunction(FunctionRequest request) => Run(request, request?.FunctionName, _plane.GetFunction);

    /// <summary>The configuration of a function, version or alias.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration GetFunctionConfiguration(FunctionRequest request) => Run(request, request?.FunctionName, _plane.GetFunctionConfiguration);

    /// <summary>A page of functions, or of all their versions.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public ListFunctionsResponse ListFunctions(ListFunctionsRequest request) => Run(request, null, _plane.ListFunctions);

    /// <summary>Deletes a function with all that belongs to it, or one version.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public void DeleteFunction(FunctionRequest request) => Run(request, request?.FunctionName, _plane.DeleteFunction);

    /// <summary>Changes what is given, keeps the rest.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration UpdateFunctionConfiguration(UpdateFunctionConfigurationRequest request) => Run(request, request?.FunctionName, _plane.UpdateFunctionConfiguration);

    /// <summary>Replaces the code; with <c>Publish</c> also publishes a version, which the answer then describes.</summary>
    /// <exception cref="LambdaServiceException">AWS's error; nothing has changed.</exception>
    public FunctionConfiguration UpdateFunctionCode(UpdateFunctionCodeRequest request) => Run(request, request?.FunctionName, _plane.UpdateFunctionCode);

    /// <summary>Replaces the code in process.</summary>
    internal void ReplaceCode(string functionName, string? qualifier, Func<CodePackage, CodePackage> code) =>
        Run(functionName, functionName, name => _plane.ReplaceCode(name, qualifier, code), "UpdateFunctionCode");
}
