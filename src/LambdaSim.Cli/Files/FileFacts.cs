using System.Runtime.InteropServices;

namespace LambdaSim.Cli.Files;

/// <summary>What a path leads to: which file it is, whatever its names, and of which kind.</summary>
/// <param name="Identity">Equal for two paths that lead to one file.</param>
/// <param name="Kind">What kind of file it is.</param>
internal sealed record FileFacts(string Identity, FileKind Kind)
{
    private const int CurrentFolder = -100;
    private const uint TypeAndInode = 0x101;
    private const int StatxLength = 256;

    /// <summary>Looks a path up, through links; null when nothing is there.</summary>
    public static FileFacts? Of(string path) => OperatingSystem.IsLinux() ? Statx(path) : ByPath(path);

    /// <summary>Which file a path is or would become: a name in a folder, if nothing is there yet.</summary>
    public static string IdentityOf(string path)
    {
        var target = Target(path);
        if (Of(target) is { } facts)
        {
            return facts.Identity;
        }

        var folder = Path.GetDirectoryName(target) ?? target;
        var name = Path.GetFileName(target);
        return $"{Of(folder)?.Identity ?? folder}/{(OperatingSystem.IsLinux() ? name : name.ToUpperInvariant())}";
    }

    // Where a link leads, though nothing be there.
    private static string Target(string path) => new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    // The kernel's own layout of struct statx, the same on every architecture.
    private static FileFacts? Statx(string path)
    {
        var facts = new byte[StatxLength];
        if (Statx(CurrentFolder, path, 0, TypeAndInode, facts) != 0)
        {
            return null;
        }

        var mode = BitConverter.ToUInt16(facts, 28);
        var inode = BitConverter.ToUInt64(facts, 32);
        var device = BitConverter.ToUInt64(facts, 136);
        return new FileFacts(FormattableString.Invariant($"{device:x}:{inode:x}"), (mode & 0xf000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0x1000 => FileKind.Pipe,
            0xc000 => FileKind.Socket,
            _ => FileKind.Device,
        });
    }

    private static FileFacts? ByPath(string path) =>
        Directory.Exists(path) ? new FileFacts(Path.GetFullPath(path).ToUpperInvariant(), FileKind.Folder)
        : File.Exists(path) ? new FileFacts(Target(Path.GetFullPath(path)).ToUpperInvariant(), path.StartsWith("/dev/", StringComparison.Ordinal) ? FileKind.Device : FileKind.File)
        : null;

    [DllImport("libc", EntryPoint = "statx", SetLastError = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] facts);
}

/// <summary>The kinds of files.</summary>
internal enum FileKind
{
    File,
    Folder,
    Pipe,
    Socket,
    Device,
}
