using System.IO.Hashing;
using System.Text;

namespace LambdaSim.Tests.Tables;

/// <summary>DynamoDB's protocol.</summary>
public sealed class TableWireTests : IDisposable
{
    private readonly TableWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("DDB-WIRE")]
    public void Each_answer_has_a_checksum_and_a_request_id_of_DynamoDBs_form()
    {
        var (message, body) = _world.SendRaw("DynamoDB_20120810.ListTables", "{}");
        var (other, _) = _world.SendRaw("DynamoDB_20120810.ListTables", "{}");

        Assert.Equal("application/x-amz-json-1.0", message.Content.Headers.ContentType!.ToString());
        Assert.Equal(Crc32.HashToUInt32(body).ToString(System.Globalization.CultureInfo.InvariantCulture), Assert.Single(message.Headers.GetValues("x-amz-crc32")));
        Assert.Matches("^[A-Z0-9]{26}VV4KQNSO5AEMVJF66Q9ASUAAJG$", Assert.Single(message.Headers.GetValues("x-amzn-RequestId")));
        Assert.NotEqual(message.Headers.GetValues("x-amzn-RequestId"), other.Headers.GetValues("x-amzn-RequestId"));
    }

    [Fact]
    public void Who_asks_for_the_root_is_told_that_it_is_healthy() =>
        Assert.Equal("healthy: dynamodb.us-east-1.amazonaws.com ", Encoding.UTF8.GetString(_world.SendRaw("x", "", method: HttpMethod.Get).Body));

    [Fact]
    public void Another_content_type_is_no_operation()
    {
        var (message, body) = _world.SendRaw("DynamoDB_20120810.ListTables", "{}", "text/plain");

        Assert.Equal((404, "<UnknownOperationException/>\n"), ((int)message.StatusCode, Encoding.UTF8.GetString(body)));
    }

    [Theory]
    [InlineData("CreateTable", """{"TableName":"abc"}""", "com.amazon.coral.validate#ValidationException", "message")]
    [InlineData("DescribeTable", """{"TableName":"abc"}""", "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException", "message")]
    [InlineData("DescribeTable", """{"TableName":1}""", "com.amazon.coral.service#SerializationException", "Message")]
    [InlineData("ExecuteStatement", "{}", "com.amazon.coral.service#UnsupportedOperationException", "message")]
    [InlineData("DeleteResourcePolicy", """{"ResourceArn":"arn:aws:dynamodb:us-east-1:123456789012:table/abc","ExpectedRevisionId":"1"}""", "com.amazon.coral.service#UnsupportedOperationException", "message")]
    [Pins("DDB-ERROR")]
    public void An_error_has_the_space_of_its_family(string operation, string input, string type, string member)
    {
        var answer = _world.Send(operation, input).Answer;

        Assert.Equal(type, (string?)answer["__type"]);
        Assert.NotNull(answer[member]);
    }

    [Theory]
    [InlineData("NoSuchOperation", "{}", "com.amazon.coral.service#UnknownOperationException")]
    [InlineData("ListTables", "{", "com.amazon.coral.service#SerializationException")]
    [InlineData("ListTables", "", "com.amazon.coral.service#SerializationException")]
    [InlineData("ListTables", """{"a":"\ud800"}""", "com.amazon.coral.service#SerializationException")]
    public void Some_errors_have_no_words(string operation, string input, string type) => Assert.Equal($$"""{"__type":"{{type}}"}""", _world.Send(operation, input).Answer.ToJsonString());

    [Theory]
    [InlineData("""{"TableName":1}""", "NUMBER_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":1.5}""", "DECIMAL_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":true}""", "TRUE_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":false}""", "FALSE_VALUE cannot be converted to String")]
    [InlineData("""{"TableName":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"TableName":[]}""", "Unrecognized collection type class java.lang.String")]
    [InlineData("""{"Key":"a"}""", "Unexpected value type in payload")]
    [InlineData("""{"AttributesToGet":"a"}""", "Unexpected field type")]
    [InlineData("""{"AttributesToGet":{}}""", "Start of structure or map found where not expected")]
    [InlineData("""{"ConsistentRead":"maybe"}""", "Unexpected token received from parser")]
    [InlineData("""{"ConsistentRead":1}""", "NUMBER_VALUE cannot be converted to Boolean")]
    [InlineData("""{"Key":{"a":{"B":true}}}""", "only base-64-encoded strings are convertible to bytes")]
    [InlineData("""{"Key":{"a":{"B":"abc"}}}""", "Base64 encoded length is expected a multiple of 4 bytes but found: 3")]
    [InlineData("""{"Key":{"a":{"B":"ab*="}}}""", "Invalid last non-pad Base64 character dectected")]
    [Pins("DDB-TYPES")]
    public void Another_type_is_refused_before_anything_else(string input, string message) => Assert.Equal(("SerializationException", message), _world.Refusal("GetItem", input));

    [Fact]
    [Pins("DDB-ENVELOPE")]
    public void Violations_of_the_model_stand_together_ten_at_most()
    {
        var message = _world.Invalid("PutItem", """{"ReturnConsumedCapacity":"x","TableName":"a","ReturnValues":"y","ReturnItemCollectionMetrics":"z"}""");

        Assert.Equal(
            "5 validation errors detected: Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]; "
            + "Value 'a' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3; "
            + "Value null at 'item' failed to satisfy constraint: Member must not be null; "
            + "Value 'y' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]; "
            + "Value 'z' at 'returnItemCollectionMetrics' failed to satisfy constraint: Member must satisfy enum value set: [SIZE, NONE]",
            message);
    }

    [Theory]
    [InlineData("arn:aws:dynamodb:us-east-1:123456789012:table/orders")]
    [InlineData("orders")]
    public void A_table_is_named_by_its_name_or_ARN(string name)
    {
        _world.Create();
        _world.Put("""{"id":{"S":"a"}}""", name);

        Assert.Equal("""{"id":{"S":"a"}}""", _world.Get("""{"id":{"S":"a"}}""", name)!.ToJsonString());
        Assert.Equal(name, (string?)_world.Ask("GetItem", $$$"""{"TableName":"{{{name}}}","Key":{"id":{"S":"a"}},"ReturnConsumedCapacity":"TOTAL"}""")["ConsumedCapacity"]!["TableName"]);
    }
}
