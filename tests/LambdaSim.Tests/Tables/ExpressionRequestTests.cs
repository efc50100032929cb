using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Tests.Tables;

/// <summary>How a request uses expressions, names and values.</summary>
public sealed class ExpressionRequestTests
{
    private const string Mixed = "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: ";

    [Theory]
    [InlineData("Write", """{"Expected":{},"ConditionalOperator":"OR","ConditionExpression":"a=b"}""", Mixed + "{Expected} Expression parameters: {ConditionExpression}")]
    [InlineData("Get", """{"AttributesToGet":["a"],"ProjectionExpression":"a"}""", Mixed + "{AttributesToGet} Expression parameters: {ProjectionExpression}")]
    [InlineData("Update", """{"AttributeUpdates":{},"Expected":{},"UpdateExpression":"SET a=b","ConditionExpression":"a=b"}""", Mixed + "{AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}")]
    [InlineData("Query", """{"KeyConditions":{},"QueryFilter":{},"AttributesToGet":["a"],"ConditionalOperator":"OR","KeyConditionExpression":"a","FilterExpression":"c","ProjectionExpression":"b"}""", Mixed + "{AttributesToGet, QueryFilter, ConditionalOperator, KeyConditions} Expression parameters: {ProjectionExpression, FilterExpression, KeyConditionExpression}")]
    [InlineData("Scan", """{"ScanFilter":{},"ConditionalOperator":"OR","FilterExpression":"c"}""", Mixed + "{ScanFilter, ConditionalOperator} Expression parameters: {FilterExpression}")]
    [InlineData("Get", """{"ExpressionAttributeNames":{"#a":"b"}}""", "ExpressionAttributeNames can only be specified when using expressions")]
    [InlineData("Update", """{"ExpressionAttributeNames":{},"ExpressionAttributeValues":{}}""", "ExpressionAttributeNames can only be specified when using expressions")]
    [InlineData("Write", """{"ExpressionAttributeValues":{":a":{"S":""}}}""", "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null")]
    [InlineData("Update", """{"ExpressionAttributeValues":{":a":{"S":""}}}""", "ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null")]
    [InlineData("Query", """{"ExpressionAttributeValues":{":a":{"S":""}}}""", "ExpressionAttributeValues can only be specified when using expressions: FilterExpression and KeyConditionExpression are null")]
    [InlineData("Scan", """{"ExpressionAttributeValues":{":a":{"S":""}},"ProjectionExpression":"a"}""", "ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null")]
    [Pins("DDB-PARAMETERS")]
    public void Parameters_of_two_ways_do_not_mix(string use, string request, string message) => Assert.Equal(message, Refusal(use, request));

    [Theory]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeNames":{}}""", "ExpressionAttributeNames must not be empty")]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeValues":{}}""", "ExpressionAttributeValues must not be empty")]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeNames":{"a":"b"}}""", """ExpressionAttributeNames contains invalid key: Syntax error; key: "a" """)]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeNames":{"#":"b"}}""", """ExpressionAttributeNames contains invalid key: Syntax error; key: "#" """)]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeNames":{"#a-b":"b"}}""", """ExpressionAttributeNames contains invalid key: Syntax error; key: "#a-b" """)]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeValues":{":b":{"N":"x"},"a":{"S":""}}}""", """ExpressionAttributeValues contains invalid key: Syntax error; key: "a" """)]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeValues":{":b":{"N":"x"}}}""", "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :b")]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeValues":{":b":{"SS":[]}}}""", "ExpressionAttributeValues contains invalid value: One or more parameter values were invalid: An string set  may not be empty for key :b")]
    [InlineData("""{"ConditionExpression":"a=b","ExpressionAttributeNames":{"#b":"b","#a":"a"},"ExpressionAttributeValues":{":b":{"S":""}}}""", "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #a}")]
    [InlineData("""{"ConditionExpression":"a=:b","ExpressionAttributeValues":{":b":{"S":""},":c":{"S":""}}}""", "Value provided in ExpressionAttributeValues unused in expressions: keys: {:c}")]
    [InlineData("""{"ConditionExpression":"#a=:b"}""", "Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a")]
    [InlineData("""{"ConditionExpression":"a=:b"}""", "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :b")]
    [InlineData("""{"ConditionExpression":":b=#a"}""", "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :b")]
    [Pins("DDB-TOKENS")]
    public void Names_and_values_are_defined_and_used(string request, string message) => Assert.Equal(message.TrimEnd(), Refusal("Write", request));

    [Fact]
    [Pins("DDB-TOKENS")]
    public void A_token_has_at_most_255_bytes()
    {
        var good = new JsonObject { ["ConditionExpression"] = "a = b", ["ExpressionAttributeNames"] = new JsonObject { ["#" + new string('a', 254)] = "x" } };
        var bad = new JsonObject { ["ConditionExpression"] = "a = b", ["ExpressionAttributeNames"] = new JsonObject { ["#" + new string('a', 255)] = "x" } };

        Assert.StartsWith("Value provided in ExpressionAttributeNames unused", Refusal("Write", good.ToJsonString()), StringComparison.Ordinal);
        Assert.StartsWith("ExpressionAttributeNames contains invalid key: The key has exceeded the maximum length", Refusal("Write", bad.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    [Pins("DDB-RESERVED")]
    public void There_are_573_reserved_words()
    {
        Assert.Equal(573, ReservedWords.Count);
        Assert.True(ReservedWords.Has("sTaTuS"));
        Assert.False(ReservedWords.Has("id"));
    }

    [Fact]
    [Pins("DDB-TOKENS")]
    public void Expressions_are_looked_at_in_one_order()
    {
        const string all = """{"UpdateExpression":"SET size=b","ConditionExpression":"a"}""";
        const string query = """{"KeyConditionExpression":"a=:a","FilterExpression":"a","ProjectionExpression":"","ExpressionAttributeValues":{":a":{"S":""}}}""";

        Assert.StartsWith("Invalid UpdateExpression", Refusal("Update", all), StringComparison.Ordinal);
        Assert.StartsWith("Invalid FilterExpression", Refusal("Query", query), StringComparison.Ordinal);
    }

    private static string? Refusal(string use, string request) => Record.Exception(() => Expressions.Read(use switch
    {
        "Get" => ExpressionUse.Get,
        "Write" => ExpressionUse.Write,
        "Update" => ExpressionUse.Update,
        "Query" => ExpressionUse.Query,
        _ => ExpressionUse.Scan,
    }, request))?.Message;
}
