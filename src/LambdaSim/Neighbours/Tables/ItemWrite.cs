using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What a request does to an item.</summary>
internal enum WriteKind
{
    Put,
    Update,
    Delete,

    /// <summary>Of a transaction: only its condition counts.</summary>
    Check,
}

/// <summary>One write of an item, checked as far as it can be without looking at it.</summary>
internal sealed class ItemWrite(WriteKind kind, Table table, KeyTuple hash, KeyTuple range)
{
    public WriteKind Kind => kind;

    public Table Table => table;

    public KeyTuple Hash => hash;

    public KeyTuple Range => range;

    /// <summary>Null: it is written whatever is there.</summary>
    public Func<Item?, bool>? Condition { get; init; }

    /// <summary>What becomes of the item, where there may be none before or none behind.</summary>
    public required Func<Item?, ItemChange> Change { get; init; }

    /// <summary>Whether a failed condition shows the item.</summary>
    public bool ShowsOnFailure { get; init; }
}

/// <summary>An item behind a write.</summary>
/// <param name="Item">Null: none.</param>
internal readonly record struct ItemChange(Item? Item);

/// <summary>What a write did.</summary>
internal sealed record WriteResult(ItemWrite Write, Item? Before, ItemChange Change, ConsumedUnits Consumed);
