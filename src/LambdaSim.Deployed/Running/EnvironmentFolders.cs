using System.Reflection;
using LambdaSim.Deployed.Loading;
using LambdaSim.Woven;

namespace LambdaSim.Deployed.Running;

/// <summary>The file system of one execution environment: <c>/tmp</c> of its own and limited, <c>/var/task</c> read-only, all else as it is, to read (rule DEP-FILES).</summary>
/// <param name="code">What stands in /var/task.</param>
/// <param name="tmp">Real folder of /tmp.</param>
/// <param name="capacity">Bytes that /tmp holds.</param>
internal sealed class EnvironmentFolders(WovenCode code, string tmp, long capacity) : FolderMap
{
    private const string Tmp = "/tmp";

    public override string In(string path)
    {
        var full = Full(path);
        return Below(full, Tmp) is { } inTmp ? tmp + inTmp : Below(full, Task) is { } inTask ? code.Folder + inTask : full;
    }

    public override string Out(string path) => Below(path, tmp) is { } inTmp ? Tmp + inTmp : Below(path, code.Folder) is { } inTask ? Task + inTask : path;

    public override string OutOfText(string text) => text.Replace(tmp, Tmp, StringComparison.Ordinal).Replace(code.Folder, Task, StringComparison.Ordinal);

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

    public override string? LocationOf(Assembly assembly) => code.OriginalOf(assembly) is { } file ? Out(file) : null;

    private long Used() => new DirectoryInfo(tmp).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);

    // The rest of the path; null: it is elsewhere.
    private static string? Below(string path, string folder) =>
        path.Length == folder.Length && path == folder ? "" : path.Length > folder.Length && path[folder.Length] == '/' && path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : null;
}
