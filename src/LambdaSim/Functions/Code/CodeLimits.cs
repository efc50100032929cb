namespace LambdaSim.Functions;

/// <summary>Sizes of code in bytes (rule CTL-CODE-SIZE).</summary>
internal static class CodeLimits
{
    /// <summary>A zip inside a request.</summary>
    public const long Zipped = 52_428_800;

    /// <summary>Unpacked code, together with its layers.</summary>
    public const long Unzipped = 262_144_000;

    /// <summary>A whole <c>CreateFunction</c> request.</summary>
    public const long CreateRequest = 70_167_211;

    /// <summary>All code of an account in a region.</summary>
    public const long Total = 80_530_636_800;

    /// <summary>The description of a stand-in.</summary>
    public const int StandIn = 65_536;
}
