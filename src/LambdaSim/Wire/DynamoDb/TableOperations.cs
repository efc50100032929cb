using System.Text.Json.Nodes;
using LambdaSim.Events;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Operations about tables.</summary>
internal static class TableOperations
{
    private const int PageOfTables = 100;

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(TableShapes.CreateTable, Create),
        new(TableShapes.DescribeTable, static c => new JsonObject { ["Table"] = TableDocuments.Of(At(c).Get(c.Text("TableName")!)) }),
        new(TableShapes.DeleteTable, Delete),
        new(TableShapes.ListTables, List),
        .. TableUpdates.All,
        .. TableTags.All,
    ];

    public static TableCatalog At(TableCall call) => call.World.Book<TableBook>().At(call.Caller.Account, call.Caller.Region);

    /// <summary>CreateTable has checks of the name before all others (rule DDB-CREATE).</summary>
    public static void RequireName(TableOperation operation, JsonObject input)
    {
        if (operation.Shapes != TableShapes.CreateTable)
        {
            return;
        }

        if ((string?)input["TableName"] is not { } name)
        {
            throw TableException.Invalid("The parameter 'TableName' is required but was not present in the request");
        }

        if (name.Length is < 3 or > 255)
        {
            throw TableException.Invalid("TableName must be at least 3 characters long and at most 255 characters long");
        }
    }

    private static JsonObject Create(TableCall call)
    {
        var definition = TableInputs.Definition(call.Input);
        CreateTableChecks.Check(definition);
        TableTags.Require(call.Objects("Tags"));
        var table = At(call).Create(definition);
        TableTags.Add(table, call.Objects("Tags"));
        TableUpdates.LimitOnDemand(table, call.Input);
        table.Record(TableChange.Created, call.By);
        return new JsonObject { ["TableDescription"] = TableDocuments.Of(table, TableStatus.Creating) };
    }

    private static JsonObject Delete(TableCall call)
    {
        var table = At(call).Get(call.Text("TableName")!);
        table.Delete(call.By);
        return new JsonObject { ["TableDescription"] = TableDocuments.Of(table, TableStatus.Deleting) };
    }

    private static JsonObject List(TableCall call)
    {
        var after = call.Text("ExclusiveStartTableName");
        var limit = call.Number("Limit") ?? PageOfTables;
        var names = At(call).Tables.Select(static t => t.Name).Where(n => after is null || string.CompareOrdinal(n, after) > 0).Take(limit + 1).ToList();
        var document = new JsonObject { ["TableNames"] = new JsonArray([.. names.Take(limit).Select(static n => (JsonNode)n)]) };
        if (names.Count > limit)
        {
            document["LastEvaluatedTableName"] = names[limit - 1];
        }

        return document;
    }
}
