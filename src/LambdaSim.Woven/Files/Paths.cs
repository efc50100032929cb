namespace LambdaSim.Woven.Files;

/// <summary>Paths on their way into the framework and out of it.</summary>
[Hidden]
public static class Paths
{
    public static string In(string path) => string.IsNullOrEmpty(path) ? path : WovenEnvironment.OfProcess?.Folders.In(path) ?? path;

    /// <summary>Of something that is to be written.</summary>
    public static string InToWrite(string path)
    {
        if (WovenEnvironment.OfProcess is not { } environment || string.IsNullOrEmpty(path))
        {
            return path;
        }

        environment.Folders.Writing(path, 0);
        return environment.Folders.In(path);
    }

    /// <summary>Before what stands at a real path is changed.</summary>
    public static void RequireWritable(FileSystemInfo info)
    {
        if (WovenEnvironment.OfProcess is { } environment && info is not null)
        {
            environment.Folders.Writing(environment.Folders.Out(info.FullName), 0);
        }
    }

    /// <summary>The name of a database's file; in memory, or an address, it stays as it is.</summary>
    public static string InToDatabase(string name) => string.IsNullOrEmpty(name) || name[0] == ':' || name.StartsWith("file:", StringComparison.Ordinal) ? name : In(name);

    /// <summary>An error of the file system, with the environment's paths.</summary>
    public static Exception Translated(Exception error)
    {
        if (WovenEnvironment.OfProcess is not { } environment || error is null || environment.Folders.OutOfText(error.Message) is var message && message == error.Message)
        {
            return error!;
        }

        return error switch
        {
            FileNotFoundException missing => new FileNotFoundException(message, missing.FileName is { } name ? Out(name) : null),
            DirectoryNotFoundException => new DirectoryNotFoundException(message),
            PathTooLongException => new PathTooLongException(message),
            UnauthorizedAccessException => new UnauthorizedAccessException(message),
            IOException => new IOException(message, error.HResult),
            _ => error,
        };
    }

    public static string Out(string path) => string.IsNullOrEmpty(path) ? path : WovenEnvironment.OfProcess?.Folders.Out(path) ?? path;

    /// <summary>In ordinal order: the order of a file system is the machine's own.</summary>
    public static string[] Out(string[] paths)
    {
        if (WovenEnvironment.OfProcess is null)
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
    public static IEnumerable<string> Out(IEnumerable<string> paths) => WovenEnvironment.OfProcess is null ? paths : Out(paths.ToArray());
}
