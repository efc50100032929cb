using System.Text;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>An HTTP request as a front end gets it.</summary>
internal sealed record FrontRequest
{
    public required string Method { get; init; }

    /// <summary>As it came, still percent-encoded, with its leading slash.</summary>
    public required string RawPath { get; init; }

    /// <summary>As it came, without the question mark.</summary>
    public string RawQuery { get; init; } = "";

    /// <summary>In the order in which they came, names as the client wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public ReadOnlyMemory<byte> Body { get; init; }

    public string Host { get; init; } = "";

    /// <summary>The domain name of one's own by which it came; null: it came by the API's own host.</summary>
    public string? Domain { get; init; }

    public string SourceIp { get; init; } = "127.0.0.1";

    /// <summary>Whose request it is, for the event log.</summary>
    public Sender By { get; init; } = Sender.Client;

    /// <summary>The same request, as it came by a domain name of one's own and goes on to an API.</summary>
    public FrontRequest Behind(string domain, string rawPath) =>
        this with { Domain = domain, Host = domain, RawPath = rawPath, Headers = [.. Headers.Where(static h => !h.Key.Equals("Host", StringComparison.OrdinalIgnoreCase))] };

    public string? Header(string name) => Headers.LastOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Decoded, in order.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query => RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static p =>
        p.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? KeyValuePair.Create(Decode(p[..end]), Decode(p[(end + 1)..])) : KeyValuePair.Create(Decode(p), ""));

    /// <summary>As it came, in order.</summary>
    public IEnumerable<KeyValuePair<string, string>> RawPairs => RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static p =>
        p.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end ? KeyValuePair.Create(p[..end], p[(end + 1)..]) : KeyValuePair.Create(p, ""));

    /// <summary>The body as text, and whether that is base64: it is where the content type is none of text.</summary>
    public (string? Text, bool IsBase64) BodyText(Func<string, bool> isText) =>
        Body.IsEmpty ? (null, false) : isText(Header("Content-Type") ?? "") ? (Encoding.UTF8.GetString(Body.Span), false) : (Convert.ToBase64String(Body.Span), true);

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
