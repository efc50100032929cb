namespace LambdaSim.Wire;

/// <summary>Headers in the order in which they came; their names are alike in any case.</summary>
internal sealed class WireHeaders
{
    private readonly List<(string Name, string Value)> _all = [];

    public IReadOnlyList<(string Name, string Value)> All => _all;

    /// <summary>The values of a name, joined by commas; null: there is none. Setting it replaces them.</summary>
    public string? this[string name]
    {
        get
        {
            string? found = null;
            foreach (var (known, value) in _all)
            {
                if (Is(known, name))
                {
                    if (found is not null)
                    {
                        return string.Join(',', Values(name));
                    }

                    found = value;
                }
            }

            return found;
        }

        set
        {
            for (var i = _all.Count - 1; i >= 0; i--)
            {
                if (Is(_all[i].Name, name))
                {
                    _all.RemoveAt(i);
                }
            }

            if (value is not null)
            {
                Add(name, value);
            }
        }
    }

    public void Add(string name, string value) => _all.Add((name, value));

    public IEnumerable<string> Values(string name) => _all.Where(h => Is(h.Name, name)).Select(static h => h.Value);

    private static bool Is(string a, string b) => a.Length == b.Length && a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
