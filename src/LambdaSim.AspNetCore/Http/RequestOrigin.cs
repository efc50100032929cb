using System.Net;
using Microsoft.AspNetCore.Http;

namespace LambdaSim.AspNetCore.Http;

/// <summary>
/// Refuses what a page of somebody else's can make a browser send (rule HTTP-HOST): a request across origins, and one to a name that could lead
/// anywhere (DNS rebinding).
/// </summary>
internal sealed class RequestOrigin(IEnumerable<string> allowed)
{
    private readonly HashSet<string> _allowed = new(allowed, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ApiFaultException">It may not come in.</exception>
    public void Require(HttpRequest request)
    {
        var host = request.Host;
        if (host.HasValue && !IsOwn(host.Host))
        {
            throw host.Host.Contains(".lambda-url.", StringComparison.OrdinalIgnoreCase)
                ? new ApiFaultException(ApiFault.Unsupported("LambdaSim keeps function URLs, but does not answer calls of them: invoke the function instead."))
                : Refused($"The request is for the host '{host.Host}', and this endpoint answers for localhost, for addresses, and for names it was told of only: add the name to AllowedHosts (--allow-host {host.Host}).");
        }

        foreach (var origin in request.Headers.Origin)
        {
            if (!(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase)))
            {
                throw Refused($"The request comes from a page of another origin ('{origin}'); browsers may not use this endpoint across origins.");
            }
        }
    }

    private bool IsOwn(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || IPAddress.TryParse(host.Trim('[', ']'), out _) || _allowed.Contains(host) || _allowed.Contains("*");

    private static ApiFaultException Refused(string message) => new(new ApiFault(403, "AccessDeniedException", message));
}
