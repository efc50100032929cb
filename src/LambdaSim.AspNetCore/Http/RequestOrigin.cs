using System.Net;
using LambdaSim.Wire;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Refuses what a page of somebody else's can make a browser send (rules HTTP-HOST and HTTP-PAGE).</summary>
/// <param name="allowed">Names of hosts beside localhost and addresses.</param>
/// <param name="everythingActs">Whether even a GET changes something, on every path.</param>
internal sealed class RequestOrigin(IEnumerable<string> allowed, bool everythingActs = false)
{
    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ApiFaultException">It may not come in.</exception>
    public void Require(HttpRequest request)
    {
        RequireHost(request.Host);
        foreach (var origin in request.Headers.Origin)
        {
            if (!IsOwn(request, origin))
            {
                throw Refused($"The request comes from a page of another origin ('{origin}'); browsers may not use this endpoint across origins.");
            }
        }

        var acts = everythingActs || Acts(request);
        switch (BrowserRequest.SiteOf(request))
        {
            case BrowserRequest.SameOrigin:
                break;

            // Browsers tell the site to addresses they trust only, and an image or a link has no Origin.
            case null:
                if (acts && IsRead(request) && (BrowserRequest.IsBrowser(request) || request.Headers.Referer.Any(r => !IsOwn(request, r))))
                {
                    throw Refused($"A browser sent the request, and it would do something by {request.Method}, as an image or a link of any page could: use a client that is no browser.");
                }

                break;

            case var site:
                if (acts || !(site == BrowserRequest.NoSite || BrowserRequest.IsVisit(request)))
                {
                    throw Refused($"A browser sent the request, and not for a page of this endpoint (Sec-Fetch-Site: {site}): what GET shows may be visited, nothing else be done. Use a client that is no browser.");
                }

                break;
        }
    }

    private void RequireHost(HostString host)
    {
        if (host.HasValue && !IsOwn(host.Host))
        {
            throw host.Host.Contains(".lambda-url.", StringComparison.OrdinalIgnoreCase)
                ? new ApiFaultException(ApiFault.Unsupported("LambdaSim keeps function URLs, but does not answer calls of them: invoke the function instead."))
                : Refused($"The request is for the host '{host.Host}', and this endpoint answers for localhost, for addresses, and for names it was told of only: add the name to AllowedHosts (--allow-host {host.Host}).");
        }
    }

    // Of what is asked by GET, only the query protocol does more than show something.
    private static bool Acts(HttpRequest request) =>
        !IsRead(request) || request.Query.Any(static q => q.Key.Equals("Action", StringComparison.OrdinalIgnoreCase) && !q.Value.All(static a => a is not null
            && (a.StartsWith("Get", StringComparison.Ordinal) || a.StartsWith("List", StringComparison.Ordinal))));

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsOwn(HttpRequest request, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _) || _allowed.Contains(host) || _allowed.Contains("*");

    private static ApiFaultException Refused(string message) => new(new ApiFault(403, "AccessDeniedException", message));
}
