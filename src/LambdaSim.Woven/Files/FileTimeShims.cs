namespace LambdaSim.Woven.Files;

[Redirects(typeof(File))]
public static class FileTimeShims
{
    public static DateTime GetCreationTimeUtc(string path) => Of(path) is var (times, real) ? times.CreatedAt(real) : File.GetCreationTimeUtc(path);

    public static DateTime GetCreationTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.CreatedAt(real)) : File.GetCreationTime(path);

    public static void SetCreationTime(string path, DateTime creationTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetCreated(real, creationTime);
        }
        else
        {
            File.SetCreationTime(path, creationTime);
        }
    }

    public static void SetCreationTimeUtc(string path, DateTime creationTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetCreated(real, creationTimeUtc);
        }
        else
        {
            File.SetCreationTimeUtc(path, creationTimeUtc);
        }
    }

    public static DateTime GetLastAccessTimeUtc(string path) => Of(path) is var (times, real) ? times.ReadAt(real) : File.GetLastAccessTimeUtc(path);

    public static DateTime GetLastAccessTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.ReadAt(real)) : File.GetLastAccessTime(path);

    public static void SetLastAccessTime(string path, DateTime lastAccessTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetRead(real, lastAccessTime);
        }
        else
        {
            File.SetLastAccessTime(path, lastAccessTime);
        }
    }

    public static void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetRead(real, lastAccessTimeUtc);
        }
        else
        {
            File.SetLastAccessTimeUtc(path, lastAccessTimeUtc);
        }
    }

    public static DateTime GetLastWriteTimeUtc(string path) => Of(path) is var (times, real) ? times.WrittenAt(real) : File.GetLastWriteTimeUtc(path);

    public static DateTime GetLastWriteTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.WrittenAt(real)) : File.GetLastWriteTime(path);

    public static void SetLastWriteTime(string path, DateTime lastWriteTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            FileTimes.SetWritten(real, lastWriteTime);
        }
        else
        {
            File.SetLastWriteTime(path, lastWriteTime);
        }
    }

    public static void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            FileTimes.SetWritten(real, lastWriteTimeUtc);
        }
        else
        {
            File.SetLastWriteTimeUtc(path, lastWriteTimeUtc);
        }
    }

    internal static (FileTimes Times, string Real)? Of(string path) => FileTimes.Current is { } times && !string.IsNullOrEmpty(path) ? (times, Paths.In(path)) : null;

    internal static (FileTimes Times, string Real)? ToWrite(string path) => FileTimes.Current is { } times && !string.IsNullOrEmpty(path) ? (times, Paths.InToWrite(path)) : null;
}

[Redirects(typeof(Directory))]
public static class DirectoryTimeShims
{
    public static DateTime GetCreationTimeUtc(string path) => Of(path) is var (times, real) ? times.CreatedAt(real) : Directory.GetCreationTimeUtc(path);

