namespace LambdaSim.Templates.Sam.Apis.Documents;

/// <summary>The names of methods in API documents.</summary>
internal static class Methods
{
    public const string Any = "x-amazon-apigateway-any-method";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "get", "put", "post", "delete", "options", "head", "patch", "trace", Any,
    };

    /// <summary>A method as documents write it.</summary>
    public static string Normalized(string method)
    {
        var lower = method.ToLowerInvariant();
        return lower == "any" ? Any : lower;
    }

    /// <summary>Whether the member of a path is a method, and not its parameters or a summary.</summary>
    public static bool Is(string member) => Known.Contains(Normalized(member));

    /// <summary>A method as ARNs write it.</summary>
    public static string InArn(string method) => Normalized(method) == Any ? "*" : method.ToUpperInvariant();

    /// <summary>A path as ARNs write it: its parameters are stars.</summary>
    public static string PathInArn(string path)
    {
        var text = new System.Text.StringBuilder();
        for (var at = 0; at < path.Length; at++)
        {
            var close = path[at] == '{' ? path.IndexOf('}', at) : -1;
            text.Append(close < 0 ? path[at] : '*');
            at = close < 0 ? at : close;
        }

        return text.ToString();
    }

    /// <summary>The names in braces.</summary>
    public static IEnumerable<string> Parameters(string path)
    {
        for (var at = path.IndexOf('{', StringComparison.Ordinal); at >= 0; at = path.IndexOf('{', at + 1))
        {
            var close = path.IndexOf('}', at);
            if (close < 0)
            {
                yield break;
            }

            yield return path[(at + 1)..close];
        }
    }
}
