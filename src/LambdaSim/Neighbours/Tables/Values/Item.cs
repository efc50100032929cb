using System.Diagnostics.CodeAnalysis;

namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>Names with values, in the order in which they came: an item, or what a map holds. It never changes.</summary>
internal sealed class Item : IEquatable<Item>
{
    /// <summary>Most bytes of an item, its names included.</summary>
    public const int MaxSize = 409_600;

    /// <summary>Most lists and maps around a value (rule DDB-DEPTH).</summary>
    public const int MaxDepth = 31;

    // Up to here comparing name after name is as fast as any order.
    private const int FewNames = 12;

    private readonly string[] _names;
    private readonly AttributeValue[] _values;
    private readonly int _nameBytes;
    private int[]? _order;

    /// <summary>Takes both arrays over; each name is there once.</summary>
    public Item(string[] names, AttributeValue[] values)
        : this(names, values, BytesOf(names))
    {
    }

    private Item(string[] names, AttributeValue[] values, int nameBytes)
    {
        (_names, _values, _nameBytes) = (names, values, nameBytes);
        var (size, depth) = (nameBytes, 0);
        foreach (var value in values)
        {
            size += value.Size;
            depth = Math.Max(depth, value.Depth);
        }

        (Size, Depth) = (size, depth);
    }

    public static Item Empty { get; } = new([], []);

    public int Count => _names.Length;

    /// <summary>Bytes of names and values (rule DDB-SIZE).</summary>
    public int Size { get; }

    /// <summary>Lists and maps around the deepest value.</summary>
    public int Depth { get; }

    public ReadOnlySpan<string> Names => _names;

    public ReadOnlySpan<AttributeValue> Values => _values;

    /// <summary>A value; null: there is none of this name.</summary>
    public AttributeValue? this[string name] => IndexOf(name) is >= 0 and var i ? _values[i] : null;

    public bool TryGet(string name, [NotNullWhen(true)] out AttributeValue? value) => (value = this[name]) is not null;

    public int IndexOf(string name)
    {
        if (_names.Length > FewNames)
        {
            return Search(name);
        }

        for (var i = 0; i < _names.Length; i++)
        {
            if (_names[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>With a value in place of the one that is there, or behind all others.</summary>
    public Item With(string name, AttributeValue value)
    {
        var i = IndexOf(name);
        if (i < 0)
        {
            return new Item([.. _names, name], [.. _values, value]);
        }

        AttributeValue[] values = [.. _values];
        values[i] = value;
        return WithValues(values);
    }

    /// <summary>The same names with other values; takes the array over.</summary>
    public Item WithValues(AttributeValue[] values) => new(_names, values, _nameBytes);

    /// <summary>Without a name.</summary>
    public Item Without(string name) => IndexOf(name) is >= 0 and var i
        ? new Item([.. _names.AsSpan(0, i), .. _names.AsSpan(i + 1)], [.. _values.AsSpan(0, i), .. _values.AsSpan(i + 1)])
        : this;

    /// <summary>Only the names that are asked for, in their order; those that are not there are left out.</summary>
    public Item Only(ReadOnlySpan<string> names)
    {
        var (kept, values) = (new List<string>(names.Length), new List<AttributeValue>(names.Length));
        foreach (var name in names)
        {
            if (TryGet(name, out var value))
            {
                kept.Add(name);
                values.Add(value);
            }
        }

        return new Item([.. kept], [.. values]);
    }

    public bool Equals(Item? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || other.Count != Count || other.Size != Size)
        {
            return false;
        }

        for (var i = 0; i < _names.Length; i++)
        {
            var there = i < other._names.Length && other._names[i] == _names[i] ? other._values[i] : other[_names[i]];
            if (!_values[i].Equals(there))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Item);

    public override int GetHashCode() => Size;

    private static int BytesOf(string[] names)
    {
        var bytes = 0;
        foreach (var name in names)
        {
            bytes += Utf8Order.LengthOf(name);
        }

        return bytes;
    }

    private int Search(string name)
    {
        var order = _order ??= Ordered();
        var (low, high) = (0, order.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            var found = string.CompareOrdinal(_names[order[middle]], name);
            if (found == 0)
            {
                return order[middle];
            }

            (low, high) = found < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    private int[] Ordered()
    {
        var order = new int[_names.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (x, y) => string.CompareOrdinal(_names[x], _names[y]));
        return order;
    }
}
