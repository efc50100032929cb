using System.Text;
using System.Text.Json.Nodes;

namespace LambdaSim.Wire;

/// <summary>Pages of a list by a token that stands for the last key of the page before: it stays right when items come and go.</summary>
internal static class TokenPage
{
    /// <param name="items">In ordinal order of their keys.</param>
    /// <param name="token">Of the page before; null: there was none.</param>
    /// <param name="max">Items of a page.</param>
    /// <param name="isDescending">Whether keys come from the last to the first.</param>
    /// <returns>The page, and the token of the next one if there is one; null: the token is none of these.</returns>
    public static (List<JsonNode> Items, string? Next)? Of<T>(IEnumerable<(string Key, T Item)> items, string? token, int max, bool isDescending = false)
        where T : JsonNode
    {
        if (token is not null && KeyOf(token) is null)
        {
            return null;
        }

        var after = token is null ? null : KeyOf(token);
        var rest = items.Where(i => after is null || string.CompareOrdinal(i.Key, after) * (isDescending ? -1 : 1) > 0).Take(max + 1).ToList();
        List<JsonNode> page = [.. rest.Take(max).Select(static i => i.Item)];
        return (page, rest.Count > max ? Convert.ToBase64String(Encoding.UTF8.GetBytes(rest[max - 1].Key)) : null);
    }

    private static string? KeyOf(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }
}
