using System.Globalization;

namespace LambdaSim.Templates;

/// <summary>One thing that is wrong with a template.</summary>
/// <param name="File">The file it stands in, as it was given; empty for text without a file.</param>
/// <param name="Line">The line, from 1; 0 where the fault has no place.</param>
/// <param name="Column">The column, from 1; 0 where the fault has no place.</param>
/// <param name="LogicalId">The resource it concerns, or null.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Remedy">What to write instead, or null where the message says it.</param>
public sealed record TemplateError(string File, int Line, int Column, string? LogicalId, string Message, string? Remedy = null)
{
    /// <summary>The error in one line: place, resource, what is wrong, what to write instead.</summary>
    public override string ToString()
    {
        var place = Line == 0 ? File : string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}");
        var head = place.Length == 0 ? string.Empty : place + ": ";
        var id = LogicalId is null ? string.Empty : LogicalId + ": ";
        var remedy = Remedy is null ? string.Empty : (Message.EndsWith('.') ? " (" + Remedy + ")" : "; " + Remedy);
        return OneLine($"{head}{id}{Message}{remedy}");
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}

/// <summary>A template that cannot be read, translated or built. Nothing was built of it.</summary>
public sealed class TemplateException : Exception
{
    internal TemplateException(IReadOnlyList<TemplateError> errors, Exception? inner = null, string? summary = null)
        : base(string.Join('\n', [.. (string[])(summary is null ? [] : [summary]), .. errors.Select(e => e.ToString())]), inner) => Errors = errors;

    internal TemplateException(TemplateError error, Exception? inner = null)
        : this([error], inner)
    {
    }

    /// <summary>What is wrong, in the order of the text.</summary>
    public IReadOnlyList<TemplateError> Errors { get; }
}
