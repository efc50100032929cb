using System.Globalization;
using System.Text;

namespace LambdaSim.Wire.Codecs;

/// <summary>Percent-encoding of paths, queries and forms.</summary>
internal static class PercentText
{
    private const int EscapeLength = 3;

    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    public static string Encode(string text) => Uri.EscapeDataString(text);

    /// <summary>Decodes a part of a request.</summary>
    /// <param name="text">Encoded.</param>
    /// <param name="plusIsSpace">As in queries and forms.</param>
    /// <param name="walk">For the error.</param>
    /// <param name="place">For the error.</param>
    /// <exception cref="WireFormatException">An escape is cut off, or the bytes are no UTF-8, and the walk is not lenient.</exception>
    public static string Decode(ReadOnlySpan<char> text, bool plusIsSpace, WireWalk walk, DocumentPlace place)
    {
        if (text.IndexOfAny('%', '+') < 0)
        {
            return Scalars.Whole(text.ToString(), walk, place);
        }

        if (walk.IsLenient)
        {
            return Scalars.Whole(Uri.UnescapeDataString(plusIsSpace ? text.ToString().Replace('+', ' ') : text.ToString()), walk, place);
        }

        var bytes = new byte[_strict.GetMaxByteCount(text.Length)];
        try
        {
            return _strict.GetString(bytes, 0, Unescape(text, bytes, plusIsSpace, walk, place));
        }
        catch (ArgumentException)
        {
            throw walk.Fail("is no UTF-8", place);
        }
    }

    /// <summary>The parameters of a query or form, in order.</summary>
    public static List<(string Name, string Value)> Parameters(ReadOnlySpan<char> text, WireWalk walk, DocumentPlace place)
    {
        List<(string Name, string Value)> found = [];
        foreach (var range in text.Split('&'))
        {
            var pair = text[range];
            if (pair.IsEmpty)
            {
                continue;
            }

            walk.See(place);
            var end = pair.IndexOf('=');
            found.Add(end < 0 ? (Decode(pair, true, walk, place), "") : (Decode(pair[..end], true, walk, place), Decode(pair[(end + 1)..], true, walk, place)));
        }

        return found;
    }

    private static int Unescape(ReadOnlySpan<char> text, byte[] bytes, bool plusIsSpace, WireWalk walk, DocumentPlace place)
    {
        var count = 0;
        while (!text.IsEmpty)
        {
            if (text[0] == '%')
            {
                if (text.Length < EscapeLength || !byte.TryParse(text[1..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[count]))
                {
                    throw walk.Fail("has a percent sign without two hexadecimal digits", place);
                }

                count++;
                text = text[EscapeLength..];
            }
            else if (text[0] == '+' && plusIsSpace)
            {
                bytes[count++] = (byte)' ';
                text = text[1..];
            }
            else
            {
                var next = text[1..].IndexOfAny('%', '+') + 1;
                var plain = next == 0 ? text : text[..next];
                count += _strict.GetBytes(plain, bytes.AsSpan(count));
                text = text[plain.Length..];
            }
        }

        return count;
    }
}
