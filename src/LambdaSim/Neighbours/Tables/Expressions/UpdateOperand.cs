using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>What an update sets: it reads the item as it was before (rule DDB-UPDATE).</summary>
internal abstract class UpdateOperand
{
    /// <exception cref="TableValidationException">An attribute is missing or has the wrong type.</exception>
    public abstract AttributeValue In(Item before);
}

/// <summary>Refusals of updates that only the item shows; they have no prefix.</summary>
internal static class UpdateFaults
{
    public static TableValidationException Missing() => new("The provided expression refers to an attribute that does not exist in the item");

    public static TableValidationException Type() => new("An operand in the update expression has an incorrect data type");

    public static TableValidationException Path() => new("The document path provided in the update expression is invalid for update");

    /// <summary>Of AttributeUpdates.</summary>
    public static TableValidationException Mismatch() => new("Type mismatch for attribute to update");
}

/// <summary>A value of the request.</summary>
internal sealed class GivenValue(AttributeValue value) : UpdateOperand
{
    public AttributeValue Value => value;

    public override AttributeValue In(Item before) => value;
}

/// <summary>A value that must be there.</summary>
internal sealed class ValueAt(DocumentPath path) : UpdateOperand
{
    public DocumentPath Path => path;

    public override AttributeValue In(Item before) => path.Find(before) ?? throw UpdateFaults.Missing();
}

/// <summary>A value, or another where it is missing.</summary>
internal sealed class IfNotExists(DocumentPath path, UpdateOperand otherwise) : UpdateOperand
{
    public override AttributeValue In(Item before) => path.Find(before) ?? otherwise.In(before);
}

/// <summary>Two lists as one.</summary>
internal sealed class ListAppend(UpdateOperand first, UpdateOperand second) : UpdateOperand
{
    public override AttributeValue In(Item before)
    {
        // The second is not read where the first has the wrong type.
        return first.In(before) is ListValue left && second.In(before) is ListValue right ? new ListValue([.. left.Items, .. right.Items]) : throw UpdateFaults.Type();
    }
}

/// <summary>A sum, or a difference.</summary>
internal sealed class Sum(UpdateOperand first, UpdateOperand second, bool isDifference) : UpdateOperand
{
    public override AttributeValue In(Item before)
    {
        return first.In(before) is NumberValue left && second.In(before) is NumberValue right ? Of(left.Number, isDifference ? right.Number.Negated : right.Number) : throw UpdateFaults.Type();
    }

    /// <exception cref="TableValidationException">It has no room (rule DDB-ARITHMETIC).</exception>
    public static AttributeValue Of(TableNumber x, TableNumber y)
    {
        var (number, fault) = NumberSum.Of(x, y);
        return fault is { } why ? throw why.Exception() : AttributeValue.Of(number);
    }
}
