using System.Text;
using System.Text.Json;

namespace LambdaSim.Tests.Endpoint;

/// <summary>What becomes of a good document when each of its values, and each of its names, is another one: half pairs of surrogates, bytes that are no UTF-8, every kind, depth.</summary>
internal static class HostileJson
{
    private static readonly byte[][] _values =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "5", "1.5", "1e400", "-1e400", "99999999999999999999", "0.0000000000000000000000000000001", "\"\"", "\" \"", "\"\\ud800\"", "\"\\udc00\"", "\"\\udc00\\ud800\"", "\"a\\ud83d\\u0041\"",
            "\"\\u0000\"", "\"\\ufffe\"", "[]", "{}", "[5]", "[null]", "[\"\\ud800\"]", "[[]]", "{\"\\ud800\":1}", "{\"\\udc00\":\"\\udc00\"}", "{\"a\":1,\"a\":2}", "{\"a\":", "\"", "\"\\u12\"", "nul", "]", "{\"\":{\"\":[]}}",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xff, (byte)'"'], [(byte)'"', 0xed, 0xa0, 0x80, (byte)'"'], [(byte)'"', 0xc3, (byte)'"'], [0xef, 0xbb, 0xbf, (byte)'1'],
        Nested(70), Nested(1_001), Nested(20_000), Encoding.UTF8.GetBytes(new string('[', 5_000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 5_000))),
    ];

    public static byte[] Nested(int levels) => Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels));

    /// <summary>The document with one value or name replaced, for each of them, and the replacements by themselves.</summary>
    public static IEnumerable<byte[]> Of(string good)
    {
        var utf8 = Encoding.UTF8.GetBytes(good);
        foreach (var value in _values)
        {
            yield return value;
        }

        foreach (var (start, end, isName) in Tokens(utf8))
        {
            foreach (var value in _values.Where(v => !isName || v[0] == '"'))
            {
                yield return [.. utf8[..start], .. value, .. utf8[end..]];
            }

            yield return utf8[..start];
            yield return utf8[..end];
        }
    }

    /// <summary>The same, as a text inside JSON.</summary>
    public static string Quoted(byte[] document) => JsonSerializer.Serialize(Encoding.UTF8.GetString(document));

    private static List<(int Start, int End, bool IsName)> Tokens(byte[] utf8)
    {
        List<(int, int, bool)> found = [];
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                continue;
            }

            var inside = reader;
            inside.Skip();
            var isName = reader.TokenType == JsonTokenType.PropertyName;
            var start = (int)reader.TokenStartIndex;
            found.Add((start, isName ? start + reader.ValueSpan.Length + 2 : (int)inside.BytesConsumed, isName));
        }

        return found;
    }
}
