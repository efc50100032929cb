namespace LambdaSim.Configuration;

/// <summary>The seed of a run and how to have that run again, for messages.</summary>
internal static class SeedText
{
    public static string HowToRepeat(ulong seed) =>
        Text.Invariant($"seed {seed}: give it in code, or as LAMBDASIM_SEED={seed} where the code gives none, and the run is the same again");
}
