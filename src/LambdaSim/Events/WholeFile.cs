using System.IO.Compression;

namespace LambdaSim.Events;

/// <summary>
/// A file that appears complete or not at all: it is written beside its place under a temporary name, and takes its own
/// name on <see cref="Commit"/>. Disposed without commit, it leaves nothing, and an earlier file stays as it was.
/// </summary>
public sealed class WholeFile : IDisposable
{
    private const int MostAttempts = 1_000;

    private readonly string _path;
    private readonly string _temporary;
    private bool _closed;

    private WholeFile(string path, string temporary, Stream stream)
    {
        _path = path;
        _temporary = temporary;
        Stream = stream;
    }

    /// <summary>Where to write.</summary>
    public Stream Stream { get; }

    /// <summary>
    /// Begins a file; with a name that ends in <c>.gz</c> it is compressed. A symbolic link stays one: the file that it leads to is written.
    /// </summary>
    /// <exception cref="IOException">It cannot be written there, or what is there is no ordinary file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written there.</exception>
    public static WholeFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;
        if (Directory.Exists(target))
        {
            throw new IOException("this is a folder, name a file in it");
        }

        RefuseToReplace(target);
        Stream stream = Begin(target);
        var temporary = ((FileStream)stream).Name;
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionLevel.Fastest);
        }

        return new WholeFile(target, temporary, stream);
    }

    /// <summary>Closes the file and gives it its name, replacing an earlier one.</summary>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _closed = true;
    }

    // A name that no file has, and none that a user would give another output.
    private static FileStream Begin(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows() && File.Exists(path))
        {
            // What replaces a file is not open to more readers than it was.
            options.UnixCreateMode = File.GetUnixFileMode(path);
        }

        for (var attempt = 0; ; attempt++)
        {
            var name = Configuration.Text.Invariant($"{path}.{Environment.ProcessId}-{attempt}.partial");
            if (!File.Exists(name) || attempt == MostAttempts)
            {
                return new FileStream(name, options);
            }
        }
    }

    // The last step renames over what is there: that must be a file one could write to, and neither a device nor a pipe.
    private static void RefuseToReplace(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        // Some devices, /dev/null among them, pretend that one can seek in them.
        var device = !OperatingSystem.IsWindows() && Path.GetDirectoryName(Path.GetFullPath(path)) == "/dev";
        using var there = device ? null : new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (there is null or { CanSeek: false })
        {
            throw new IOException("this is a device or a pipe, not a file");
        }
    }

    /// <summary>Removes what was written unless it was committed.</summary>
    public void Dispose()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // A full disk already told its story to whoever wrote; what is left is to remove the rest.
        }

        File.Delete(_temporary);
    }
}
