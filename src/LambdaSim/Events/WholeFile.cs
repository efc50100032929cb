using System.IO.Compression;

namespace LambdaSim.Events;

/// <summary>
/// A file that appears complete or not at all: it is written beside its place under a temporary name, and takes its own
/// name on <see cref="Commit"/>. Disposed without commit, it leaves nothing, and an earlier file stays as it was.
/// </summary>
public sealed class WholeFile : IDisposable
{
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

    /// <summary>Begins a file; with a name that ends in <c>.gz</c> it is compressed.</summary>
    /// <exception cref="IOException">It cannot be written there, another process is writing it, or what is there is no ordinary file.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written there.</exception>
    public static WholeFile Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new IOException("this is a folder, name a file in it");
        }

        RefuseToReplace(path);

        var temporary = path + ".partial";
        Stream stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            stream = new GZipStream(stream, CompressionLevel.Fastest);
        }

        return new WholeFile(path, temporary, stream);
    }

    /// <summary>Closes the file and gives it its name, replacing an earlier one.</summary>
    public void Commit()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _closed = true;
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
