using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>The parameters that take an expression; the names are those of requests.</summary>
internal enum ExpressionKind : byte
{
    UpdateExpression,
    ConditionExpression,
    KeyConditionExpression,
    FilterExpression,
    ProjectionExpression,
}

/// <summary>Refusals of expressions in AWS's words.</summary>
internal static class ExpressionFaults
{
    public static TableValidationException Invalid(this ExpressionKind kind, string what) => new($"Invalid {kind.Name()}: {what}");

    public static string Name(this ExpressionKind kind) => kind switch
    {
        ExpressionKind.UpdateExpression => nameof(ExpressionKind.UpdateExpression),
        ExpressionKind.ConditionExpression => nameof(ExpressionKind.ConditionExpression),
        ExpressionKind.KeyConditionExpression => nameof(ExpressionKind.KeyConditionExpression),
        ExpressionKind.FilterExpression => nameof(ExpressionKind.FilterExpression),
        _ => nameof(ExpressionKind.ProjectionExpression),
    };

    public static TableValidationException Reserved(this ExpressionKind kind, string name) =>
        kind.Invalid($"Attribute name is a reserved keyword; reserved keyword: {name}");

    public static TableValidationException UnknownFunction(this ExpressionKind kind, string function) =>
        kind.Invalid($"Invalid function name; function: {function}");

    public static TableValidationException Misused(this ExpressionKind kind, string function) =>
        kind.Invalid($"The function is not allowed to be used this way in an expression; function: {function}");

    public static TableValidationException Parentheses(this ExpressionKind kind) => kind.Invalid("The expression has redundant parentheses;");

    public static TableValidationException OperandCount(this ExpressionKind kind, string function, int count) => kind.Invalid(FormattableString.Invariant(
        $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: {count}"));

    public static TableValidationException NeedsPath(this ExpressionKind kind, string function) =>
        kind.Invalid($"Operator or function requires a document path; operator or function: {function}");

    public static TableValidationException OperandType(this ExpressionKind kind, string function, string type) =>
        kind.Invalid($"Incorrect operand type for operator or function; operator or function: {function}, operand type: {type}");

    public static TableValidationException OperandType(this ExpressionKind kind, string function, AttributeKind type) =>
        kind.OperandType(function, ValueJson.NameOf(type));

    public static TableValidationException Index(this ExpressionKind kind, string digits) =>
        kind.Invalid($"List index is not within the allowable range; index: [{digits}]");
}
