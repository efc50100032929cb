using LambdaSim.Events;
using LambdaSim.Resources;

namespace LambdaSim.Projections;

/// <summary>The text of an <see cref="EventKind.ApiCalled"/>: operation, account and region, what it was about, and <c>-> error</c> if it was refused.</summary>
internal static class ApiCallText
{
    private const string FunctionMark = "function:";

    /// <summary>The call was about this function and changed something.</summary>
    public static bool Changes(string text, FunctionDefinition function)
    {
        var parts = text.Split(' ');
        if (parts.Length != 3 || parts[0].StartsWith("Get", StringComparison.Ordinal) || parts[0].StartsWith("List", StringComparison.Ordinal) || parts[0].StartsWith("Invoke", StringComparison.Ordinal))
        {
            return false;
        }

        return (function.Place is null || parts[1] == function.Place) && NameIn(parts[2]) == function.Name;
    }

    /// <summary>From then on a function's configuration in the log does not tell what becomes of its events.</summary>
    public static bool ChangesAsyncRules(string text, FunctionDefinition function) =>
        IsOfAsyncRules(text) && Changes(text, function);

    // As the caller wrote it: an ARN, a part of one, or a name, each with or without a qualifier.
    private static string NameIn(string written)
    {
        if (Arn.TryParse(written, out var arn))
        {
            return arn.FunctionName ?? "";
        }

        var marked = written.IndexOf(FunctionMark, StringComparison.Ordinal);
        var name = marked < 0 ? written : written[(marked + FunctionMark.Length)..];
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? name : name[..colon];
    }

    /// <summary>The call was about what becomes of events.</summary>
    public static bool IsOfAsyncRules(string text) => text.AsSpan().IndexOf("FunctionEventInvokeConfig ") > 0;
}
