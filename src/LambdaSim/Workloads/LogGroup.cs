namespace LambdaSim.Workloads;

/// <summary>Names of CloudWatch log groups.</summary>
internal static class LogGroup
{
    private const string Prefix = "/aws/lambda/";

    /// <summary>The function of a log group, or null.</summary>
    public static string? FunctionOf(string group) => group.StartsWith(Prefix, StringComparison.Ordinal) ? group[Prefix.Length..] : null;

    /// <summary>The function whose log group stands in a path as folders, or in a file's name with - or _ for the slashes; else null.</summary>
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

        return null;
    }

    private static string WithoutEndings(string file)
    {
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".log", ".txt", ".json"])
        {
            if (file.EndsWith(ending, StringComparison.Ordinal))
            {
                file = file[..^ending.Length];
            }
        }

        return file;
    }
}
