namespace LambdaSim.Tests.Conformance;

public class NamesTests
{
    private readonly Names _names = new();

    [Fact]
    public void A_placeholder_agrees_ever_after()
    {
        Assert.True(_names.Match("<resource:1>", "a"));
        Assert.True(_names.Match("x:<resource:1>", "x:a"));
        Assert.False(_names.Match("<resource:1>", "b"));
    }

    [Fact]
    public void Two_numbers_of_one_name_are_two_values()
    {
        Assert.True(_names.Match("<resource:1>", "a"));
        Assert.False(_names.Match("<resource:2>", "a"));
    }

    [Fact]
    public void A_length_and_a_format_are_checked()
    {
        Assert.True(_names.Match("<a:len(3)>", "aaa"));
        Assert.False(_names.Match("<a:len(3)>", "aaaa"));
        Assert.True(_names.Match("<timestamp:2022-07-13T13:48:01Z>", "2026-01-01T00:00:00Z"));
        Assert.False(_names.Match("<timestamp:2022-07-13T13:48:01Z>", "2026-01-01T00:00:00.000Z"));
    }

    [Fact]
    public void Members_that_are_missing_or_additional_count()
    {
        var comparison = new Comparison(_names);

        Assert.Equal(2, comparison.Differences(System.Text.Json.Nodes.JsonNode.Parse("""{"a":1,"b":2}"""), System.Text.Json.Nodes.JsonNode.Parse("""{"b":2,"c":3}""")).Count);
    }

    [Fact]
    public void Violations_stand_in_any_order() =>
        Assert.True(new Comparison(_names).Agree("2 validation errors detected: a; b", "2 validation errors detected: b; a"));
}
