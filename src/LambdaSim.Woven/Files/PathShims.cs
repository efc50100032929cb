namespace LambdaSim.Woven.Files;

[Redirects(typeof(Path))]
[Hidden]
public static class PathShims
{
    public static string GetTempPath() => WovenEnvironment.OfProcess is null ? Path.GetTempPath() : "/tmp/";

    public static string GetFullPath(string path) => WovenEnvironment.OfProcess is { } environment ? Path.GetFullPath(path, environment.Folders.CurrentDirectory) : Path.GetFullPath(path);

    public static string GetRandomFileName()
    {
        if (WovenEnvironment.OfProcess is not { } environment)
        {
            return Path.GetRandomFileName();
        }

        var name = environment.NewGuid().ToString("N");
        return $"{name[..8]}.{name[8..11]}";
    }

    public static bool Exists(string? path) => Path.Exists(string.IsNullOrEmpty(path) ? path : Paths.In(path));

    public static string GetRelativePath(string relativeTo, string path) => WovenEnvironment.OfProcess is not { } environment || string.IsNullOrEmpty(relativeTo) || string.IsNullOrEmpty(path)
        ? Path.GetRelativePath(relativeTo, path)
        : Path.GetRelativePath(Path.GetFullPath(relativeTo, environment.Folders.CurrentDirectory), Path.GetFullPath(path, environment.Folders.CurrentDirectory));

    public static string GetTempFileName()
    {
        if (WovenEnvironment.OfProcess is not { } environment)
        {
            return Path.GetTempFileName();
        }

        var name = $"/tmp/tmp{environment.NewGuid().ToString("N")[..6]}.tmp";
        File.WriteAllBytes(Paths.InToWrite(name), []);
        return name;
    }
}

[Redirects(typeof(FileSystemInfo))]
[Hidden]
public static class FileSystemInfoShims
{
    [InstanceMember]
    public static string get_FullName(FileSystemInfo self) => Paths.Out(self.FullName);
}

[Redirects(typeof(FileInfo))]
[Hidden]
public static class FileInfoShims
{
    [InstanceMember]
    public static string? get_DirectoryName(FileInfo self) => self.DirectoryName is { } name ? Paths.Out(name) : null;
}

[Redirects(typeof(FileStream))]
[Hidden]
public static class FileStreamShims
{
    [InstanceMember]
    public static string get_Name(FileStream self) => Paths.Out(self.Name);
}

[Redirects(typeof(Directory))]
[Hidden]
public static class DirectoryShims
{
    public static string GetCurrentDirectory() => Process.EnvironmentShims.CurrentDirectory;

    public static void SetCurrentDirectory(string path) => Process.EnvironmentShims.CurrentDirectory = path;
}
