using System.Text.Json.Nodes;

namespace LambdaSim.Tests.Tables;

/// <summary>Updates, deletions and conditions of single items.</summary>
public sealed class WriteTests : IDisposable
{
    private const string P = "One or more parameter values were invalid: ";

    private readonly TableWorld _world = new();

    public WriteTests() => _world.Create();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("NONE", "{}")]
    [InlineData("ALL_OLD", """{"Attributes":{"id":{"S":"a"},"n":{"N":"1"},"m":{"M":{"x":{"N":"1"},"y":{"N":"2"}}}}}""")]
    [InlineData("ALL_NEW", """{"Attributes":{"id":{"S":"a"},"n":{"N":"3"},"m":{"M":{"x":{"N":"1"},"y":{"N":"5"}}},"t":{"S":"new"}}}""")]
    [InlineData("UPDATED_OLD", """{"Attributes":{"n":{"N":"1"},"m":{"M":{"y":{"N":"2"}}}}}""")]
    [InlineData("UPDATED_NEW", """{"Attributes":{"n":{"N":"3"},"m":{"M":{"y":{"N":"5"}}},"t":{"S":"new"}}}""")]
    public void An_update_shows_what_its_return_values_ask_for(string shown, string answer)
    {
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"},"m":{"M":{"x":{"N":"1"},"y":{"N":"2"}}}}""");

        var update = $$$"""{"TableName":"orders","Key":{"id":{"S":"a"}},"UpdateExpression":"SET n = n + :two, m.y = :five, t = :t","ExpressionAttributeValues":{":two":{"N":"2"},":five":{"N":"5"},":t":{"S":"new"}},"ReturnValues":"{{{shown}}}"}""";
        Assert.Equal(answer, _world.Ask("UpdateItem", update).ToJsonString());
    }

    [Fact]
    public void An_update_makes_an_item_that_is_not_there()
    {
        Assert.Equal("{}", _world.Ask("UpdateItem", """{"TableName":"orders","Key":{"id":{"S":"a"}}}""").ToJsonString());
        _world.Ask("UpdateItem", """{"TableName":"orders","Key":{"id":{"S":"b"}},"UpdateExpression":"ADD n :one","ExpressionAttributeValues":{":one":{"N":"1"}}}""");

        Assert.Equal("""{"id":{"S":"a"}}""", _world.Get("""{"id":{"S":"a"}}""")!.ToJsonString());
        Assert.Equal("""{"id":{"S":"b"},"n":{"N":"1"}}""", _world.Get("""{"id":{"S":"b"}}""")!.ToJsonString());
    }

    [Fact]
    public void The_older_parameters_update_too()
    {
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"},"old":{"S":"x"}}""");
        _world.Ask("UpdateItem", """{"TableName":"orders","Key":{"id":{"S":"a"}},"AttributeUpdates":{"n":{"Action":"ADD","Value":{"N":"2"}},"old":{"Action":"DELETE"},"t":{"Value":{"S":"y"}}},"Expected":{"n":{"Value":{"N":"1"}}}}""");

        Assert.Equal("""{"id":{"S":"a"},"n":{"N":"3"},"t":{"S":"y"}}""", _world.Get("""{"id":{"S":"a"}}""")!.ToJsonString());
    }

    [Fact]
    public void A_deletion_shows_what_was_there_and_of_nothing_does_nothing()
    {
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"}}""");

        Assert.Equal("""{"Attributes":{"id":{"S":"a"},"n":{"N":"1"}}}""", Delete().ToJsonString());
        Assert.Equal("{}", Delete().ToJsonString());
        Assert.Null(_world.Get("""{"id":{"S":"a"}}"""));

        JsonObject Delete() => _world.Ask("DeleteItem", """{"TableName":"orders","Key":{"id":{"S":"a"}},"ReturnValues":"ALL_OLD"}""");
    }

    [Theory]
    [InlineData("PutItem", """ "Item":{"id":{"S":"a"}} """)]
    [InlineData("DeleteItem", """ "Key":{"id":{"S":"a"}} """)]
    [InlineData("UpdateItem", """ "Key":{"id":{"S":"a"}} """)]
    [Pins("DDB-CHECK-FAILED")]
    public void A_failed_condition_changes_nothing_takes_units_and_may_show_the_item(string operation, string what)
    {
        _world.Put("""{"id":{"S":"a"},"n":{"N":"1"}}""");
        var request = $$$"""{"TableName":"orders",{{{what}}},"ConditionExpression":"attribute_not_exists(id)","ReturnValuesOnConditionCheckFailure":"ALL_OLD"}""";

        var answer = _world.Send(operation, request).Answer;
        Assert.Equal("""{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed","Item":{"id":{"S":"a"},"n":{"N":"1"}}}""", answer.ToJsonString());
        Assert.Equal("""{"id":{"S":"a"},"n":{"N":"1"}}""", _world.Get("""{"id":{"S":"a"}}""")!.ToJsonString());
    }

    [Theory]
    [InlineData("PutItem", """{"Item":{"id":{"S":"a"}},"ReturnValues":"ALL_NEW"}""", "ReturnValues can only be ALL_OLD or NONE")]
    [InlineData("DeleteItem", """{"Key":{"id":{"S":"a"}},"ReturnValues":"UPDATED_OLD"}""", "ReturnValues can only be ALL_OLD or NONE")]
    [InlineData("UpdateItem", """{"Key":{"id":{"S":"a"}},"UpdateExpression":"SET id = :v","ExpressionAttributeValues":{":v":{"S":"b"}}}""", P + "Cannot update attribute id. This attribute is part of the key")]
    [InlineData("UpdateItem", """{"Key":{"id":{"S":"a"}},"AttributeUpdates":{"id":{"Value":{"S":"b"}}}}""", P + "Cannot update attribute id. This attribute is part of the key")]
    [InlineData("PutItem", """{"Item":{"id":{"S":"a"}},"ConditionExpression":"id.x = :v","ExpressionAttributeValues":{":v":{"S":"b"}}}""", "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id")]
    [InlineData("GetItem", """{"Key":{"id":{"S":"a"}},"ProjectionExpression":"id[0]"}""", "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: id")]
    [InlineData("UpdateItem", """{"Key":{"id":{"S":"a"}},"UpdateExpression":"SET n = absent"}""", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("GetItem", """{"Key":{"id":{"S":"a"}},"ExpressionAttributeNames":{"#a":"a"}}""", "ExpressionAttributeNames can only be specified when using expressions")]
    [InlineData("PutItem", """{"Item":{"id":{"S":"a"}},"Expected":{},"ConditionExpression":"a = a"}""", "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}")]
    [Pins("DDB-ORDER")]
    public void What_is_refused_is_refused_before_anything_is_written(string operation, string input, string message)
    {
        var request = JsonNode.Parse(input)!.AsObject();
        request.Insert(0, "TableName", "orders");

        Assert.Equal(message, _world.Invalid(operation, request.ToJsonString()));
        Assert.Null(_world.Get("""{"id":{"S":"a"}}"""));
    }

    [Fact]
    public void Parameters_are_checked_before_the_table_is_looked_up()
    {
        Assert.Equal("ReturnValues can only be ALL_OLD or NONE", _world.Invalid("PutItem", """{"TableName":"nowhere","Item":{"id":{"S":"a"}},"ReturnValues":"ALL_NEW"}"""));
        Assert.Equal(("ResourceNotFoundException", "Requested resource not found"), _world.Refusal("PutItem", """{"TableName":"nowhere","Item":{"id":{"S":"a"}}}"""));
    }

    [Fact]
    public void An_item_grows_to_400_KB_and_no_further()
    {
        _world.Put($$$"""{"id":{"S":"a"},"text":{"S":"{{{new string('a', 400_000)}}}"}}""");

        Assert.Equal("Item size to update has exceeded the maximum allowed size", _world.Invalid("UpdateItem", $$$"""{"TableName":"orders","Key":{"id":{"S":"a"}},"UpdateExpression":"SET more = :m","ExpressionAttributeValues":{":m":{"S":"{{{new string('b', 10_000)}}}"} } }"""));
    }
}
