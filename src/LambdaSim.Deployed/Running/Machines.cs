using System.Runtime.CompilerServices;
using LambdaSim.Runtime;
using LambdaSim.Woven;

namespace LambdaSim.Deployed.Running;

/// <summary>Finds what woven code sees in place of the machine: for each process of a simulation, and for the body of a Run, one of its own.</summary>
internal static class Machines
{
    // Of all bodies of a simulation: a second Run goes on with the lots of the first.
    private static readonly ConditionalWeakTable<LoopHost, BodyEnvironment> _bodies = [];

    /// <summary>From now on woven code of this process asks here.</summary>
    public static void Install() => WovenEnvironment.Finder ??= Find;

    private static WovenEnvironment? Find() => Sandbox.Current is { } sandbox ? sandbox.Machine as WovenEnvironment ?? Make(sandbox) : null;

    // Of a test's own code, which was woven as it was built.
    private static WovenEnvironment? Make(Sandbox sandbox)
    {
        WovenEnvironment? made = sandbox.Owner switch
        {
            LiveProcess { Environment.Context: { } context } process => new DeployedEnvironment(process, context, EnvironmentFolders.OfTest(process.Environment)),
            BodyRun body => _bodies.GetValue(body.Host, static host => new BodyEnvironment(host)),
            _ => null,
        };
        sandbox.Machine = made;
        return made;
    }
}
