using System.Text;

namespace LambdaSim.Configuration;

/// <summary>What a JSON text is encoded in, as Jackson tells by its mark or by where its first zeros are.</summary>
/// <param name="Name">Name.</param>
/// <param name="Mark">Bytes of the byte order mark.</param>
internal sealed record JsonEncoding(string Name, int Mark)
{
    private static readonly JsonEncoding _utf8 = new("UTF-8", 0);

    public bool IsWide => Name != _utf8.Name;

    /// <summary>Why such a text is refused though it is JSON; null: it need not be (rule INV-JSON).</summary>
    public string? Refusal => !IsWide && Mark == 0 ? null :
        $"the payload is {Name}{(Mark > 0 ? " with a byte order mark" : "")}, which AWS's parser reads and runtimes do not; LambdaSim takes UTF-8 without one: write the file anew, in PowerShell with -Encoding utf8NoBOM";

    /// <summary>Why it cannot be read; null: it can.</summary>
    public string? Problem { get; private init; }

    public static JsonEncoding Of(ReadOnlySpan<byte> text) => text switch
    {
        [0xEF, 0xBB, 0xBF, _, ..] => new("UTF-8", 3),
        [0x00, 0x00, 0xFE, 0xFF, ..] => new("UTF-32BE", 4),
        [0xFF, 0xFE, 0x00, 0x00, ..] => new("UTF-32LE", 4),
        [0x00, 0x00, 0xFF, 0xFE, ..] => Unsupported("2143"),
        [0xFE, 0xFF, 0x00, 0x00, ..] => Unsupported("3412"),
        [0xFE, 0xFF, _, _, ..] => new("UTF-16BE", 2),
        [0xFF, 0xFE, _, _, ..] => new("UTF-16LE", 2),
        [0x00, 0x00, 0x00, _, ..] => new("UTF-32BE", 0),
        [_, 0x00, 0x00, 0x00, ..] => new("UTF-32LE", 0),
        [0x00, _, 0x00, 0x00, ..] => Unsupported("3412"),
        [0x00, 0x00, _, 0x00, ..] => Unsupported("2143"),
        [0x00, _, ..] => new("UTF-16BE", 0),
        [_, 0x00, ..] => new("UTF-16LE", 0),
        _ => _utf8,
    };

    /// <summary>The text without its mark in UTF-8; what is none in its encoding is U+FFFD.</summary>
    public byte[] ToUtf8(ReadOnlySpan<byte> text)
    {
        Encoding encoding = Name switch
        {
            "UTF-16BE" => Encoding.BigEndianUnicode,
            "UTF-16LE" => Encoding.Unicode,
            "UTF-32BE" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
            _ => Encoding.UTF32,
        };
        return Encoding.UTF8.GetBytes(encoding.GetString(text[Mark..]));
    }

    private static JsonEncoding Unsupported(string order) => _utf8 with { Problem = $"Unsupported UCS-4 endianness ({order}) detected" };
}
