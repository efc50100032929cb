using System.Security.Cryptography;

namespace LambdaSim.Tests.Functions.RandomSequences;

/// <summary>Three packages of code, and bytes that are none.</summary>
internal static class Codes
{
    public const string Broken = "bm8gemlw";

    private static readonly string[] _names = ["a", "b", "c"];
    private static readonly Dictionary<string, string> _zips = _names.ToDictionary(n => n, n => Convert.ToBase64String(FunctionSamples.Zip(n)), StringComparer.Ordinal);
    private static readonly Dictionary<string, string> _shas = _zips.ToDictionary(z => z.Key, z => Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(z.Value))), StringComparer.Ordinal);
    private static readonly Dictionary<string, string> _byZip = _zips.ToDictionary(z => z.Value, z => z.Key, StringComparer.Ordinal);
    private static readonly Dictionary<string, string> _bySha = _shas.ToDictionary(s => s.Value, s => s.Key, StringComparer.Ordinal);

    public static string Zip(string name) => _zips[name];

    public static string Sha(string name) => _shas[name];

    /// <summary>Null: it is no code.</summary>
    public static string? Name(string zip) => _byZip.GetValueOrDefault(zip);

    public static string OfSha(string sha) => _bySha[sha];
}
