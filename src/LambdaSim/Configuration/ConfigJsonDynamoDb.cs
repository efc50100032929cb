using System.Text.Json;

namespace LambdaSim.Configuration;

/// <summary>What a configuration file says of DynamoDB.</summary>
internal static class ConfigDynamoDb
{
    public static readonly ConfigSection<DynamoDbConfig> Section = new(
        "dynamoDb",
        [],
        ("tableCreation", static (d, node) => d with { TableCreation = ConfigValues.Duration(node) }),
        ("indexDelayMin", static (d, node) => d with { IndexDelayMin = ConfigValues.Duration(node) }),
        ("indexDelayMax", static (d, node) => d with { IndexDelayMax = ConfigValues.Duration(node) }),
        ("timeToLiveDelay", static (d, node) => d with { TimeToLiveDelay = ConfigValues.Duration(node) }),
        ("streamShards", static (d, node) => d with { StreamShards = node.Int() }));

    /// <summary>Nothing where it is as usual: the form of a world that says nothing of DynamoDB stays what it is.</summary>
    public static void Write(Utf8JsonWriter json, DynamoDbConfig tables)
    {
        if (tables == new DynamoDbConfig())
        {
            return;
        }

        json.WriteStartObject("dynamoDb");
        json.WriteString("tableCreation", UnitText.Of(tables.TableCreation));
        json.WriteString("indexDelayMin", UnitText.Of(tables.IndexDelayMin));
        json.WriteString("indexDelayMax", UnitText.Of(tables.IndexDelayMax));
        json.WriteString("timeToLiveDelay", UnitText.Of(tables.TimeToLiveDelay));
        json.WriteNumber("streamShards", tables.StreamShards);
        json.WriteEndObject();
    }
}
