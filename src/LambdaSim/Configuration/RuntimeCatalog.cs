namespace LambdaSim.Configuration;

/// <summary>Placeholder.</summary>
public static class RuntimeCatalog
{
    internal static void Require(string runtime, PackageType package, Architecture architecture)
    {
    }
}
