using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Topics;

/// <summary>Why a text in an attribute is no JSON, as SNS words it.</summary>
internal static class JsonWords
{
    /// <summary>Null: it is good.</summary>
    public static string? ProblemOf(ReadOnlySpan<byte> utf8, int depth, int values)
    {
        if (JsonText.ProblemOf(utf8, depth, values) is not { } ours)
        {
            return null;
        }

        return JsonFault.Find(utf8) is not { } fault ? ours
            : fault.Line == 0 ? fault.Problem
            : Text.Invariant($"{fault.Problem}\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {fault.Line}, column: {fault.Column}]");
    }
}
