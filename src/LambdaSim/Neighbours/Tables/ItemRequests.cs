using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>PutItem, GetItem, UpdateItem, DeleteItem: requests as the protocol has them, which also C# asks by (rules DDB-WRITE, DDB-READ, DDB-ORDER).</summary>
internal static class ItemRequests
{
    public static JsonObject Put(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Write.Check(input);
        var item = ValueReader.Item(input["Item"]!.AsObject());
        RequireReturnValues(input);
        RequireSize(item);
        var conditions = WriteConditions.Read(input, at, ExpressionUse.Write);
        var table = Table(at, input);
        return Answer(table.Write(WriteOf(table, item, conditions), by), input);
    }

    public static JsonObject Get(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Get.Check(input);
        var key = ValueReader.Item(input["Key"]!.AsObject());
        var projection = ProjectionOf(input, at);
        var table = Table(at, input);
        var (hash, range) = ItemChecks.RequireKey(table, key);
        KeyPaths.RequireScalar(table, projection?.Paths);
        var (item, consumed) = table.Read(hash, range, (bool?)input["ConsistentRead"] ?? false, by);
        var answer = new JsonObject();
        if (item is not null)
        {
            answer["Item"] = ValueJson.Write(projection?.Of(item) ?? item);
        }

        CapacityDocuments.Add(answer, input, consumed);
        return answer;
    }

    public static JsonObject Update(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Update.Check(input);
        var key = ValueReader.Item(input["Key"]!.AsObject());
        var conditions = WriteConditions.Read(input, at, ExpressionUse.Update);
        var table = Table(at, input);
        return Answer(table.Write(UpdateOf(table, key, conditions), by), input, conditions.Update);
    }

    public static JsonObject Delete(TableCatalog at, JsonObject input, Sender by)
    {
        ExpressionUse.Write.Check(input);
        var key = ValueReader.Item(input["Key"]!.AsObject());
        RequireReturnValues(input);
        var conditions = WriteConditions.Read(input, at, ExpressionUse.Write);
        var table = Table(at, input);
        return Answer(table.Write(DeleteOf(table, key, conditions), by), input);
    }

    public static ItemWrite WriteOf(Table table, Item item, WriteConditions conditions)
    {
        var (hash, range) = ItemChecks.RequireItem(table, item);
        conditions.RequireScalar(table);
        var change = new ItemChange(item);
        return new ItemWrite(WriteKind.Put, table, hash, range) { Condition = conditions.Condition, ShowsOnFailure = conditions.ShowsOnFailure, Change = _ => change };
    }

    public static ItemWrite DeleteOf(Table table, Item key, WriteConditions conditions)
    {
        var (hash, range) = ItemChecks.RequireKey(table, key);
        conditions.RequireScalar(table);
        return new ItemWrite(WriteKind.Delete, table, hash, range) { Condition = conditions.Condition, ShowsOnFailure = conditions.ShowsOnFailure, Change = static _ => default };
    }

    public static ItemWrite CheckOf(Table table, Item key, WriteConditions conditions)
    {
        var (hash, range) = ItemChecks.RequireKey(table, key);
        conditions.RequireScalar(table);
        return new ItemWrite(WriteKind.Check, table, hash, range) { Condition = conditions.Condition, ShowsOnFailure = conditions.ShowsOnFailure, Change = static i => new ItemChange(i) };
    }

    public static ItemWrite UpdateOf(Table table, Item key, WriteConditions conditions)
    {
        var (hash, range) = ItemChecks.RequireKey(table, key);
        var update = conditions.Update;
        if (update?.Targets.FirstOrDefault(t => table.Keys.Has(t.Root)) is { } target)
        {
            throw TableException.Parameter($"Cannot update attribute {target.Root}. This attribute is part of the key");
        }

        conditions.RequireScalar(table);
        return new ItemWrite(WriteKind.Update, table, hash, range)
        {
            Condition = conditions.Condition,
            ShowsOnFailure = conditions.ShowsOnFailure,
            Change = before => Updated(table, before, key, conditions),
        };
    }

    /// <summary>A table whose items can be reached, as the request names it.</summary>
    public static Table Table(TableCatalog at, JsonObject input) => at.ForItems((string)input["TableName"]!);

    /// <exception cref="TableException">It is too large.</exception>
    public static void RequireSize(Item item) => _ = item.Size <= Item.MaxSize ? 0 : throw TableException.Invalid("Item size has exceeded the maximum allowed size");

    /// <summary>Of a GetItem, or of a table of a BatchGetItem.</summary>
    public static Projection? ProjectionOf(JsonObject input, TableCatalog at) =>
        input["AttributesToGet"] is JsonArray names ? LegacyUpdates.Projection(names) : ExpressionRequest.Read(input, ExpressionUse.Get, at.Expressions).Projection;

    private static ItemChange Updated(Table table, Item? before, Item key, WriteConditions conditions)
    {
        var after = conditions.Update?.Apply(before ?? key) ?? before ?? key;
        if (after.Size > Item.MaxSize)
        {
            throw TableException.Invalid("Item size to update has exceeded the maximum allowed size");
        }

        ItemChecks.RequireIndexKeys(table, after, isUpdate: !conditions.IsLegacy);
        return new ItemChange(after);
    }

    private static void RequireReturnValues(JsonObject input) =>
        _ = (string?)input["ReturnValues"] is null or "NONE" or "ALL_OLD" ? 0 : throw TableException.Invalid("ReturnValues can only be ALL_OLD or NONE");

    private static JsonObject Answer(WriteResult result, JsonObject input, Update? update = null)
    {
        var answer = new JsonObject();
        var shown = (string?)input["ReturnValues"] switch
        {
            "ALL_OLD" => result.Before,
            "ALL_NEW" => result.Change.Item,
            "UPDATED_OLD" => result.Before is { } before ? update?.UpdatedOld(before) : null,
            "UPDATED_NEW" => result.Change.Item is { } after ? update?.UpdatedNew(after) : null,
            _ => null,
        };
        if (shown is { Count: > 0 })
        {
            answer["Attributes"] = ValueJson.Write(shown);
        }

        CapacityDocuments.Add(answer, input, result.Consumed);
        if ((string?)input["ReturnItemCollectionMetrics"] == "SIZE" && result.Write.Table.HasLocalIndexes)
        {
            answer["ItemCollectionMetrics"] = CapacityDocuments.Collection(result.Write);
        }

        return answer;
    }
}
