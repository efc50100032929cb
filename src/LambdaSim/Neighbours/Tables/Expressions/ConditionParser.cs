using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Conditions: of writes, of keys, of filters (rule DDB-CONDITION).</summary>
internal sealed class ConditionParser(ExpressionKind kind, string text) : Parser(kind, text)
{
    /// <summary>Most operands in the list of an IN.</summary>
    public const int MaxList = 100;

    private const string Size = "size";

    private static readonly string[] _keywords = ["AND", "OR", "NOT", "BETWEEN", "IN"];
    private static readonly string[] _tests = [TestName.Exists, TestName.NotExists, TestName.Type, TestName.BeginsWith, TestName.Contains];

    /// <summary>The condition, as it is written.</summary>
    public Syntax Read()
    {
        var condition = Condition(Either());
        ExpectEnd();
        RefuseWords(isFunctionFirst: true);
        return condition;
    }

    private protected override bool IsFunction(string name) => name == Size || _tests.Contains(name, StringComparer.Ordinal);

    private protected override bool IsKeyword(Token name) => Array.Exists(_keywords, name.IsWord);

    private protected override void Judge(Syntax operand)
    {
        if (operand is FunctionSyntax { Name: not Size } function && IsFunction(function.Name))
        {
            MisusedFunction ??= function.Name;
        }
    }

    // In parentheses a condition or an operand may stand; which one it is shows only behind it.
    private Syntax Either()
    {
        var first = And();
        if (!Current.IsWord("OR"))
        {
            return first;
        }

        List<Syntax> parts = [Condition(first)];
        while (TakeWord("OR"))
        {
            parts.Add(Condition(And()));
        }

        return new LogicSyntax("OR", [.. parts]);
    }

    private Syntax And()
    {
        var first = Not();
        if (!Current.IsWord("AND"))
        {
            return first;
        }

        List<Syntax> parts = [Condition(first)];
        while (TakeWord("AND"))
        {
            parts.Add(Condition(Not()));
        }

        return new LogicSyntax("AND", [.. parts]);
    }

    private Syntax Not() => TakeWord("NOT") ? new NotSyntax(Condition(Compared())) : Compared();

    private Syntax Compared()
    {
        Syntax first;
        if (Take("("))
        {
            Enter();
            var inner = Either();
            Leave();
            Expect(")");
            first = Parenthesized(inner);
            if (first is LogicSyntax or NotSyntax or ComparisonSyntax)
            {
                return first;
            }
        }
        else
        {
            first = Operand();
        }

        if (Current.Kind == TokenKind.Sign && Current.Text is "=" or "<>" or "<" or "<=" or ">" or ">=")
        {
            var sign = Current.Text;
            Advance();
            return Comparison(sign, first, [Operand()]);
        }

        if (TakeWord("BETWEEN"))
        {
            var low = Operand();
            if (!TakeWord("AND"))
            {
                throw SyntaxError();
            }

            return Comparison("BETWEEN", first, [low, Operand()]);
        }

        return TakeWord("IN") ? Comparison("IN", first, List()) : first;
    }

    private ComparisonSyntax Comparison(string sign, Syntax first, Syntax[] others)
    {
        Judge(first);
        foreach (var other in others)
        {
            Judge(other);
        }

        return new ComparisonSyntax(sign, first, others);
    }

    private Syntax[] List()
    {
        Expect("(");
        List<Syntax> items = [Operand()];
        while (Take(","))
        {
            items.Add(Operand());
        }

        Expect(")");
        return items.Count <= MaxList ? [.. items]
            : throw Kind.Invalid(Text.Invariant($"The IN operator is provided with too many operands; number of operands: {items.Count}"));
    }

    // A path or a value alone is no condition: something is missing behind it.
    private Syntax Condition(Syntax syntax)
    {
        if (syntax is PathSyntax or ValueSyntax)
        {
            throw SyntaxError();
        }

        if (syntax is FunctionSyntax { Name: Size })
        {
            MisusedFunction ??= Size;
        }

        return syntax;
    }
}

/// <summary>Functions that are conditions.</summary>
internal static class TestName
{
    public const string Exists = "attribute_exists";
    public const string NotExists = "attribute_not_exists";
    public const string Type = "attribute_type";
    public const string BeginsWith = "begins_with";
    public const string Contains = "contains";
}
