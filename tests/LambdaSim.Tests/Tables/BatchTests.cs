using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Tables;

/// <summary>Batches of items.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly TableWorld _world = new();

    public BatchTests()
    {
        _world.Create();
        _world.Create("bills");
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("DDB-BATCH")]
    public void A_batch_writes_and_reads_items_of_several_tables()
    {
        _world.Put("""{"id":{"S":"old"}}""");
        var written = _world.Ask("BatchWriteItem", """
            {"RequestItems":{"orders":[{"PutRequest":{"Item":{"id":{"S":"a"},"n":{"N":"1"}}}},{"DeleteRequest":{"Key":{"id":{"S":"old"}}}}],"bills":[{"PutRequest":{"Item":{"id":{"S":"b"}}}}]},"ReturnConsumedCapacity":"TOTAL"}
            """);
        var read = _world.Ask("BatchGetItem", """{"RequestItems":{"orders":{"Keys":[{"id":{"S":"a"}},{"id":{"S":"old"}}],"ProjectionExpression":"n"},"bills":{"Keys":[{"id":{"S":"b"}}],"ConsistentRead":true}},"ReturnConsumedCapacity":"TOTAL"}""");

        Assert.Equal("""{"UnprocessedItems":{},"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":2},{"TableName":"bills","CapacityUnits":1}]}""", written.ToJsonString());
        Assert.Equal("""{"Responses":{"orders":[{"n":{"N":"1"}}],"bills":[{"id":{"S":"b"}}]},"UnprocessedKeys":{},"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":1},{"TableName":"bills","CapacityUnits":1}]}""", read.ToJsonString());
    }

    [Fact]
    public void What_is_more_than_16_MB_is_left_over()
    {
        var text = new string('a', 400_000);
        for (var i = 0; i < 60; i++)
        {
            _world.Put($$$"""{"id":{"S":"{{{i}}}"},"text":{"S":"{{{text}}}"}}""");
        }

        var answer = _world.Ask("BatchGetItem", $$"""{"RequestItems":{"orders":{"Keys":{{Keys(60)}},"ConsistentRead":true} } }""");
        var (found, left) = (answer["Responses"]!["orders"]!.AsArray().Count, answer["UnprocessedKeys"]!["orders"]!);
        Assert.Equal(60, found + left["Keys"]!.AsArray().Count);
        Assert.Equal(42, found);
        Assert.True((bool)left["ConsistentRead"]!);
    }

    public static TheoryData<string, string, string> Refused => new()
    {
        { "BatchGetItem", """{"RequestItems":{}}""", "1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1" },
        { "BatchGetItem", $$"""{"RequestItems":{"orders":{"Keys":{{Keys(101)}} } } }""", "1 validation error detected: Value at 'RequestItems.orders.member.Keys' failed to satisfy constraint: Member must have length less than or equal to 100" },
        { "BatchGetItem", $$"""{"RequestItems":{"orders":{"Keys":{{Keys(60)}} },"bills":{"Keys":{{Keys(60)}} } } }""", "Too many items requested for the BatchGetItem call" },
        { "BatchGetItem", """{"RequestItems":{"orders":{"Keys":[{"id":{"S":"a"}},{"id":{"S":"a"}}]}}}""", "Provided list of item keys contains duplicates" },
        { "BatchGetItem", """{"RequestItems":{"orders":{"Keys":[{"id":{"N":"1"}}]}}}""", "The provided key element does not match the schema" },
        { "BatchWriteItem", """{"RequestItems":{}}""", "The requestItems parameter is required for BatchWriteItem" },
        { "BatchWriteItem", """{"RequestItems":{"orders":[]}}""", "1 validation error detected: Value '{orders=[]}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]" },
        { "BatchWriteItem", $$"""{"RequestItems":{"orders":{{Puts(20)}},"bills":{{Puts(20)}} } }""", "Too many items requested for the BatchWriteItem call" },
        { "BatchWriteItem", """{"RequestItems":{"orders":[{"PutRequest":{"Item":{"id":{"S":"a"}}}},{"DeleteRequest":{"Key":{"id":{"S":"a"}}}}]}}""", "Provided list of item keys contains duplicates" },
        { "BatchWriteItem", """{"RequestItems":{"orders":[{"PutRequest":{"Item":{"n":{"S":"a"}}}}]}}""", "The provided key element does not match the schema" },
        { "BatchWriteItem", """{"RequestItems":{"orders":[{"PutRequest":{"Item":{"id":{"S":"a"}}}},{"PutRequest":{"Item":{"id":{"N":"1"}}}}]}}""", "The provided key element does not match the schema" },
        { "BatchWriteItem", """{"RequestItems":{"orders":[{}]}}""", "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_batch_with_one_bad_member_does_nothing(string operation, string input, string message)
    {
        Assert.Equal(message, _world.Invalid(operation, input));
        Assert.Empty(_world.Ask("Scan", """{"TableName":"orders"}""")["Items"]!.AsArray());
    }

    [Fact]
    public void An_unknown_table_fails_the_whole_batch()
    {
        Assert.Equal(("ResourceNotFoundException", "Requested resource not found"), _world.Refusal("BatchWriteItem", """{"RequestItems":{"orders":[{"PutRequest":{"Item":{"id":{"S":"a"}}}}],"nowhere":[{"PutRequest":{"Item":{"id":{"S":"a"}}}}]}}"""));
        Assert.Null(_world.Get("""{"id":{"S":"a"}}"""));
    }

    private static string Keys(int count) => new JsonArray([.. Enumerable.Range(0, count).Select(static i => JsonNode.Parse($$$"""{"id":{"S":"{{{i}}}"}}"""))]).ToJsonString();

    private static string Puts(int count) => new JsonArray([.. Enumerable.Range(0, count).Select(static i => JsonNode.Parse($$$$"""{"PutRequest":{"Item":{"id":{"S":"{{{{i}}}}"} } } }"""))]).ToJsonString();
}
