using System.Diagnostics.CodeAnalysis;
using LambdaSim.Configuration;
using LambdaSim.Deployed.Loading;
using LambdaSim.Deployed.Running;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;
using LambdaSim.Worlds;

namespace LambdaSim.Deployed;

/// <summary>Zips of build outputs that clients upload over AWS's API, and that run because the test says so.</summary>
public static class DeployedUploads
{
    private const int HashBytes = 32;

    private static readonly DeployedOptions _usual = new();

    /// <summary>
    /// Trusts code that is uploaded from now on for functions of a name, in any account and region: it runs, with all rights of this process. Without this no
    /// uploaded code runs (rule DEP-UPLOADS).
    /// </summary>
    /// <param name="simulation">The simulation.</param>
    /// <param name="functionName">Name, without qualifier.</param>
    /// <param name="codeSha256">Base64 of the SHA-256 of the one zip that is trusted, as AWS gives it in <c>CodeSha256</c>; null: whatever is uploaded.</param>
    /// <param name="options">Folders for woven code and for <c>/tmp</c>; layers, file systems, the network.</param>
    /// <exception cref="LambdaServiceException">The name is none.</exception>
    /// <exception cref="ArgumentException">The hash is none.</exception>
    /// <exception cref="InvalidHandlerException">A folder of the options is not there.</exception>
    /// <example>
    /// <code>
    /// simulation.TrustUploads("orders", codeSha256: Convert.ToBase64String(SHA256.HashData(zip)));
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(DeployedFunctions.Loads)]
    [RequiresDynamicCode(DeployedFunctions.Loads)]
    public static void TrustUploads(this Simulation simulation, string functionName, string? codeSha256 = null, DeployedOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(simulation);
        ArgumentException.ThrowIfNullOrWhiteSpace(functionName);
        FunctionName.Check(functionName);
        if (codeSha256 is not null && (!Convert.TryFromBase64String(codeSha256, stackalloc byte[HashBytes + 1], out var length) || length != HashBytes))
        {
            throw new ArgumentException($"'{codeSha256}' is no SHA-256 of a zip: give its 32 bytes in Base64, as AWS does in CodeSha256", nameof(codeSha256));
        }

        var used = options ?? _usual;
        Mounts.Check(functionName, used);
        simulation.Services.Trust(functionName, new UploadTrust(codeSha256, (settings, code) => CodeOf(functionName, settings, code, used)));
    }

    [RequiresUnreferencedCode(DeployedFunctions.Loads)]
    [RequiresDynamicCode(DeployedFunctions.Loads)]
    private static HandlerCode CodeOf(string functionName, FunctionSettings settings, CodePackage code, DeployedOptions options)
    {
        if (settings.Runtime is { } runtime && !runtime.StartsWith("dotnet", StringComparison.Ordinal) && !runtime.StartsWith("provided", StringComparison.Ordinal))
        {
            return new FailedCode("LambdaSim.NoRuntime", $"The code of {functionName} is trusted, but LambdaSim.Deployed runs build outputs of .NET only, not {runtime}. Start lambdasim serve with --runtime {functionName}=PORT for a process that polls the Lambda Runtime API.");
        }

        try
        {
            return DeployedFunctions.Unpacked(Upload.Unpack(code.Content!.Value, code.Sha256, options.TmpFolder), settings.Handler ?? "", options);
        }
        catch (UploadException e)
        {
            return new FailedCode(e.Type, e.Message);
        }
        catch (Exception e) when (e is InvalidHandlerException or UnsupportedHandlerException)
        {
            // What AWS's runtime says of handler strings that name nothing.
            return new FailedCode("LambdaValidationException", e.Message);
        }
    }
}