    public static DateTime GetCreationTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.CreatedAt(real)) : Directory.GetCreationTime(path);

    public static void SetCreationTime(string path, DateTime creationTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetCreated(real, creationTime);
        }
        else
        {
            Directory.SetCreationTime(path, creationTime);
        }
    }

    public static void SetCreationTimeUtc(string path, DateTime creationTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetCreated(real, creationTimeUtc);
        }
        else
        {
            Directory.SetCreationTimeUtc(path, creationTimeUtc);
        }
    }

    public static DateTime GetLastAccessTimeUtc(string path) => Of(path) is var (times, real) ? times.ReadAt(real) : Directory.GetLastAccessTimeUtc(path);

    public static DateTime GetLastAccessTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.ReadAt(real)) : Directory.GetLastAccessTime(path);

    public static void SetLastAccessTime(string path, DateTime lastAccessTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetRead(real, lastAccessTime);
        }
        else
        {
            Directory.SetLastAccessTime(path, lastAccessTime);
        }
    }

    public static void SetLastAccessTimeUtc(string path, DateTime lastAccessTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            times.SetRead(real, lastAccessTimeUtc);
        }
        else
        {
            Directory.SetLastAccessTimeUtc(path, lastAccessTimeUtc);
        }
    }

    public static DateTime GetLastWriteTimeUtc(string path) => Of(path) is var (times, real) ? times.WrittenAt(real) : Directory.GetLastWriteTimeUtc(path);

    public static DateTime GetLastWriteTime(string path) => Of(path) is var (times, real) ? Clock.LocalTimeShims.Local(times.WrittenAt(real)) : Directory.GetLastWriteTime(path);

    public static void SetLastWriteTime(string path, DateTime lastWriteTime)
    {
        if (ToWrite(path) is var (times, real))
        {
            FileTimes.SetWritten(real, lastWriteTime);
        }
        else
        {
            Directory.SetLastWriteTime(path, lastWriteTime);
        }
    }

    public static void SetLastWriteTimeUtc(string path, DateTime lastWriteTimeUtc)
    {
        if (ToWrite(path) is var (times, real))
        {
            FileTimes.SetWritten(real, lastWriteTimeUtc);
        }
        else
        {
            Directory.SetLastWriteTimeUtc(path, lastWriteTimeUtc);
        }
    }

    public static DirectoryInfo CreateDirectory(string path)
    {
        if (ToWrite(path) is not var (times, real))
        {
            return Directory.CreateDirectory(path);
        }

        var isNew = !Directory.Exists(real);
        try
        {
            var made = Directory.CreateDirectory(real);
            if (isNew)
            {
                times.Created(real);
                times.Written(real);
            }

            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Paths.Translated(e);
        }
    }

    public static DirectoryInfo CreateTempSubdirectory(string? prefix) => WovenEnvironment.OfProcess is { } environment
        ? CreateDirectory($"/tmp/{prefix}{environment.NewGuid().ToString("N")[..6]}")
        : Directory.CreateTempSubdirectory(prefix);

    private static (FileTimes Times, string Real)? Of(string path) => FileTimeShims.Of(path);

    private static (FileTimes Times, string Real)? ToWrite(string path) => FileTimeShims.ToWrite(path);
}

[Redirects(typeof(FileSystemInfo))]
public static class FileSystemInfoTimeShims
{
    [InstanceMember]
    public static DateTime get_CreationTime(FileSystemInfo self) => FileTimes.Current is { } times ? Clock.LocalTimeShims.Local(times.CreatedAt(self.FullName)) : self.CreationTime;

    [InstanceMember]
    public static void set_CreationTime(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            times.SetCreated(self.FullName, value);
        }
        else
        {
            self.CreationTime = value;
        }
    }

    [InstanceMember]
    public static DateTime get_CreationTimeUtc(FileSystemInfo self) => FileTimes.Current is { } times ? times.CreatedAt(self.FullName) : self.CreationTimeUtc;

    [InstanceMember]
    public static void set_CreationTimeUtc(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            times.SetCreated(self.FullName, value);
        }
        else
        {
            self.CreationTimeUtc = value;
        }
    }

    [InstanceMember]
    public static DateTime get_LastAccessTime(FileSystemInfo self) => FileTimes.Current is { } times ? Clock.LocalTimeShims.Local(times.ReadAt(self.FullName)) : self.LastAccessTime;

    [InstanceMember]
    public static void set_LastAccessTime(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            times.SetRead(self.FullName, value);
        }
        else
        {
            self.LastAccessTime = value;
        }
    }

    [InstanceMember]
    public static DateTime get_LastAccessTimeUtc(FileSystemInfo self) => FileTimes.Current is { } times ? times.ReadAt(self.FullName) : self.LastAccessTimeUtc;

    [InstanceMember]
    public static void set_LastAccessTimeUtc(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            times.SetRead(self.FullName, value);
        }
        else
        {
            self.LastAccessTimeUtc = value;
        }
    }

    [InstanceMember]
    public static DateTime get_LastWriteTime(FileSystemInfo self) => FileTimes.Current is { } times ? Clock.LocalTimeShims.Local(times.WrittenAt(self.FullName)) : self.LastWriteTime;

    [InstanceMember]
    public static void set_LastWriteTime(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            FileTimes.SetWritten(self.FullName, value);
        }
        else
        {
            self.LastWriteTime = value;
        }
    }

    [InstanceMember]
    public static DateTime get_LastWriteTimeUtc(FileSystemInfo self) => FileTimes.Current is { } times ? times.WrittenAt(self.FullName) : self.LastWriteTimeUtc;

    [InstanceMember]
    public static void set_LastWriteTimeUtc(FileSystemInfo self, DateTime value)
    {
        if (FileTimes.Current is { } times)
        {
            Paths.RequireWritable(self);
            FileTimes.SetWritten(self.FullName, value);
        }
        else
        {
            self.LastWriteTimeUtc = value;
        }
    }
}
