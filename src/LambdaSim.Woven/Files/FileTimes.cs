namespace LambdaSim.Woven.Files;

/// <summary>
/// When the files of one environment were made, written and read, on its clock. The time of writing is kept with the file, so that it goes where the file
/// goes; those that the machine cannot be told are kept here (rule DEP-FILETIMES).
/// </summary>
internal sealed class FileTimes(WovenEnvironment environment)
{
    // What packers of code give its files, so that the same code makes the same package.
    private static readonly DateTime _packed = new(1980, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly Dictionary<string, DateTime> _created = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _read = new(StringComparer.Ordinal);

    public static FileTimes? Current => WovenEnvironment.OfProcess is { } environment ? Of(environment) : null;

    public static FileTimes Of(WovenEnvironment environment) => environment.Item(typeof(FileTimes), () => new FileTimes(environment));

    private DateTime Now => environment.Time.GetUtcNow().UtcDateTime;

    /// <param name="real">The file's real path.</param>
    public void Created(string real) => _created[real] = Now;

    /// <param name="real">The file's real path.</param>
    public void Written(string real)
    {
        try
        {
            SetWritten(real, Now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was deleted while it was open.
        }
    }

    public DateTime WrittenAt(string real) => OfCode(real) ?? File.GetLastWriteTimeUtc(real);

    public DateTime CreatedAt(string real) => OfCode(real) ?? (Exists(real) && _created.TryGetValue(real, out var time) ? time : File.GetLastWriteTimeUtc(real));

    public DateTime ReadAt(string real) => OfCode(real) ?? (Exists(real) && _read.TryGetValue(real, out var time) ? time : File.GetLastWriteTimeUtc(real));

    public static void SetWritten(string real, DateTime time) => Set(real, time, static (path, utc) =>
    {
        if (Directory.Exists(path))
        {
            Directory.SetLastWriteTimeUtc(path, utc);
        }
        else
        {
            File.SetLastWriteTimeUtc(path, utc);
        }
    });

    public void SetCreated(string real, DateTime time) => Set(real, time, (path, utc) => _created[path] = utc);

    public void SetRead(string real, DateTime time) => Set(real, time, (path, utc) => _read[path] = utc);

    private static void Set(string real, DateTime time, Action<string, DateTime> set)
    {
        if (!Exists(real))
        {
            throw new FileNotFoundException($"Could not find file '{Paths.Out(real)}'.", Paths.Out(real));
        }

        // Local time is UTC.
        set(real, DateTime.SpecifyKind(time, DateTimeKind.Utc));
    }

    private static bool Exists(string real) => File.Exists(real) || Directory.Exists(real);

    private DateTime? OfCode(string real) => environment.Folders.Out(real) is var path && (path == FolderMap.Task || path.StartsWith(FolderMap.Task + "/", StringComparison.Ordinal)) && Exists(real) ? _packed : null;
}
