using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace LambdaSim.Deployed.Loading;

/// <summary>Tells whether files of a folder have changed since: by names, lengths and times of writing.</summary>
internal static class FolderStamp
{
    /// <summary>Of the assemblies directly in a folder.</summary>
    public static string OfAssemblies(string folder) => Of(folder, "*.dll", SearchOption.TopDirectoryOnly);

    /// <summary>Names layers in their order, with all that they have.</summary>
    public static string OfLayers(IEnumerable<string> layers) => string.Join(Path.PathSeparator, layers.Select(static layer => $"{Path.GetFullPath(layer)} {Of(layer, "*", SearchOption.AllDirectories)}"));

    private static string Of(string folder, string pattern, SearchOption depth)
    {
        var stamp = new StringBuilder();
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles(pattern, depth).OrderBy(static f => f.FullName, StringComparer.Ordinal))
        {
            stamp.Append(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks};");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(stamp.ToString())));
    }
}
