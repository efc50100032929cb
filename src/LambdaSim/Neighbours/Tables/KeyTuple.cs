using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>The values of the hash or range attributes of a key: none, one, or of global indexes several.</summary>
internal readonly struct KeyTuple : IEquatable<KeyTuple>, IComparable<KeyTuple>
{
    private readonly AttributeValue? _first;
    private readonly AttributeValue[]? _rest;

    public KeyTuple(AttributeValue? first, AttributeValue[]? rest = null) => (_first, _rest) = (first, rest);

    public int Count => _first is null ? 0 : 1 + (_rest?.Length ?? 0);

    public AttributeValue this[int index] => index == 0 ? _first! : _rest![index - 1];

    /// <summary>The one value; null: none.</summary>
    public AttributeValue? Only => _first;

    public bool Equals(KeyTuple other)
    {
        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!this[i].Equals(other[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is KeyTuple other && Equals(other);

#pragma warning disable RS0030 // Values have hashes of their own, which are no seeded ones.
    public override int GetHashCode()
    {
        var hash = _first?.GetHashCode() ?? 0;
        foreach (var value in _rest ?? [])
        {
            hash = unchecked((hash * 31) + value.GetHashCode());
        }

        return hash;
    }
#pragma warning restore RS0030

    public int CompareTo(KeyTuple other)
    {
        for (var i = 0; i < Count && i < other.Count; i++)
        {
            var order = this[i].CompareTo(other[i]) ?? this[i].Kind.CompareTo(other[i].Kind);
            if (order != 0)
            {
                return order;
            }
        }

        return Count.CompareTo(other.Count);
    }
}
