using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;
using LambdaSim.Resources;
using NodaTime;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Tables as DescribeTable shows them (rule DDB-DESCRIBE).</summary>
internal static class TableDocuments
{
    private const long OnDemandReads = 12_000, OnDemandWrites = 4_000;

    /// <param name="table">Which.</param>
    /// <param name="shown">A state that begins with this answer, however short it is; null: the one that it is in.</param>
    /// <param name="indexes">The same of indexes.</param>
    public static JsonObject Of(Table table, TableStatus? shown = null, IReadOnlyDictionary<string, TableStatus>? indexes = null)
    {
        var status = shown ?? table.Status;
        var document = new JsonObject();
        if (status != TableStatus.Deleting)
        {
            document["AttributeDefinitions"] = new JsonArray([.. table.Attributes.Select(static a => (JsonNode)new JsonObject { ["AttributeName"] = a.Name, ["AttributeType"] = a.Type })]);
        }

        document["TableName"] = table.Name;
        if (status != TableStatus.Deleting)
        {
            document["KeySchema"] = Keys(table.Keys);
        }

        document["TableStatus"] = Word(status);
        if (status != TableStatus.Deleting)
        {
            document["CreationDateTime"] = Timestamps.Write(table.CreatedAt);
        }

        document["ProvisionedThroughput"] = Units(table.Units, table.Host.Now);
        document["TableSizeBytes"] = table.Measured.Bytes;
        document["ItemCount"] = table.Measured.Count;
        document["TableArn"] = table.Arn;
        document["TableId"] = table.Id.ToString("D");
        AddBilling(document, table, status);
        if (status != TableStatus.Deleting)
        {
            AddIndexes(document, table, shown, indexes);
        }

        AddStream(document, table);
        document["DeletionProtectionEnabled"] = table.IsProtected;
        document["WarmThroughput"] = new JsonObject
        {
            ["ReadUnitsPerSecond"] = table.Units.Provisioned?.Reads ?? OnDemandReads,
            ["WriteUnitsPerSecond"] = table.Units.Provisioned?.Writes ?? OnDemandWrites,
            ["Status"] = "ACTIVE",
        };
        AddKept(document, table);
        return document;
    }

    public static string Word(TableStatus status) => status switch
    {
        TableStatus.Creating => "CREATING",
        TableStatus.Updating => "UPDATING",
        TableStatus.Deleting => "DELETING",
        _ => "ACTIVE",
    };

    private static JsonArray Keys(TableKeys keys) => new([.. keys.Elements.Select(static k => (JsonNode)new JsonObject { ["AttributeName"] = k.Name, ["KeyType"] = k.Type })]);

    private static JsonObject Units(TableUnits units, Instant now)
    {
        var document = new JsonObject();
        if (units.IncreasedAt is { } increased)
        {
            document["LastIncreaseDateTime"] = Timestamps.Write(increased);
        }

        if (units.DecreasedAt is { } decreased)
        {
            document["LastDecreaseDateTime"] = Timestamps.Write(decreased);
        }

        document["NumberOfDecreasesToday"] = units.DecreasesOf(now);
        document["ReadCapacityUnits"] = units.Provisioned?.Reads ?? 0;
        document["WriteCapacityUnits"] = units.Provisioned?.Writes ?? 0;
        return document;
    }

    private static void AddBilling(JsonObject document, Table table, TableStatus status)
    {
        if (table.OnDemandSince is not { } since)
        {
            return;
        }

        var mode = table.IsOnDemand ? TableDefinition.OnDemand : TableDefinition.Provisioned;
        var summary = new JsonObject { ["BillingMode"] = mode };
        if (status != TableStatus.Creating)
        {
            summary["LastUpdateToPayPerRequestDateTime"] = Timestamps.Write(since);
        }

        document["BillingModeSummary"] = summary;
        document["TableThroughputModeSummary"] = new JsonObject { ["TableThroughputMode"] = mode };
    }

    private static void AddIndexes(JsonObject document, Table table, TableStatus? shown, IReadOnlyDictionary<string, TableStatus>? indexes)
    {
        var local = table.Indexes.Where(static i => i.IsLocal).Select(static i => (JsonNode)Index(i)).ToArray();
        var global = table.Indexes.Where(static i => !i.IsLocal).Select(i => (JsonNode)Global(i, table, shown == TableStatus.Creating ? shown : indexes?.TryGetValue(i.Name, out var begun) == true ? begun : null)).ToArray();
        if (local.Length > 0)
        {
            document["LocalSecondaryIndexes"] = new JsonArray(local);
        }

        if (global.Length > 0)
        {
            document["GlobalSecondaryIndexes"] = new JsonArray(global);
        }
    }

    private static JsonObject Index(TableIndex index)
    {
        var projection = new JsonObject { ["ProjectionType"] = index.Definition.Projection.Type };
        if (index.Definition.Projection.Attributes is { } attributes)
        {
            projection["NonKeyAttributes"] = new JsonArray([.. attributes.Select(static a => (JsonNode)a)]);
        }

        return new JsonObject
        {
            ["IndexName"] = index.Name,
            ["KeySchema"] = Keys(index.Keys),
            ["Projection"] = projection,
            ["IndexSizeBytes"] = index.Rows.Bytes,
            ["ItemCount"] = (long)index.Rows.Count,
            ["IndexArn"] = index.Arn,
        };
    }

    private static JsonObject Global(TableIndex index, Table table, TableStatus? shown)
    {
        var document = Index(index);
        var status = shown ?? (table.Status == TableStatus.Creating ? TableStatus.Creating : index.Status);
        document["IndexStatus"] = Word(status);
        if (status == TableStatus.Creating && table.Status != TableStatus.Creating)
        {
            document["Backfilling"] = true;
        }

        document["ProvisionedThroughput"] = Units(index.Units, table.Host.Now);
        return document;
    }

    private static void AddStream(JsonObject document, Table table)
    {
        if (table.ActiveStream is { } active)
        {
            document["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = active.View.Name() };
        }

        if (table.LatestStream is { IsDeleted: false } latest)
        {
            document["LatestStreamLabel"] = latest.Label;
            document["LatestStreamArn"] = latest.Arn.ToString();
        }
    }

    private static void AddKept(JsonObject document, Table table)
    {
        if (table.Kept.TryGetValue("TableClass", out var tableClass))
        {
            document["TableClassSummary"] = new JsonObject { ["TableClass"] = JsonNode.Parse(tableClass) };
        }

        if (table.Kept.TryGetValue("SSESpecification", out var encryption) && JsonNode.Parse(encryption) is JsonObject sse && (bool?)sse["Enabled"] == true)
        {
            document["SSEDescription"] = new JsonObject
            {
                ["Status"] = "ENABLED",
                ["SSEType"] = "KMS",
                ["KMSMasterKeyArn"] = (string?)sse["KMSMasterKeyId"] ?? new Arn("aws", "kms", table.Catalog.Region, table.Catalog.Account, "alias/aws/dynamodb").ToString(),
            };
        }

        if (table.Units.Most is { Reads: var reads, Writes: var writes } && (reads ?? writes) is not null)
        {
            document["OnDemandThroughput"] = new JsonObject { ["MaxReadRequestUnits"] = reads ?? -1, ["MaxWriteRequestUnits"] = writes ?? -1 };
        }
    }
}
