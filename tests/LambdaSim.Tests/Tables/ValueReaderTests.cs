using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>What DynamoDB refuses of values, and in which words.</summary>
public sealed class ValueReaderTests
{
    private const string P = "One or more parameter values were invalid: ";
    private const string NotNumeric = "The parameter cannot be converted to a numeric value";
    private const string Overflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    private const string Underflow = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
    private const string Precision = "Attempting to store more than 38 significant digits in a Number";
    private const string Several = "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes";
    private const string Empty = "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes";

    [Theory]
    [InlineData("""{}""", Empty)]
    [InlineData("""{"S":"a","N":"1"}""", Several)]
    [InlineData("""{"N":""}""", NotNumeric)]
    [InlineData("""{"N":"a"}""", NotNumeric + ": a")]
    [InlineData("""{"N":" 5"}""", NotNumeric + ":  5")]
    [InlineData("""{"N":"+5"}""", NotNumeric + ": +5")]
    [InlineData("""{"N":"."}""", NotNumeric + ": .")]
    [InlineData("""{"N":"-"}""", NotNumeric + ": -")]
    [InlineData("""{"N":"1e"}""", NotNumeric + ": 1e")]
    [InlineData("""{"N":"1e+"}""", NotNumeric + ": 1e+")]
    [InlineData("""{"N":"1.2.3"}""", NotNumeric + ": 1.2.3")]
    [InlineData("""{"N":"0x1"}""", NotNumeric + ": 0x1")]
    [InlineData("""{"N":"NaN"}""", NotNumeric + ": NaN")]
    [InlineData("""{"N":"1e126"}""", Overflow)]
    [InlineData("""{"N":"-1e126"}""", Overflow)]
    [InlineData("""{"N":"9e999999999999999999"}""", Overflow)]
    [InlineData("""{"N":"1e-131"}""", Underflow)]
    [InlineData("""{"N":"1e-999999999999999999"}""", Underflow)]
    [InlineData("""{"N":"123456789012345678901234567890123456789"}""", Precision)]
    [InlineData("""{"N":"1.00000000000000000000000000000000000000000000001e126"}""", Overflow)]
    [InlineData("""{"NULL":false}""", P + "Null attribute value types must have the value of true")]
    [InlineData("""{"SS":[]}""", P + "An string set  may not be empty")]
    [InlineData("""{"NS":[]}""", P + "An number set  may not be empty")]
    [InlineData("""{"BS":[]}""", P + "Binary sets should not be empty")]
    [InlineData("""{"SS":["b","a","b"]}""", P + "Input collection [b, a, b] contains duplicates.")]
    [InlineData("""{"NS":["1","1.0"]}""", "Input collection contains duplicates")]
    [InlineData("""{"BS":["YQ==","YQ=="]}""", P + "Input collection [YQ==, YQ==]of type BS contains duplicates.")]
    [InlineData("""{"L":[{"M":{"x":{}}}]}""", Empty)]
    [Pins("DDB-VALUE")]
    public void A_value_that_breaks_a_rule_is_refused_in_AWS_words(string value, string message) => Assert.Equal(message, Refusal(value));

    [Theory]
    [InlineData("""{"SS":[],"N":"b"}""", NotNumeric + ": b")]
    [InlineData("""{"NULL":false,"N":"b"}""", NotNumeric + ": b")]
    [InlineData("""{"M":{"x":{}},"N":"b"}""", NotNumeric + ": b")]
    [InlineData("""{"SS":["a","a"],"NS":["1","1"]}""", "Input collection contains duplicates")]
    [InlineData("""{"SS":[],"NULL":false}""", P + "Null attribute value types must have the value of true")]
    [InlineData("""{"M":{"x":{}},"SS":[]}""", P + "An string set  may not be empty")]
    [InlineData("""{"M":{"x":{}},"S":"1"}""", Empty)]
    [Pins("DDB-VALUE")]
    public void Of_several_faults_one_is_told(string value, string message) => Assert.Equal(message, Refusal(value));

    [Theory]
    [InlineData("""{"S":""}""")]
    [InlineData("""{"B":""}""")]
    [InlineData("""{"SS":["","a"]}""")]
    [InlineData("""{"L":[]}""")]
    [InlineData("""{"M":{}}""")]
    [InlineData("""{"M":{"a":{"L":[{"NULL":true},{"BOOL":false},{"BS":["","YQ=="]},{"NS":["-1","0","2.5"]}]}}}""")]
    [Pins("DDB-VALUE", "DDB-SET")]
    public void A_good_value_comes_back_as_it_was_given(string value) =>
        Assert.Equal(value, ValueJson.Write(ValueReader.Value(JsonNode.Parse(value))).ToJsonString());

    [Theory]
    [InlineData("""{"SS":["b","","a"]}""", """{"SS":["","a","b"]}""")]
    [InlineData("""{"NS":["10","9","-1"]}""", """{"NS":["-1","9","10"]}""")]
    [InlineData("""{"BS":["gA==","YQ=="]}""", """{"BS":["YQ==","gA=="]}""")]
    [Pins("DDB-SET")]
    public void A_set_comes_back_in_the_order_of_its_elements(string given, string back) =>
        Assert.Equal(back, ValueJson.Write(ValueReader.Value(JsonNode.Parse(given))).ToJsonString());

    [Theory]
    [InlineData(31, false)]
    [InlineData(32, true)]
    [InlineData(100_000, true)]
    [Pins("DDB-DEPTH")]
    public void A_value_stands_in_at_most_31_lists_and_maps(int levels, bool isRefused)
    {
        JsonObject value = new() { ["S"] = "x" };
        for (var i = 0; i < levels; i++)
        {
            value = i % 2 == 0 ? new() { ["L"] = new JsonArray(value) } : new() { ["M"] = new JsonObject { ["m"] = value } };
        }

        var message = Refusal(value);

        Assert.Equal(isRefused ? "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit" : null, message);
    }

    private static string? Refusal(string value) => Refusal(JsonNode.Parse(value)!);

    private static string? Refusal(JsonNode value) => Record.Exception(() => ValueReader.Value(value))?.Message;
}
