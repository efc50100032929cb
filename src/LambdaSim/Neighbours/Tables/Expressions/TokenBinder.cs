using LambdaSim.Neighbours.Tables.Values;

namespace LambdaSim.Neighbours.Tables.Expressions;

/// <summary>Puts a request's names and values into an expression (rule DDB-TOKENS).</summary>
/// <param name="kind">Whose refusals.</param>
/// <param name="parameters">Of the request.</param>
internal sealed class TokenBinder(ExpressionKind kind, ExpressionParameters parameters)
{
    private readonly List<DocumentPath> _paths = [];

    /// <summary>All paths that were asked for, in the order of the text.</summary>
    public IReadOnlyList<DocumentPath> Paths => _paths;

    public DocumentPath Path(PathSyntax syntax)
    {
        var steps = syntax.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].Name is ['#', ..] token)
            {
                steps = steps == syntax.Steps ? [.. steps] : steps;
                steps[i] = new PathStep(Name(token));
            }
        }

        var path = new DocumentPath(steps);
        _paths.Add(path);
        return path;
    }

    public AttributeValue Value(ValueSyntax syntax) => parameters.Value(syntax.Token)
        ?? throw kind.Invalid($"An expression attribute value used in expression is not defined; attribute value: {syntax.Token}");

    /// <summary>Refuses a token below that is not defined.</summary>
    public void Check(Syntax syntax)
    {
        switch (syntax)
        {
            case PathSyntax path:
                CheckNames(path);
                break;
            case ValueSyntax value:
                Value(value);
                break;
            case FunctionSyntax function:
                foreach (var operand in function.Operands)
                {
                    Check(operand);
                }

                break;
        }
    }

    private void CheckNames(PathSyntax path)
    {
        foreach (ref readonly var step in path.Steps.AsSpan())
        {
            if (step.Name is ['#', ..] token)
            {
                Name(token);
            }
        }
    }

    private string Name(string token) => parameters.Name(token)
        ?? throw kind.Invalid($"An expression attribute name used in the document path is not defined; attribute name: {token}");
}
