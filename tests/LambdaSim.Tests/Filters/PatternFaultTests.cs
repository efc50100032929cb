using LambdaSim.Filters;

namespace LambdaSim.Tests.Filters;

/// <summary>Patterns that are none, and where AWS's parser stands when it says so.</summary>
public class PatternFaultTests
{
    [Theory]
    [InlineData("", "Filter is not an object", 1, 1)]
    [InlineData("[]", "Filter is not an object", 1, 2)]
    [InlineData("\"\"", "Filter is not an object", 1, 2)]
    [InlineData("""{"source":["aws.health"],"detail":{}}""", "Empty objects are not allowed", 1, 37)]
    [InlineData("{\n \"a\": {\n  \"slug\": \"some\"\n }\n}", "\"slug\" must be an object or an array", 3, 12)]
    [InlineData("""{"a":[[1]]}""", "Match value must be String, number, true, false, or null", 1, 8)]
    [InlineData("""{"a":[{}]}""", "Match expression name not found", 1, 9)]
    [InlineData("""{"a":[{"nope":"x"}]}""", "Unrecognized match type nope", 1, 16)]
    [InlineData("""{"a":[{"prefix":"x","suffix":"y"}]}""", "Only one key allowed in match expression", 1, 31)]
    [InlineData("""{"a":[{"prefix":{"suffix":"x"}}]}""", "Unsupported prefix pattern: suffix", 1, 28)]
    [InlineData("""{"a":[{"suffix":{"x":1}}]}""", "Unsupported suffix pattern: x", 1, 23)]
    [InlineData("""{"a":[{"exists":"true"}]}""", "exists match pattern must be either true or false.", 1, 18)]
    [InlineData("""{"a":[{"exactly":1}]}""", "exact match pattern must be a string", 1, 19)]
    [InlineData("""{"a":[{"cidr":1}]}""", "prefix match pattern must be a string", 1, 16)]
    [InlineData("""{"a":[{"numeric":5}]}""", "Value of numeric must be an array.", 1, 19)]
    [InlineData("""{"a":[{"numeric":[5]}]}""", "Invalid member in numeric match: 5", 1, 20)]
    [InlineData("""{"a":[{"numeric":["~",5]}]}""", "Unrecognized numeric range operator: ~", 1, 24)]
    [InlineData("""{"a":[{"numeric":["=","5"]}]}""", "Value of equals must be numeric", 1, 24)]
    [InlineData("""{"a":[{"numeric":[">"]}]}""", "Value of > must be numeric", 1, 23)]
    [InlineData("""{"a":[{"numeric":["<",1,">",0]}]}""", "Too many elements in numeric expression", 1, 26)]
    [InlineData("""{"a":[{"numeric":[">",1,2]}]}""", "Bad value in numeric range: 2", 1, 26)]
    [InlineData("""{"a":[{"numeric":[">",1,"<",0]}]}""", "Bottom must be less than top", 1, 31)]
    [InlineData("""{"a":[{"numeric":[">",1,"<",2,3]}]}""", "Too many terms in numeric range expression", 1, 32)]
    [InlineData("""{"a":[{"numeric":[">",6000000000]}]}""", "Value must be between -5.0E9 and 5.0E9, inclusive", 1, 34)]
    [InlineData("""{"a":[{"anything-but":[1,"x"]}]}""", "Inside anything but list, either all values are number or string, mixed type is not supported", 1, 30)]
    [InlineData("""{"a":[{"anything-but":[]}]}""", "Inside anything but list, either all values are number or string, mixed type is not supported", 1, 25)]
    [InlineData("""{"a":[{"anything-but":{"cidr":"x"}}]}""", "Unsupported anything-but pattern: cidr", 1, 32)]
    [InlineData("""{"a":[{"anything-but":{}}]}""", "Anything-But expression name not found", 1, 25)]
    [InlineData("""{"a":[{"wildcard":"a**"}]}""", "Consecutive wildcard characters at pos 2", 1, 24)]
    [InlineData("""{"a":[{"wildcard":"é\\x"}]}""", "Invalid escape character at pos 3", 1, 25)]
    [InlineData("""{"$or":{}}""", "It must be an Array followed with $or.", 1, 9)]
    [InlineData("""{"$or":[{"a":[1]}]}""", "There must have at least 2 Objects in $or relationship.", 1, 19)]
    [InlineData("""{"$or":[1]}""", "Only JSON object is allowed in array of $or relationship.", 1, 10)]
    [InlineData("""{"$or":[{"prefix":["x"]},{"a":[1]}]}""", "prefix is Ruler reserved fieldName which cannot be used inside $or.", 1, 20)]
    [InlineData("""{"a":[1,]}""", "Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')", 1, 9)]
    [InlineData("""{"a":[1""", """Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"{"a":[1"; line: 1, column: 6])""", 1, 8)]
    [Pins("PAT-TEXTS", "PAT-WILDCARD", "PAT-OR")]
    public void Is_told_with_its_place(string pattern, string problem, int line, int column)
    {
        var told = Assert.Throws<PatternException>(() => EventPattern.Parse(pattern, PatternDialect.EventBridge)).Message;

        Assert.Equal($"{problem}\n at [Source: (String)\"{pattern}\"; line: {line}, column: {column}]", told);
    }

