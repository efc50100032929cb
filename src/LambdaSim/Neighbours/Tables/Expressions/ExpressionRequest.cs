using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>A condition with the paths that it names.</summary>
/// <param name="Condition">What is asked.</param>
/// <param name="Paths">In the order of the text.</param>
internal sealed record BoundCondition(Condition Condition, IReadOnlyList<DocumentPath> Paths);

/// <summary>The expressions of a request, read and bound in AWS's order: maps, update, condition, key condition, filter, projection, unused tokens.</summary>
internal sealed class ExpressionRequest
{
    private ExpressionRequest()
    {
    }

    public Update? Update { get; private init; }

    public BoundCondition? Condition { get; private init; }

    /// <summary>What a KeyConditionExpression asks; <see cref="KeyRange.Of"/> puts it to the keys.</summary>
    public IReadOnlyList<KeyCondition>? Keys { get; private init; }

    public BoundCondition? Filter { get; private init; }

    public Projection? Projection { get; private init; }

    /// <summary>Reads the expressions that an operation takes.</summary>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static ExpressionRequest Read(JsonObject request, ExpressionUse use, ExpressionCache cache)
    {
        var parameters = ExpressionParameters.Read(request[ExpressionParameters.Names]?.AsObject(), request[ExpressionParameters.Values]?.AsObject());
        string? Text(ExpressionKind kind) => use.Expressions.Contains(kind) ? request[kind.Name()]?.GetValue<string>() : null;

        var read = new ExpressionRequest
        {
            Update = Text(ExpressionKind.UpdateExpression) is { } update
                ? new UpdateBinder(new TokenBinder(ExpressionKind.UpdateExpression, parameters)).Bind(cache.Update(update)) : null,
            Condition = Bound(ExpressionKind.ConditionExpression, Text(ExpressionKind.ConditionExpression), parameters, cache),
            Keys = Text(ExpressionKind.KeyConditionExpression) is { } keys ? KeyConditions(keys, parameters, cache) : null,
            Filter = Bound(ExpressionKind.FilterExpression, Text(ExpressionKind.FilterExpression), parameters, cache),
            Projection = Text(ExpressionKind.ProjectionExpression) is { } projection ? Project(projection, parameters, cache) : null,
        };
        parameters.RefuseUnused();
        return read;
    }

    /// <summary>The expressions of a write, of a caller who has names and values at hand.</summary>
    /// <exception cref="TableValidationException">One is wrong.</exception>
    public static ExpressionRequest OfWrite(string? update, string? condition, ExpressionParameters parameters, ExpressionCache cache)
    {
        var read = new ExpressionRequest
        {
            Update = update is null ? null : new UpdateBinder(new TokenBinder(ExpressionKind.UpdateExpression, parameters)).Bind(cache.Update(update)),
            Condition = Bound(ExpressionKind.ConditionExpression, condition, parameters, cache),
        };
        parameters.RefuseUnused();
        return read;
    }

    private static BoundCondition? Bound(ExpressionKind kind, string? text, ExpressionParameters parameters, ExpressionCache cache) =>
        text is null ? null : cache.Bound(kind, text, parameters);

    private static IReadOnlyList<KeyCondition> KeyConditions(string text, ExpressionParameters parameters, ExpressionCache cache) =>
        KeyConditionBinder.Bind(
            cache.Condition(ExpressionKind.KeyConditionExpression, text),
            Bound(ExpressionKind.KeyConditionExpression, text, parameters, cache)!.Condition);

    private static Projection Project(string text, ExpressionParameters parameters, ExpressionCache cache)
    {
        var tokens = new TokenBinder(ExpressionKind.ProjectionExpression, parameters);
        return Expressions.Projection.Of([.. cache.Projection(text).Select(tokens.Path)]);
    }
}
