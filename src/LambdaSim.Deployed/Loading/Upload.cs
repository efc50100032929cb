using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using LambdaSim.Deployed.Running;

namespace LambdaSim.Deployed.Loading;

/// <summary>
/// A zip that a client uploaded and the user trusts, unpacked once for this process of the machine. The control plane has read it to the end: its names lead
/// nowhere else and its sizes are what they say (rules CTL-ZIP, DEP-UPLOADS).
/// </summary>
internal static class Upload
{
    private const int MostEntries = 100_000;
    private const int TypeBits = 0xF000;
    private const int Link = 0xA000;
    private const int OthersRead = 4;
    private const int OthersEnter = 1;

    private static readonly ConcurrentDictionary<(string Sha256, string TmpFolder), Lazy<string>> _unpacked = [];

    /// <summary>The folder with its files.</summary>
    /// <exception cref="UploadException">AWS's sandbox could not read it, or this machine cannot hold it.</exception>
    public static string Unpack(ReadOnlyMemory<byte> zip, string sha256, string tmpFolder)
    {
        var key = (sha256, tmpFolder);
        try
        {
            return _unpacked.GetOrAdd(key, _ => new Lazy<string>(() => Unpack(zip, tmpFolder))).Value;
        }
        catch (Exception)
        {
            // What fails today may be mended tomorrow.
            _unpacked.TryRemove(key, out _);
            throw;
        }
    }

    private static string Unpack(ReadOnlyMemory<byte> zip, string tmpFolder)
    {
        using var archive = new ZipArchive(new MemoryStream(zip.ToArray(), writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MostEntries)
        {
            throw new UploadException("LambdaSim.TooManyFiles", string.Create(CultureInfo.InvariantCulture, $"The zip has {archive.Entries.Count} files; LambdaSim unpacks at most {MostEntries}."));
        }

        foreach (var entry in archive.Entries)
        {
            RequireReadable(entry);
        }

        try
        {
            var folder = TmpFolders.New(tmpFolder);
            foreach (var entry in archive.Entries.Where(static e => !IsFolder(e)))
            {
                Write(entry, folder);
            }

            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UploadException("LambdaSim.NotUnpacked", $"The zip could not be unpacked below '{tmpFolder}': {e.Message}", e);
        }
    }

    private static void Write(ZipArchiveEntry entry, string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, entry.FullName));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new IOException($"'{entry.FullName}' leads elsewhere");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var from = entry.Open();
        using var to = new FileStream(path, FileMode.Create, FileAccess.Write);
        from.CopyTo(to);
    }

    // The user of the sandbox owns none of the files. Packers that know no modes leave them out.
    private static void RequireReadable(ZipArchiveEntry entry)
    {
        var mode = (int)((uint)entry.ExternalAttributes >> 16);
        if ((mode & TypeBits) == Link)
        {
            throw new UploadException("LambdaSim.Link", $"'{entry.FullName}' in the zip is a symbolic link, which LambdaSim does not unpack: pack the file that it names.");
        }

        if (mode != 0 && (mode & (IsFolder(entry) ? OthersEnter : OthersRead)) == 0)
        {
            var isAssembly = entry.FullName.EndsWith(".dll", StringComparison.OrdinalIgnoreCase);
            throw isAssembly
                ? new UploadException(nameof(FileLoadException), $"Could not load file or assembly '/var/task/{entry.FullName}'. Access is denied.")
                : new UploadException(nameof(UnauthorizedAccessException), $"Access to the path '/var/task/{entry.FullName.TrimEnd('/')}' is denied.");
        }
    }

    private static bool IsFolder(ZipArchiveEntry entry) => entry.FullName.EndsWith('/');
}

/// <summary>Code that was uploaded cannot begin.</summary>
/// <param name="type">Type of the error in the function's answer.</param>
/// <param name="message">Its message.</param>
/// <param name="inner">Why.</param>
internal sealed class UploadException(string type, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Type => type;
}
