using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>UpdateTable.</summary>
internal static class TableUpdates
{
    /// <summary>Most units a second of a table on demand.</summary>
    public static void LimitOnDemand(Table table, JsonObject input)
    {
        if (input["OnDemandThroughput"] is JsonObject most)
        {
            table.Units.Limit((long?)most["MaxReadRequestUnits"], (long?)most["MaxWriteRequestUnits"]);
        }
    }
}
