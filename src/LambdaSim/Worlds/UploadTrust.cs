using LambdaSim.Functions;
using LambdaSim.Functions.Model;
using LambdaSim.Runtime;

namespace LambdaSim.Worlds;

/// <summary>Says that code which clients upload for a function may run.</summary>
/// <param name="Sha256">Base64 of the SHA-256 of the one zip that may; null: any may.</param>
/// <param name="Code">What runs it. It does not fail: what cannot run fails in its INIT.</param>
internal sealed record UploadTrust(string? Sha256, Func<FunctionSettings, CodePackage, HandlerCode> Code)
{
    public bool Takes(string sha256) => Sha256 is null || Sha256 == sha256;
}
