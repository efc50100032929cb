using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace LambdaSim.Workloads;

/// <summary>
/// JSON strings that are no text: bytes that are not UTF-8, or an escape that is half a character. Functions log such texts, and what else
/// stands in their event or file is still to be read.
/// </summary>
internal static class BrokenText
{
    /// <summary>Whether what stands between the quotes is no text.</summary>
    public static bool IsIn(ReadOnlySpan<byte> raw) => !Utf8.IsValid(raw) || NextHalf(raw, 0) >= 0;

    /// <summary>The text, with U+FFFD for what is no character.</summary>
    public static byte[] Mended(ReadOnlySpan<byte> raw)
    {
        var json = Encoding.UTF8.GetBytes("\"" + Encoding.UTF8.GetString(raw) + "\"");
        for (var at = NextHalf(json, 0); at >= 0; at = NextHalf(json, at + 6))
        {
            "fffd"u8.CopyTo(json.AsSpan(at + 2));
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        var text = new byte[json.Length];
        return text[..reader.CopyString(text)];
    }

    // Where the next escape is that is half of a pair, or -1.
    private static int NextHalf(ReadOnlySpan<byte> raw, int from)
    {
        for (var at = from; ;)
        {
            var next = raw[at..].IndexOf((byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            var unit = UnitAt(raw, at);
            if (!char.IsSurrogate(unit))
            {
                at += Math.Min(2, raw.Length - at);
            }
            else if (char.IsHighSurrogate(unit) && char.IsLowSurrogate(UnitAt(raw, at + 6)))
            {
                at += 12;
            }
            else
            {
                return at;
            }
        }
    }

    private static char UnitAt(ReadOnlySpan<byte> raw, int at) =>
        at + 6 <= raw.Length && raw[at] == '\\' && raw[at + 1] == 'u' && ushort.TryParse(raw.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';
}
