using LambdaSim.Wire.Codecs;
using static LambdaSim.Wire.Codecs.Model;
using static LambdaSim.Wire.DynamoDb.DynamoDbShapes;

namespace LambdaSim.Wire.DynamoDb;

/// <summary>Requests about tables.</summary>
internal static class TableShapes
{
    private static readonly WireMember _table = Required("TableName", DynamoDbShapes.TableName);

    private static readonly WireMember _arn = Required("ResourceArn", Text(1, 1_283));

    public static WireOperation CreateTable { get; } = Of(
        "CreateTable",
        Member("TableName", DynamoDbShapes.TableName),
        Member("BillingMode", BillingMode),
        Member("ProvisionedThroughput", Throughput),
        Required("KeySchema", KeySchema),
        Member("LocalSecondaryIndexes", List(LocalIndex)),
        Member("GlobalSecondaryIndexes", List(GlobalIndex)),
        Required("AttributeDefinitions", Definitions),
        Member("StreamSpecification", StreamSpecification),
        Member("SSESpecification", Any),
        Member("Tags", DynamoDbShapes.Tags),
        Member("TableClass", TableClass),
        Member("DeletionProtectionEnabled", WireShape.Boolean),
        Member("WarmThroughput", Any),
        Member("ResourcePolicy", WireShape.String),
        Member("OnDemandThroughput", Any),
        Refused("GlobalTableSourceArn", WireShape.String));

    public static WireOperation UpdateTable { get; } = Of(
        "UpdateTable",
        _table,
        Member("AttributeDefinitions", Definitions),
        Member("BillingMode", BillingMode),
        Member("ProvisionedThroughput", Throughput),
        Member("GlobalSecondaryIndexUpdates", List(WireShape.Structure(
            "GlobalSecondaryIndexUpdate",
            Member("Update", WireShape.Structure("UpdateGlobalSecondaryIndexAction", Required("IndexName", IndexName), Member("ProvisionedThroughput", Throughput), Member("OnDemandThroughput", Any), Member("WarmThroughput", Any))),
            Member("Create", GlobalIndex),
            Member("Delete", WireShape.Structure("DeleteGlobalSecondaryIndexAction", Required("IndexName", IndexName)))))),
        Member("StreamSpecification", StreamSpecification),
        Member("SSESpecification", Any),
        Member("ReplicaUpdates", List(Any)),
        Member("TableClass", TableClass),
        Member("DeletionProtectionEnabled", WireShape.Boolean),
        Member("MultiRegionConsistency", WireShape.String),
        Member("GlobalTableWitnessUpdates", List(Any)),
        Member("OnDemandThroughput", Any),
        Member("WarmThroughput", Any));

    public static WireOperation DescribeTable { get; } = Of("DescribeTable", _table);

    public static WireOperation DeleteTable { get; } = Of("DeleteTable", _table);

    public static WireOperation ListTables { get; } = Of("ListTables", Member("ExclusiveStartTableName", DynamoDbShapes.TableName), Member("Limit", Number(1, 100)));

    public static WireOperation DescribeTimeToLive { get; } = Of("DescribeTimeToLive", _table);

    public static WireOperation UpdateTimeToLive { get; } = Of("UpdateTimeToLive", _table, Required("TimeToLiveSpecification", WireShape.Structure(
        "TimeToLiveSpecification", Required("Enabled", WireShape.Boolean), Required("AttributeName", Text(1, 255)))));

    public static WireOperation TagResource { get; } = Of("TagResource", _arn, Required("Tags", DynamoDbShapes.Tags));

    public static WireOperation UntagResource { get; } = Of("UntagResource", _arn, Required("TagKeys", List(Text(1, 128))));

    public static WireOperation ListTagsOfResource { get; } = Of("ListTagsOfResource", _arn, Text("NextToken"));

    public static WireOperation DescribeContinuousBackups { get; } = Of("DescribeContinuousBackups", _table);

    public static WireOperation UpdateContinuousBackups { get; } = Of("UpdateContinuousBackups", _table, Required("PointInTimeRecoverySpecification", WireShape.Structure(
        "PointInTimeRecoverySpecification", Required("PointInTimeRecoveryEnabled", WireShape.Boolean), Member("RecoveryPeriodInDays", Number(1, 35)))));

    public static WireOperation DescribeContributorInsights { get; } = Of("DescribeContributorInsights", _table, Member("IndexName", IndexName));

    public static WireOperation DescribeKinesisStreamingDestination { get; } = Of("DescribeKinesisStreamingDestination", _table);

    public static WireOperation GetResourcePolicy { get; } = Of("GetResourcePolicy", _arn);

    public static WireOperation PutResourcePolicy { get; } = Of("PutResourcePolicy", _arn, Required("Policy", WireShape.String), Refused("ExpectedRevisionId", WireShape.String), Member("ConfirmRemoveSelfResourceAccess", WireShape.Boolean));

    public static WireOperation DeleteResourcePolicy { get; } = Of("DeleteResourcePolicy", _arn, Refused("ExpectedRevisionId", WireShape.String));

    public static WireOperation DescribeLimits { get; } = Of("DescribeLimits");

    public static WireOperation DescribeEndpoints { get; } = Of("DescribeEndpoints");

    internal static WireOperation Of(string name, params WireMember[] input) => new(name, WireShape.Structure(name, input), null);
}
