using System.ComponentModel;

namespace LambdaSim.Deployed.Building;

/// <summary>What assemblies call that were woven as they were built.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WovenOutput
{
    /// <summary>From now on code of handlers and of Run's bodies has the simulation's clock and lots.</summary>
    public static void Begin() => Running.Machines.Install();
}
