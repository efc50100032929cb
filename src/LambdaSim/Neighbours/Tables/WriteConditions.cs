using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What a write asks of the item before, and what it does to it, in expressions or in the older parameters.</summary>
internal sealed class WriteConditions
{
    private readonly IReadOnlyList<DocumentPath> _paths;

    private WriteConditions(Func<Item?, bool>? condition, Update? update, IReadOnlyList<DocumentPath> paths) => (Condition, Update, _paths) = (condition, update, paths);

    /// <summary>Null: none.</summary>
    public Func<Item?, bool>? Condition { get; }

    /// <summary>Null: nothing is changed.</summary>
    public Update? Update { get; }

    /// <summary>It is written in the older parameters.</summary>
    public bool IsLegacy { get; private init; }

    /// <summary>Whether a failed condition shows the item.</summary>
    public bool ShowsOnFailure { get; private init; }

    public static WriteConditions None { get; } = new(null, null, []);

    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static WriteConditions Read(JsonObject input, TableCatalog at, ExpressionUse use)
    {
        var shows = (string?)input["ReturnValuesOnConditionCheckFailure"] == "ALL_OLD";
        if (input["Expected"] is null && input["AttributeUpdates"] is null)
        {
            var read = ExpressionRequest.Read(input, use, at.Expressions);
            return new(Asked(read.Condition?.Condition), read.Update, [.. read.Condition?.Paths ?? [], .. read.Update?.Paths ?? []]) { ShowsOnFailure = shows };
        }

        var update = input["AttributeUpdates"] is JsonObject updates ? LegacyUpdates.Update(updates) : null;
        var expected = input["Expected"] is JsonObject given ? LegacyConditions.Expected(given, (string?)input["ConditionalOperator"]) : null;
        return new(Asked(expected), update, []) { IsLegacy = true, ShowsOnFailure = shows };
    }

    /// <summary>Of a caller who has names and values at hand.</summary>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static WriteConditions Of(string? update, string? condition, ExpressionParameters parameters, TableCatalog at)
    {
        var read = ExpressionRequest.OfWrite(update, condition, parameters, at.Expressions);
        return new(Asked(read.Condition?.Condition), read.Update, read.Update is null ? read.Condition?.Paths ?? [] : [.. read.Condition?.Paths ?? [], .. read.Update.Paths]);
    }

    /// <exception cref="TableException">It asks for a part of a key.</exception>
    public void RequireScalar(Table table) => KeyPaths.RequireScalar(table, _paths);

    private static Func<Item?, bool>? Asked(Condition? condition) => condition is null ? null : item => condition.Holds(item ?? Item.Empty);
}

/// <summary>Keys have no parts.</summary>
internal static class KeyPaths
{
    /// <exception cref="TableException">A path goes into a key.</exception>
    public static void RequireScalar(Table table, IReadOnlyList<DocumentPath>? paths)
    {
        foreach (var path in paths ?? [])
        {
            if (!path.IsNested)
            {
                continue;
            }

            var what = table.Keys.Has(path.Root) ? "Key" : table.Indexes.Any(i => i.Keys.Has(path.Root)) ? "IndexKey" : null;
            if (what is not null)
            {
                throw TableException.Invalid($"Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: {what}: {path.Root}");
            }
        }
    }
}
