using System.Collections.Concurrent;
using LambdaSim.Deployed.Loading;

namespace LambdaSim.Deployed.Running;

/// <summary>Folders beside the code and <c>/tmp</c>: layers in <c>/opt</c>, file systems in <c>/mnt</c> (rule DEP-MOUNTS).</summary>
internal static class Mounts
{
    // What AWS allows.
    private const int MostLayers = 5;

    private const double MostFactor = 1_000;

    private static readonly ConcurrentDictionary<string, Lazy<string>> _merged = new(StringComparer.Ordinal);

    /// <summary>Those that options ask for.</summary>
    public static IReadOnlyList<Mount> Of(DeployedOptions options) => [.. All(options)];

    private static IEnumerable<Mount> All(DeployedOptions options)
    {
        if (options.Layers.Count > 0)
        {
            yield return new Mount("/opt", Opt(options), IsWritable: false);
        }

        foreach (var (name, folder) in options.FileSystems.OrderBy(static f => f.Key, StringComparer.Ordinal))
        {
            yield return new Mount("/mnt/" + name, Path.GetFullPath(folder), IsWritable: true);
        }
    }

    /// <exception cref="InvalidHandlerException">A folder is not there, or a name is none.</exception>
    public static void Check(string handler, DeployedOptions options)
    {
        if (options.CacheLimitBytes < 0)
        {
            throw new InvalidHandlerException(handler, "DeployedOptions.CacheLimitBytes is negative; 0 keeps nothing for later runs.");
        }

        if (options.CpuTimeFactor is { } factor && !(factor is > 0 and <= MostFactor))
        {
            throw new InvalidHandlerException(handler, "DeployedOptions.CpuTimeFactor is more than 0 and at most 1,000; null measures nothing.");
        }

        if (options.Layers.Count > MostLayers)
        {
            throw new InvalidHandlerException(handler, $"A function has at most {MostLayers} layers, not {options.Layers.Count}.");
        }

        foreach (var layer in options.Layers)
        {
            Require(handler, layer, "layer");
        }

        foreach (var (name, folder) in options.FileSystems)
        {
            if (name.Length == 0 || !name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || name is "." or "..")
            {
                throw new InvalidHandlerException(handler, $"'{name}' is no name of a folder below /mnt: a name has letters, digits, '-', '_' and '.'.");
            }

            Require(handler, folder, $"file system /mnt/{name}");
        }
    }

    private static void Require(string handler, string folder, string what)
    {
        if (!Directory.Exists(folder))
        {
            throw new InvalidHandlerException(handler, $"The folder '{folder}' of the {what} does not exist.");
        }
    }

    // Later layers lie over earlier ones: several are laid together once, in a folder that goes with this process of the machine.
    private static string Opt(DeployedOptions options) => options.Layers.Count == 1 ? Path.GetFullPath(options.Layers[0]) : Merged(options);

    private static string Merged(DeployedOptions options)
    {
        var key = FolderStamp.OfLayers(options.Layers);
        try
        {
            return _merged.GetOrAdd(key, _ => new Lazy<string>(() => Merge(options))).Value;
        }
        catch (Exception)
        {
            // What fails today may be mended tomorrow.
            _merged.TryRemove(key, out _);
            throw;
        }
    }

    private static string Merge(DeployedOptions options)
    {
        var merged = TmpFolders.New(options.TmpFolder);
        foreach (var layer in options.Layers.Select(Path.GetFullPath))
        {
            foreach (var file in Directory.EnumerateFiles(layer, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(merged, Path.GetRelativePath(layer, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
        }

        return merged;
    }
}
