using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>How tables are made.</summary>
public sealed class CreateTableTests : IDisposable
{
    private const string P = "One or more parameter values were invalid: ";
    private const string Keys = """ "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"}] """;
    private const string Both = """ "AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}],"KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"}] """;
    private const string OnDemand = """ "BillingMode":"PAY_PER_REQUEST" """;
    private const string HashA = """{"AttributeName":"a","KeyType":"HASH"}""";
    private const string RangeB = """{"AttributeName":"b","KeyType":"RANGE"}""";
    private const string Units = """ "ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1} """;

    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    public static TheoryData<string, string> Refused => new()
    {
        { $$"""{{{Keys}}}""", "The parameter 'TableName' is required but was not present in the request" },
        { $$"""{"TableName":"ab",{{Keys}}}""", "TableName must be at least 3 characters long and at most 255 characters long" },
        { """{"TableName":"abc","KeySchema":[],"AttributeDefinitions":[]}""", "1 validation error detected: Value '[]' at 'keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1" },
        {
            """{"TableName":"abc","KeySchema":[{"AttributeName":"a","KeyType":"HASH"},{"AttributeName":"b","KeyType":"RANGE"},{"AttributeName":"c","KeyType":"RANGE"}],"AttributeDefinitions":[]}""",
            "1 validation error detected: Value '[KeySchemaElement(attributeName=a, keyType=HASH), KeySchemaElement(attributeName=b, keyType=RANGE), KeySchemaElement(attributeName=c, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2"
        },
        {
            $$"""{"TableName":"abc",{{Keys}},"BillingMode":"NONE"}""",
            "1 validation error detected: Value 'NONE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]"
        },
        {
            $$"""{"TableName":"abc",{{Keys}},"ProvisionedThroughput":{"ReadCapacityUnits":0,"WriteCapacityUnits":0} }""",
            "2 validation errors detected: Value '0' at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1"
        },
        { $$"""{"TableName":"abc",{{Keys}},{{OnDemand}},{{Units}}}""", P + "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST" },
        { $$"""{"TableName":"abc",{{Keys}}}""", P + "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED" },
        { $$"""{"TableName":"abc",{{Keys}},"ProvisionedThroughput":{"ReadCapacityUnits":1000000000001,"WriteCapacityUnits":1} }""", "Given value 1000000000001 for ReadCapacityUnits is out of bounds" },
        { $$"""{"TableName":"abc",{{Keys}},"ProvisionedThroughput":{"ReadCapacityUnits":1,"WriteCapacityUnits":1000000000001} }""", "Given value 1000000000001 for WriteCapacityUnits is out of bounds" },
        { $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[{{HashA}},{{RangeB}}]}""", "Invalid KeySchema: Some index key attribute have no definition" },
        { $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"c","AttributeType":"S"}],"KeySchema":[{{HashA}}]}""", P + "Some index key attributes are not defined in AttributeDefinitions. Keys: [a], AttributeDefinitions: [c]" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}],"KeySchema":[{{HashA}},{"AttributeName":"a","KeyType":"RANGE"}]}""",
            "Both the Hash Key and the Range Key element in the KeySchema have the same name"
        },
        { $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"}],"KeySchema":[{"AttributeName":"a","KeyType":"RANGE"}]}""", "Invalid KeySchema: The first KeySchemaElement is not a HASH key type" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}],"KeySchema":[{{HashA}},{"AttributeName":"b","KeyType":"HASH"}]}""",
            "Invalid KeySchema: The second KeySchemaElement is not a RANGE key type"
        },
        {
            $$"""{"TableName":"abc",{{OnDemand}},"AttributeDefinitions":[{"AttributeName":"a","AttributeType":"S"},{"AttributeName":"b","AttributeType":"S"}],"KeySchema":[{{HashA}}]}""",
            P + "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
        },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[]}""", P + "List of LocalSecondaryIndexes is empty" },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Keys}},"LocalSecondaryIndexes":[{{Index(HashA)}}]}""", P + "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex" },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Index(HashA)}}]}""", P + "Index KeySchema does not have a range key for index: idx" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Index("""{"AttributeName":"b","KeyType":"HASH"},{"AttributeName":"a","KeyType":"RANGE"}""")}}]}""",
            P + "Index KeySchema does not have the same leading hash key as table KeySchema for index: idx. index hash key: b, table hash key: a"
        },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Index($"{HashA},{RangeB}", "{}")}}]}""", P + "Unknown ProjectionType: null" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Index($"{HashA},{RangeB}", """{"ProjectionType":"ALL","NonKeyAttributes":["c"]}""")}}]}""",
            P + "ProjectionType is ALL, but NonKeyAttributes is specified"
        },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Index($"{HashA},{RangeB}")}},{{Index($"{HashA},{RangeB}")}}]}""", P + "Duplicate index name: idx" },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"LocalSecondaryIndexes":[{{Many(6)}}]}""", P + "Number of LocalSecondaryIndexes exceeds per-table limit of 5" },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Keys}},"GlobalSecondaryIndexes":[]}""", P + "List of GlobalSecondaryIndexes is empty" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},{{Keys}},"GlobalSecondaryIndexes":[{"IndexName":"idx","KeySchema":[{{HashA}}],"Projection":{"ProjectionType":"ALL"},{{Units}}}]}""",
            P + "ProvisionedThroughput should not be specified for index: idx when BillingMode is PAY_PER_REQUEST"
        },
        { $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"GlobalSecondaryIndexes":[{{Many(21)}}]}""", P + "GlobalSecondaryIndex count exceeds the per-table limit of 20" },
        {
            $$"""{"TableName":"abc",{{OnDemand}},{{Both}},"GlobalSecondaryIndexes":[{{Index($$"""{{HashA}},{{RangeB}},{"AttributeName":"c","KeyType":"HASH"}""")}}]}""",
            "Invalid KeySchema: Some index key attribute have no definition"
        },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    [Pins("DDB-CREATE")]
    public void A_table_is_refused_in_the_order_of_checks(string input, string message) => Assert.Equal(message, _world.Invalid("CreateTable", input));

    [Fact]
    public void Nothing_is_there_of_a_table_that_was_refused()
    {
        _world.Invalid("CreateTable", $$"""{"TableName":"abc",{{Keys}}}""");

        Assert.Empty(_world.Ask("ListTables", "{}")["TableNames"]!.AsArray());
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        _world.Create();

        Assert.Equal(("ResourceInUseException", "Table already exists: orders"), Refusal());

        (string, string?) Refusal() => _world.Refusal("CreateTable", $$"""{"TableName":"orders",{{Keys}},{{OnDemand}}}""");
    }

    [Fact]
    [Pins("DDB-DESCRIBE")]
    public void A_table_is_described_with_all_that_it_is()
    {
        var made = _world.Create(hasRange: true, more: """
            {"GlobalSecondaryIndexes":[{"IndexName":"by-at","KeySchema":[{"AttributeName":"at","KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_IMAGE"}}
            """)["TableDescription"]!;
        var table = _world.Ask("DescribeTable", """{"TableName":"orders"}""")["Table"]!;

        Assert.Equal("CREATING", (string?)made["TableStatus"]);
        Assert.Equal("CREATING", (string?)made["GlobalSecondaryIndexes"]![0]!["IndexStatus"]);
        Assert.Equal("ACTIVE", (string?)table["TableStatus"]);
        Assert.Equal("ACTIVE", (string?)table["GlobalSecondaryIndexes"]![0]!["IndexStatus"]);
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/orders", (string?)table["TableArn"]);
        Assert.Equal("PAY_PER_REQUEST", (string?)table["BillingModeSummary"]!["BillingMode"]);
        Assert.Equal("""{"NumberOfDecreasesToday":0,"ReadCapacityUnits":0,"WriteCapacityUnits":0}""", table["ProvisionedThroughput"]!.ToJsonString());
        Assert.Equal("arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-01-01T00:00:00.000", (string?)table["LatestStreamArn"]);
        Assert.Equal("2026-01-01T00:00:00.000", (string?)table["LatestStreamLabel"]);
        Assert.Equal(1767225600, (double)table["CreationDateTime"]!);
        Assert.True(Guid.TryParse((string?)table["TableId"], out _));
    }

    [Fact]
    [Pins("DDB-STATES")]
    public void A_table_that_is_being_made_has_no_items()
    {
        using var slow = new TableWorld(static d => d with { TableCreation = 10.Seconds });
        slow.Create();

        Assert.Equal("CREATING", Status());
        Assert.Equal(("ResourceNotFoundException", "Requested resource not found"), slow.Refusal("GetItem", """{"TableName":"orders","Key":{"id":{"S":"a"}}}"""));
        Assert.Equal(("ResourceInUseException", "Attempt to change a resource which is still in use: Table is being created: orders"), slow.Refusal("DeleteTable", """{"TableName":"orders"}"""));
        slow.Simulation.AdvanceBy(10.Seconds);
        Assert.Equal("ACTIVE", Status());
        slow.Put("""{"id":{"S":"a"}}""");
        Assert.Equal("DELETING", (string?)slow.Ask("DeleteTable", """{"TableName":"orders"}""")["TableDescription"]!["TableStatus"]);
        Assert.Equal("DELETING", (string?)slow.Ask("DeleteTable", """{"TableName":"orders"}""")["TableDescription"]!["TableStatus"]);
        slow.Simulation.AdvanceBy(10.Seconds);
        Assert.Equal(("ResourceNotFoundException", "Requested resource not found: Table: orders not found"), slow.Refusal("DescribeTable", """{"TableName":"orders"}"""));

        string? Status() => (string?)slow.Ask("DescribeTable", """{"TableName":"orders"}""")["Table"]!["TableStatus"];
    }

    [Fact]
    public void A_protected_table_is_not_deleted()
    {
        _world.Create(more: """{"DeletionProtectionEnabled":true}""");

        Assert.Equal("Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.", _world.Invalid("DeleteTable", """{"TableName":"orders"}"""));
    }

    [Fact]
    public void Tables_are_listed_in_order_page_by_page()
    {
        foreach (var name in (string[])["bbb", "aaa", "Zzz"])
        {
            _world.Create(name);
        }

        var first = _world.Ask("ListTables", """{"Limit":2}""");
        Assert.Equal("""{"TableNames":["Zzz","aaa"],"LastEvaluatedTableName":"aaa"}""", first.ToJsonString());
        Assert.Equal("""{"TableNames":["bbb"]}""", _world.Ask("ListTables", """{"ExclusiveStartTableName":"aaa","Limit":2}""").ToJsonString());
    }

    private static string Index(string keys, string projection = """{"ProjectionType":"ALL"}""", string name = "idx") => $$"""{"IndexName":"{{name}}","KeySchema":[{{keys}}],"Projection":{{projection}}}""";

    private static string Many(int count) => string.Join(',', Enumerable.Range(100, count).Select(static i => Index($"{HashA},{RangeB}", name: $"i{i}")));
}
