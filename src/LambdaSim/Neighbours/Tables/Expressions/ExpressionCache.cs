using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Expressions that were read before, by kind and text: programs send the same ones again and again.</summary>
internal sealed class ExpressionCache
{
    // A program that writes values into its texts fills it, and it begins anew.
    private const int MaxTexts = 1_000;

    private readonly Dictionary<(ExpressionKind, string), object> _read = [];

    // Those without tokens ask the same of every request.
    private readonly Dictionary<(ExpressionKind, string), BoundCondition> _bound = [];

    public Syntax Condition(ExpressionKind kind, string text) => (Syntax)Get(kind, text);

    public IReadOnlyList<ActionSyntax> Update(string text) => (IReadOnlyList<ActionSyntax>)Get(ExpressionKind.UpdateExpression, text);

    public IReadOnlyList<PathSyntax> Projection(string text) => (IReadOnlyList<PathSyntax>)Get(ExpressionKind.ProjectionExpression, text);

    /// <summary>A condition with the names and values of a request.</summary>
    /// <exception cref="TableValidationException">It is wrong, or a token of it is not defined.</exception>
    public BoundCondition Bound(ExpressionKind kind, string text, ExpressionParameters parameters)
    {
        var hasTokens = !ReferenceEquals(parameters, ExpressionParameters.None);
        if (!hasTokens && _bound.TryGetValue((kind, text), out var known))
        {
            return known;
        }

        var tokens = new TokenBinder(kind, parameters);
        var bound = new BoundCondition(new ConditionBinder(kind, tokens).Bind(Condition(kind, text)), tokens.Paths);
        if (!hasTokens)
        {
            if (_bound.Count == MaxTexts)
            {
                _bound.Clear();
            }

            _bound.Add((kind, text), bound);
        }

        return bound;
    }

    private object Get(ExpressionKind kind, string text)
    {
        if (_read.TryGetValue((kind, text), out var known))
        {
            return known;
        }

        object read = kind switch
        {
            ExpressionKind.UpdateExpression => new UpdateParser(text).Read(),
            ExpressionKind.ProjectionExpression => new ProjectionParser(text).Read(),
            _ => new ConditionParser(kind, text).Read(),
        };
        if (_read.Count == MaxTexts)
        {
            _read.Clear();
        }

        _read.Add((kind, text), read);
        return read;
    }
}
