using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Assertions;

/// <summary>How often each text occurs. A text that could have come and did not has 0; one that no row can have is refused.</summary>
internal sealed class StoryCounts(SortedDictionary<string, int> counts, Action<string> require) : IReadOnlyDictionary<string, int>
{
    public int Count => counts.Count;

    public IEnumerable<string> Keys => counts.Keys;

    public IEnumerable<int> Values => counts.Values;

    public int this[string key]
    {
        get
        {
            require(key);
            return counts.GetValueOrDefault(key);
        }
    }

    public bool ContainsKey(string key)
    {
        require(key);
        return counts.ContainsKey(key);
    }

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out int value)
    {
        require(key);
        return counts.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, int>> GetEnumerator() => counts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
