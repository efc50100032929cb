using System.Text;

namespace LambdaSim.Functions;

/// <summary>Pages of a list in ordinal order of keys. A marker names the last item of the page before, so that it stays right when items come and go (rule CTL-PAGES).</summary>
internal static class Pages
{
    /// <summary>No page of most lists is longer, whatever is asked for.</summary>
    public const int Limit = 50;

    /// <exception cref="InvalidParameterValueException">The marker is none of ours.</exception>
    public static (IReadOnlyList<T> Items, string? Next) Of<T>(IEnumerable<(string Key, T Item)> sorted, string? marker, int? maxItems, int limit = Limit)
    {
        var after = marker is null ? null : Read(marker);
        var length = Math.Min(maxItems ?? limit, limit);
        List<(string Key, T Item)> page = [.. sorted.SkipWhile(i => after is not null && string.CompareOrdinal(i.Key, after) <= 0).Take(length + 1)];
        return page.Count <= length
            ? ([.. page.Select(static i => i.Item)], null)
            : ([.. page.Take(length).Select(static i => i.Item)], Write(page[length - 1].Key));
    }

    private static string Write(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(key));

    private static string Read(string marker)
    {
        var bytes = new byte[marker.Length];
        return Convert.TryFromBase64String(marker, bytes, out var length) && length > 0
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new InvalidParameterValueException("Invalid pagination token");
    }
}
