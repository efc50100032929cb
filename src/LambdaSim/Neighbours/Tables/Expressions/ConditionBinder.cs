using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Makes a condition of its syntax. Each comparison and function is looked at in the text's order: tokens, number of operands, difference, types.</summary>
internal sealed class ConditionBinder(ExpressionKind kind, TokenBinder tokens)
{
    // As AWS prints them.
    private const string AnyType = "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}", Types = "{B,NULL,SS,BOOL,L,BS,N,NS,S,M}";

    private const string Size = "size";

    public Condition Bind(Syntax syntax) => syntax switch
    {
        LogicSyntax { Word: "AND" } logic => new AllOf(Array.ConvertAll(logic.Parts, Bind)),
        LogicSyntax logic => new AnyOf(Array.ConvertAll(logic.Parts, Bind)),
        NotSyntax not => new NotSo(Bind(not.Inner)),
        ComparisonSyntax comparison => Compare(comparison),
        _ => Test((FunctionSyntax)syntax),
    };

    private Condition Compare(ComparisonSyntax syntax)
    {
        CheckTokens(syntax.First, syntax.Others);
        var first = Operand(syntax.First);
        var others = Array.ConvertAll(syntax.Others, Operand);
        switch (syntax.Sign)
        {
            case "BETWEEN":
                CheckBounds(others[0], others[1]);
                return new Between(first, others[0], others[1]);
            case "IN":
                return new OneOf(first, others);
        }

        CheckDifferent(syntax.Sign, first, others[0]);
        return new Comparison(Sign(syntax.Sign), first, others[0]);
    }

    private static ComparisonSign Sign(string sign) => sign switch
    {
        "=" => ComparisonSign.Equal,
        "<>" => ComparisonSign.NotEqual,
        "<" => ComparisonSign.Less,
        "<=" => ComparisonSign.LessOrEqual,
        ">" => ComparisonSign.Greater,
        _ => ComparisonSign.GreaterOrEqual,
    };

    private Condition Test(FunctionSyntax syntax)
    {
        tokens.Check(syntax);
        var count = syntax.Name is TestName.Exists or TestName.NotExists ? 1 : 2;
        CheckCount(syntax, count);
        if (count == 1 && syntax.Operands[0] is not PathSyntax)
        {
            throw kind.NeedsPath(syntax.Name);
        }

        var operands = Array.ConvertAll(syntax.Operands, Operand);
        switch (syntax.Name)
        {
            case TestName.Exists:
                return new Exists(operands[0], isExpected: true);
            case TestName.NotExists:
                return new Exists(operands[0], isExpected: false);
        }

        CheckDifferent(syntax.Name, operands[0], operands[1]);
        switch (syntax.Name)
        {
            case TestName.Type:
                return new HasType(operands[0], Type(operands[1]));
            case TestName.Contains:
                return new Contains(operands[0], operands[1]);
        }

        foreach (var operand in operands)
        {
            if (operand is SizeOperand)
            {
                throw kind.OperandType(syntax.Name, AttributeKind.N);
            }

            if (operand is ConstantOperand { Value.Kind: not (AttributeKind.S or AttributeKind.B) } constant)
            {
                throw kind.OperandType(syntax.Name, constant.Value.Kind);
            }
        }

        return new BeginsWith(operands[0], operands[1]);
    }

    // All tokens are defined before any function is looked at.
    private void CheckTokens(Syntax first, ReadOnlySpan<Syntax> others)
    {
        var hasFunction = first is FunctionSyntax;
        foreach (var other in others)
        {
            hasFunction |= other is FunctionSyntax;
        }

        if (!hasFunction)
        {
            return;
        }

        tokens.Check(first);
        foreach (var other in others)
        {
            tokens.Check(other);
        }
    }

    private Operand Operand(Syntax syntax)
    {
        if (syntax is PathSyntax path)
        {
            return new PathOperand(tokens.Path(path));
        }

        if (syntax is ValueSyntax value)
        {
            return new ConstantOperand(tokens.Value(value));
        }

        var size = (FunctionSyntax)syntax;
        CheckCount(size, 1);
        var inner = Operand(size.Operands[0]);
        return inner switch
        {
            SizeOperand => throw kind.OperandType(Size, AttributeKind.N),
            ConstantOperand { Value.Kind: AttributeKind.N or AttributeKind.BOOL or AttributeKind.NULL } constant => throw kind.OperandType(Size, constant.Value.Kind),
            _ => new SizeOperand(inner),
        };
    }

    private void CheckCount(FunctionSyntax syntax, int count)
    {
        if (syntax.Operands.Length != count)
        {
            throw kind.OperandCount(syntax.Name, syntax.Operands.Length);
        }
    }

    private void CheckDifferent(string name, Operand first, Operand second)
    {
        if (first is PathOperand x && second is PathOperand y && x.Path.IsSame(y.Path))
        {
            throw kind.Invalid($"The first operand must be distinct from the remaining operands for this operator or function; operator: {name}, first operand: {x.Path}");
        }
    }

    private void CheckBounds(Operand low, Operand high)
    {
        if (low is not ConstantOperand { Value: var from } || high is not ConstantOperand { Value: var to })
        {
            return;
        }

        var fault = from.Kind != to.Kind ? "same data type for lower and upper bounds" : from.CompareTo(to) > 0 ? "upper bound to be greater than or equal to lower bound" : null;
        if (fault is not null)
        {
            throw kind.Invalid($"The BETWEEN operator requires {fault}; lower bound operand: AttributeValue: {Printed(from)}, upper bound operand: AttributeValue: {Printed(to)}");
        }
    }

    private static string Printed(AttributeValue value)
    {
        var (type, content) = ValueJson.Write(value).Single();
        return $"{{{type}:{(content is JsonArray list ? $"[{string.Join(", ", list)}]" : content)}}}";
    }

    private AttributeKind Type(Operand operand)
    {
        if (operand is not ConstantOperand { Value: var value })
        {
            throw kind.OperandType(TestName.Type, operand is SizeOperand ? ValueJson.NameOf(AttributeKind.N) : AnyType);
        }

        if (value is not TextValue { Text: var name })
        {
            throw kind.OperandType(TestName.Type, value.Kind);
        }

        for (var type = AttributeKind.S; type <= AttributeKind.M; type++)
        {
            if (ValueJson.NameOf(type) == name)
            {
                return type;
            }
        }

        throw kind.Invalid($"Invalid attribute type name found; type: {name}, valid types: {Types}");
    }
}
