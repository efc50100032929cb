using System.Text.Json.Nodes;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Tokens of a request with what they stand for, which remembers those that were asked for.</summary>
/// <typeparam name="T">What they stand for.</typeparam>
internal sealed class TokenMap<T>
    where T : class
{
    // Most requests have a handful, for which a search is faster than an index.
    private const int Few = 8;

    private readonly (string Token, T Value)[] _entries;
    private readonly bool[] _used;
    private readonly Dictionary<string, int>? _index;

    private TokenMap((string Token, T Value)[] entries)
    {
        (_entries, _used) = (entries, new bool[entries.Length]);
        if (entries.Length > Few)
        {
            _index = new(entries.Length, StringComparer.Ordinal);
            for (var i = 0; i < entries.Length; i++)
            {
                _index.Add(entries[i].Token, i);
            }
        }
    }

    public static TokenMap<T> Empty { get; } = new([]);

    public ReadOnlySpan<(string Token, T Value)> Entries => _entries;

    public static TokenMap<T> Of(JsonObject? map, Func<string, JsonNode?, T> read)
    {
        if (map is null)
        {
            return Empty;
        }

        var entries = new (string, T)[map.Count];
        for (var i = 0; i < entries.Length; i++)
        {
            var (token, value) = map.GetAt(i);
            entries[i] = (token, read(token, value));
        }

        return new(entries);
    }

    /// <summary>Of tokens that are known; takes the array over.</summary>
    public static TokenMap<T> Of((string Token, T Value)[] entries) => entries.Length == 0 ? Empty : new(entries);

    /// <summary>What a token stands for, which counts as its use; null: there is no such token.</summary>
    public T? Use(string token)
    {
        var i = IndexOf(token);
        if (i < 0)
        {
            return null;
        }

        _used[i] = true;
        return _entries[i].Value;
    }

    public IReadOnlyCollection<string> Unused()
    {
        List<string>? unused = null;
        for (var i = 0; i < _used.Length; i++)
        {
            if (!_used[i])
            {
                (unused ??= []).Add(_entries[i].Token);
            }
        }

        return unused ?? (IReadOnlyCollection<string>)[];
    }

    private int IndexOf(string token)
    {
        if (_index is not null)
        {
            return _index.TryGetValue(token, out var found) ? found : -1;
        }

        for (var i = 0; i < _entries.Length; i++)
        {
            if (_entries[i].Token == token)
            {
                return i;
            }
        }

        return -1;
    }
}
