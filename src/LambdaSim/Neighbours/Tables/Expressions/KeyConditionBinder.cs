using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Takes a KeyConditionExpression apart: comparisons of a key with a value, joined by AND (rule DDB-KEY-CONDITION).</summary>
internal static class KeyConditionBinder
{
    private const string Parameter = "KeyConditionExpression";

    /// <exception cref="TableValidationException">It is more than that.</exception>
    public static IReadOnlyList<KeyCondition> Bind(Syntax syntax, Condition condition)
    {
        List<KeyCondition> found = [];
        Collect(syntax, condition, found);
        foreach (var key in found)
        {
            KeyOperators.CheckType(key.Operator.ToString(), key.Value!);
        }

        return found;
    }

    private static void Collect(Syntax syntax, Condition condition, List<KeyCondition> found)
    {
        if (syntax is LogicSyntax { Word: "AND" } all)
        {
            for (var i = 0; i < all.Parts.Length; i++)
            {
                Collect(all.Parts[i], ((AllOf)condition).Parts[i], found);
            }

            return;
        }

        var key = Single(syntax, condition);
        if (found.Exists(c => c.Name == key.Name))
        {
            throw new TableValidationException($"{Parameter}s must only contain one condition per key");
        }

        found.Add(key);
    }

    private static KeyCondition Single(Syntax syntax, Condition condition)
    {
        switch (condition)
        {
            case Comparison { Sign: not ComparisonSign.NotEqual } comparison:
                var isTurned = comparison.Left is ConstantOperand && comparison.Right is PathOperand;
                var (key, value) = isTurned ? (comparison.Right, comparison.Left) : (comparison.Left, comparison.Right);
                return Of(KeyOperators.Of(comparison.Sign, isTurned), null, key, value);
            case Between between:
                return Of(KeyOperator.BETWEEN, "BETWEEN", between.Operand, between.Low, between.High);
            case BeginsWith begins:
                return Of(KeyOperator.BEGINS_WITH, "begins_with", begins.Operand, begins.Prefix);
        }

        var name = syntax switch
        {
            LogicSyntax logic => logic.Word,
            ComparisonSyntax comparison => comparison.Sign,
            FunctionSyntax function => function.Name,
            _ => "NOT",
        };
        throw new TableValidationException($"Invalid operator used in {Parameter}: {name}");
    }

    private static KeyCondition Of(KeyOperator @operator, string? needsFirst, params ReadOnlySpan<Operand> operands)
    {
        var paths = 0;
        foreach (var operand in operands)
        {
            if (operand is SizeOperand)
            {
                throw new TableValidationException($"{Parameter}s cannot contain nested operations");
            }

            if (operand is PathOperand { Path.IsNested: true })
            {
                throw new TableValidationException($"{Parameter}s cannot have conditions on nested attributes");
            }

            paths += operand is PathOperand ? 1 : 0;
        }

        if (needsFirst is not null && operands[0] is not PathOperand)
        {
            throw new TableValidationException($"Invalid condition in {Parameter}: {needsFirst} operator must have the key attribute as its first operand");
        }

        if (paths != 1)
        {
            throw new TableValidationException($"Invalid condition in {Parameter}: {(paths == 0 ? "No key attribute specified" : "Multiple attribute names used in one condition")}");
        }

        return new KeyCondition(((PathOperand)operands[0]).Path.Root, @operator, Constant(operands[1]), operands.Length > 2 ? Constant(operands[2]) : null);
    }

    private static AttributeValue Constant(Operand operand) => ((ConstantOperand)operand).Value;
}

/// <summary>Operators by sign, and the types that they take.</summary>
internal static class KeyOperators
{
    public static KeyOperator Of(ComparisonSign sign, bool isTurned) => sign switch
    {
        ComparisonSign.Equal => KeyOperator.EQ,
        ComparisonSign.Less => isTurned ? KeyOperator.GT : KeyOperator.LT,
        ComparisonSign.LessOrEqual => isTurned ? KeyOperator.GE : KeyOperator.LE,
        ComparisonSign.Greater => isTurned ? KeyOperator.LT : KeyOperator.GT,
        _ => isTurned ? KeyOperator.LE : KeyOperator.GE,
    };

    /// <summary>Refuses a type that an operator does not take, by AWS's names of both (rule DDB-LEGACY-OPERATOR).</summary>
    public static void CheckType(string name, AttributeValue value)
    {
        var isTaken = value.Kind switch
        {
            AttributeKind.S or AttributeKind.B => true,
            AttributeKind.N => name != "BEGINS_WITH",
            AttributeKind.SS or AttributeKind.NS or AttributeKind.BS => name is "EQ" or "NE",
            _ => false,
        };
        if (!isTaken)
        {
            throw TableValidationException.Invalid($"ComparisonOperator {name} is not valid for {ValueJson.NameOf(value.Kind)} AttributeValue type");
        }
    }
}
