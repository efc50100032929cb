namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>One change that an update writes, as it is written.</summary>
/// <param name="Section">SET, REMOVE, ADD or DELETE.</param>
/// <param name="Target">What is changed.</param>
/// <param name="Value">With what; null: it is removed.</param>
internal sealed record ActionSyntax(string Section, PathSyntax Target, Syntax? Value);

/// <summary>Updates: SET, REMOVE, ADD and DELETE in any order, each once (rule DDB-UPDATE).</summary>
internal sealed class UpdateParser(string text) : Parser(ExpressionKind.UpdateExpression, text)
{
    public const string IfNotExists = "if_not_exists";
    public const string ListAppend = "list_append";

    private static readonly string[] _sections = ["SET", "REMOVE", "ADD", "DELETE"];

    public IReadOnlyList<ActionSyntax> Read()
    {
        List<ActionSyntax> actions = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? twice = null;
        do
        {
            var section = Array.Find(_sections, s => Current.IsWord(s)) ?? throw SyntaxError();
            Advance();
            twice ??= seen.Add(section) ? null : section;
            do
            {
                actions.Add(Action(section));
            }
            while (Take(","));
        }
        while (Current.Kind != TokenKind.End);

        RefuseWords(isFunctionFirst: false);
        return twice is null ? actions : throw Kind.Invalid($"The \"{twice}\" section can only be used once in an update expression;");
    }

    private protected override bool IsFunction(string name) => name is IfNotExists or ListAppend;

    private protected override bool IsKeyword(Token name) => Array.Exists(_sections, name.IsWord);

    private ActionSyntax Action(string section)
    {
        var target = Path();
        if (section == "REMOVE")
        {
            return new ActionSyntax(section, target, null);
        }

        if (section == "SET")
        {
            Expect("=");
            return new ActionSyntax(section, target, Value());
        }

        return Current.Kind == TokenKind.ValueReference ? new ActionSyntax(section, target, Operand()) : throw SyntaxError();
    }

    private Syntax Value()
    {
        Syntax left;
        if (Take("("))
        {
            Enter();
            left = Parenthesized(Value());
            Leave();
            Expect(")");
            if (left is SumSyntax)
            {
                return left;
            }
        }
        else
        {
            left = Operand();
        }

        var sign = Current.IsSign("+") ? "+" : Current.IsSign("-") ? "-" : null;
        if (sign is null)
        {
            return left;
        }

        Advance();
        return new SumSyntax(sign, left, Operand());
    }
}
