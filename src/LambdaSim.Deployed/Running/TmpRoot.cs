namespace LambdaSim.Deployed.Running;

/// <summary>
/// The folder of one process of the machine, with all that it has below. It goes with the process; of one that was killed, the next process deletes it. Who
/// lives is told by a lock, not by a number: containers that share a volume number their processes alike.
/// </summary>
internal sealed class TmpRoot
{
    private const string LockEnding = ".lock";
    private const int Attempts = 100;

    private readonly FileStream _lock;

    private TmpRoot(string folder, FileStream held) => (Folder, _lock) = (folder, held);

    public string Folder { get; }

    /// <summary>A new one, after those that nobody holds any more were deleted.</summary>
    public static TmpRoot Below(string folder)
    {
        Directory.CreateDirectory(folder);
        var root = Make(folder);

        // Where locks do not hold, nobody knows who lives.
        if (Hold(root._lock.Name, FileMode.Open) is { } twice)
        {
            twice.Dispose();
        }
        else
        {
            DeleteLeft(folder);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => root.Delete();
        return root;
    }

    /// <summary>Deletes a folder, or what of it can be deleted.</summary>
    public static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A file is still open: the next process of the machine deletes it.
        }
    }

    // The lock comes first, so that no folder is ever without one.
    private static TmpRoot Make(string folder)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = Path.Combine(folder, Path.GetRandomFileName());
            if (Hold(path + LockEnding, FileMode.CreateNew) is { } held)
            {
                Directory.CreateDirectory(path);
                return new TmpRoot(path, held);
            }

            if (attempt == Attempts)
            {
                throw new IOException($"no file can be made and locked in '{folder}', below which the folders for /tmp would be: set DeployedOptions.TmpFolder");
            }
        }
    }

    private static void DeleteLeft(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*" + LockEnding))
        {
            if (Hold(file, FileMode.Open) is { } held)
            {
                using (held)
                {
                    DeleteWithLock(file[..^LockEnding.Length], file);
                }
            }
        }
    }

    private void Delete()
    {
        using (_lock)
        {
            DeleteWithLock(Folder, _lock.Name);
        }
    }

    // A folder that stays keeps its lock file, by which it is found again.
    private static void DeleteWithLock(string folder, string file)
    {
        Delete(folder);
        try
        {
            if (!Directory.Exists(folder))
            {
                File.Delete(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's folder: whoever may delete there does.
        }
    }

    // Null: somebody has it, or it is not ours to take.
    private static FileStream? Hold(string file, FileMode mode)
    {
        try
        {
            return new FileStream(file, mode, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
