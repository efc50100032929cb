using System.Text.RegularExpressions;
using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

// Recursive loops and runtime management (rules CTL-RECURSION and CTL-RUNTIME-MANAGEMENT).
internal sealed partial class ControlPlane
{
    private const string OnFunctionsOnly =
        "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.";

    /// <summary>AWS's <c>PutFunctionRecursionConfig</c>.</summary>
    public FunctionRecursionConfig PutFunctionRecursionConfig(PutFunctionRecursionConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var constraints = new Constraints().Required("recursiveLoop", request.RecursiveLoop).OneOf("recursiveLoop", request.RecursiveLoop, "Terminate", "Allow");
        var entry = Require(ReferUnqualified(request.FunctionName, constraints));
        entry.RecursiveLoop = request.RecursiveLoop!;
        return new FunctionRecursionConfig { RecursiveLoop = entry.RecursiveLoop };
    }

    /// <summary>AWS's <c>GetFunctionRecursionConfig</c>.</summary>
    public FunctionRecursionConfig GetFunctionRecursionConfig(GetFunctionRecursionConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new FunctionRecursionConfig { RecursiveLoop = Require(ReferUnqualified(request.FunctionName, new Constraints())).RecursiveLoop };
    }

    /// <summary>AWS's <c>PutRuntimeManagementConfig</c>.</summary>
    public RuntimeManagementConfig PutRuntimeManagementConfig(PutRuntimeManagementConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var mode = request.UpdateRuntimeOn;
        var arn = request.RuntimeVersionArn;
        var constraints = new Constraints().Required("updateRuntimeOn", mode).OneOf("updateRuntimeOn", mode, "Auto", "Manual", "FunctionUpdate")
            .Length("runtimeVersionArn", arn, 26, 2048)
            .Pattern("runtimeVersionArn", arn, RuntimeVersionRegex(), @"arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}::runtime:.+");
        var (entry, version) = RuntimeTarget(Refer(request.FunctionName, request.Qualifier, constraints));
        if (mode == "Manual" != arn is not null)
        {
            throw new InvalidParameterValueException(arn is null
                ? "UpdateRuntimeOn is Manual: a RuntimeVersionArn is required. Give the ARN of the runtime version, or another mode."
                : $"RuntimeVersionArn can be given with UpdateRuntimeOn Manual only, not with {mode}.");
        }

        if (mode == "Auto")
        {
            entry.RuntimeManagement.Remove(version);
        }
        else
        {
            entry.RuntimeManagement[version] = (mode!, arn);
        }

        return RuntimeManagement(entry, version);
    }

    /// <summary>AWS's <c>GetRuntimeManagementConfig</c>.</summary>
    public RuntimeManagementConfig GetRuntimeManagementConfig(GetRuntimeManagementConfigRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (entry, version) = RuntimeTarget(Refer(request.FunctionName, request.Qualifier));
        return RuntimeManagement(entry, version);
    }

    private FunctionReference ReferUnqualified(string? functionName, Constraints constraints)
    {
        var reference = Refer(functionName, null, constraints);
        return reference.Qualifier is null ? reference : throw new InvalidParameterValueException(OnFunctionsOnly);
    }

    // Runtime management belongs to versions; an alias is none.
    private (FunctionEntry Entry, string Version) RuntimeTarget(FunctionReference reference)
    {
        var version = RequireVersion(reference).Version;
        return version == reference.QualifierOrLatest ? (Functions[reference.Name], version) : throw NotFound(reference.Name, reference.Qualifier);
    }

    private RuntimeManagementConfig RuntimeManagement(FunctionEntry entry, string version)
    {
        var (mode, arn) = entry.RuntimeManagement.TryGetValue(version, out var set) ? set : ("Auto", null);
        return new RuntimeManagementConfig { UpdateRuntimeOn = mode, RuntimeVersionArn = arn, FunctionArn = Address.OfFunction(entry.Name, version) };
    }

    [GeneratedRegex(@"\Aarn:aws[a-zA-Z-]*:lambda:(eusc-)?[a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-[0-9]::runtime:.+\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RuntimeVersionRegex();
}