    [Theory]
    [InlineData("10.0.0.0", "Malformed CIDR, one '/' required")]
    [InlineData("10.0.0.0/", "Malformed CIDR, one '/' required")]
    [InlineData("10.0.0.0/x", "Malformed CIDR, mask bits must be an integer")]
    [InlineData("10.0.0.0/-1", "Malformed CIDR, mask bits must not be negative")]
    [InlineData("10.0.0.0/32", "IPv4 mask bits must be < 32")]
    [InlineData("::/128", "IPv6 mask bits must be < 128")]
    [InlineData("10.0.0.300/8", "Invalid IP address: 10.0.0.300")]
    [InlineData("xx.11.xx/8", "Nonstandard IP address: xx.11.xx")]
    [Pins("PAT-CIDR")]
    public void A_block_that_is_none_has_no_place(string block, string problem) =>
        Assert.Equal(problem, Assert.Throws<PatternException>(() => EventPattern.Parse($$"""{"a":[{"cidr":"{{block}}"}]}""", PatternDialect.EventBridge)).Message);

    [Theory]
    [InlineData("""[{"wildcard":"/Users/*/dir/dir/dir/dir/dir/doc.txt"}]""", true)]
    [InlineData("""[{"wildcard":"arn:aws:events:us-east-1:*:event-bus/*"}]""", true)]
    [InlineData("""[{"wildcard":"*:*:*:*:*:event-bus/*"}]""", false)]
    [InlineData("""[{"wildcard":"*:stack/A/*"},{"wildcard":"*:stack/B/*"},{"wildcard":"*:stack/C/*"}]""", true)]
    [InlineData("""[{"wildcard":"*:stack/A/*"},{"wildcard":"*:stack/B/*"},{"wildcard":"*:stack/C/*"},{"wildcard":"*:stack/D/*"}]""", false)]
    [Pins("PAT-COMPLEX")]
    public void Wildcards_may_be_only_so_hard(string list, bool isGood)
    {
        var read = () => EventPattern.Parse($$"""{"a":{{list}}}""", PatternDialect.EventBridge);
        Assert.Equal(
            isGood ? null : "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character",
            (Record.Exception(read) as PatternException)?.Message);
    }

    [Fact]
    [Pins("PAT-OR")]
    public void Of_combinations_there_may_be_a_thousand()
    {
        static string Pattern(params int[] alternatives) => $"{{{string.Join(',', alternatives.Select((n, i) => $"\"$or\":[{string.Join(',', Enumerable.Range(0, n).Select(a => $"{{\"f{i}\":[{a}]}}"))}]"))}}}";

        Assert.NotNull(EventPattern.Parse(Pattern(10, 10, 10), PatternDialect.EventBridge));
        Assert.Equal("Rule has more than 1000 combinations of $or", Assert.Throws<PatternException>(() => EventPattern.Parse(Pattern(11, 10, 10), PatternDialect.EventBridge)).Message);
    }

    [Fact]
    [Pins("PAT-TEXTS")]
    public void Of_a_long_pattern_the_first_five_hundred_characters_are_told()
    {
        var told = Assert.Throws<PatternException>(() => EventPattern.Parse($"{{\"{new string('a', 600)}\":1}}", PatternDialect.EventBridge)).Message;

        Assert.EndsWith($"{new string('a', 498)}\"[truncated 106 chars]; line: 1, column: 606]", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_of_a_mapping_is_one_document() =>
        Assert.Throws<PatternException>(() => EventPattern.Parse("""{"a":[1]} x""", PatternDialect.Mapping));
}
