using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace LambdaSim.Deployed.Weaving;

/// <summary>A woven assembly of the cache.</summary>
/// <param name="Path">The file to load; the original's where nothing had to change.</param>
/// <param name="Original">The file of the build output.</param>
/// <param name="Notes">What stays real.</param>
/// <param name="Initializes">It has a module initialiser, to be run in each process.</param>
internal sealed record WovenFile(string Path, string Original, IReadOnlyList<WeaveNote> Notes, bool Initializes)
{
    /// <summary>What to load instead of a file, which could not be kept.</summary>
    public WovenImage? Kept { get; init; }

    /// <summary>Why it could not be kept.</summary>
    public string? Remark { get; init; }
}

/// <summary>
/// Woven assemblies by the hash of what they were made from, on disk. Each is written aside and moved to its name at once: whoever else writes, a file with
/// its name is whole. One that is broken all the same is made again. The least recently used go when the folder has grown over its limit; a folder that
/// cannot be written costs time and is told, and nothing else.
/// </summary>
internal sealed class WeavingCache(string folder, long limitBytes)
{
    private const string EntryName = "entry.json";

    private static readonly ConcurrentDictionary<string, Lazy<WovenFile>> _ofThisProcess = new(StringComparer.Ordinal);

    /// <summary>The woven form of an assembly, made if it is not there.</summary>
    /// <param name="original">Its file.</param>
    /// <param name="setting">What decides beside its content.</param>
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
        catch (Exception)
        {
            // What fails today may be mended tomorrow.
            _ofThisProcess.TryRemove(known, out _);
            throw;
        }

        Lazy<WovenFile> Make() => new(() => OfDisk(original, key) ?? Put(original, key, weave(original)));
    }

    /// <summary>The woven form of an assembly whose file has gone, or was broken, since <see cref="Get"/> gave it: made again, and kept in memory.</summary>
    public static WovenFile Again(string original, Func<string, WovenImage> weave)
    {
        var woven = weave(original);
        return new WovenFile(original, original, woven.Notes, woven.Initializes) { Kept = woven.Image is null ? null : woven };
    }

    private static string KeyOf(string original, string setting)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(File.ReadAllBytes(original));
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(setting + Weaver.Version));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private WovenFile? OfDisk(string original, string key)
    {
        var target = Path.Combine(folder, key);
        try
        {
            var file = Path.Combine(target, EntryName);
            if (!File.Exists(file) || JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(file)) is not { Notes: { } notes } entry)
            {
                return null;
            }

            var image = Path.Combine(target, Path.GetFileName(original));
            if (entry.Hash is not null && HashOf(File.ReadAllBytes(image)) != entry.Hash)
            {
                return null;
            }

            Touch(file);
            return new WovenFile(entry.Hash is null ? original : image, original, notes, entry.Initializes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // Somebody tidies up, or it is broken: it is made again.
            return null;
        }
    }

    // A folder that is read-only serves as well.
    private static void Touch(string entry)
    {
        try
        {
            File.SetLastWriteTimeUtc(entry, Stamp());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private WovenFile Put(string original, string key, WovenImage woven)
    {
        var size = (woven.Image?.Length ?? 0L) + (woven.Symbols?.Length ?? 0L);
        if (size > limitBytes)
        {
            // More than all that may be kept: it serves this process.
            return InMemory(null);
        }

        try
        {
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
            Write(Path.Combine(target, EntryName), JsonSerializer.SerializeToUtf8Bytes(new Entry(woven.Image is null ? null : HashOf(woven.Image), woven.Notes, woven.Initializes)));
            Trim(target);
            return new WovenFile(woven.Image is null ? original : image, original, woven.Notes, woven.Initializes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return InMemory($"each run weaves anew, for LambdaSim.Deployed cannot write woven code to '{folder}' ({e.Message.TrimEnd('.')}): make room there, or set DeployedOptions.CacheFolder");
        }

        WovenFile InMemory(string? remark) => new(original, original, woven.Notes, woven.Initializes) { Kept = woven.Image is null ? null : woven, Remark = remark };
    }

    private static void Write(string path, byte[] bytes)
    {
        // Processes of several machines may share the folder: a number of one of them is not enough.
        var aside = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            File.WriteAllBytes(aside, bytes);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw;
        }
    }

    // What was written last is about to be loaded.
    private void Trim(string last)
    {
        var entries = new DirectoryInfo(folder).EnumerateDirectories().Select(static d => (Folder: d, Bytes: SizeOf(d), Used: UsedAt(d))).OrderBy(e => e.Folder.FullName == Path.GetFullPath(last)).ThenBy(static e => e.Used).ToList();
        var total = entries.Sum(static e => e.Bytes);
        foreach (var (entry, bytes, _) in entries.TakeWhile(_ => total > limitBytes))
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

    // Another run may delete it meanwhile.
    private static long SizeOf(DirectoryInfo entry)
    {
        try
        {
            return entry.EnumerateFiles().Sum(static f => f.Length);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    // A folder's own time of reading changes when somebody looks how large it is.
    private static DateTime UsedAt(DirectoryInfo entry) => Path.Combine(entry.FullName, EntryName) is var file && File.Exists(file) ? File.GetLastWriteTimeUtc(file) : entry.LastWriteTimeUtc;

    private static DateTime Stamp() => TimeProvider.System.GetUtcNow().UtcDateTime;

    // The hash is that of the image; null: nothing had to change.
    private sealed record Entry(string? Hash, IReadOnlyList<WeaveNote> Notes, bool Initializes);
}
