namespace LambdaSim.Deployed.Weaving;

/// <summary>The files of the shared frameworks that this process runs on.</summary>
internal static class SharedFrameworks
{
    private static readonly string _core = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
    private static readonly string _aspNetCore = _core.Replace("Microsoft.NETCore.App", "Microsoft.AspNetCore.App", StringComparison.Ordinal);

    /// <summary>The file of an assembly of .NET's own framework; null: it has none of this name.</summary>
    public static string? OfCore(string name) => In(_core, name);

    /// <summary>The file of an assembly of ASP.NET Core's framework; null: it has none of this name, or is not beside the other.</summary>
    public static string? OfAspNetCore(string name) => _aspNetCore != _core ? In(_aspNetCore, name) : null;

    /// <summary>The file of an assembly in a folder; null: it is not there.</summary>
    public static string? In(string folder, string name) => Path.Combine(folder, name + ".dll") is var path && File.Exists(path) ? path : null;
}
