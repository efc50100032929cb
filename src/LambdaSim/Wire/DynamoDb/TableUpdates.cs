using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>UpdateTable, and switches of a table that have operations of their own.</summary>
internal static class TableUpdates
{
    private const long RecoveryLagMinutes = 5;

    public static IReadOnlyList<TableOperation> All { get; } =
    [
        new(TableShapes.UpdateTable, Update),
        new(TableShapes.UpdateTimeToLive, UpdateTimeToLive),
        new(TableShapes.DescribeTimeToLive, DescribeTimeToLive),
        new(TableShapes.UpdateContinuousBackups, UpdateBackups),
        new(TableShapes.DescribeContinuousBackups, static c => Backups(At(c))),
        new(TableShapes.DescribeContributorInsights, static c => new JsonObject { ["TableName"] = At(c).Name, ["ContributorInsightsStatus"] = "DISABLED" }),
        new(TableShapes.DescribeKinesisStreamingDestination, static c => new JsonObject { ["TableName"] = At(c).Name, ["KinesisDataStreamDestinations"] = new JsonArray() }),
        new(TableShapes.GetResourcePolicy, GetPolicy),
        new(TableShapes.PutResourcePolicy, PutPolicy),
        new(TableShapes.DeleteResourcePolicy, static c =>
        {
            TableTags.Tagged(c).Kept.Remove(Policy);
            return [];
        }),
        new(TableShapes.DescribeLimits, static _ => new JsonObject
        {
            ["AccountMaxReadCapacityUnits"] = 80_000, ["AccountMaxWriteCapacityUnits"] = 80_000, ["TableMaxReadCapacityUnits"] = 40_000, ["TableMaxWriteCapacityUnits"] = 40_000,
        }),
        new(TableShapes.DescribeEndpoints, static c => new JsonObject
        {
            ["Endpoints"] = new JsonArray(new JsonObject { ["Address"] = $"dynamodb.{c.Caller.Region}.amazonaws.com", ["CachePeriodInMinutes"] = 1_440L }),
        }),
    ];

    private const string Policy = "ResourcePolicy";

    /// <summary>Most units a second of a table on demand.</summary>
    public static void LimitOnDemand(Table table, JsonObject input)
    {
        if (Most(input) is { } most)
        {
            table.Units.Limit(most.Reads, most.Writes);
        }
    }

    private static Table At(TableCall call) => TableOperations.At(call).Get(call.Text("TableName")!);

    private static (long? Reads, long? Writes)? Most(JsonObject input) =>
        input["OnDemandThroughput"] is JsonObject most ? ((long?)most["MaxReadRequestUnits"], (long?)most["MaxWriteRequestUnits"]) : null;

    private static JsonObject Update(TableCall call)
    {
        RequireSimulated(call.Input);
        var stream = call.Input["StreamSpecification"] as JsonObject;
        var view = TableInputs.Stream(stream);
        var update = new TableUpdate
        {
            BillingMode = call.Text("BillingMode"),
            Throughput = TableInputs.Units(call.Input["ProvisionedThroughput"]),
            Attributes = TableInputs.Attributes(call.Input["AttributeDefinitions"]),
            Indexes = (call.Input["GlobalSecondaryIndexUpdates"] as JsonArray)?.Select(static u => Index(u!.AsObject())).ToList(),
            Stream = stream is null ? null : (view is not null, view ?? default),
            IsProtected = (bool?)call.Input["DeletionProtectionEnabled"],
            Most = Most(call.Input),
            Kept = TableInputs.Kept(call.Input),
        };
        UpdateTableChecks.Check(update);
        var table = At(call);
        table.Update(update, call.By);
        var begun = (update.Indexes ?? []).ToDictionary(static i => i.Name!, static i => i.Create is not null ? TableStatus.Creating : i.Delete is not null ? TableStatus.Deleting : TableStatus.Updating, StringComparer.Ordinal);
        return new JsonObject { ["TableDescription"] = TableDocuments.Of(table, TableStatus.Updating, begun) };
    }

    private static IndexUpdate Index(JsonObject update) => new()
    {
        Create = update["Create"] is JsonObject create ? TableInputs.Index(create, isLocal: false) : null,
        Update = update["Update"] is JsonObject change ? ((string)change["IndexName"]!, TableInputs.Units(change["ProvisionedThroughput"])) : null,
        Delete = (string?)update["Delete"]?["IndexName"],
    };

    private static void RequireSimulated(JsonObject input)
    {
        foreach (var name in (string[])["ReplicaUpdates", "GlobalTableWitnessUpdates", "MultiRegionConsistency"])
        {
            if (input[name] is not null and not JsonArray { Count: 0 })
            {
                throw TableException.Unsupported($"{name} (global tables of several Regions)");
            }
        }
    }

    private static JsonObject UpdateTimeToLive(TableCall call)
    {
        var given = call.Input["TimeToLiveSpecification"]!;
        var (isEnabled, attribute) = ((bool)given["Enabled"]!, (string)given["AttributeName"]!);
        At(call).SetTimeToLive(isEnabled, attribute);
        return new JsonObject { ["TimeToLiveSpecification"] = new JsonObject { ["Enabled"] = isEnabled, ["AttributeName"] = attribute } };
    }

    private static JsonObject DescribeTimeToLive(TableCall call)
    {
        var document = new JsonObject();
        if (At(call).TimeToLive is { } live)
        {
            document["AttributeName"] = live.Attribute;
        }

        document["TimeToLiveStatus"] = document.Count == 0 ? "DISABLED" : "ENABLED";
        return new JsonObject { ["TimeToLiveDescription"] = document };
    }

    private static JsonObject UpdateBackups(TableCall call)
    {
        var (table, given) = (At(call), call.Input["PointInTimeRecoverySpecification"]!);
        table.SetRecovery((bool)given["PointInTimeRecoveryEnabled"]!, (int?)given["RecoveryPeriodInDays"]);
        return Backups(table);
    }

    private static JsonObject Backups(Table table)
    {
        var recovery = new JsonObject { ["PointInTimeRecoveryStatus"] = table.Recovery is null ? "DISABLED" : "ENABLED" };
        if (table.Recovery is var (since, days))
        {
            recovery["RecoveryPeriodInDays"] = days;
            recovery["EarliestRestorableDateTime"] = Timestamps.Write(since);
            recovery["LatestRestorableDateTime"] = Timestamps.Write(table.Host.Now - NodaTime.Duration.FromMinutes(RecoveryLagMinutes));
        }

        return new JsonObject { ["ContinuousBackupsDescription"] = new JsonObject { ["ContinuousBackupsStatus"] = "ENABLED", ["PointInTimeRecoveryDescription"] = recovery } };
    }

    private static JsonObject GetPolicy(TableCall call) => TableTags.Tagged(call).Kept.TryGetValue(Policy, out var policy)
        ? new JsonObject { ["Policy"] = JsonNode.Parse(policy), ["RevisionId"] = Revision(policy) }
        : throw TableException.NoPolicy(call.Text("ResourceArn")!);

    private static JsonObject PutPolicy(TableCall call)
    {
        var policy = JsonValue.Create(call.Text("Policy")!).ToJsonString();
        TableTags.Tagged(call).Keep(Policy, policy);
        return new JsonObject { ["RevisionId"] = Revision(policy) };
    }

    private static string Revision(string policy) => (Randomness.StableHash.Of(policy) % 10_000_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
