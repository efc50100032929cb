using System.Text;

namespace LambdaSim.Workloads;

/// <summary>The function that a log's group, path or stream is of.</summary>
internal static class LogGroup
{
    private const string Prefix = "/aws/lambda/";
    private const string FunctionMark = ":function:";

    /// <summary>
    /// The function that a user or a log names in one of AWS's ways: a log group <c>/aws/lambda/NAME</c>, an <c>ACCOUNT:GROUP</c>, an ARN of a
    /// log group or a function, or the name itself.
    /// </summary>
    public static string NameOf(string text)
    {
        if (FunctionOf(text) is { } function)
        {
            return function;
        }

        // Of an ARN that a log has shortened, the part from there on.
        var at = text.IndexOf(FunctionMark, StringComparison.Ordinal);
        return at < 0 ? text : text[(at + FunctionMark.Length)..];
    }

    /// <summary>The function of a log group, whose account, ARN or <c>:*</c> may be written with it; null when it is another service's or one's own.</summary>
    public static string? FunctionOf(string group)
    {
        var at = group.StartsWith(Prefix, StringComparison.Ordinal) ? 0 : group.IndexOf(":" + Prefix, StringComparison.Ordinal) + 1;
        if (at == 0 && !group.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var name = group[(at + Prefix.Length)..];
        name = name.EndsWith(":*", StringComparison.Ordinal) ? name[..^2] : name;

        // Lambda@Edge: /aws/lambda/us-east-1.NAME in every Region that it ran in.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        name = dot > 0 && IsRegion(name.AsSpan(0, dot)) ? name[(dot + 1)..] : name;
        return name.Length == 0 ? null : name;
    }

    /// <summary>Whether this can be a function's name, with or without a qualifier.</summary>
    public static bool IsFunctionName(string name) =>
        name.Count(static c => c == ':') <= 1 && name.IndexOf(':', StringComparison.Ordinal) != 0 && name.Length is > 0 and <= 200 && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '$');

    /// <summary>The function whose log group stands in a path as folders, or in a file's name with - or _ for the slashes; or whose stream is a folder; else null.</summary>
    public static string? FunctionOfPath(string path)
    {
        var slashed = "/" + path.Replace('\\', '/');
        var at = slashed.LastIndexOf(Prefix, StringComparison.Ordinal);
        if (at >= 0)
        {
            var name = slashed[(at + Prefix.Length)..].Split('/')[0];
            return name.Length == 0 ? null : at + Prefix.Length + name.Length == slashed.Length ? WithoutEndings(name) : name;
        }

        var file = slashed[(slashed.LastIndexOf('/') + 1)..];
        foreach (var prefix in (ReadOnlySpan<string>)["aws-lambda-", "aws_lambda_"])
        {
            if (file.StartsWith(prefix, StringComparison.Ordinal) && WithoutEndings(file[prefix.Length..]) is { Length: > 0 } name)
            {
                return name;
            }
        }

        return slashed.Split('/').Select(FunctionOfExportedStream).FirstOrDefault(static n => n is not null);
    }

    /// <summary>A name for the function of a log that does not tell it, made of the file's.</summary>
    public static string NameAfterFile(string path)
    {
        var file = path.Replace('\\', '/').Split('/')[^1];
        var bare = WithoutEndings(file);
        var name = new StringBuilder();
        foreach (var c in bare)
        {
            name.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        }

        var text = name.ToString().Trim('-');
        return text.Length == 0 ? "function" : text[..Math.Min(64, text.Length)];
    }

    // An export to S3 writes the stream YYYY/MM/DD/NAME[VERSION]ID as a folder YYYY-MM-DD-NAME[VERSION]ID.
    private static string? FunctionOfExportedStream(string folder)
    {
        var open = folder.IndexOf('[', StringComparison.Ordinal);
        return open > 11 && folder[4] == '-' && folder[7] == '-' && folder[10] == '-' && char.IsAsciiDigit(folder[0]) && IsFunctionName(folder[11..open]) ? folder[11..open] : null;
    }

    private static bool IsRegion(ReadOnlySpan<char> text) => text.Length > 6 && text.Count('-') >= 2 && char.IsAsciiDigit(text[^1]) && char.IsAsciiLetter(text[0]);

    private static string WithoutEndings(string file)
    {
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".log", ".txt", ".json", ".jsonl", ".ndjson", ".csv"])
        {
            if (file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                file = file[..^ending.Length];
            }
        }

        return file;
    }
}
