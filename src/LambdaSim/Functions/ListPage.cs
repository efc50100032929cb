using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>One page of a list (rule CTL-LIST-PAGE): the marker names the last item told, so nothing is told twice when items come or go in between.</summary>
internal static class ListPage
{
    /// <param name="items">In ordinal order of their keys.</param>
    /// <param name="key">Key of an item.</param>
    /// <param name="marker">As the page before gave it; null: from the start.</param>
    /// <param name="maxItems">As the caller wants it.</param>
    /// <param name="most">What a page never exceeds.</param>
    public static (IReadOnlyList<T> Items, string? NextMarker) Of<T>(IEnumerable<T> items, Func<T, string> key, string? marker, int? maxItems, int most)
    {
        var after = marker is null ? null : Read(marker);
        var size = Math.Min(maxItems ?? most, most);
        var page = items.Where(i => after is null || string.CompareOrdinal(key(i), after) > 0).Take(size + 1).ToList();
        if (page.Count <= size)
        {
            return (page, null);
        }

        page.RemoveAt(size);
        return (page, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(page[^1]))));
    }

    private static string Read(string marker)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            throw new InvalidParameterValueException("Invalid marker");
        }
    }
}
