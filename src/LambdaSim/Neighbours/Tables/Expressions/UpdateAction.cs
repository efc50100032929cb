using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>What an update does at one path.</summary>
internal abstract class UpdateAction
{
    /// <summary>What it makes of the value that is there; null is none, before and after.</summary>
    /// <param name="old">The value that is there.</param>
    /// <param name="read">What it has read of the item.</param>
    public abstract AttributeValue? Apply(AttributeValue? old, AttributeValue? read);

    /// <summary>Reads what it needs of the item; null: nothing.</summary>
    public virtual AttributeValue? Read(Item before) => null;
}

/// <summary>A value takes the place.</summary>
internal sealed class SetAction(UpdateOperand operand) : UpdateAction
{
    public override AttributeValue? Apply(AttributeValue? old, AttributeValue? read) => read;

    public override AttributeValue? Read(Item before) => operand.In(before);
}

/// <summary>The place is empty afterwards.</summary>
internal sealed class RemoveAction : UpdateAction
{
    private RemoveAction()
    {
    }

    public static RemoveAction Instance { get; } = new();

    public override AttributeValue? Apply(AttributeValue? old, AttributeValue? read) => null;
}

/// <summary>A number is added, a set gets elements; AttributeUpdates also lengthen lists (rule DDB-ADD).</summary>
internal sealed class AddAction(AttributeValue value, bool isLegacy = false) : UpdateAction
{
    public override AttributeValue? Apply(AttributeValue? old, AttributeValue? read) => (old, value) switch
    {
        (null, _) => value,
        (NumberValue number, NumberValue more) => Sum.Of(number.Number, more.Number),
        (SetValue set, SetValue more) when set.Kind == more.Kind => set.With(more),
        (ListValue list, ListValue more) when isLegacy => new ListValue([.. list.Items, .. more.Items]),
        _ => throw (isLegacy ? UpdateFaults.Mismatch() : UpdateFaults.Type()),
    };
}

/// <summary>A set loses elements; an empty one goes (rule DDB-ADD).</summary>
internal sealed class DeleteAction(SetValue value, bool isLegacy = false) : UpdateAction
{
    public override AttributeValue? Apply(AttributeValue? old, AttributeValue? read) =>
        old is null ? null
        : old is SetValue set && set.Kind == value.Kind ? set.Without(value)
        : throw (isLegacy ? UpdateFaults.Mismatch() : UpdateFaults.Type());
}
