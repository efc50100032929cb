using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace LambdaSim.AspNetCore.Http;

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

    public static RequestTarget Of(HttpContext context)
    {
        var request = context.Request;
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(raw))
        {
            // A server without a wire.
            return new RequestTarget(Without(request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), Group(context)));
        }

        // Through a proxy the target is a whole URL.
        if (!raw.StartsWith('/') && raw.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            raw = raw.IndexOf('/', scheme + 3) is >= 0 and var start ? raw[start..] : "/";
        }

        return new RequestTarget(Without(Without(raw, request.PathBase.ToUriComponent()), Group(context)));
    }

    internal static RequestTarget Of(string raw) => new(raw);

    private static (string Name, string Value) Parameter(string text)
    {
        var end = text.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? (Decode(text), "") : (Decode(text[..end]), Decode(text[(end + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static string Without(string raw, string prefix) =>
        prefix.Length > 0 && raw.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (raw.Length == prefix.Length || raw[prefix.Length] is '/' or '?') ? raw[prefix.Length..] : raw;

    // The prefix of the application's route group that the endpoint stands in.
    private static string Group(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern && pattern.IndexOf("/{**", StringComparison.Ordinal) is > 0 and var end
            ? pattern.StartsWith('/') ? pattern[..end] : "/" + pattern[..end]
            : "";
}
