using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Makes an update of its syntax, in AWS's order of checks: all names, all values, paths, types of ADD and DELETE, functions.</summary>
internal sealed class UpdateBinder(TokenBinder tokens)
{
    private const ExpressionKind Kind = ExpressionKind.UpdateExpression;

    public Update Bind(IReadOnlyList<ActionSyntax> syntax)
    {
        foreach (var action in syntax)
        {
            Names(action.Target);
            Names(action.Value);
        }

        foreach (var action in syntax)
        {
            Values(action.Value);
        }

        var targets = new DocumentPath[syntax.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = tokens.Path(syntax[i].Target);
        }

        var tree = Update.TreeOf(targets);
        var actions = new UpdateAction[targets.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            actions[i] = syntax[i].Section is "ADD" or "DELETE" ? Elements(syntax[i].Section, tokens.Value((ValueSyntax)syntax[i].Value!)) : RemoveAction.Instance;
        }

        for (var i = 0; i < actions.Length; i++)
        {
            actions[i] = syntax[i].Section == "SET" ? new SetAction(Operand(syntax[i].Value!)) : actions[i];
        }

        return new Update(targets, tree, actions, tokens.Paths);
    }

    private static UpdateAction Elements(string section, AttributeValue value) => (section, value) switch
    {
        ("ADD", NumberValue or SetValue) => new AddAction(value),
        ("DELETE", SetValue set) => new DeleteAction(set),
        _ => throw Kind.Invalid($"Incorrect operand type for operator or function; operator: {section}, operand type: {LongName(value.Kind)}"),
    };

    private static string LongName(AttributeKind kind) => kind switch
    {
        AttributeKind.S => "STRING",
        AttributeKind.N => "NUMBER",
        AttributeKind.B => "BINARY",
        AttributeKind.BOOL => "BOOLEAN",
        AttributeKind.NULL => "NULL",
        AttributeKind.L => "LIST",
        _ => "MAP",
    };

    private UpdateOperand Operand(Syntax syntax)
    {
        switch (syntax)
        {
            case PathSyntax path:
                return new ValueAt(tokens.Path(path));
            case ValueSyntax value:
                return new GivenValue(tokens.Value(value));
            case SumSyntax sum:
                var (left, right) = (Operand(sum.Left), Operand(sum.Right));
                CheckType(sum.Sign, left, AttributeKind.N);
                CheckType(sum.Sign, right, AttributeKind.N);
                return new Sum(left, right, sum.Sign == "-");
        }

        var function = (FunctionSyntax)syntax;
        if (function.Operands.Length != 2)
        {
            throw Kind.OperandCount(function.Name, function.Operands.Length);
        }

        if (function.Name == UpdateParser.IfNotExists)
        {
            return function.Operands[0] is PathSyntax path ? new IfNotExists(tokens.Path(path), Operand(function.Operands[1])) : throw Kind.NeedsPath(function.Name);
        }

        var (first, second) = (Operand(function.Operands[0]), Operand(function.Operands[1]));
        CheckType(function.Name, first, AttributeKind.L);
        CheckType(function.Name, second, AttributeKind.L);
        return new ListAppend(first, second);
    }

    private static void CheckType(string function, UpdateOperand operand, AttributeKind kind)
    {
        if (operand is GivenValue { Value: var value } && value.Kind != kind)
        {
            throw Kind.OperandType(function, value.Kind);
        }
    }

    private void Names(Syntax? syntax) => Walk(syntax, static (tokens, leaf) =>
    {
        if (leaf is PathSyntax)
        {
            tokens.Check(leaf);
        }
    });

    private void Values(Syntax? syntax) => Walk(syntax, static (tokens, leaf) =>
    {
        if (leaf is ValueSyntax)
        {
            tokens.Check(leaf);
        }
    });

    private void Walk(Syntax? syntax, Action<TokenBinder, Syntax> visit)
    {
        switch (syntax)
        {
            case null:
                break;
            case SumSyntax sum:
                Walk(sum.Left, visit);
                Walk(sum.Right, visit);
                break;
            case FunctionSyntax function:
                Array.ForEach(function.Operands, o => Walk(o, visit));
                break;
            default:
                visit(tokens, syntax);
                break;
        }
    }
}
