namespace LambdaSim.Deployed;

/// <summary>How deployed code is loaded.</summary>
public sealed record DeployedOptions
{
    /// <summary>Folder for woven assemblies, which later runs, and runs beside this one, use again. Default: <c>lambdasim/woven</c> in the user's folder for local application data.</summary>
    public string CacheFolder { get; init; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } data ? data : Path.GetTempPath(),
        "lambdasim",
        "woven");

    /// <summary>Size in bytes over which the least recently used assemblies leave <see cref="CacheFolder"/>. Default: 512 MB.</summary>
    public long CacheLimitBytes { get; init; } = 512L * 1024 * 1024;

    /// <summary>Whether the function reaches hosts outside AWS. <c>false</c>: it is in a VPC without a way out, and its requests hang until a timeout (rule DEP-NETWORK). Default: true.</summary>
    public bool ReachesInternet { get; init; } = true;

    /// <summary>Folders of layers, unpacked, in order: their files are in <c>/opt</c>, those of later ones over those of earlier ones, and assemblies that the build output lacks are looked for in them (rule DEP-MOUNTS). Default: none.</summary>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>File systems below <c>/mnt</c>: name, and the real folder that stands for it. Functions that name the same folder share it, and it stays (rule DEP-MOUNTS). Default: none.</summary>
    public IReadOnlyDictionary<string, string> FileSystems { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Virtual seconds that pass while code has computed for a real second on one core; with less memory than 1,769 MB, more (rule DEP-CPU). Null: computing takes
    /// no time, and runs are reproducible; with a number they are not. Default: null.
    /// </summary>
    public double? CpuTimeFactor { get; init; }

    /// <summary>Folder below which each execution environment has a real folder that stands for its <c>/tmp</c> while it lives. Default: <c>lambdasim</c> in the machine's folder for temporary files.</summary>
    public string TmpFolder { get; init; } = Path.Combine(Path.GetTempPath(), "lambdasim");
}
