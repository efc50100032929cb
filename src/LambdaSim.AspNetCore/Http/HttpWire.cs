using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace LambdaSim.AspNetCore.Http;

/// <summary>A request of the server as the services read it. A server's decoded path no longer tells <c>%2F</c> from <c>/</c>, so path and query are taken as they came (rule HTTP-PATH).</summary>
internal static class HttpWire
{
    /// <summary>All of it but the body.</summary>
    public static WireRequest Head(HttpContext context, string id)
    {
        var request = context.Request;
        var target = TargetOf(context);
        var headers = new WireHeaders();
        foreach (var (name, values) in request.Headers)
        {
            foreach (var value in values)
            {
                headers.Add(name, value ?? "");
            }
        }

        return new WireRequest(request.Method, target, id)
        {
            Scheme = request.Scheme,
            Host = request.Host.Value ?? "",
            Prefix = PrefixOf(request, target.RawPath),
            Headers = headers,
        };
    }

    public static RequestTarget TargetOf(HttpContext context)
    {
        var request = context.Request;
        var raw = context.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(raw))
        {
            // A server without a wire.
            return RequestTarget.Of(Without(request.Path.ToUriComponent() + request.QueryString.ToUriComponent(), Group(context)));
        }

        // Through a proxy the target is a whole URL.
        if (!raw.StartsWith('/') && raw.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            raw = raw.IndexOf('/', scheme + 3) is >= 0 and var start ? raw[start..] : "/";
        }

        return RequestTarget.Of(Without(Without(raw, request.PathBase.ToUriComponent()), Group(context)));
    }

    private static string PrefixOf(HttpRequest request, string path)
    {
        var whole = request.PathBase.Value + request.Path.Value;
        return whole.EndsWith(path, StringComparison.Ordinal) ? whole[..^path.Length] : "";
    }

    private static string Without(string raw, string prefix) =>
        prefix.Length > 0 && raw.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && (raw.Length == prefix.Length || raw[prefix.Length] is '/' or '?') ? raw[prefix.Length..] : raw;

    // The prefix of the application's route group that the endpoint stands in.
    private static string Group(HttpContext context) =>
        (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is { } pattern && pattern.IndexOf("/{**", StringComparison.Ordinal) is > 0 and var end
            ? pattern.StartsWith('/') ? pattern[..end] : "/" + pattern[..end]
            : "";
}
