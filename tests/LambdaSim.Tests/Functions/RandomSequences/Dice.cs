namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Chance from a seed.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Once(int @in) => Below(@in) == 0;

    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    // SplitMix64.
    private ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
