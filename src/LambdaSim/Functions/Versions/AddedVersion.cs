using LambdaSim.Functions.Model;
using NodaTime;

namespace LambdaSim.Functions;

/// <summary>What the API shows of a version that was added in process.</summary>
/// <param name="plane">Where it was added.</param>
/// <param name="function">What was added.</param>
/// <param name="revision">Place of its revision.</param>
/// <param name="at">When.</param>
internal sealed class AddedVersion(ControlPlane plane, AddedFunction function, ulong revision, Instant at)
{
    public FunctionSettings Settings => function.SettingsAt(plane.Address);

    public CodePackage Code => function.Package;

    public string RevisionId => plane.RevisionAt(revision);

    public string LastModified => ControlPlane.TextOf(at);
}
