namespace LambdaSim.Configuration;

/// <summary>Why a text is no JSON, in the words of AWS's parser.</summary>
/// <param name="Problem">The words.</param>
/// <param name="Line">Line, from 1; 0: the parser gives it no place.</param>
/// <param name="Column">Where the parser stood, from 1.</param>
internal sealed record JsonProblem(string Problem, int Line, int Column)
{
    /// <summary>It is JSON, but refused as a whole: the words are not the parser's.</summary>
    public bool IsOfWhole { get; private init; }

    public static JsonProblem OfWhole(string problem) => new(problem, 0, 0) { IsOfWhole = true };
}
