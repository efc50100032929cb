using System.Reflection;
using LambdaSim.Deployed.Loading;
using LambdaSim.Runtime;
using LambdaSim.Woven;

namespace LambdaSim.Deployed.Running;

/// <summary>The file system of one execution environment: <c>/tmp</c> of its own and limited, <c>/var/task</c> read-only, all else as it is, to read (rule DEP-FILES).</summary>
/// <param name="task">Real folder of /var/task.</param>
/// <param name="tmp">Real folder of /tmp.</param>
/// <param name="capacity">Bytes that /tmp holds.</param>
/// <param name="code">What knows where an assembly came from; null: the test's own, where it is.</param>
internal sealed class EnvironmentFolders(string task, string tmp, long capacity, WovenCode? code) : FolderMap
{
    private const string Tmp = "/tmp";
    private const long BytesInMb = 1024 * 1024;

    /// <summary>Those of a process that runs a build output.</summary>
    public static EnvironmentFolders Of(LiveEnvironment environment, WovenCode code, DeployedOptions options) =>
        new(code.Folder, TmpFolders.Of(environment, options.TmpFolder), Capacity(environment), code);

    /// <summary>Those of a process that runs code of the test.</summary>
    public static EnvironmentFolders OfTest(LiveEnvironment environment) =>
        new(AppContext.BaseDirectory.TrimEnd('/'), TmpFolders.Of(environment, new DeployedOptions().TmpFolder), Capacity(environment), null);

    private static long Capacity(LiveEnvironment environment) => environment.Function.Definition.Config.EphemeralStorageMb * BytesInMb;

    public override string In(string path)
    {
        var full = Full(path);
        return Below(full, Tmp) is { } inTmp ? tmp + inTmp : Below(full, Task) is { } inTask ? task + inTask : full;
    }

    public override string Out(string path) => Below(path, tmp) is { } inTmp ? Tmp + inTmp : Below(path, task) is { } inTask ? Task + inTask : path;

    public override string OutOfText(string text) => text.Replace(tmp, Tmp, StringComparison.Ordinal).Replace(task, Task, StringComparison.Ordinal);

    public override void Writing(string path, long bytes)
    {
        if (Below(Full(path), Tmp) is null)
        {
            throw new IOException($"Read-only file system : '{path}'");
        }

        if (bytes > 0 && Used() + bytes > capacity)
        {
            throw new IOException($"No space left on device : '{path}'");
        }
    }

    public override string? LocationOf(Assembly assembly) => (code is null ? assembly.Location : code.OriginalOf(assembly)) is { Length: > 0 } file ? Out(file) : null;

    public override Assembly? Load(string path) => code?.Load(In(path));

    private long Used() => new DirectoryInfo(tmp).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);

    // The rest of the path; null: it is elsewhere.
    private static string? Below(string path, string folder) =>
        path.Length == folder.Length && path == folder ? "" : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : null;
}
