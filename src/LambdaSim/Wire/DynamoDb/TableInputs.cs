using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Definitions of tables and indexes as requests have them.</summary>
internal static class TableInputs
{
    private static readonly string[] _kept = ["SSESpecification", "TableClass", "WarmThroughput", "ResourcePolicy"];

    public static TableDefinition Definition(JsonObject input) => new((string)input["TableName"]!)
    {
        Attributes = Attributes(input["AttributeDefinitions"]),
        Keys = Keys(input["KeySchema"]),
        Local = Indexes(input["LocalSecondaryIndexes"], isLocal: true),
        Global = Indexes(input["GlobalSecondaryIndexes"], isLocal: false),
        BillingMode = (string?)input["BillingMode"],
        Throughput = Units(input["ProvisionedThroughput"]),
        Stream = Stream(input["StreamSpecification"]),
        IsProtected = (bool?)input["DeletionProtectionEnabled"] ?? false,
        Kept = Kept(input),
    };

    public static IReadOnlyList<AttributeDefinition> Attributes(JsonNode? node) =>
        (node as JsonArray)?.Select(static a => new AttributeDefinition((string)a!["AttributeName"]!, (string)a["AttributeType"]!)).ToList() ?? [];

    public static IndexDefinition Index(JsonObject node, bool isLocal)
    {
        var projection = node["Projection"] as JsonObject;
        return new((string)node["IndexName"]!, Keys(node["KeySchema"]), new((string?)projection?["ProjectionType"], (projection?["NonKeyAttributes"] as JsonArray)?.Select(static a => (string)a!).ToList()))
        {
            Throughput = Units(node["ProvisionedThroughput"]),
            IsLocal = isLocal,
        };
    }

    public static Throughput? Units(JsonNode? node) => node is JsonObject units ? new((long)units["ReadCapacityUnits"]!, (long)units["WriteCapacityUnits"]!) : null;

    /// <exception cref="TableException">A stream is asked for that shows nothing, or none that shows something.</exception>
    public static StreamView? Stream(JsonNode? node)
    {
        if (node is not JsonObject stream)
        {
            return null;
        }

        var view = StreamViews.Parse((string?)stream["StreamViewType"]);
        return (bool)stream["StreamEnabled"]!
            ? view ?? throw TableException.Parameter("StreamEnabled is set to true, StreamViewType must be specified")
            : view is null ? null : throw TableException.Parameter("StreamEnabled is set to false, StreamViewType must not be specified");
    }

    /// <summary>What is shown and has no effect.</summary>
    public static IReadOnlyDictionary<string, string> Kept(JsonObject input) =>
        _kept.Where(n => input[n] is not null && !IsUsual(n, input[n]!)).ToDictionary(static n => n, n => input[n]!.ToJsonString(), StringComparer.Ordinal);

    private static bool IsUsual(string name, JsonNode value) =>
        name switch
        {
            "TableClass" => (string)value! == "STANDARD",
            "SSESpecification" => (bool?)value["Enabled"] != true,
            _ => false,
        };

    private static IReadOnlyList<KeyElement> Keys(JsonNode? node) => (node as JsonArray)?.Select(static k => new KeyElement((string)k!["AttributeName"]!, (string)k["KeyType"]!)).ToList() ?? [];

    private static IReadOnlyList<IndexDefinition>? Indexes(JsonNode? node, bool isLocal) => (node as JsonArray)?.Select(i => Index(i!.AsObject(), isLocal)).ToList();
}
