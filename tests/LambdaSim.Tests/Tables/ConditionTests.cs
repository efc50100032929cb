using LambdaSim.Neighbours.Tables.Expressions;

namespace LambdaSim.Tests.Tables;

/// <summary>Conditions and filters: what is refused of them, and when they hold.</summary>
public sealed class ConditionTests
{
    private const string Item = """
        {"a":{"S":"abc"},"n":{"N":"5"},"l":{"L":[{"N":"1"},{"S":"x"},{"L":[{"BOOL":true}]}]},"m":{"M":{"k":{"S":"v"},"d":{"M":{"q":{"N":"7"}}}}},"ss":{"SS":["x","y"]},"ns":{"NS":["1","2.5"]},"bs":{"BS":["eA=="]},"b":{"B":"eHl6"},"t":{"BOOL":true},"z":{"NULL":true},"e":{"S":"é€"}}
        """;

    [Theory]
    [InlineData("", "The expression can not be empty;")]
    [InlineData("b AND c", """Syntax error; token: "AND", near: "b AND c" """)]
    [InlineData("b =", """Syntax error; token: "<EOF>", near: "=" """)]
    [InlineData("b == c", """Syntax error; token: "=", near: "== c" """)]
    [InlineData("b = 1", """Syntax error; token: "1", near: "= 1" """)]
    [InlineData("b-c = d", """Syntax error; token: "-", near: "b-c" """)]
    [InlineData("b IN ()", """Syntax error; token: ")", near: "()" """)]
    [InlineData("NOT NOT b = c", """Syntax error; token: "NOT", near: "NOT NOT b" """)]
    [InlineData("b = c)", """Syntax error; token: ")", near: "c)" """)]
    [InlineData("(b = c", """Syntax error; token: "<EOF>", near: "c" """)]
    [InlineData("b BETWEEN :n OR :m", """Syntax error; token: "OR", near: ":n OR :m" """)]
    [InlineData("b = c \ud83d\ude00 d", "Syntax error; token: \"\ud83d\ude00\", near: \"c \ud83d\ude00 d\"")]
    [Pins("DDB-SYNTAX")]
    public void Bad_syntax_is_told_by_its_token(string text, string message) => Assert.Equal(Invalid(message), Refusal(text));

