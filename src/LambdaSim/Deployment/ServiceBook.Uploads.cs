using System.Collections.Immutable;
using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;
using LambdaSim.Worlds;

namespace LambdaSim.Deployment;

// Code that clients upload runs where somebody in process said so beforehand (rule DEP-UPLOADS).
internal sealed partial class ServiceBook
{
    private ImmutableSortedDictionary<string, ImmutableList<UploadTrust>> _uploads = ServicePlan.None.Uploads;

    /// <summary>From now on code that is uploaded for functions of a name may run.</summary>
    public void Trust(string functionName, UploadTrust trust) => _uploads = _uploads.SetItem(functionName, _uploads.GetValueOrDefault(functionName, []).Add(trust));

    public bool Keeps(string functionName, string sha256) => TrustOf(functionName, sha256) is not null;

    // The last word counts.
    private UploadTrust? TrustOf(string functionName, string sha256) => _uploads.GetValueOrDefault(functionName)?.FindLast(t => t.Takes(sha256));

    private HandlerCode? UploadedCode(string functionName, FunctionSettings settings, CodePackage code) =>
        code.Content is null ? null : TrustOf(functionName, code.Sha256)?.Code(settings, code);
}
