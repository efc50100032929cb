using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>What requests about items answer beside items (rule DDB-CAPACITY).</summary>
internal static class ItemDocuments
{
    /// <summary>Adds what a request took, as far as it wants to know.</summary>
    public static void AddCapacity(JsonObject answer, string? wanted, ConsumedUnits consumed, string table)
    {
        if (wanted is "TOTAL" or "INDEXES")
        {
            answer["ConsumedCapacity"] = Capacity(wanted, consumed, table);
        }
    }

    /// <param name="wanted">TOTAL or INDEXES.</param>
    /// <param name="consumed">What was taken.</param>
    /// <param name="table">As the request called it.</param>
    /// <param name="kind">Of a transaction: <c>ReadCapacityUnits</c> or <c>WriteCapacityUnits</c>.</param>
    public static JsonObject Capacity(string wanted, ConsumedUnits consumed, string table, string? kind = null)
    {
        var document = new JsonObject { ["TableName"] = table };
        Add(document, consumed.Total, kind);
        if (wanted == "INDEXES")
        {
            document["Table"] = Add([], consumed.OfTable, kind);
            AddIndexes(document, "LocalSecondaryIndexes", consumed.Local, kind);
            AddIndexes(document, "GlobalSecondaryIndexes", consumed.Global, kind);
        }

        return document;
    }

    private static void AddIndexes(JsonObject document, string name, SortedDictionary<string, double> indexes, string? kind)
    {
        if (indexes.Count > 0)
        {
            document[name] = new JsonObject(indexes.Select(i => KeyValuePair.Create(i.Key, (JsonNode?)Add([], i.Value, kind))));
        }
    }

    private static JsonObject Add(JsonObject document, double units, string? kind)
    {
        document["CapacityUnits"] = units;
        if (kind is not null)
        {
            document[kind] = units;
        }

        return document;
    }
}
