namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Expressions that were read before, by kind and text: programs send the same ones again and again.</summary>
internal sealed class ExpressionCache
{
    // A program that writes values into its texts fills it, and it begins anew.
    private const int MaxTexts = 1_000;

    private readonly Dictionary<(ExpressionKind, string), object> _read = [];

    public Syntax Condition(ExpressionKind kind, string text) => (Syntax)Get(kind, text);

    public IReadOnlyList<ActionSyntax> Update(string text) => (IReadOnlyList<ActionSyntax>)Get(ExpressionKind.UpdateExpression, text);

    public IReadOnlyList<PathSyntax> Projection(string text) => (IReadOnlyList<PathSyntax>)Get(ExpressionKind.ProjectionExpression, text);

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
