using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Tests.Tables;

/// <summary>Expected, QueryFilter and ScanFilter.</summary>
public sealed class LegacyConditionTests
{
    private const string P = "One or more parameter values were invalid: ";
    private const string Item = """{"s":{"S":"abc"},"n":{"N":"5"},"t":{"SS":["x"]},"l":{"L":[]}}""";

    [Theory]
    [InlineData("""{"Value":{"S":"a"},"AttributeValueList":[{"L":[]}]}""", P + "Value and AttributeValueList cannot be used together for Attribute: b")]
    [InlineData("""{"Exists":false,"ComparisonOperator":"EQ"}""", P + "Exists and ComparisonOperator cannot be used together for Attribute: b")]
    [InlineData("""{"ComparisonOperator":"EQ"}""", P + "Value or AttributeValueList must be used with ComparisonOperator: EQ for Attribute: b")]
    [InlineData("""{"AttributeValueList":[{"L":[]}]}""", P + "AttributeValueList can only be used with a ComparisonOperator for Attribute: b")]
    [InlineData("""{}""", P + "Value must be provided when Exists is null for Attribute: b")]
    [InlineData("""{"Exists":true}""", P + "Value must be provided when Exists is true for Attribute: b")]
    [InlineData("""{"Exists":false,"Value":{"S":"a"}}""", P + "Value cannot be used when Exists is false for Attribute: b")]
    [InlineData("""{"ComparisonOperator":"NULL","Value":{"S":"a"}}""", P + "Invalid number of argument(s) for the NULL ComparisonOperator")]
    [InlineData("""{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"S":"x"}]}""", P + "Invalid number of argument(s) for the BETWEEN ComparisonOperator")]
    [InlineData("""{"ComparisonOperator":"IN","AttributeValueList":[]}""", P + "Invalid number of argument(s) for the IN ComparisonOperator")]
    [InlineData("""{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"},{"S":"y"}]}""", P + "Invalid number of argument(s) for the EQ ComparisonOperator")]
    [InlineData("""{"ComparisonOperator":"IN","AttributeValueList":[{"S":"x"},{"N":"1"}]}""", P + "AttributeValues inside AttributeValueList must be of same type")]
    [InlineData("""{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"2"},{"N":"1"}]}""", "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound")]
    [InlineData("""{"ComparisonOperator":"EQ","Value":{"N":"b"}}""", "The parameter cannot be converted to a numeric value: b")]
    [Pins("DDB-LEGACY")]
    public void What_is_expected_is_refused_in_AWS_words(string expected, string message) =>
        Assert.Equal(message, Record.Exception(() => LegacyConditions.Expected(Json($$$"""{"b":{{{expected}}}}"""), null))?.Message);

    [Theory]
    [InlineData("EQ", "S N B SS NS BS")]
    [InlineData("NE", "S N B SS NS BS")]
    [InlineData("LT", "S N B")]
    [InlineData("LE", "S N B")]
    [InlineData("GT", "S N B")]
    [InlineData("GE", "S N B")]
    [InlineData("IN", "S N B")]
    [InlineData("BETWEEN", "S N B")]
    [InlineData("CONTAINS", "S N B")]
    [InlineData("NOT_CONTAINS", "S N B")]
    [InlineData("BEGINS_WITH", "S B")]
    [Pins("DDB-LEGACY-OPERATOR")]
    public void An_operator_takes_some_types(string sign, string types)
    {
        (string Name, string Value)[] values = [("S", "\"a\""), ("N", "\"1\""), ("B", "\"YQ==\""), ("BOOL", "true"), ("NULL", "true"), ("SS", "[\"a\"]"), ("NS", "[\"1\"]"), ("BS", "[\"YQ==\"]"), ("L", "[]"), ("M", "{}")];
        foreach (var (name, value) in values)
        {
            var one = $$"""{"{{name}}":{{value}}}""";
            var list = sign == "BETWEEN" ? $"{one},{one}" : one;

            var message = Record.Exception(() => LegacyConditions.Filter(Json($$$"""{"b":{"ComparisonOperator":"{{{sign}}}","AttributeValueList":[{{{list}}}]}}"""), null))?.Message;

            Assert.Equal(types.Split(' ').Contains(name) ? null : $"{P}ComparisonOperator {sign} is not valid for {name} AttributeValue type", message);
        }
    }

    [Theory]
    [InlineData("""{"s":{"Value":{"S":"abc"}}}""", null, true)]
    [InlineData("""{"s":{"Exists":true,"Value":{"S":"abd"}}}""", null, false)]
    [InlineData("""{"zz":{"Exists":false}}""", null, true)]
    [InlineData("""{"s":{"Exists":false},"zz":{"Exists":false}}""", null, false)]
    [InlineData("""{"s":{"Exists":false},"zz":{"Exists":false}}""", "OR", true)]
    [InlineData("""{"s":{"ComparisonOperator":"NOT_NULL"},"zz":{"ComparisonOperator":"NULL"}}""", "AND", true)]
    [InlineData("""{"n":{"ComparisonOperator":"LT","Value":{"N":"6"}}}""", null, true)]
    [InlineData("""{"n":{"ComparisonOperator":"LE","Value":{"N":"4"}}}""", null, false)]
    [InlineData("""{"n":{"ComparisonOperator":"GT","Value":{"N":"4"}}}""", null, true)]
    [InlineData("""{"n":{"ComparisonOperator":"GE","Value":{"S":"4"}}}""", null, false)]
    [InlineData("""{"n":{"ComparisonOperator":"NE","Value":{"S":"5"}}}""", null, true)]
    [InlineData("""{"n":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"5"},{"N":"6"}]}}""", null, true)]
    [InlineData("""{"n":{"ComparisonOperator":"IN","AttributeValueList":[{"N":"4"},{"N":"5.0"}]}}""", null, true)]
    [InlineData("""{"s":{"ComparisonOperator":"BEGINS_WITH","Value":{"S":"ab"}}}""", null, true)]
    [InlineData("""{"s":{"ComparisonOperator":"CONTAINS","Value":{"S":"bc"}}}""", null, true)]
    [InlineData("""{"t":{"ComparisonOperator":"CONTAINS","Value":{"S":"x"}}}""", null, true)]
    [InlineData("""{"t":{"ComparisonOperator":"NOT_CONTAINS","Value":{"S":"x"}}}""", null, false)]
    [InlineData("""{"l":{"ComparisonOperator":"EQ","Value":{"L":[]}}}""", null, true)]
    [InlineData("""{}""", null, true)]
    [Pins("DDB-LEGACY")]
    public void What_is_expected_holds_or_does_not(string expected, string? conditionalOperator, bool isTrue) =>
        Assert.Equal(isTrue, LegacyConditions.Expected(Json(expected), conditionalOperator).Holds(Expressions.Item(Item)));

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
