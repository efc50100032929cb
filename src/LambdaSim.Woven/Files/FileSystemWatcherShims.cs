namespace LambdaSim.Woven.Files;

/// <summary>A watcher of files sees its folder, and raises nothing: the code of a function does not change, and hosts watch settings only to read them again.</summary>
[Redirects(typeof(FileSystemWatcher))]
[Hidden]
public static class FileSystemWatcherShims
{
    [Constructor]
    public static FileSystemWatcher New(string path) => new(Paths.In(path));

    [Constructor]
    public static FileSystemWatcher New(string path, string filter) => new(Paths.In(path), filter);

    [InstanceMember]
    public static string get_Path(FileSystemWatcher self) => Paths.Out(self.Path);

    [InstanceMember]
    public static void set_Path(FileSystemWatcher self, string value) => self.Path = Paths.In(value);

    [InstanceMember]
    public static void set_EnableRaisingEvents(FileSystemWatcher self, bool value)
    {
        if (WovenEnvironment.Current is null)
        {
            self.EnableRaisingEvents = value;
        }
    }
}
