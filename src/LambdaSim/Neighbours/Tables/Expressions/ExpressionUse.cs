using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Which expressions and older parameters an operation takes, and that they do not mix (rule DDB-PARAMETERS).</summary>
/// <param name="Legacy">Older parameters, in AWS's order.</param>
/// <param name="Expressions">In AWS's order.</param>
/// <param name="WithValues">Those that may have values, as AWS lists them.</param>
internal sealed record ExpressionUse(IReadOnlyList<string> Legacy, IReadOnlyList<ExpressionKind> Expressions, IReadOnlyList<ExpressionKind> WithValues)
{
    /// <summary>GetItem, and each table of BatchGetItem.</summary>
    public static ExpressionUse Get { get; } = new(["AttributesToGet"], [ExpressionKind.ProjectionExpression], []);

    /// <summary>PutItem, DeleteItem, and the actions of transactions beside Update.</summary>
    public static ExpressionUse Write { get; } = new(["Expected"], [ExpressionKind.ConditionExpression], [ExpressionKind.ConditionExpression]);

    /// <summary>UpdateItem.</summary>
    public static ExpressionUse Update { get; } = new(
        ["AttributeUpdates", "Expected"], [ExpressionKind.UpdateExpression, ExpressionKind.ConditionExpression], [ExpressionKind.UpdateExpression, ExpressionKind.ConditionExpression]);

    public static ExpressionUse Query { get; } = new(
        ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"],
        [ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression, ExpressionKind.KeyConditionExpression],
        [ExpressionKind.FilterExpression, ExpressionKind.KeyConditionExpression]);

    public static ExpressionUse Scan { get; } = new(
        ["AttributesToGet", "ScanFilter", "ConditionalOperator"],
        [ExpressionKind.ProjectionExpression, ExpressionKind.FilterExpression], [ExpressionKind.FilterExpression]);

    /// <summary>What AWS looks at before it reads anything of the expressions.</summary>
    /// <exception cref="TableValidationException">Both ways are used, or names and values without an expression.</exception>
    public void Check(JsonObject request)
    {
        var hasExpression = HasOne(request, Expressions);
        if (hasExpression)
        {
            RefuseOlder(request);
        }
        else if (request[ExpressionParameters.Names] is not null)
        {
            throw new TableValidationException($"{ExpressionParameters.Names} can only be specified when using expressions");
        }

        if (request[ExpressionParameters.Values] is not null && !HasOne(request, WithValues))
        {
            var missing = string.Join(" and ", WithValues.Select(static e => e.Name()));
            throw new TableValidationException($"{ExpressionParameters.Values} can only be specified when using expressions: {missing} {(WithValues.Count == 1 ? "is" : "are")} null");
        }
    }

    private static bool HasOne(JsonObject request, IReadOnlyList<ExpressionKind> expressions)
    {
        for (var i = 0; i < expressions.Count; i++)
        {
            if (request[expressions[i].Name()] is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void RefuseOlder(JsonObject request)
    {
        string[] older = [.. Legacy.Where(l => request[l] is not null)];
        if (older.Length > 0)
        {
            var given = Expressions.Select(static e => e.Name()).Where(e => request[e] is not null);
            throw new TableValidationException(
                $"Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {{{string.Join(", ", older)}}} Expression parameters: {{{string.Join(", ", given)}}}");
        }
    }
}
