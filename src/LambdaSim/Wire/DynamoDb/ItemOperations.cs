using System.Text.Json.Nodes;
using LambdaSim.Neighbours;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Operations about items: the neighbour reads requests as they are.</summary>
internal static class ItemOperations
{
    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(ItemShapes.PutItem, Asked(ItemRequests.Put)),
        new(ItemShapes.GetItem, Asked(ItemRequests.Get)),
        new(ItemShapes.UpdateItem, Asked(ItemRequests.Update)),
        new(ItemShapes.DeleteItem, Asked(ItemRequests.Delete)),
        new(ItemShapes.Query, Asked(QueryRequests.Query)),
        new(ItemShapes.Scan, Asked(QueryRequests.Scan)),
        new(ItemShapes.BatchGetItem, Asked(BatchRequests.Get)),
        new(ItemShapes.BatchWriteItem, Asked(BatchRequests.Write)),
        new(ItemShapes.TransactGetItems, Asked(TransactionRequests.Get)),
        new(ItemShapes.TransactWriteItems, Asked(TransactionRequests.Write)),
    ];

    private static Func<TableCall, JsonObject?> Asked(Func<TableCatalog, JsonObject, Sender, JsonObject> request) => call => request(TableOperations.At(call), call.Input, call.By);
}
