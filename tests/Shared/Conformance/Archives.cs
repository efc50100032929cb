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
    /// <param name="answers">The recorded ones.</param>
    public static byte[] Of(JsonNode described, int variant, JsonObject answers) =>
        described is JsonObject behaviour ? StandIn(behaviour, variant, answers) : Sized(int.Parse(described.GetValue<string>().Split(' ')[3], System.Globalization.CultureInfo.InvariantCulture));

    // Code that nothing here can play is only stored, as any other code is.
    private static byte[] StandIn(JsonObject behaviour, int variant, JsonObject answers) => Behaviours.Of(behaviour, answers) is { } standIn
        ? Zip("lambdasim-standin.json", System.Text.Encoding.UTF8.GetBytes(standIn.ToJsonString()), variant)
        : Zip("handler.py", System.Text.Encoding.UTF8.GetBytes(behaviour.ToJsonString()), variant);

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
