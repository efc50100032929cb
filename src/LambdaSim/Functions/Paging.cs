using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Functions;

/// <summary>Pages of a list in order of its keys (rule CTL-PAGES): the marker is opaque and names the last key given, so that what is deleted in between harms nothing.</summary>
internal static class Paging
{
    /// <summary>However many are asked for.</summary>
    private const int Largest = 50;

    /// <exception cref="InvalidParameterValueException">The marker is none that was given out.</exception>
    public static (IReadOnlyList<T> Items, string? NextMarker) Take<T>(IEnumerable<T> ordered, Func<T, string> key, string? marker, long? maxItems)
    {
        var after = string.IsNullOrEmpty(marker) ? null : Read(marker);
        var size = (int)Math.Min(maxItems ?? Largest, Largest);
        var items = ordered.Where(i => after is null || string.CompareOrdinal(key(i), after) > 0).Take(size + 1).ToList();
        if (items.Count <= size)
        {
            return (items, null);
        }

        items.RemoveAt(size);
        return (items, Convert.ToBase64String(Encoding.UTF8.GetBytes(key(items[^1]))));
    }

    private static string Read(string marker)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(marker));
        }
        catch (FormatException)
        {
            throw new InvalidParameterValueException($"The marker '{marker}' is not one that an earlier page ended with. Pass on its NextMarker as it is, or none for the first page.");
        }
    }
}
