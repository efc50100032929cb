namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A set of texts, numbers or bytes. AWS tells no order; here it is that of the elements (rule DDB-SET).</summary>
internal abstract class SetValue : AttributeValue
{
    private protected SetValue(AttributeKind kind, int size)
        : base(kind, size)
    {
    }

    public abstract int Count { get; }

    /// <summary>The type of its elements.</summary>
    public AttributeKind ElementKind => Kind - (AttributeKind.SS - AttributeKind.S);

    public abstract bool Contains(AttributeValue element);

    /// <summary>This one with another's elements, which are of the same type.</summary>
    public abstract SetValue With(SetValue other);

    /// <summary>This one without another's elements; null: nothing is left, and there is no empty set.</summary>
    public abstract SetValue? Without(SetValue other);
}

/// <summary>A set of one type.</summary>
/// <typeparam name="T">Of the elements.</typeparam>
internal abstract class SetValue<T> : SetValue
{
    private readonly T[] _elements;

    // The elements are in order, and each is there once.
    private protected SetValue(AttributeKind kind, T[] elements, int size)
        : base(kind, size) => _elements = elements;

    public ReadOnlySpan<T> Elements => _elements;

    public sealed override int Count => _elements.Length;

    private protected abstract IComparer<T> Order { get; }

    /// <summary>Puts elements in order; false: one is there twice.</summary>
    public static bool Sort(T[] elements, IComparer<T> order)
    {
        Array.Sort(elements, order);
        for (var i = 1; i < elements.Length; i++)
        {
            if (order.Compare(elements[i - 1], elements[i]) == 0)
            {
                return false;
            }
        }

        return true;
    }

    public sealed override bool Equals(AttributeValue? other)
    {
        if (other is not SetValue<T> set || set.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _elements.Length; i++)
        {
            if (Order.Compare(_elements[i], set._elements[i]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public sealed override int GetHashCode() => Count;

    public sealed override SetValue With(SetValue other) => Make(Merge(((SetValue<T>)other)._elements, isUnion: true));

    public sealed override SetValue? Without(SetValue other)
    {
        var left = Merge(((SetValue<T>)other)._elements, isUnion: false);
        return left.Length == 0 ? null : Make(left);
    }

    private protected bool Has(T element) => Array.BinarySearch(_elements, element, Order) >= 0;

    private protected abstract SetValue Make(T[] elements);

    private T[] Merge(T[] others, bool isUnion)
    {
        var merged = new List<T>(_elements.Length + (isUnion ? others.Length : 0));
        int mine = 0, theirs = 0;
        while (mine < _elements.Length)
        {
            var order = theirs == others.Length ? -1 : Order.Compare(_elements[mine], others[theirs]);
            if (order > 0)
            {
                if (isUnion)
                {
                    merged.Add(others[theirs]);
                }

                theirs++;
                continue;
            }

            if (order < 0 || isUnion)
            {
                merged.Add(_elements[mine]);
            }

            mine++;
            theirs += order == 0 ? 1 : 0;
        }

        if (isUnion)
        {
            merged.AddRange(others.AsSpan(theirs));
        }

        return [.. merged];
    }
}
