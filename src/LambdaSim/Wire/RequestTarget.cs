
namespace LambdaSim.Wire;

/// <summary>Path and query as they came over the wire. A server's decoded path no longer tells <c>%2F</c> from <c>/</c>, so this decodes after splitting (rule HTTP-PATH).</summary>
internal sealed class RequestTarget
{
    private RequestTarget(string raw)
    {
        var end = raw.IndexOf('?', StringComparison.Ordinal);
        RawPath = end < 0 ? raw : raw[..end];
        RawQuery = end < 0 ? "" : raw[(end + 1)..];
        var path = RawPath.StartsWith('/') ? RawPath[1..] : RawPath;
        // Older clients end some paths with a slash.
        Segments = [.. (path.EndsWith('/') ? path[..^1] : path).Split('/').Select(Uri.UnescapeDataString)];
        Query = [.. RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parameter)];
    }

    public string RawPath { get; }

    public string RawQuery { get; }

    /// <summary>Decoded.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Decoded, in the order of the request.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; }

    /// <summary>The first value of a parameter; null: it is not there.</summary>
    public string? this[string name] => Query.Where(q => q.Name == name).Select(static q => q.Value).FirstOrDefault();

    public static RequestTarget Of(string raw) => new(raw);

    /// <summary>A parameter as forms and queries have it, decoded.</summary>
    internal static (string Name, string Value) Parameter(string text)
    {
        var end = text.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? (Decode(text), "") : (Decode(text[..end]), Decode(text[(end + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
