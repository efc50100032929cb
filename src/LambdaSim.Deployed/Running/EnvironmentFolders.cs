using System.Reflection;
using LambdaSim.Deployed.Loading;
using LambdaSim.Runtime;
using LambdaSim.Woven;

namespace LambdaSim.Deployed.Running;

/// <summary>
/// The file system of one execution environment: <c>/tmp</c> of its own and limited, <c>/var/task</c> read-only, layers and file systems that it has, all else as
/// it is, to read (rule DEP-FILES).
/// </summary>
/// <param name="mounts">Folders that real ones stand for; the first is /tmp.</param>
/// <param name="capacity">Bytes that /tmp holds.</param>
/// <param name="code">What knows where an assembly came from; null: the test's own, where it is.</param>
internal sealed class EnvironmentFolders(IReadOnlyList<Mount> mounts, long capacity, WovenCode? code) : FolderMap
{
    private const string Tmp = "/tmp";
    private const long BytesInMb = 1024 * 1024;

    /// <summary>Those of a process that runs a build output.</summary>
    public static EnvironmentFolders Of(LiveEnvironment environment, WovenCode code, string tmpFolder, IReadOnlyList<Mount> mounts) =>
        new([.. Own(code.Folder, TmpFolders.Of(environment, tmpFolder)), .. mounts], Capacity(environment), code);

    /// <summary>Those of a process that runs code of the test.</summary>
    public static EnvironmentFolders OfTest(LiveEnvironment environment) =>
        new(Own(AppContext.BaseDirectory.TrimEnd('/'), TmpFolders.Of(environment, new DeployedOptions().TmpFolder)), Capacity(environment), null);

    private static Mount[] Own(string task, string tmp) => [new(Tmp, tmp, IsWritable: true), new(Task, task, IsWritable: false)];

    private static long Capacity(LiveEnvironment environment) => environment.Function.Definition.Config.EphemeralStorageMb * BytesInMb;

    public override string In(string path)
    {
        var full = Full(path);
        return mounts.Select(m => m.In(full)).FirstOrDefault(static p => p is not null) ?? full;
    }

    public override string Out(string path) => mounts.Select(m => m.Out(path)).FirstOrDefault(static p => p is not null) ?? path;

    public override string OutOfText(string text) => mounts.Aggregate(text, static (t, m) => t.Replace(m.Real, m.Name, StringComparison.Ordinal));

    public override void Writing(string path, long bytes)
    {
        var full = Full(path);
        if (mounts.FirstOrDefault(m => m.In(full) is not null) is not { IsWritable: true } mount)
        {
            throw new IOException($"Read-only file system : '{path}'");
        }

        if (bytes > 0 && mount == mounts[0] && Used() + bytes > capacity)
        {
            throw new IOException($"No space left on device : '{path}'");
        }
    }

    public override string? LocationOf(Assembly assembly) => (code is null ? assembly.Location : code.OriginalOf(assembly)) is { Length: > 0 } file ? Out(file) : null;

    public override Assembly? Load(string path) => code?.Load(In(path));

    private long Used() => new DirectoryInfo(mounts[0].Real).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static f => f.Length);
}
