using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Tests.Tables;

/// <summary>What a projection keeps of an item.</summary>
public sealed class ProjectionTests
{
    private const string Item = """{"a":{"S":"1"},"l":{"L":[{"N":"0"},{"M":{"x":{"N":"1"},"y":{"N":"2"}}},{"N":"2"}]},"m":{"M":{"k":{"S":"v"},"d":{"M":{"q":{"N":"7"}}}}}}""";

    [Theory]
    [InlineData("a", """{"a":{"S":"1"}}""")]
    [InlineData("gone, a.b, l.x, m[0]", "{}")]
    [InlineData("m.d.q", """{"m":{"M":{"d":{"M":{"q":{"N":"7"}}}}}}""")]
    [InlineData("l[2], l[0]", """{"l":{"L":[{"N":"0"},{"N":"2"}]}}""")]
    [InlineData("l[1].y, m.k, a, l[9]", """{"l":{"L":[{"M":{"y":{"N":"2"}}}]},"m":{"M":{"k":{"S":"v"}}},"a":{"S":"1"}}""")]
    [Pins("DDB-PROJECTION")]
    public void Parts_come_inside_their_parents(string projection, string kept) => Assert.Equal(kept, Expressions.Text(Expressions.Project(projection, Item)));

    [Theory]
    [InlineData("size, #a", "Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("b, #a, b", "An expression attribute name used in the document path is not defined; attribute name: #a")]
    [InlineData("b, c.d, b[0]", "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [b], path two: [b, [0]]")]
    [InlineData("b[0], b.c", "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [b, [0]], path two: [b, c]")]
    [InlineData("b,", """Syntax error; token: "<EOF>", near: "," """)]
    [InlineData(":s", """Syntax error; token: ":s", near: ":s" """)]
    [InlineData("", "The expression can not be empty;")]
    [Pins("DDB-PROJECTION", "DDB-PATHS")]
    public void Paths_in_each_others_way_are_refused(string projection, string message) =>
        Assert.Equal($"Invalid ProjectionExpression: {message.TrimEnd()}", Expressions.Refusal(ExpressionKind.ProjectionExpression, projection));

    [Fact]
    [Pins("DDB-LEGACY")]
    public void Attributes_to_get_are_names_as_they_are()
    {
        Assert.Equal("""{"a.b":{"S":"1"}}""", Expressions.Text(LegacyUpdates.Projection(["a.b", "zz"]).Of(Expressions.Item("""{"a.b":{"S":"1"},"c":{"S":"2"}}"""))));
        Assert.Equal("One or more parameter values were invalid: Duplicate value in attribute name: a", Record.Exception(() => LegacyUpdates.Projection(["a", "b", "a"]))?.Message);
    }
}
