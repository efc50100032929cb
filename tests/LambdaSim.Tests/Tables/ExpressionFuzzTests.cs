using LambdaSim.Neighbours.Tables.Expressions;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Tests.Tables;

/// <summary>Random texts: each is read or refused, and none takes long.</summary>
public sealed class ExpressionFuzzTests
{
    private const int Texts = 100_000;

    private static readonly string[] _tokens =
    [
        "a", "b.c", "l[0]", "m.k[1]", "#n", ":s", ":n", "size", "(", ")", "(", ")", ",", ".", "[", "]", "=", "<>", "<", "<=", ">", ">=", "+", "-", "AND", "or", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD",
        "DELETE", "size(", "attribute_exists(", "begins_with(", "contains(", "if_not_exists(", "list_append(", "a = :s", "b < :n", "1", "99999999999", "@", "\ud83d\ude00", "\ud83d",
    ];

    [Fact]
    [Pins("DDB-SYNTAX")]
    public void Random_tokens_are_read_or_refused()
    {
        var random = new Random(5);
        var read = 0;
        for (var i = 0; i < Texts; i++)
        {
            var text = string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => _tokens[random.Next(_tokens.Length)]));
            foreach (var kind in Enum.GetValues<ExpressionKind>())
            {
                read += IsRead(kind, text) ? 1 : 0;
            }
        }

        Assert.InRange(read, 1_000, Texts);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("NOT (")]
    [InlineData("a AND (")]
    [InlineData("size(")]
    [InlineData("a.")]
    [InlineData("a[0]")]
    [InlineData("a=b OR ")]
    [InlineData("a,")]
    [InlineData("SET a=(")]
    [InlineData("list_append(a,")]
    [InlineData("#")]
    [Pins("DDB-SYNTAX", "DDB-EXPRESSION-LIMITS")]
    public void A_part_again_and_again_is_read_or_refused(string part)
    {
        foreach (var kind in Enum.GetValues<ExpressionKind>())
        {
            foreach (var before in new[] { "", "SET a = ", "REMOVE " })
            {
                IsRead(kind, (before + string.Concat(Enumerable.Repeat(part, 1 + (4_096 / part.Length))))[..4_096]);
            }
        }
    }

    private static bool IsRead(ExpressionKind kind, string text)
    {
        try
        {
            var cache = new ExpressionCache();
            object read = kind switch
            {
                ExpressionKind.UpdateExpression => cache.Update(text),
                ExpressionKind.ProjectionExpression => cache.Projection(text),
                _ => cache.Condition(kind, text),
            };
            return read is not null;
        }
        catch (TableValidationException)
        {
            return false;
        }
    }
}
