using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Neighbours.Tables;

/// <summary>Query and Scan (rules DDB-QUERY, DDB-SCAN, DDB-PAGE).</summary>
internal static class QueryRequests
{
    public static JsonObject Query(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Query.Check(input);
        var start = StartKeys.Read(input);
        var names = input["AttributesToGet"] is JsonArray wanted ? LegacyUpdates.Projection(wanted) : null;
        var filter = input["QueryFilter"] is JsonObject legacy ? LegacyConditions.Filter(legacy, (string?)input["ConditionalOperator"]) : null;
        var keys = input["KeyConditions"] is JsonObject older ? LegacyConditions.Keys(older) : null;
        var read = ExpressionRequest.Read(input, ExpressionUse.Query, at.Expressions);
        keys ??= read.Keys ?? throw TableException.Invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        ReadSelection.CheckSelect(input);

        var table = ItemRequests.Table(at, input);
        var index = ReadSelection.Named(table, input);
        var schema = index?.Keys ?? table.Keys;
        var range = KeyRange.Of(keys, [.. schema.Names.Select((n, i) => new Expressions.KeyElement(n, schema.Kind(i), i < schema.Hashes.Count))]);
        RequireFilter(schema, input["QueryFilter"] as JsonObject, read.Filter);
        var selection = ReadSelection.Of(table, index, input, names ?? read.Projection, read.Filter?.Paths);
        var hash = new KeyTuple(range.Hash[0], range.Hash.Count > 1 ? [.. range.Hash.Skip(1)] : null);
        var position = new RangePosition(range);
        var after = start is null ? null : StartKeys.OfQuery(table, index, start, hash, position, isSingle: index is null && (table.Keys.Range is null || range is { Equal.Count: 1 }));
        var rows = (index?.Rows ?? table.Rows).Query(hash, position.Of, after, (bool?)input["ScanIndexForward"] ?? true);
        return ReadPage.Read(selection, rows, filter ?? read.Filter?.Condition, input, by);
    }

    public static JsonObject Scan(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Scan.Check(input);
        var start = StartKeys.Read(input);
        var names = input["AttributesToGet"] is JsonArray wanted ? LegacyUpdates.Projection(wanted) : null;
        var filter = input["ScanFilter"] is JsonObject legacy ? LegacyConditions.Filter(legacy, (string?)input["ConditionalOperator"]) : null;
        var (segment, total) = Segments(input);
        var read = ExpressionRequest.Read(input, ExpressionUse.Scan, at.Expressions);
        ReadSelection.CheckSelect(input);

        var table = ItemRequests.Table(at, input);
        var index = ReadSelection.Named(table, input);
        var selection = ReadSelection.Of(table, index, input, names ?? read.Projection, read.Filter?.Paths);
        var after = start is null ? null : StartKeys.OfScan(table, index, start);
        var (from, to) = (FirstSlot(segment, total), FirstSlot(segment + 1, total));
        if (after is not null && RowStore.SlotOf(after.Hash) is var slot && (slot < from || slot >= to))
        {
            throw TableException.Invalid(Text.Invariant($"The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: {total} Segment: {segment}"));
        }

        return ReadPage.Read(selection, (index?.Rows ?? table.Rows).Scan(after, from, to), filter ?? read.Filter?.Condition, input, by);
    }

    // Segments share the slots as evenly as they can.
    private static int FirstSlot(int segment, int total) => (int)((((long)RowStore.HashSlots * segment) + total - 1) / total);

    private static (int Segment, int Total) Segments(JsonObject input)
    {
        var (segment, total) = ((int?)input["Segment"], (int?)input["TotalSegments"]);
        return (segment, total) switch
        {
            (null, null) => (0, 1),
            (not null, null) => throw TableException.Invalid("The TotalSegments parameter is required but was not present in the request when Segment parameter is present"),
            (null, not null) => throw TableException.Invalid("The Segment parameter is required but was not present in the request when parameter TotalSegments is present"),
            ({ } one, { } all) when one >= all => throw TableException.Invalid(Text.Invariant($"The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: {one} is not less than TotalSegments: {all}")),
            ({ } one, { } all) => (one, all),
        };
    }

    // A query has its keys in its key condition; a filter may not ask for them.
    private static void RequireFilter(TableKeys keys, JsonObject? legacy, BoundCondition? filter)
    {
        if (legacy?.Select(static f => f.Key).FirstOrDefault(keys.Has) is { } older)
        {
            throw TableException.Invalid($"QueryFilter can only contain non-primary key attributes: Primary key attribute: {older}");
        }

        if (filter?.Paths.FirstOrDefault(p => keys.Has(p.Root)) is { } path)
        {
            throw TableException.Invalid($"Filter Expression can only contain non-primary key attributes: Primary key attribute: {path.Root}");
        }
    }
}
