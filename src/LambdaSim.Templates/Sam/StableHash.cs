using System.Security.Cryptography;
using System.Text;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Sam;

/// <summary>The hashes at the end of logical ids: SHA-1 over compact JSON with its keys in order, as SAM has them.</summary>
internal static class StableHash
{
    public static string Of(Node node, int letters = 10) => Of(Ascii(JsonOutput.Of(Sorted(node))), letters);

#pragma warning disable CA5350 // A name, nothing secret: the same hash gives the same ids as AWS.
    public static string Of(string text, int letters = 10) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)))[..letters];
#pragma warning restore CA5350

    // SAM's writer has ASCII alone, with small letters in its escapes; DEL is none that it escapes.
    private static string Ascii(string json)
    {
        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '\\' && json[i + 1] == 'u')
            {
                var code = json.Substring(i + 2, 4).ToLowerInvariant();
                text.Append(code == "007f" ? "\u007f" : "\\u" + code);
                i += 5;
            }
            else if (json[i] == '\\')
            {
                text.Append(json, i++, 2);
            }
            else if (json[i] > '\u007f')
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}");
            }
            else
            {
                text.Append(json[i]);
            }
        }

        return text.ToString();
    }

    public static Node Sorted(Node node)
    {
        switch (node)
        {
            case ListNode list:
                return new ListNode([.. list.Items.Select(Sorted)], list.Place);
            case MapNode map:
                var result = new MapBuilder();
                foreach (var (key, value) in map.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
                {
                    result.Set(key, Sorted(value));
                }

                return result.ToNode(map.Place);
            default:
                return node;
        }
    }
}
