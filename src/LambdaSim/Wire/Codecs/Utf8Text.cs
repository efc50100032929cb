using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace LambdaSim.Wire.Codecs;

/// <summary>Bytes that must be text.</summary>
internal static class Utf8Text
{
    /// <exception cref="WireFormatException">They are no UTF-8.</exception>
    public static string Of(ReadOnlySpan<byte> utf8, WireWalk walk, int offset = 0)
    {
        Check(utf8, walk, offset);
        return Encoding.UTF8.GetString(utf8);
    }

    /// <exception cref="WireFormatException">They are no UTF-8.</exception>
    public static void Check(ReadOnlySpan<byte> utf8, WireWalk walk, int offset = 0)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw walk.Fail("is no UTF-8", DocumentPlace.Byte(offset + FirstInvalid(utf8)));
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> utf8)
    {
        var all = utf8.Length;
        while (Rune.DecodeFromUtf8(utf8, out _, out var length) == OperationStatus.Done)
        {
            utf8 = utf8[length..];
        }

        return all - utf8.Length;
    }
}
