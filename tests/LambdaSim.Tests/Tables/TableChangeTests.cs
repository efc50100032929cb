using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>Changes of tables: units, billing, indexes, expiry, tags.</summary>
public sealed class TableChangeTests : IDisposable
{
    private const string P = "One or more parameter values were invalid: ";
    private const string Index = """ "AttributeDefinitions":[{"AttributeName":"kind","AttributeType":"S"}],"GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-kind","KeySchema":[{"AttributeName":"kind","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}] """;

    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string, string, string> Refused => new()
    {
        { "", "ValidationException", "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required" },
        { ""","BillingMode":"PROVISIONED" """, "ValidationException", P + "ProvisionedThroughput must be specified when BillingMode is PROVISIONED" },
        { ""","GlobalSecondaryIndexUpdates":[{}]""", "ValidationException", P + "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null" },
        { ""","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"one"}},{"Delete":{"IndexName":"one"}}]""", "ValidationException", P + "Only one global secondary index update per index is allowed simultaneously. Index: one" },
        { ""","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"one"}},{"Delete":{"IndexName":"two"}}]""", "LimitExceededException", "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table" },
        { ""","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"one"}}]""", "ValidationException", "The table does not have the specified index: one" },
        { ""","GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-id","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"}}}]""", "ValidationException", "Invalid KeySchema: Some index key attribute have no definition" },
        { ""","ReplicaUpdates":[{"Create":{"RegionName":"eu-west-1"}}]""", "UnsupportedOperationException", "LambdaSim does not simulate ReplicaUpdates (global tables of several Regions) of DynamoDB; nothing was done." },
        {
            ""","ProvisionedThroughput":{"ReadCapacityUnits":5,"WriteCapacityUnits":5}""", "ValidationException",
            "The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Pins("DDB-UPDATE-TABLE")]
    public void A_change_of_a_table_that_cannot_be_is_refused(string more, string code, string message)
    {
        Provisioned(5);

        Assert.Equal((code, message), _world.Refusal("UpdateTable", $$"""{"TableName":"orders"{{more}}}"""));
    }

    [Fact]
    public void A_table_goes_between_its_billing_modes()
    {
        Provisioned(5);
        var updating = Update(""" "BillingMode":"PAY_PER_REQUEST" """);
        Update(""" "BillingMode":"PROVISIONED","ProvisionedThroughput":{"ReadCapacityUnits":7,"WriteCapacityUnits":8} """);

        Assert.Equal("UPDATING", (string?)updating["TableStatus"]);
        Assert.Equal("PAY_PER_REQUEST", (string?)updating["BillingModeSummary"]!["BillingMode"]);
        Assert.Equal((7, 8), ((long)Table()["ProvisionedThroughput"]!["ReadCapacityUnits"]!, (long)Table()["ProvisionedThroughput"]!["WriteCapacityUnits"]!));
        Assert.Equal("PROVISIONED", (string?)Table()["BillingModeSummary"]!["BillingMode"]);
        Assert.Equal("LimitExceededException", _world.Refusal("UpdateTable", """{"TableName":"orders","BillingMode":"PAY_PER_REQUEST"}""").Code);
        _world.Simulation.AdvanceBy(24.Hours);
        Update(""" "BillingMode":"PAY_PER_REQUEST" """);
    }

    [Fact]
    [Pins("DDB-DECREASE")]
    public void Units_decrease_four_times_a_day_and_then_once_an_hour()
    {
        Provisioned(9);
        for (var units = 8; units >= 5; units--)
        {
            Decrease(units);
        }

        Assert.Equal(4, (long)Table()["ProvisionedThroughput"]!["NumberOfDecreasesToday"]!);
        Assert.Equal("LimitExceededException", Refused(4));
        _world.Simulation.AdvanceBy(1.Hours);
        Decrease(4);
        Assert.Equal("LimitExceededException", Refused(3));
        Decrease(20);
        _world.Simulation.AdvanceBy(23.Hours);
        Decrease(3);
        Assert.Equal(1, (long)Table()["ProvisionedThroughput"]!["NumberOfDecreasesToday"]!);

        void Decrease(int units) => Update($$""" "ProvisionedThroughput":{"ReadCapacityUnits":{{units}},"WriteCapacityUnits":10} """);
        string Refused(int units) => _world.Refusal("UpdateTable", $$$"""{"TableName":"orders","ProvisionedThroughput":{"ReadCapacityUnits":{{{units}}},"WriteCapacityUnits":10} }""").Code;
    }

    [Fact]
    public void An_index_is_made_filled_and_deleted()
    {
        using var slow = new TableWorld(static d => d with { TableCreation = 60.Seconds });
        slow.Create();
        slow.Simulation.AdvanceBy(60.Seconds);
        slow.Put("""{"id":{"S":"a"},"kind":{"S":"k"}}""");
        slow.Put("""{"id":{"S":"b"}}""");
        slow.Ask("UpdateTable", $$"""{"TableName":"orders",{{Index}}}""");
        var making = slow.Ask("DescribeTable", """{"TableName":"orders"}""")["Table"]!;
        Assert.Equal(("UPDATING", "CREATING", true), ((string?)making["TableStatus"], (string?)making["GlobalSecondaryIndexes"]![0]!["IndexStatus"], (bool)making["GlobalSecondaryIndexes"]![0]!["Backfilling"]!));
        Assert.Equal("Cannot read from backfilling global secondary index: by-kind", slow.Invalid("Scan", """{"TableName":"orders","IndexName":"by-kind"}"""));
        Assert.Equal(("ResourceInUseException", "Attempt to change a resource which is still in use: Table is being updated: orders"), slow.Refusal("UpdateTable", """{"TableName":"orders","DeletionProtectionEnabled":true}"""));
        slow.Put("""{"id":{"S":"c"},"kind":{"S":"k"}}""");
        slow.Simulation.AdvanceBy(60.Seconds);
        Assert.Equal(2, (int)slow.Ask("Scan", """{"TableName":"orders","IndexName":"by-kind"}""")["Count"]!);
        slow.Ask("UpdateTable", """{"TableName":"orders","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"by-kind"}}]}""");
        slow.Simulation.AdvanceBy(60.Seconds);
        var table = slow.Ask("DescribeTable", """{"TableName":"orders"}""")["Table"]!;
        Assert.Null(table["GlobalSecondaryIndexes"]);
        Assert.Single(table["AttributeDefinitions"]!.AsArray());
    }

    [Fact]
    [Pins("DDB-TTL")]
    public void An_item_goes_some_time_after_its_expiry()
    {
        _world.Create(more: """{"StreamSpecification":{"StreamEnabled":true,"StreamViewType":"OLD_IMAGE"}}""");
        _world.Put($$$"""{"id":{"S":"early"},"expires_at":{"N":"{{{Second(60)}}}"}}""");
        _world.Ask("UpdateTimeToLive", """{"TableName":"orders","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"expires_at"}}""");
        _world.Put($$$"""{"id":{"S":"kept"},"expires_at":{"N":"{{{Second(60)}}}"}}""");
        _world.Put($$$"""{"id":{"S":"text"},"expires_at":{"S":"{{{Second(60)}}}"}}""");
        _world.Put("""{"id":{"S":"ancient"},"expires_at":{"N":"1"}}""");
        _world.Simulation.AdvanceBy(59.Seconds);
        Assert.NotNull(Get("early"));
        _world.Ask("UpdateItem", $$$"""{"TableName":"orders","Key":{"id":{"S":"kept"}},"UpdateExpression":"SET expires_at = :u","ExpressionAttributeValues":{":u":{"N":"{{{Second(86_400)}}}"} } }""");
        _world.Simulation.AdvanceBy(1.Seconds + 10.Minutes);

        Assert.Null(Get("early"));
        Assert.NotNull(Get("kept"));
        Assert.NotNull(Get("text"));
        Assert.NotNull(Get("ancient"));
        var stream = (string)Table()["LatestStreamArn"]!;
        var shard = (string)_world.Ask("DescribeStream", $$"""{"StreamArn":"{{stream}}"}""", "DynamoDBStreams_20120810")["StreamDescription"]!["Shards"]![0]!["ShardId"]!;
        var iterator = (string)_world.Ask("GetShardIterator", $$"""{"StreamArn":"{{stream}}","ShardId":"{{shard}}","ShardIteratorType":"TRIM_HORIZON"}""", "DynamoDBStreams_20120810")["ShardIterator"]!;
        var last = _world.Ask("GetRecords", $$"""{"ShardIterator":"{{iterator}}"}""", "DynamoDBStreams_20120810")["Records"]!.AsArray()[^1]!;
        Assert.Equal(("REMOVE", """{"type":"Service","principalId":"dynamodb.amazonaws.com"}"""), ((string?)last["eventName"], last["userIdentity"]!.ToJsonString()));

        JsonObject? Get(string id) => _world.Get($$$"""{"id":{"S":"{{{id}}}"}}""");
        static long Second(long after) => 1_767_225_600 + after;
    }

    [Fact]
    public void Expiry_is_switched_on_and_off_once_an_hour()
    {
        _world.Create();
        const string On = """{"TableName":"orders","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"expires_at"}}""";
        const string Off = """{"TableName":"orders","TimeToLiveSpecification":{"Enabled":false,"AttributeName":"expires_at"}}""";
        Assert.Equal("TimeToLive is already disabled", _world.Invalid("UpdateTimeToLive", Off));
        Assert.Equal("""{"TimeToLiveSpecification":{"Enabled":true,"AttributeName":"expires_at"}}""", _world.Ask("UpdateTimeToLive", On).ToJsonString());
        Assert.Equal("""{"TimeToLiveDescription":{"AttributeName":"expires_at","TimeToLiveStatus":"ENABLED"}}""", _world.Ask("DescribeTimeToLive", """{"TableName":"orders"}""").ToJsonString());
        _world.Simulation.AdvanceBy(59.Minutes);
        Assert.Equal("Time to live has been modified multiple times within a fixed interval", _world.Invalid("UpdateTimeToLive", Off));
        _world.Simulation.AdvanceBy(1.Minutes);
        Assert.Equal("TimeToLive is already enabled", _world.Invalid("UpdateTimeToLive", On));
        _world.Ask("UpdateTimeToLive", Off);
        Assert.Equal("""{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}""", _world.Ask("DescribeTimeToLive", """{"TableName":"orders"}""").ToJsonString());
    }

    [Fact]
    [Pins("DDB-TAGS")]
    public void A_table_has_tags()
    {
        var arn = (string)_world.Create(more: """{"Tags":[{"Key":"a","Value":"1"}]}""")["TableDescription"]!["TableArn"]!;
        _world.Ask("TagResource", $$"""{"ResourceArn":"{{arn}}","Tags":[{"Key":"b","Value":"2"}]}""");
        _world.Ask("UntagResource", $$"""{"ResourceArn":"{{arn}}","TagKeys":["a"]}""");

        Assert.Equal("""{"Tags":[{"Key":"b","Value":"2"}]}""", _world.Ask("ListTagsOfResource", $$"""{"ResourceArn":"{{arn}}"}""").ToJsonString());
        Assert.Equal("Invalid TableArn: Invalid ResourceArn provided as input orders", _world.Invalid("TagResource", """{"ResourceArn":"orders","Tags":[{"Key":"b","Value":"2"}]}"""));
        Assert.Equal("Atleast one Tag needs to be provided as Input.", _world.Invalid("TagResource", $$"""{"ResourceArn":"{{arn}}","Tags":[]}"""));
        Assert.Equal("Atleast one Tag Key needs to be provided as Input.", _world.Invalid("UntagResource", $$"""{"ResourceArn":"{{arn}}","TagKeys":[]}"""));
    }

    [Fact]
    public void What_deployments_ask_for_is_answered_and_what_has_no_effect_is_listed()
    {
        _world.Create(more: """{"TableClass":"STANDARD_INFREQUENT_ACCESS","SSESpecification":{"Enabled":true}}""");
        _world.Ask("UpdateContinuousBackups", """{"TableName":"orders","PointInTimeRecoverySpecification":{"PointInTimeRecoveryEnabled":true}}""");
        var backups = _world.Ask("DescribeContinuousBackups", """{"TableName":"orders"}""")["ContinuousBackupsDescription"]!;

        Assert.Equal("ENABLED", (string?)backups["PointInTimeRecoveryDescription"]!["PointInTimeRecoveryStatus"]);
        Assert.Equal("STANDARD_INFREQUENT_ACCESS", (string?)Table()["TableClassSummary"]!["TableClass"]);
        Assert.Equal("ENABLED", (string?)Table()["SSEDescription"]!["Status"]);
        Assert.Equal("dynamodb.us-east-1.amazonaws.com", (string?)_world.Ask("DescribeEndpoints", "{}")["Endpoints"]![0]!["Address"]);
        var notes = string.Join('\n', _world.Simulation.Unsimulated);
        Assert.Contains("table orders: TableClass is shown and has no effect", notes, StringComparison.Ordinal);
        Assert.Contains("table orders: PointInTimeRecovery is shown and has no effect", notes, StringComparison.Ordinal);
        Assert.Contains("table orders: SSESpecification is shown and has no effect", notes, StringComparison.Ordinal);
    }

    private void Provisioned(int units)
    {
        _world.Ask("CreateTable", $$$"""{"TableName":"orders","AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],"ProvisionedThroughput":{"ReadCapacityUnits":{{{units}}},"WriteCapacityUnits":{{{units}}} } }""");
    }

    private JsonObject Update(string change) => _world.Ask("UpdateTable", $$"""{"TableName":"orders",{{change}}}""")["TableDescription"]!.AsObject();

    private JsonObject Table() => _world.Ask("DescribeTable", """{"TableName":"orders"}""")["Table"]!.AsObject();
}
