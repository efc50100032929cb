using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables;

/// <summary>What requests took, as answers tell it (rule DDB-CAPACITY).</summary>
internal static class CapacityDocuments
{
    private const long Gigabyte = 1_073_741_824;

    /// <summary>Adds what a request took, as far as it wants to know.</summary>
    public static void Add(JsonObject answer, JsonObject input, ConsumedUnits consumed)
    {
        if ((string?)input["ReturnConsumedCapacity"] is "TOTAL" or "INDEXES")
        {
            answer["ConsumedCapacity"] = Of((string)input["ReturnConsumedCapacity"]!, consumed, (string)input["TableName"]!);
        }
    }

    /// <param name="wanted">TOTAL or INDEXES.</param>
    /// <param name="consumed">What was taken.</param>
    /// <param name="table">As the request called it.</param>
    /// <param name="kind">Of a transaction: <c>ReadCapacityUnits</c> or <c>WriteCapacityUnits</c>.</param>
    public static JsonObject Of(string wanted, ConsumedUnits consumed, string table, string? kind = null)
    {
        var document = Units(new JsonObject { ["TableName"] = table }, consumed.Total, kind);
        if (wanted == "INDEXES")
        {
            document["Table"] = Units([], consumed.OfTable, kind);
            AddIndexes(document, "LocalSecondaryIndexes", consumed.Local, kind);
            AddIndexes(document, "GlobalSecondaryIndexes", consumed.Global, kind);
        }

        return document;
    }

    /// <summary>How large the items of one hash key are together, in whole gigabytes around it.</summary>
    public static JsonObject Collection(ItemWrite write)
    {
        var size = write.Table.CollectionBytes(write.Hash) / Gigabyte;
        return new JsonObject
        {
            ["ItemCollectionKey"] = new JsonObject { [write.Table.Keys.Hash] = ValueJson.Write(write.Hash.Only!) },
            ["SizeEstimateRangeGB"] = new JsonArray((double)size, (double)(size + 1)),
        };
    }

    private static void AddIndexes(JsonObject document, string name, SortedDictionary<string, double> indexes, string? kind)
    {
        if (indexes.Count > 0)
        {
            document[name] = new JsonObject(indexes.Select(i => KeyValuePair.Create(i.Key, (JsonNode?)Units([], i.Value, kind))));
        }
    }

    private static JsonObject Units(JsonObject document, double units, string? kind)
    {
        document["CapacityUnits"] = units;
        if (kind is not null)
        {
            document[kind] = units;
        }

        return document;
    }
}
