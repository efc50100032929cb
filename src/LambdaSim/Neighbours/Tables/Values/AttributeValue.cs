namespace LambdaSim.Neighbours.Tables.Values;

/// <summary>A value of an attribute. It never changes; its size and depth are known from its making.</summary>
internal abstract class AttributeValue : IEquatable<AttributeValue>
{
    private protected AttributeValue(AttributeKind kind, int size, int depth = 0) => (Kind, Size, Depth) = (kind, size, depth);

    public AttributeKind Kind { get; }

    /// <summary>Bytes that it takes in an item, without its name (rule DDB-SIZE).</summary>
    public int Size { get; }

    /// <summary>Lists and maps around its deepest part, itself included.</summary>
    public int Depth { get; }

    public static AttributeValue True { get; } = new BoolValue(true);

    public static AttributeValue False { get; } = new BoolValue(false);

    public static AttributeValue Null { get; } = new NullValue();

    public static AttributeValue Of(string text) => new TextValue(text);

    public static AttributeValue Of(TableNumber number) => new NumberValue(number);

    public static AttributeValue Of(long number) => new NumberValue(TableNumber.Of(number));

    public static AttributeValue Of(byte[] bytes) => new BytesValue(bytes);

    public static AttributeValue Of(bool flag) => flag ? True : False;

    /// <summary>Whether both are the same value: sets and maps have no order, numbers no notation (rule DDB-EQUAL).</summary>
    public abstract bool Equals(AttributeValue? other);

    public sealed override bool Equals(object? obj) => Equals(obj as AttributeValue);

    /// <summary>The same in each run, so that what it sorts into is too.</summary>
    public abstract override int GetHashCode();

    /// <summary>
    /// The order of two values of one type that has one: texts by UTF-8, numbers, unsigned bytes. Null: they have none.
    /// </summary>
    public virtual int? CompareTo(AttributeValue other) => null;
}
