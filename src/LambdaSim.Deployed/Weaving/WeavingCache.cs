using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaSim.Configuration;

namespace LambdaSim.Deployed.Weaving;

/// <summary>A woven assembly of the cache.</summary>
/// <param name="Path">The file to load; the original's where nothing had to change.</param>
/// <param name="Original">The file of the build output.</param>
/// <param name="Notes">What stays real.</param>
/// <param name="Initializes">It has a module initialiser, to be run in each process.</param>
internal sealed record WovenFile(string Path, string Original, IReadOnlyList<WeaveNote> Notes, bool Initializes);

/// <summary>
/// Woven assemblies by the hash of what they were made from, on disk. Each is written aside and moved to its name at once: whoever else writes, a file with
/// its name is whole. The least recently used go when the folder has grown over its limit.
/// </summary>
internal sealed class WeavingCache(string folder, long limitBytes)
{
    private static readonly ConcurrentDictionary<string, Lazy<WovenFile>> _ofThisProcess = new(StringComparer.Ordinal);

    /// <summary>The woven form of an assembly, made if it is not there.</summary>
    /// <param name="original">Its file.</param>
    /// <param name="setting">What decides beside its content: which others are woven.</param>
    /// <param name="weave">Makes it.</param>
    public WovenFile Get(string original, string setting, Func<string, WovenImage> weave)
    {
        var key = KeyOf(original, setting);
        var known = $"{folder}|{original}|{key}";
        try
        {
            var file = _ofThisProcess.GetOrAdd(known, _ => Make()).Value;
            return File.Exists(file.Path) ? file : (_ofThisProcess[known] = Make()).Value;
        }
        catch (Exception e)
        {
            _ofThisProcess.TryRemove(known, out _);
            throw e is IOException or UnauthorizedAccessException
                ? new InvalidHandlerException(original, $"LambdaSim.Deployed cannot write woven code to '{folder}': {e.Message.TrimEnd('.')}. Make room there, or set DeployedOptions.CacheFolder.", e)
                : e;
        }

        Lazy<WovenFile> Make() => new(() => OfDisk(original, key) ?? Put(original, key, weave(original)));
    }

    private static string KeyOf(string original, string setting)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(original));
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(setting + Weaver.Version));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private WovenFile? OfDisk(string original, string key)
    {
        var notes = Path.Combine(folder, key, "notes.json");
        try
        {
            if (!File.Exists(notes))
            {
                return null;
            }

            var read = JsonSerializer.Deserialize<Kept>(File.ReadAllBytes(notes)) ?? new Kept([], Initializes: false);
            var image = Path.Combine(folder, key, Path.GetFileName(original));
            Directory.SetLastAccessTimeUtc(Path.Combine(folder, key), Stamp());
            return new WovenFile(File.Exists(image) ? image : original, original, read.Notes, read.Initializes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Somebody tidies up, or it is broken: it is made again.
            return null;
        }
    }

    private WovenFile Put(string original, string key, WovenImage woven)
    {
        Trim();
        var target = Path.Combine(folder, key);
        Directory.CreateDirectory(target);
        var image = Path.Combine(target, Path.GetFileName(original));
        if (woven.Image is not null)
        {
            if (woven.Symbols is not null)
            {
                Write(Path.ChangeExtension(image, ".pdb"), woven.Symbols);
            }

            Write(image, woven.Image);
        }

        // Last: it says that the rest is whole.
        Write(Path.Combine(target, "notes.json"), JsonSerializer.SerializeToUtf8Bytes(new Kept(woven.Notes, woven.Initializes)));
        return new WovenFile(woven.Image is null ? original : image, original, woven.Notes, woven.Initializes);
    }

    private static void Write(string path, byte[] bytes)
    {
        var aside = Text.Invariant($"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}");
        File.WriteAllBytes(aside, bytes);
        File.Move(aside, path, overwrite: true);
    }

    private void Trim()
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        var entries = new DirectoryInfo(folder).EnumerateDirectories().Select(static d => (Folder: d, Bytes: d.EnumerateFiles().Sum(static f => f.Length))).OrderBy(static e => e.Folder.LastAccessTimeUtc).ToList();
        var total = entries.Sum(static e => e.Bytes);
        foreach (var (entry, bytes) in entries.TakeWhile(_ => total > limitBytes))
        {
            try
            {
                entry.Delete(recursive: true);
                total -= bytes;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // In use by another run: it stays.
            }
        }
    }

    // What is known of an assembly beside its image.
    private sealed record Kept(IReadOnlyList<WeaveNote> Notes, bool Initializes);

    private static DateTime Stamp() => TimeProvider.System.GetUtcNow().UtcDateTime;
}