    [Theory]
    [InlineData("size = :n", "Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("b.Size = :n", "Attribute name is a reserved keyword; reserved keyword: Size")]
    [InlineData("size(size) < :n", "Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("foo(b) AND size = :s", "Invalid function name; function: foo")]
    [InlineData("Attribute_exists(b)", "Invalid function name; function: Attribute_exists")]
    [InlineData("if_not_exists(b, :s) = :s", "Invalid function name; function: if_not_exists")]
    [InlineData("size(b)", "The function is not allowed to be used this way in an expression; function: size")]
    [InlineData("attribute_exists(b) = :s", "The function is not allowed to be used this way in an expression; function: attribute_exists")]
    [InlineData("b = begins_with(b, :s)", "The function is not allowed to be used this way in an expression; function: begins_with")]
    [InlineData("contains(begins_with(b, :s), :s)", "The function is not allowed to be used this way in an expression; function: begins_with")]
    [InlineData("begins_with(b, :s) IN (:s)", "The function is not allowed to be used this way in an expression; function: begins_with")]
    [InlineData("((b = :s))", "The expression has redundant parentheses;")]
    [InlineData("((b)) = :s", "The expression has redundant parentheses;")]
    [InlineData("(((b = :s)) AND c = :s)", "The expression has redundant parentheses;")]
    [InlineData("b = c OR begins_with(:s)", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("attribute_exists(b, c)", "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2")]
    [InlineData("attribute_type(b, :s, :n)", "Incorrect number of operands for operator or function; operator or function: attribute_type, number of operands: 3")]
    [InlineData("size(b, c) BETWEEN :n AND :m", "Incorrect number of operands for operator or function; operator or function: size, number of operands: 2")]
    [InlineData("attribute_exists(:s)", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("attribute_exists(size(b))", "Operator or function requires a document path; operator or function: attribute_exists")]
    [InlineData("b < b", "The first operand must be distinct from the remaining operands for this operator or function; operator: <, first operand: [b]")]
    [InlineData("b[0].c = b[0].c", "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [b, [0], c]")]
    [InlineData("contains(b, b)", "The first operand must be distinct from the remaining operands for this operator or function; operator: contains, first operand: [b]")]
    [InlineData("begins_with(b, :n)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("begins_with(size(b), :s)", "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N")]
    [InlineData("size(:n) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("size(:o) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: BOOL")]
    [InlineData("size(size(b)) > :n", "Incorrect operand type for operator or function; operator or function: size, operand type: N")]
    [InlineData("attribute_type(b, :n)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: N")]
    [InlineData("attribute_type(b, b)", "The first operand must be distinct from the remaining operands for this operator or function; operator: attribute_type, first operand: [b]")]
    [InlineData("attribute_type(b, c)", "Incorrect operand type for operator or function; operator or function: attribute_type, operand type: {NS,SS,L,BS,N,M,B,BOOL,NULL,S}")]
    [InlineData("attribute_type(b, :s)", "Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}")]
    [InlineData("b BETWEEN :s AND :n", "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}")]
    [InlineData("b BETWEEN :m AND :n", "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}")]
    [InlineData("b[4294967295] = c", "List index is not within the allowable range; index: [4294967295]")]
    [InlineData("b[99999999999999999999] = c", "List index is not within the allowable range; index: [99999999999999999999]")]
    [Pins("DDB-CONDITION", "DDB-RESERVED")]
    public void A_condition_that_means_nothing_is_refused(string text, string message) => Assert.Equal(Invalid(message), Refusal(text));

    [Theory]
    [InlineData("#q = :zz AND foo(b) = :c", "Invalid function name; function: foo")]
    [InlineData("((b = :zz)) AND foo(b) = :c", "The expression has redundant parentheses;")]
    [InlineData("b = :c AND size = :d", "Attribute name is a reserved keyword; reserved keyword: size")]
    [InlineData("size(b, c) = :zz AND #e = :c", "An expression attribute value used in expression is not defined; attribute value: :zz")]
    [InlineData("begins_with(b) AND :zz = #q", "Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1")]
    [InlineData("b BETWEEN :s AND :n AND begins_with(c)", "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {S:x}, upper bound operand: AttributeValue: {N:1}")]
    [Pins("DDB-CONDITION")]
    public void Of_several_faults_AWS_tells_one(string text, string message) => Assert.Equal(Invalid(message), Refusal(text));

    [Theory]
    [InlineData("a = :s", false)]
    [InlineData(":s = :s", true)]
    [InlineData("a <> :s", true)]
    [InlineData("n > :n", true)]
    [InlineData("n >= :s", false)]
    [InlineData("n <> :s", true)]
    [InlineData("gone = :s", false)]
    [InlineData("gone <> :s", true)]
    [InlineData("gone = gone2", false)]
    [InlineData("gone < :s", false)]
    [InlineData("NOT gone = :s", true)]
    [InlineData("NOT gone < :s", true)]
    [InlineData("t = :o", true)]
    [InlineData("z = :z", true)]
    [InlineData("t < :o", false)]
    [InlineData("attribute_exists(a)", true)]
    [InlineData("attribute_exists((a))", true)]
    [InlineData("attribute_exists(m.d.q)", true)]
    [InlineData("attribute_exists(m.d.x)", false)]
    [InlineData("attribute_not_exists(l[3])", true)]
    [InlineData("attribute_exists(l[2][0])", true)]
    [InlineData("attribute_exists(a.b)", false)]
    [InlineData("attribute_type(a, :ty)", true)]
    [InlineData("attribute_type(n, :ty)", false)]
    [InlineData("attribute_type(gone, :ty)", false)]
    [InlineData("begins_with(l[1], :s)", true)]
    [InlineData("begins_with(b, :b)", true)]
    [InlineData("begins_with(b, :s)", false)]
    [InlineData("begins_with(gone, :s)", false)]
    [InlineData("contains(ss, :s)", true)]
    [InlineData("contains(ns, :n)", true)]
    [InlineData("contains(bs, :b)", true)]
    [InlineData("contains(ss, :n)", false)]
    [InlineData("contains(l, :s)", true)]
    [InlineData("contains(l, :n)", true)]
    [InlineData("contains(l, :o)", false)]
    [InlineData("contains(l[2], :o)", true)]
    [InlineData("contains(a, l[1])", false)]
    [InlineData("contains(m, :s)", false)]
    [InlineData("l[1] IN (:n, :s)", true)]
    [InlineData("l[1] IN (a, :n)", false)]
    [InlineData("n BETWEEN :n AND :m", false)]
    [InlineData("l[0] BETWEEN :n AND :m", true)]
    [InlineData("l[0] BETWEEN :n AND gone", false)]
    [InlineData("size(a) > :m", true)]
    [InlineData("size(ss) = :m", true)]
    [InlineData("size(m) = :m", true)]
    [InlineData("size(l) > :m", true)]
    [InlineData("size(n) > :n", false)]
    [InlineData("size(gone) <> :n", true)]
    [InlineData("size(e) = n", true)]
    [InlineData("a = :s OR n > :n AND t = :o", true)]
    [InlineData("(a = :s OR n > :n) AND t <> :o", false)]
    [InlineData("NOT a = :s AND n = :n", false)]
    [InlineData("NOT (a = :s AND n = :n)", true)]
    [InlineData("not a = :s and n between :n and n", true)]
    [InlineData("m . d . q > :n and l [ 0 ] = :n", true)]
    [Pins("DDB-CONDITION", "DDB-SIZE-FUNCTION")]
    public void A_condition_holds_or_does_not(string text, bool isTrue) => Assert.Equal(isTrue, Expressions.Holds(text, Item));

    [Fact]
    [Pins("DDB-TOKENS")]
    public void A_name_stands_for_an_attribute_with_any_letters() =>
        Assert.True(Expressions.Holds("#a.#b[0] = :s", """{"a.b":{"M":{"size":{"L":[{"S":"x"}]}}}}""", """{"#a":"a.b","#b":"size"}"""));

    [Fact]
    [Pins("DDB-EXPRESSION-LIMITS")]
    public void An_expression_has_limits()
    {
        var long4096 = "b = " + new string('c', 4_092);
        var many = string.Join(" OR ", Enumerable.Repeat("b=c", 151));
        var list = string.Join(",", Enumerable.Repeat("b", 101));

        Assert.Null(Refusal(long4096));
        Assert.Equal(Invalid("Expression size has exceeded the maximum allowed size;"), Refusal(long4096 + "c"));
        Assert.Equal("Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097", Expressions.Refusal(ExpressionKind.FilterExpression, long4096 + "c"));
        Assert.Equal(Invalid("The expression contains too many operators; operator count: 301"), Refusal(many));
        Assert.Null(Refusal(many[7..]));
        Assert.Equal(Invalid("The IN operator is provided with too many operands; number of operands: 101"), Refusal($"a IN ({list})"));
        Assert.Null(Refusal($"a IN ({list[2..]})"));
    }

    [Fact]
    [Pins("DDB-SYNTAX")]
    public void Thousands_of_parentheses_are_refused() => Assert.Equal(Invalid("The expression has redundant parentheses;"), Refusal(new string('(', 4_000)));

    private static string? Refusal(string text) => Expressions.Refusal(ExpressionKind.ConditionExpression, text);

    private static string Invalid(string message) => $"Invalid ConditionExpression: {message.TrimEnd()}";
}
