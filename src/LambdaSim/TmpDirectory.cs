using LambdaSim.Configuration;

namespace LambdaSim;

/// <summary>An environment's <c>/tmp</c>, in memory: files by path, with AWS's size limit.</summary>
public sealed class TmpDirectory
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly long _capacity;
    private long _used;

    internal TmpDirectory(int capacityMb) => _capacity = capacityMb * 1024L * 1024L;

    /// <summary>Paths of the files, in ordinal order.</summary>
    public IReadOnlyCollection<string> Files => _files.Keys;

    /// <summary>Bytes in use.</summary>
    public long BytesUsed => _used;

    /// <summary>Whether a file exists.</summary>
    public bool Exists(string path) => _files.ContainsKey(Normal(path));

    /// <summary>Writes a whole file.</summary>
    /// <exception cref="IOException">The directory is full.</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var key = Normal(path);
        var used = _used - (_files.TryGetValue(key, out var old) ? old.Length : 0) + content.Length;
        if (used > _capacity)
        {
            throw new IOException(Text.Invariant($"No space left on device: '{path}' needs {content.Length} bytes, /tmp holds {_capacity} and {_used} are used; raise EphemeralStorageMb"));
        }

        _files[key] = content.ToArray();
        _used = used;
    }

    /// <summary>Writes a whole file as UTF-8.</summary>
    /// <exception cref="IOException">The directory is full.</exception>
    public void WriteText(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public byte[] Read(string path) => _files.TryGetValue(Normal(path), out var content)
        ? [.. content]
        : throw new FileNotFoundException($"Could not find file '{path}' in /tmp of this environment.", path);

    /// <summary>Reads a whole file as UTF-8.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public string ReadText(string path) => System.Text.Encoding.UTF8.GetString(Read(path));

    /// <summary>Deletes a file.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Delete(string path)
    {
        if (!_files.Remove(Normal(path), out var old))
        {
            return false;
        }

        _used -= old.Length;
        return true;
    }

    private static string Normal(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return path.StartsWith("/tmp/", StringComparison.Ordinal) ? path[5..] : path.TrimStart('/');
    }
}
