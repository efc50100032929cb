using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Operations about single items.</summary>
internal static class ItemOperations
{
    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(ItemShapes.PutItem, Put),
        new(ItemShapes.GetItem, Get),
    ];

    private static JsonObject Put(TableCall call)
    {
        var item = ValueReader.Item(call.Input["Item"]!.AsObject());
        RequireReturnValues(call);
        if (item.Size > Item.MaxSize)
        {
            throw TableException.Invalid("Item size has exceeded the maximum allowed size");
        }

        var table = Table(call);
        var (hash, range) = ItemChecks.RequireItem(table, item);
        var result = table.Write(new ItemWrite(WriteKind.Put, table, hash, range) { Change = _ => new ItemChange(item) }, call.By);
        var answer = new JsonObject();
        if (call.Text("ReturnValues") == "ALL_OLD" && result.Before is { } before)
        {
            answer["Attributes"] = ValueJson.Write(before);
        }

        ItemDocuments.AddCapacity(answer, call.Text("ReturnConsumedCapacity"), result.Consumed, call.Text("TableName")!);
        return answer;
    }

    private static JsonObject Get(TableCall call)
    {
        var key = ValueReader.Item(call.Input["Key"]!.AsObject());
        var table = Table(call);
        var (hash, range) = ItemChecks.RequireKey(table, key);
        var (item, consumed) = table.Read(hash, range, call.Flag("ConsistentRead"), call.By);
        var answer = new JsonObject();
        if (item is not null)
        {
            answer["Item"] = ValueJson.Write(item);
        }

        ItemDocuments.AddCapacity(answer, call.Text("ReturnConsumedCapacity"), consumed, call.Text("TableName")!);
        return answer;
    }

    public static Table Table(TableCall call) => TableOperations.At(call).ForItems(call.Text("TableName")!);

    private static void RequireReturnValues(TableCall call) =>
        _ = call.Text("ReturnValues") is null or "NONE" or "ALL_OLD" ? 0 : throw TableException.Invalid("ReturnValues can only be ALL_OLD or NONE");
}
