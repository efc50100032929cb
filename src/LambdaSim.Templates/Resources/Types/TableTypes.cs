using System.Text.Json.Nodes;
using LambdaSim.Templates.Documents;

namespace LambdaSim.Templates.Resources.Types;

/// <summary>DynamoDB.</summary>
internal static class TableTypes
{
    private const string Common = "KeySchema! AttributeDefinitions BillingMode GlobalSecondaryIndexes LocalSecondaryIndexes StreamSpecification TableName TimeToLiveSpecification SSESpecification WarmThroughput ";

    public static IReadOnlyList<ResourceType> All { get; } =
    [
        ResourceType.Of("AWS::DynamoDB::Table",
            Common + "DeletionProtectionEnabled OnDemandThroughput ProvisionedThroughput ResourcePolicy TableClass Tags ~ContributorInsightsSpecification ~ImportSourceSpecification ~KinesisStreamSpecification "
            + "~PointInTimeRecoverySpecification", Table),
        ResourceType.Of("AWS::DynamoDB::GlobalTable",
            Common + "Replicas! ~GlobalTableWitnesses ~MultiRegionConsistency ~GlobalTableSourceArn ~GlobalTableSettingsReplicationMode ~WriteProvisionedThroughputSettings ~WriteOnDemandThroughputSettings ~ReadOnDemandThroughputSettings", GlobalTable),
    ];

    private static Made Table(Making m)
    {
        var more = new JsonObject();
        if (Shaped.Map(m["ResourcePolicy"], "ResourcePolicy") is { } policy && policy["PolicyDocument"] is { } document)
        {
            more["ResourcePolicy"] = JsonOutput.Of(document);
        }

        return Create(m, more, m["StreamSpecification"]);
    }

    // One Region's replica is the table; the others are names.
    private static Made GlobalTable(Making m)
    {
        if (m.List("Replicas").Count > 1)
        {
            m.Inert("Replicas", "one Region is simulated");
        }

        var more = new JsonObject { ["BillingMode"] = m.Text("BillingMode") ?? "PAY_PER_REQUEST" };
        if ((string?)more["BillingMode"] == "PROVISIONED")
        {
            more["BillingMode"] = "PAY_PER_REQUEST";
            m.Inert("BillingMode", "a global table's capacity follows a scaling policy, which is not simulated: it is on demand");
        }

        return Create(m, more, m["StreamSpecification"] ?? (m.List("Replicas").Count > 1 ? Node.Map(("StreamViewType", Node.Of("NEW_AND_OLD_IMAGES"))) : null));
    }

    private static Made Create(Making m, JsonObject more, Node? stream)
    {
        var name = m.Name("TableName", 255);
        more["TableName"] = name;
        if (Shaped.Map(stream, "StreamSpecification") is { } view)
        {
            more["StreamSpecification"] = new JsonObject { ["StreamEnabled"] = true, ["StreamViewType"] = Shaped.Text(view["StreamViewType"] ?? throw Shaped.Wrong(view, "StreamSpecification", "a map with StreamViewType")) };
        }

        if (Shaped.Map(m["SSESpecification"], "SSESpecification") is { } sse && sse["SSEEnabled"] is { } enabled)
        {
            more["SSESpecification"] = new JsonObject { ["Enabled"] = Shaped.Flag(enabled, "SSESpecification.SSEEnabled") };
        }

        var description = m.Call("dynamodb", "CreateTable", more, "StreamSpecification", "SSESpecification", "ResourcePolicy")["TableDescription"]!;
        if (Shaped.Map(m["TimeToLiveSpecification"], "TimeToLiveSpecification") is { } expiry && expiry["Enabled"] is { } on && Shaped.Flag(on, "TimeToLiveSpecification.Enabled"))
        {
            m.Door.Call("dynamodb", "UpdateTimeToLive", new JsonObject
            {
                ["TableName"] = name,
                ["TimeToLiveSpecification"] = new JsonObject
                {
                    ["Enabled"] = true, ["AttributeName"] = Shaped.Text(expiry["AttributeName"] ?? throw Shaped.Wrong(expiry, "TimeToLiveSpecification", "a map with AttributeName")),
                },
            });
        }

        return new Made(name).With("Arn", (string?)description["TableArn"]).With("StreamArn", (string?)description["LatestStreamArn"]).With("TableId", (string?)description["TableId"]);
    }
}
