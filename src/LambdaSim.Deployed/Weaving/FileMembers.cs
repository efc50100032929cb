using System.IO.Compression;
using System.Reflection;

namespace LambdaSim.Deployed.Weaving;

/// <summary>A member of the file system whose paths are translated.</summary>
/// <param name="Read">Its parameters that name what is read, a bit each.</param>
/// <param name="Written">Its parameters that name what is written.</param>
/// <param name="WritesItself">Its object stands for what is written.</param>
/// <param name="ReturnsPaths">What it returns is a path, or paths.</param>
internal sealed record FileMember(int Read, int Written, bool WritesItself, bool ReturnsPaths)
{
    /// <summary>What it reads is a database, which may be none of the file system.</summary>
    public bool IsDatabase { get; init; }
}

/// <summary>The members of the file system that take paths, found in the framework by the names of their parameters.</summary>
internal static class FileMembers
{
    private static readonly Type[] _types = [typeof(File), typeof(Directory), typeof(FileInfo), typeof(DirectoryInfo), typeof(FileSystemInfo), typeof(ZipFile), typeof(ZipFileExtensions)];

    private static readonly HashSet<string> _sources = new(StringComparer.Ordinal) { "path", "sourceFileName", "sourceDirName", "fileName", "linkPath", "sourceArchiveFileName", "sourceDirectoryName", "archiveFileName", "originalPath" };

    private static readonly HashSet<string> _targets = new(StringComparer.Ordinal) { "destFileName", "destDirName", "destinationFileName", "destinationBackupFileName", "destinationArchiveFileName", "destinationDirectoryName" };

    private static readonly string[] _writing = ["Write", "Append", "Create", "Delete", "Set", "Move", "Replace", "OpenWrite", "Encrypt", "Decrypt", "set_"];

    /// <summary>Members outside the framework that open files by themselves: below them is no .NET code to weave.</summary>
    public static IEnumerable<(string Key, FileMember Member)> OfLibraries()
    {
        var opens = new FileMember(1, 0, false, false) { IsDatabase = true };
        yield return ("SQLitePCL.raw::sqlite3_open(System.String,SQLitePCL.sqlite3&)", opens);
        yield return ("SQLitePCL.raw::sqlite3_open_v2(System.String,SQLitePCL.sqlite3&,System.Int32,System.String)", opens);
    }

    public static IEnumerable<(string Key, FileMember Member)> All()
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        foreach (var type in _types)
        {
            foreach (var method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors()))
            {
                if (!method.IsGenericMethod && Of(method) is { } member)
                {
                    yield return (MemberKey.Of(type.FullName!, method.Name, method.GetParameters().Select(static p => NameOf(p.ParameterType))), member);
                }
            }
        }
    }

    private static FileMember? Of(MethodBase method)
    {
        var writes = !method.IsConstructor && _writing.Any(prefix => method.Name.StartsWith(prefix, StringComparison.Ordinal));
        var (read, written) = (0, 0);
        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].ParameterType != typeof(string))
            {
                continue;
            }

            if (_targets.Contains(parameters[i].Name!))
            {
                written |= 1 << i;
            }
            else if (_sources.Contains(parameters[i].Name!) && !IsRelative(method))
            {
                (read, written) = writes ? (read, written | (1 << i)) : (read | (1 << i), written);
            }
        }

        var itself = !method.IsStatic && writes;
        var paths = method is MethodInfo { ReturnType: var type, DeclaringType: var owner } && owner == typeof(Directory) && (type == typeof(string) || type == typeof(string[]) || type == typeof(IEnumerable<string>));
        return (read | written) == 0 && !itself && !paths ? null : new FileMember(read, written, itself, paths);
    }

    // Its path is one below its object.
    private static bool IsRelative(MethodBase method) => method is { IsStatic: false, Name: nameof(DirectoryInfo.CreateSubdirectory) };

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.GetGenericTypeDefinition().FullName}<{string.Join(',', type.GetGenericArguments().Select(NameOf))}>"
        : type.IsArray ? NameOf(type.GetElementType()!) + "[]"
        : type.IsByRef ? NameOf(type.GetElementType()!) + "&"
        : type.FullName!;
}
