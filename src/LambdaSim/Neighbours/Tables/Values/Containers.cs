namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A list of any values.</summary>
internal sealed class ListValue : AttributeValue
{
    private readonly AttributeValue[] _items;

    /// <summary>Takes the array over.</summary>
    public ListValue(AttributeValue[] items)
        : base(AttributeKind.L, SizeOf(items), 1 + (items.Length == 0 ? 0 : items.Max(static i => i.Depth))) => _items = items;

    public ReadOnlySpan<AttributeValue> Items => _items;

    public int Count => _items.Length;

    public override bool Equals(AttributeValue? other)
    {
        if (other is not ListValue list || list.Count != Count || list.Size != Size)
        {
            return false;
        }

        for (var i = 0; i < _items.Length; i++)
        {
            if (!_items[i].Equals(list._items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode() => Size;

    public bool Contains(AttributeValue value)
    {
        foreach (var item in _items)
        {
            if (item.Equals(value))
            {
                return true;
            }
        }

        return false;
    }

    private static int SizeOf(AttributeValue[] items)
    {
        var size = 3 + items.Length;
        foreach (var item in items)
        {
            size += item.Size;
        }

        return size;
    }
}

/// <summary>A map of names to any values.</summary>
internal sealed class MapValue(Item members) : AttributeValue(AttributeKind.M, 3 + members.Count + members.Size, 1 + members.Depth)
{
    public Item Members { get; } = members;

    public override bool Equals(AttributeValue? other) => other is MapValue map && map.Members.Equals(Members);

    public override int GetHashCode() => Size;
}
