using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LambdaSim.Neighbours.Gateways;

/// <summary>Bearer tokens, checked against given keys (rule APIGW-AUTH-JWT).</summary>
internal sealed class JwtAuthorizer : RouteAuthorizer
{
    private readonly string _issuer;
    private readonly IReadOnlyList<string> _audiences;
    private readonly IReadOnlyList<string> _scopes;
    private readonly Dictionary<string, RSAParameters> _keys = new(StringComparer.Ordinal);

    public JwtAuthorizer(string issuer, IReadOnlyList<string> audiences, string keys, IReadOnlyList<string> scopes)
    {
        (_issuer, _audiences, _scopes) = (issuer, audiences, scopes);
        try
        {
            using var document = JsonDocument.Parse(keys);
            foreach (var key in document.RootElement.GetProperty("keys").EnumerateArray())
            {
                _keys[key.TryGetProperty("kid", out var id) ? id.GetString()! : ""] = new RSAParameters
                {
                    Modulus = Base64Url.DecodeFromChars(key.GetProperty("n").GetString()), Exponent = Base64Url.DecodeFromChars(key.GetProperty("e").GetString()),
                };
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            throw new ArgumentException("the keys are no JSON Web Key Set of RSA keys: {\"keys\":[{\"kty\":\"RSA\",\"kid\":\"...\",\"n\":\"...\",\"e\":\"AQAB\"}]}", nameof(keys), e);
        }
    }

    internal override void Decide(ProxyCall call, INeighbourHost host, bool isRest, Action<FrontAnswer?, string?> decided)
    {
        var token = call.Request.Header("Authorization") is { } header ? header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..] : header : "";
        if (Claims(token) is not { } claims || !Holds(claims, host.Now.ToUnixTimeSeconds()))
        {
            decided(Unauthorized() with { Headers = [new("Content-Type", "application/json"), new("www-authenticate", "Bearer")] }, null);
            return;
        }

        var scopes = (Text(claims, "scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (_scopes.Count > 0 && !_scopes.Intersect(scopes, StringComparer.Ordinal).Any())
        {
            decided(Forbidden(), null);
            return;
        }

        decided(null, Context(claims, scopes));
    }

    private bool Holds(JsonElement claims, long now) =>
        Text(claims, "iss") == _issuer
        && (Audiences(claims).Intersect(_audiences, StringComparer.Ordinal).Any() || _audiences.Contains(Text(claims, "client_id") ?? "", StringComparer.Ordinal))
        && claims.TryGetProperty("exp", out var expires) && expires.TryGetInt64(out var end) && end > now
        && (!claims.TryGetProperty("nbf", out var begins) || (begins.TryGetInt64(out var begin) && begin <= now));

    private JsonElement? Claims(string token)
    {
        try
        {
            var parts = token.Split('.');
            if (parts.Length != 3)
            {
                return null;
            }

            using var head = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
            if (Text(head.RootElement, "alg") != "RS256" || !_keys.TryGetValue(Text(head.RootElement, "kid") ?? "", out var key))
            {
                return null;
            }

            using var rsa = RSA.Create(key);
            if (!rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                return null;
            }

            using var body = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return body.RootElement.ValueKind == JsonValueKind.Object ? body.RootElement.Clone() : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static string Context(JsonElement claims, string[] scopes) => Encoding.UTF8.GetString(ProxyEvent.Write(w =>
    {
        w.WriteStartObject("jwt");
        w.WriteStartObject("claims");
        foreach (var claim in claims.EnumerateObject())
        {
            w.WriteString(claim.Name, claim.Value.ValueKind == JsonValueKind.String ? claim.Value.GetString() : claim.Value.GetRawText());
        }

        w.WriteEndObject();
        if (scopes.Length == 0)
        {
            w.WriteNull("scopes");
        }
        else
        {
            w.WriteStartArray("scopes");
            foreach (var scope in scopes)
            {
                w.WriteStringValue(scope);
            }

            w.WriteEndArray();
        }

        w.WriteEndObject();
    }));

    private static IEnumerable<string> Audiences(JsonElement claims) => !claims.TryGetProperty("aud", out var audience) ? []
        : audience.ValueKind == JsonValueKind.Array ? audience.EnumerateArray().Select(static a => a.ToString()) : [audience.ToString()];

    private static string? Text(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
