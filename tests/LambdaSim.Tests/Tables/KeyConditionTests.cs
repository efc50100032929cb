using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>What a Query may ask of keys.</summary>
public sealed class KeyConditionTests
{
    private static readonly KeyElement _a = new("a", AttributeKind.S, IsHash: true), _b = new("b", AttributeKind.N, IsHash: false);

    [Theory]
    [InlineData("a = :s OR b = :n", "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("NOT a = :s", "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("a IN (:s)", "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("a = :s AND b <> :n", "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("attribute_exists(a)", "Invalid operator used in KeyConditionExpression: attribute_exists")]
    [InlineData("attribute_type(a, :ty)", "Invalid operator used in KeyConditionExpression: attribute_type")]
    [InlineData("contains(a, :s)", "Invalid operator used in KeyConditionExpression: contains")]
    [InlineData("a = :s AND b < :n AND c IN (:n)", "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("size(a) = :n", "KeyConditionExpressions cannot contain nested operations")]
    [InlineData("a.b = :s", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData("a[0] = :s", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData(":s BETWEEN a AND b", "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand")]
    [InlineData("begins_with(:s, a)", "Invalid condition in KeyConditionExpression: begins_with operator must have the key attribute as its first operand")]
    [InlineData("a = b", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData("a = :s AND b BETWEEN b AND :n", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData(":s = :ty", "Invalid condition in KeyConditionExpression: No key attribute specified")]
    [InlineData("a = :s AND a = :ty", "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("a = :s AND b = :n AND c = :m", "Conditions can be of length 1 or 2 only")]
    [InlineData("b = :n", "Query condition missed key schema element: a")]
    [InlineData("a = :s AND c = :n", "Query condition missed key schema element: b")]
    [InlineData("a < :s", "Query key condition not supported")]
    [InlineData("a < :n AND b < :s", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("a = :o AND b <> :t", "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("b < :o AND b = :n", "KeyConditionExpressions must only contain one condition per key")]
    [InlineData("begins_with(a, :s)", "Query key condition not supported")]
    [InlineData("a > :s AND c = :n", "Query key condition not supported")]
    [InlineData("a = :n", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("a = :s AND begins_with(b, :ty)", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [InlineData("a = :s AND b = :o", "One or more parameter values were invalid: ComparisonOperator EQ is not valid for BOOL AttributeValue type")]
    [InlineData("a = :s AND begins_with(b, :n)", "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("((a = :s)) AND (b = :n)", "Invalid KeyConditionExpression: The expression has redundant parentheses;")]
    [Pins("DDB-KEY-CONDITION")]
    public void What_keys_cannot_answer_is_refused(string text, string message) =>
        Assert.Equal(message, Record.Exception(() => Expressions.Keys(text, _a, _b))?.Message);

    [Theory]
    [InlineData("a = :s AND b = :n")]
    [InlineData("b = :n AND c < :s")]
    [Pins("DDB-KEY-CONDITION")]
    public void A_table_without_range_key_takes_one_condition(string text) =>
        Assert.Equal("Query key condition not supported", Record.Exception(() => Expressions.Keys(text, _a))?.Message);

    [Theory]
    [InlineData("a = :s", null)]
    [InlineData(":s = a AND :n < b", "GT")]
    [InlineData("b >= :n AND a = :s", "GE")]
    [InlineData("(a = :s) AND (b BETWEEN :n AND :m)", "BETWEEN")]
    [InlineData("(a = :s AND b <= :n)", "LE")]
    [Pins("DDB-KEY-CONDITION")]
    public void A_condition_is_put_to_its_key(string text, string? range)
    {
        var keys = Expressions.Keys(text, _a, _b);

        Assert.Equal([AttributeValue.Of("x")], keys.Hash);
        Assert.Empty(keys.Equal);
        Assert.Equal(range, keys.Range?.Operator.ToString());
    }

    [Fact]
    [Pins("DDB-KEY-CONDITION")]
    public void Keys_of_several_attributes_are_asked_from_left_to_right()
    {
        KeyElement[] keys = [new("h1", AttributeKind.S, true), new("h2", AttributeKind.N, true), new("r1", AttributeKind.N, false), new("r2", AttributeKind.N, false), new("r3", AttributeKind.S, false)];

        var asked = Expressions.Keys("h2 = :n AND h1 = :s AND r1 = :n AND r2 > :m", keys);

        Assert.Equal([AttributeValue.Of("x"), AttributeValue.Of(1)], asked.Hash);
        Assert.Equal([AttributeValue.Of(1)], asked.Equal);
        Assert.Equal("r2", asked.Range!.Name);
        Assert.Equal("Query condition missed key schema element: h2", Refusal("h1 = :s"));
        Assert.Equal("Query condition missed key schema element: r1", Refusal("h1 = :s AND h2 = :n AND r2 = :n"));
        Assert.Equal("Query key condition not supported", Refusal("h1 = :s AND h2 = :n AND r1 > :n AND r2 = :n"));

        string? Refusal(string text) => Record.Exception(() => Expressions.Keys(text, keys))?.Message;
    }

    [Theory]
    [InlineData("""{}""", "Conditions can be of length 1 or 2 only")]
    [InlineData("""{"a":{"ComparisonOperator":"NE","AttributeValueList":[{"S":"a"}]}}""", "Attempted conditional constraint is not an indexable operation")]
    [InlineData("""{"a":{"ComparisonOperator":"NULL"}}""", "Attempted conditional constraint is not an indexable operation")]
    [InlineData("""{"a":{"ComparisonOperator":"LT","AttributeValueList":[{"S":"a"}]},"b":{"ComparisonOperator":"NE","AttributeValueList":[{"N":"1"}]}}""", "Query key condition not supported")]
    [InlineData("""{"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},"b":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"1"},{"N":"2"}]}}""", "Attempted conditional constraint is not an indexable operation")]
    [InlineData("""{"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},"b":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"3"},{"N":"2"}]}}""", "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")]
    [InlineData("""{"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"a"}]},"b":{"ComparisonOperator":"BEGINS_WITH","AttributeValueList":[{"N":"3"}]}}""", "One or more parameter values were invalid: ComparisonOperator BEGINS_WITH is not valid for N AttributeValue type")]
    [InlineData("""{"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"1"}]},"c":{"ComparisonOperator":"EQ","AttributeValueList":[{"N":"1"}]}}""", "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    [Pins("DDB-KEY-CONDITION", "DDB-LEGACY")]
    public void Key_conditions_without_an_expression_follow_the_same_rules(string conditions, string message) =>
        Assert.Equal(message, Record.Exception(() => KeyRange.Of(LegacyConditions.Keys(JsonNode.Parse(conditions)!.AsObject()), [_a, _b]))?.Message);
}
