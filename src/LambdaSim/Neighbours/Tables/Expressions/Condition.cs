using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>A condition with its names and values: it asks an item (rule DDB-CONDITION).</summary>
internal abstract class Condition
{
    /// <summary>Whether it holds; an item that is not there has no attribute.</summary>
    public abstract bool Holds(Item item);
}

/// <summary>All of them, in their order, up to the first that does not hold.</summary>
internal sealed class AllOf(Condition[] parts) : Condition
{
    public IReadOnlyList<Condition> Parts => parts;

    public override bool Holds(Item item)
    {
        foreach (var part in parts)
        {
            if (!part.Holds(item))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>One of them.</summary>
internal sealed class AnyOf(Condition[] parts) : Condition
{
    public override bool Holds(Item item)
    {
        foreach (var part in parts)
        {
            if (part.Holds(item))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The contrary.</summary>
internal sealed class NotSo(Condition inner) : Condition
{
    public override bool Holds(Item item) => !inner.Holds(item);
}

/// <summary>Whether something is there, or is not.</summary>
internal sealed class Exists(Operand operand, bool isExpected) : Condition
{
    public bool IsExpected => isExpected;

    public override bool Holds(Item item) => operand.In(item) is not null == isExpected;
}

/// <summary>Whether a value has a type.</summary>
internal sealed class HasType(Operand operand, AttributeKind kind) : Condition
{
    public override bool Holds(Item item) => operand.In(item)?.Kind == kind;
}

/// <summary>Whether a text or bytes begin with others.</summary>
internal sealed class BeginsWith(Operand operand, Operand prefix) : Condition
{
    public Operand Operand => operand;

    public Operand Prefix => prefix;

    public override bool Holds(Item item) => (operand.In(item), prefix.In(item)) switch
    {
        (TextValue text, TextValue start) => text.Text.StartsWith(start.Text, StringComparison.Ordinal),
        (BytesValue bytes, BytesValue start) => bytes.Bytes.Span.StartsWith(start.Bytes.Span),
        _ => false,
    };
}

/// <summary>Whether a text has a part, or a set or list an element.</summary>
internal sealed class Contains(Operand operand, Operand part) : Condition
{
    public override bool Holds(Item item) => (operand.In(item), part.In(item)) switch
    {
        (TextValue text, TextValue inner) => text.Text.Contains(inner.Text, StringComparison.Ordinal),
        (BytesValue bytes, BytesValue inner) => bytes.Bytes.Span.IndexOf(inner.Bytes.Span) >= 0,
        (SetValue set, { } element) => set.Contains(element),
        (ListValue list, { } element) => list.Contains(element),
        _ => false,
    };
}
