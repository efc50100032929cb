using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>The key attributes of a table or index, with their types.</summary>
internal sealed class TableKeys
{
    private readonly string[] _hashes, _ranges;
    private readonly AttributeKind[] _kinds;

    public TableKeys(IReadOnlyList<KeyElement> elements, IReadOnlyList<AttributeDefinition> attributes)
    {
        Elements = elements;
        _hashes = [.. elements.Where(static e => e.IsHash).Select(static e => e.Name)];
        _ranges = [.. elements.Where(static e => !e.IsHash).Select(static e => e.Name)];
        Names = [.. _hashes, .. _ranges];
        _kinds = [.. Names.Select(n => KindOf(attributes.First(a => a.Name == n).Type))];
    }

    public IReadOnlyList<KeyElement> Elements { get; }

    /// <summary>Hash attributes, then range attributes.</summary>
    public string[] Names { get; }

    public string Hash => _hashes[0];

    /// <summary>Null: the table has none.</summary>
    public string? Range => _ranges.Length == 0 ? null : _ranges[0];

    public IReadOnlyList<string> Hashes => _hashes;

    public IReadOnlyList<string> Ranges => _ranges;

    public AttributeKind Kind(int index) => _kinds[index];

    public bool Has(string name) => Array.IndexOf(Names, name) >= 0;

    /// <summary>The keys of an item; null: it does not have all of them in their types.</summary>
    public (KeyTuple Hash, KeyTuple Range)? Of(Item item)
    {
        for (var i = 0; i < Names.Length; i++)
        {
            if (item[Names[i]] is not { } value || value.Kind != _kinds[i])
            {
                return null;
            }
        }

        return (Tuple(item, _hashes), Tuple(item, _ranges));
    }

    private static KeyTuple Tuple(Item item, string[] names) => names.Length switch
    {
        0 => default,
        1 => new KeyTuple(item[names[0]]),
        _ => new KeyTuple(item[names[0]], [.. names.Skip(1).Select(n => item[n]!)]),
    };

    public static AttributeKind KindOf(string type) => type switch
    {
        "S" => AttributeKind.S,
        "N" => AttributeKind.N,
        _ => AttributeKind.B,
    };
}
