using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Signs of comparisons.</summary>
internal enum ComparisonSign : byte
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Two operands: what has no value, or another type, is only not equal.</summary>
internal sealed class Comparison(ComparisonSign sign, Operand left, Operand right) : Condition
{
    public ComparisonSign Sign => sign;

    public Operand Left => left;

    public Operand Right => right;

    public override bool Holds(Item item)
    {
        var (x, y) = (left.In(item), right.In(item));
        if (x is null || y is null)
        {
            return sign == ComparisonSign.NotEqual;
        }

        return sign switch
        {
            ComparisonSign.Equal => x.Equals(y),
            ComparisonSign.NotEqual => !x.Equals(y),
            ComparisonSign.Less => x.CompareTo(y) < 0,
            ComparisonSign.LessOrEqual => x.CompareTo(y) <= 0,
            ComparisonSign.Greater => x.CompareTo(y) > 0,
            _ => x.CompareTo(y) >= 0,
        };
    }
}

/// <summary>Whether a value is between two others, these included.</summary>
internal sealed class Between(Operand operand, Operand low, Operand high) : Condition
{
    public Operand Operand => operand;

    public Operand Low => low;

    public Operand High => high;

    public override bool Holds(Item item) =>
        operand.In(item) is { } value && low.In(item) is { } from && high.In(item) is { } to && value.CompareTo(from) >= 0 && value.CompareTo(to) <= 0;
}

/// <summary>Whether a value is one of several.</summary>
internal sealed class OneOf(Operand operand, Operand[] others) : Condition
{
    public override bool Holds(Item item)
    {
        if (operand.In(item) is not { } value)
        {
            return false;
        }

        foreach (var other in others)
        {
            if (value.Equals(other.In(item)))
            {
                return true;
            }
        }

        return false;
    }
}
