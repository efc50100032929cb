using System.Text.Json.Nodes;
using LambdaSim.Units;

namespace LambdaSim.Tests.Tables;

/// <summary>Transactions.</summary>
public sealed class TransactionTests : IDisposable
{
    private readonly TableWorld _world = new();

    public TransactionTests() => _world.Create();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("DDB-TRANSACTION")]
    public void A_transaction_writes_all()
    {
        _world.Put("""{"id":{"S":"b"},"n":{"N":"1"}}""");
        _world.Put("""{"id":{"S":"c"}}""");
        _world.Put("""{"id":{"S":"d"}}""");
        var answer = Write("""
            {"Put":{"TableName":"orders","Item":{"id":{"S":"a"}}}},
            {"Update":{"TableName":"orders","Key":{"id":{"S":"b"}},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}},
            {"Delete":{"TableName":"orders","Key":{"id":{"S":"c"}}}},
            {"ConditionCheck":{"TableName":"orders","Key":{"id":{"S":"d"}},"ConditionExpression":"attribute_exists(id)"}}
            """, ""","ReturnConsumedCapacity":"TOTAL" """).Answer;

        Assert.Equal("""{"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":8,"WriteCapacityUnits":8}]}""", answer.ToJsonString());
        Assert.Equal("""{"Responses":[{"Item":{"id":{"S":"a"}}},{"Item":{"id":{"S":"b"},"n":{"N":"2"}}},{},{"Item":{"id":{"S":"d"}}}],"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":8,"ReadCapacityUnits":8}]}""", _world.Ask("TransactGetItems", """
            {"TransactItems":[{"Get":{"TableName":"orders","Key":{"id":{"S":"a"}}}},{"Get":{"TableName":"orders","Key":{"id":{"S":"b"}}}},{"Get":{"TableName":"orders","Key":{"id":{"S":"c"}}}},{"Get":{"TableName":"orders","Key":{"id":{"S":"d"}}}}],"ReturnConsumedCapacity":"TOTAL"}
            """).ToJsonString());
    }

    [Fact]
    [Pins("DDB-CANCELLED")]
    public void A_transaction_that_fails_tells_each_reason_and_writes_nothing()
    {
        _world.Put("""{"id":{"S":"b"},"n":{"N":"1"}}""");
        var (status, answer) = Write("""
            {"Put":{"TableName":"orders","Item":{"id":{"S":"a"}}}},
            {"Put":{"TableName":"orders","Item":{"id":{"S":"b"}},"ConditionExpression":"attribute_not_exists(id)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}},
            {"ConditionCheck":{"TableName":"orders","Key":{"id":{"S":"c"}},"ConditionExpression":"attribute_exists(id)"}},
            {"Update":{"TableName":"orders","Key":{"id":{"S":"d"}},"UpdateExpression":"SET n = absent"}},
            {"Delete":{"TableName":"orders","Key":{"id":{"N":"1"}}}}
            """);

        Assert.Equal(400, status);
        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError, ValidationError]", (string?)answer["Message"]);
        Assert.Equal(
            """[{"Code":"None"},{"Code":"ConditionalCheckFailed","Item":{"id":{"S":"b"},"n":{"N":"1"}},"Message":"The conditional request failed"},{"Code":"ConditionalCheckFailed","Message":"The conditional request failed"},{"Code":"ValidationError","Message":"The provided expression refers to an attribute that does not exist in the item"},{"Code":"ValidationError","Message":"The provided key element does not match the schema"}]""",
            answer["CancellationReasons"]!.ToJsonString());
        Assert.Null(_world.Get("""{"id":{"S":"a"}}"""));
    }

    [Theory]
    [InlineData("", "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("""{"Put":{"TableName":"orders","Item":{"id":{"S":"a"}}}},{"Delete":{"TableName":"orders","Key":{"id":{"S":"a"}}}}""", "Transaction request cannot include multiple operations on one item")]
    [InlineData("""{"Put":{"TableName":"orders","Item":{"id":{"S":"a"}}},"Delete":{"TableName":"orders","Key":{"id":{"S":"a"}}}}""", "TransactItems can only contain one of Check, Put, Update or Delete")]
    [InlineData("""{"Put":{"TableName":"orders","Item":{"id":{"S":""}}}}""", "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: id")]
    public void A_transaction_that_is_none_is_refused_as_a_whole(string actions, string message) => Assert.Equal(message, _world.Invalid("TransactWriteItems", $$"""{"TransactItems":[{{actions}}]}"""));

    [Fact]
    [Pins("DDB-TOKEN")]
    public void A_token_makes_a_transaction_happen_once_for_ten_minutes()
    {
        const string Add = """{"Update":{"TableName":"orders","Key":{"id":{"S":"a"}},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}}""";
        Write(Add, ""","ClientRequestToken":"t" """);
        var replay = Write(Add, ""","ClientRequestToken":"t","ReturnConsumedCapacity":"TOTAL" """).Answer;
        Assert.Equal("""{"ConsumedCapacity":[{"TableName":"orders","CapacityUnits":2,"ReadCapacityUnits":2}]}""", replay.ToJsonString());
        Assert.Equal("IdempotentParameterMismatchException", _world.Refusal("TransactWriteItems", """{"TransactItems":[{"Put":{"TableName":"orders","Item":{"id":{"S":"b"}}}}],"ClientRequestToken":"t"}""").Code);
        _world.Simulation.AdvanceBy(10.Minutes);
        Write(Add, ""","ClientRequestToken":"t" """);

        Assert.Equal("2", (string?)_world.Get("""{"id":{"S":"a"}}""")!["n"]!["N"]);
    }

    private (int Status, JsonObject Answer) Write(string actions, string more = "")
    {
        var (status, answer, _) = _world.Send("TransactWriteItems", $$"""{"TransactItems":[{{actions}}]{{more}}}""");
        return (status, answer);
    }
}
