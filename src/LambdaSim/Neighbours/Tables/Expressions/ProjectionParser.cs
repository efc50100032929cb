namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Lists of paths (rule DDB-PROJECTION).</summary>
internal sealed class ProjectionParser(string text) : Parser(ExpressionKind.ProjectionExpression, text)
{
    public IReadOnlyList<PathSyntax> Read()
    {
        List<PathSyntax> paths = [Path()];
        while (Take(","))
        {
            paths.Add(Path());
        }

        ExpectEnd();
        RefuseWords(isFunctionFirst: false);
        return paths;
    }

    private protected override bool IsFunction(string name) => false;

    private protected override bool IsKeyword(Token name) => false;
}
