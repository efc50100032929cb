namespace LambdaSim.Woven.Files;

/// <summary>Paths on their way into the framework and out of it.</summary>
public static class Paths
{
    public static string In(string path) => string.IsNullOrEmpty(path) ? path : WovenEnvironment.Current?.Folders.In(path) ?? path;

    /// <summary>Of something that is to be written.</summary>
    public static string InToWrite(string path)
    {
        if (WovenEnvironment.Current is not { } environment || string.IsNullOrEmpty(path))
        {
            return path;
        }

        environment.Folders.Writing(path, 0);
        return environment.Folders.In(path);
    }

    /// <summary>Before what stands at a real path is changed.</summary>
    public static void RequireWritable(FileSystemInfo info)
    {
        if (WovenEnvironment.Current is { } environment && info is not null)
        {
            environment.Folders.Writing(environment.Folders.Out(info.FullName), 0);
        }
    }

    public static string Out(string path) => string.IsNullOrEmpty(path) ? path : WovenEnvironment.Current?.Folders.Out(path) ?? path;

    /// <summary>In ordinal order: the order of a file system is the machine's own.</summary>
    public static string[] Out(string[] paths)
    {
        if (WovenEnvironment.Current is null)
        {
            return paths;
        }

        for (var i = 0; i < paths.Length; i++)
        {
            paths[i] = Out(paths[i]);
        }

        Array.Sort(paths, StringComparer.Ordinal);
        return paths;
    }

    /// <inheritdoc cref="Out(string[])"/>
    public static IEnumerable<string> Out(IEnumerable<string> paths) => WovenEnvironment.Current is null ? paths : Out(paths.ToArray());
}
