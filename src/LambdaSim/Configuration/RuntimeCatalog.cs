namespace LambdaSim.Configuration;

/// <summary>Placeholder.</summary>
public static class RuntimeCatalog
{
    internal static Randomness.Distribution InitOf(string runtime, PackageType package, Architecture architecture) => Randomness.Distribution.Fixed(NodaTime.Duration.Zero);

    internal static NodaTime.Duration FirstCall(string runtime, Architecture architecture, int memoryMb) => NodaTime.Duration.Zero;

    internal static void Require(string runtime, PackageType package, Architecture architecture)
    {
    }
}
