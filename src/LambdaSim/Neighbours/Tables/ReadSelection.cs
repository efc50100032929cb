using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What of the items a Query or Scan gives, and where it comes from (rule DDB-SELECT).</summary>
internal sealed class ReadSelection
{
    private ReadSelection(Table table, TableIndex? index) => (Table, Index) = (table, index);

    public Table Table { get; }

    /// <summary>Null: the table itself is read.</summary>
    public TableIndex? Index { get; }

    /// <summary>Null: whole items.</summary>
    public Projection? Projection { get; private init; }

    public bool IsCount { get; private init; }

    /// <summary>A local index has not all that is asked for: the table has.</summary>
    public bool Fetches { get; private init; }

    public bool IsConsistent { get; private init; }

    /// <summary>What the request says by itself, before the table is known.</summary>
    public static void CheckSelect(JsonObject input)
    {
        var (select, hasNames, hasProjection) = ((string?)input["Select"], input["AttributesToGet"] is not null, input["ProjectionExpression"] is not null);
        if (select == "ALL_PROJECTED_ATTRIBUTES" && input["IndexName"] is null)
        {
            throw TableException.Parameter("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
        }

        if (hasNames || hasProjection)
        {
            var name = hasProjection ? "ProjectionExpression" : "AttributesToGet";
            _ = select switch
            {
                null or "SPECIFIC_ATTRIBUTES" => 0,
                "COUNT" => throw TableException.Invalid($"Cannot specify the {name} when choosing to get only the Count"),
                _ => throw TableException.Invalid($"Cannot specify the {name} when choosing to get {select}"),
            };
        }
        else if (select == "SPECIFIC_ATTRIBUTES")
        {
            throw TableException.Invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
        }
    }

    /// <summary>Null: the request names none.</summary>
    public static TableIndex? Named(Table table, JsonObject input)
    {
        if ((string?)input["IndexName"] is not { } name)
        {
            return null;
        }

        var index = table.Index(name) ?? throw TableException.Invalid($"The table does not have the specified index: {name}");
        if (!index.IsLocal && (bool?)input["ConsistentRead"] == true)
        {
            throw TableException.Invalid("Consistent reads are not supported on global secondary indexes");
        }

        return index.Status is TableStatus.Creating or TableStatus.Deleting ? throw TableException.Invalid($"Cannot read from backfilling global secondary index: {name}") : index;
    }

    public static ReadSelection Of(Table table, TableIndex? index, JsonObject input, Projection? projection, IReadOnlyList<DocumentPath>? filter)
    {
        KeyPaths.RequireScalar(table, projection?.Paths);
        var select = (string?)input["Select"];
        if (index is { ShowsAll: false } && filter?.FirstOrDefault(p => !index.Shows(p.Root)) is { } hidden && (!index.IsLocal || !NeedsTable(index, select, projection)))
        {
            throw TableException.Parameter($"Secondary index {index.Name} does not project one or more filter attributes: [{hidden.Root}]");
        }

        if (index is { IsLocal: false, ShowsAll: false })
        {
            if (select == "ALL_ATTRIBUTES")
            {
                throw TableException.Parameter($"Select type ALL_ATTRIBUTES is not supported for global secondary index {index.Name} because its projection type is not ALL");
            }

            if (projection?.Paths.FirstOrDefault(p => !index.Shows(p.Root)) is { } missing)
            {
                throw TableException.Parameter($"Global secondary index {index.Name} does not project [{missing.Root}]");
            }
        }

        return new ReadSelection(table, index)
        {
            Projection = projection,
            IsCount = select == "COUNT",
            Fetches = index is { IsLocal: true } && NeedsTable(index, select, projection),
            IsConsistent = (bool?)input["ConsistentRead"] ?? false,
        };
    }

    /// <summary>The item that a row stands for, as far as it is asked for.</summary>
    public Item Whole(Row row) => Fetches ? Table.Find(row.Owner.Hash, row.Owner.Range)!.Item : row.Item;

    private static bool NeedsTable(TableIndex index, string? select, Projection? projection) =>
        !index.ShowsAll && (select == "ALL_ATTRIBUTES" || projection?.Paths.Any(p => !index.Shows(p.Root)) == true);
}
