using LambdaSim.Neighbours.Gateways;
using LambdaSim.Resources;

namespace LambdaSim.Wire.Routing;

/// <summary>
/// Requests for HTTP front ends (rule HTTP-FRONT): by their host, which is AWS's own, its first label below <c>localhost</c> or a domain name, or by a path below <c>/_fronts</c>.
/// </summary>
internal static class FrontRoutes
{
    /// <summary>Above what front ends take, so that they answer in their own words.</summary>
    public const long LargestBody = 16_777_216;

    private const string Paths = "/_fronts/";

    // The part of a host name that says what it is.
    private static readonly string[] _marks = [".execute-api.", ".elb."];

    /// <summary>The front end that a request is for and the path that it gets; null: it is for a service.</summary>
    public static (string Front, string Path)? Of(WireRequest head)
    {
        if (head.Target.RawPath.StartsWith(Paths, StringComparison.Ordinal))
        {
            var rest = head.Target.RawPath[Paths.Length..];
            var slash = rest.IndexOf('/', StringComparison.Ordinal);
            return (slash < 0 ? rest : rest[..slash], slash < 0 ? "/" : rest[slash..]);
        }

        return Array.Exists(_marks, m => head.Host.Contains(m, StringComparison.OrdinalIgnoreCase)) ? (head.Host, PathOf(head)) : null;
    }

    /// <summary>As <see cref="Of"/>, of a host that may be a domain name that a client made; null: it is none.</summary>
    public static (string Front, string Path)? Domain(WireRequest head) =>
        FrontHost.WithoutPort(head.Host) is var host && host.Contains('.', StringComparison.Ordinal) && !AwsHost.IsAws(host) && !host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && !System.Net.IPAddress.TryParse(host, out _) ? (host, PathOf(head)) : null;

    private static string PathOf(WireRequest head) => head.Target.RawPath.Length == 0 ? "/" : head.Target.RawPath;

    public static async Task<WireResponse> Answer(string name, string path, WireRequest request, IWireLoop loop, CancellationToken gone) => Answer(await loop.Await<FrontAnswer>((world, answered) =>
    {
        if (world.Front(name) is { } front)
        {
            front.Take(Request(request, path), answered);
        }
        else
        {
            answered(FrontAnswer.Json(404, $"{{\"message\":\"no HTTP front end answers at {System.Text.Json.JsonEncodedText.Encode(name)}: make it with simulation.HttpApi, RestApi or LoadBalancer\"}}"));
        }

        return null;
    }, gone).ConfigureAwait(false));

    /// <summary>A request as front ends read it.</summary>
    public static FrontRequest Request(WireRequest request, string path) => new()
    {
        Method = request.Method, RawPath = path, RawQuery = request.Target.RawQuery, Headers = [.. request.Headers.All.Select(static h => KeyValuePair.Create(h.Name, h.Value))],
        Body = request.Body, Host = request.Host, By = request.By,
    };

    /// <summary>A front end's answer as servers write it.</summary>
    public static WireResponse Answer(FrontAnswer answer)
    {
        var response = new WireResponse(answer.Status) { ContentType = answer.Header("Content-Type"), Body = answer.Body };
        foreach (var (name, value) in answer.Headers.Where(static h => !h.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            response.Headers.Add(name, value);
        }

        return response;
    }
}
