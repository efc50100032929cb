using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Control;

/// <summary>One of the simulator's own paths.</summary>
/// <param name="Method">The only one it has.</param>
/// <param name="Path">Whole, from the endpoint's beginning.</param>
/// <param name="What">What it does, in a few words.</param>
/// <param name="Run">Does it.</param>
internal sealed record ControlPath(string Method, string Path, string What, Func<HttpContext, Task> Run)
{
    public override string ToString() => $"{Method} {Path} ({What})";
}
