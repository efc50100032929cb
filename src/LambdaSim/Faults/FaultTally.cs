using LambdaSim.Configuration;

namespace LambdaSim.Faults;

/// <summary>What became of a fault in a run so far.</summary>
/// <param name="Fault">It.</param>
/// <param name="Met">How often something came by that it could have struck.</param>
/// <param name="Struck">How often it struck.</param>
public sealed record FaultTally(Fault Fault, long Met, long Struck)
{
    /// <summary>The fault and both figures.</summary>
    public override string ToString() => Text.Invariant($"{Fault}: struck {Struck} of {Met}");
}
