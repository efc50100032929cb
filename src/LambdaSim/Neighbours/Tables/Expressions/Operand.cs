using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>What a condition compares.</summary>
internal abstract class Operand
{
    /// <summary>Its value in an item; null: there is none.</summary>
    public abstract AttributeValue? In(Item item);
}

/// <summary>What an item has at a path.</summary>
internal sealed class PathOperand(DocumentPath path) : Operand
{
    public DocumentPath Path { get; } = path;

    public override AttributeValue? In(Item item) => Path.Find(item);
}

/// <summary>A value of the request.</summary>
internal sealed class ConstantOperand(AttributeValue value) : Operand
{
    public AttributeValue Value { get; } = value;

    public override AttributeValue? In(Item item) => Value;
}

/// <summary>The size of an operand: bytes of texts and bytes, elements of sets, lists and maps (rule DDB-SIZE-FUNCTION).</summary>
internal sealed class SizeOperand(Operand inner) : Operand
{
    public override AttributeValue? In(Item item) => inner.In(item) switch
    {
        AttributeValue { Kind: AttributeKind.S or AttributeKind.B } value => AttributeValue.Of((long)value.Size),
        SetValue set => AttributeValue.Of((long)set.Count),
        ListValue list => AttributeValue.Of((long)list.Count),
        MapValue map => AttributeValue.Of((long)map.Members.Count),
        _ => null,
    };
}
