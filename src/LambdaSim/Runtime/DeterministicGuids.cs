using LambdaSim.Randomness;

namespace LambdaSim.Runtime;

/// <summary>The UUIDs of one invocation.</summary>
internal sealed class DeterministicGuids(ulong stream)
{
    private ulong _ordinal;

    public Guid Next() => DeterministicGuid.At(stream, _ordinal++);
}
