using System.IO.Compression;
using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Conformance;

/// <summary>Real bytes for the archives that the requests only describe.</summary>
internal static class Archives
{
    private const long UnzippedLimit = 262_144_000;

    // The recorded archive of this size unpacks to more than a function may have.
    private const int Bomb = 254_926;

    /// <param name="described">What the code does, or <c>some archive of N bytes</c>.</param>
    /// <param name="variant">Other bytes with the same meaning: the same code packed at another time.</param>
    public static byte[] Of(JsonNode described, int variant) =>
        described is JsonObject behaviour ? StandIn(behaviour, variant) : Sized(int.Parse(described.GetValue<string>().Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture));

    private static readonly HashSet<string> _builtIn = new(StringComparer.Ordinal)
    {
        "echo", "nothing", "constant", "fail", "failIf", "wait", "version", "initType", "counter", "handlerName", "size", "exit", "integration",
    };

    private static byte[] StandIn(JsonObject behaviour, int variant)
    {
        // Code made for one test: only stored, as any other code is.
        if (behaviour["function"]?.GetValue<string>() is not { } name || !_builtIn.Contains(name))
        {
            return Zip("handler.py", System.Text.Encoding.UTF8.GetBytes(behaviour.ToJsonString()), variant);
        }

        // "asked" of a request says in words what "init" says here.
        var says = new JsonObject { ["standIn"] = 1, ["behavior"] = name, ["params"] = behaviour["params"]?.DeepClone(), ["init"] = behaviour.ContainsKey("asked") };
        return Zip("lambdasim-standin.json", System.Text.Encoding.UTF8.GetBytes(says.ToJsonString()), variant);
    }

    private static byte[] Sized(int length)
    {
        if (length == Bomb)
        {
            return Zip("a", new byte[UnzippedLimit + 1], 0, CompressionLevel.SmallestSize);
        }

        var around = Zip("a", [], 0).Length;
        return Zip("a", new byte[length - around], 0);
    }

    private static byte[] Zip(string name, byte[] content, int variant, CompressionLevel level = CompressionLevel.NoCompression)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entry = zip.CreateEntry(name, level);
            entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(variant);
            using var stream = entry.Open();
            stream.Write(content);
        }

        return bytes.ToArray();
    }
}
