using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LambdaSim.Wire;
using LambdaSim.Wire.Routing;

namespace LambdaSim.AspNetCore.Http;

/// <summary>Verifies a request's signature as AWS does, and says as AWS does what should have been signed (rule HTTP-VERIFY).</summary>
internal static class SignatureCheck
{
    private const string Unsigned = "UNSIGNED-PAYLOAD";

    // Bodies in chunks have signatures of their own, which are not verified.
    private const string Streaming = "STREAMING-";

    private const string S3 = "s3";

    /// <exception cref="ApiFaultException">The signature is missing or wrong.</exception>
    public static void Require(WireRequest request, WireRoute place, IEnumerable<LambdaSimCredential> credentials)
    {
        if (place.Caller.Signature is not { } signature)
        {
            throw Denied(request.Header("Authorization")?.StartsWith(RequestSignature.Algorithm, StringComparison.Ordinal) == true ? "IncompleteSignatureException" : "MissingAuthenticationTokenException",
                request.Header("Authorization") is not null ? "Authorization header requires 'Credential' parameter of the form 'Credential=KEY/DATE/REGION/SERVICE/aws4_request'." : "Missing Authentication Token");
        }

        var credential = credentials.FirstOrDefault(c => c.AccessKeyId == signature.AccessKeyId)
            ?? throw Denied("UnrecognizedClientException", "The security token included in the request is invalid.");
        var date = signature.IsPresigned ? request.Target["X-Amz-Date"] : request.Header("X-Amz-Date");
        if (string.IsNullOrEmpty(date) || signature.SignedHeaders.Length == 0 || signature.Value.Length == 0)
        {
            throw Denied("IncompleteSignatureException", "A signature requires 'SignedHeaders', 'Signature' and existence of 'X-Amz-Date'.");
        }

        if (signature.Service != place.Service)
        {
            throw Denied("InvalidSignatureException", $"Credential should be scoped to correct service: '{place.Service}'. ");
        }

        if (!date.StartsWith(signature.Date, StringComparison.Ordinal))
        {
            throw Denied("InvalidSignatureException", $"Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '{signature.Date}' != '{date.Split('T')[0]}', from '{date}'.");
        }

        var canonical = Canonical(request, signature, Hash(request, signature is { IsPresigned: true, Service: S3 }));
        var toSign = $"{RequestSignature.Algorithm}\n{date}\n{signature.Scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var expected = Hex(Hmac(Key(credential.SecretAccessKey, signature), toSign));
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature.Value)))
        {
            throw Denied("InvalidSignatureException",
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\n"
                + $"The Canonical String for this request should have been\n'{canonical}'\n\nThe String-to-Sign should have been\n'{toSign}'\n");
        }
    }

    // A presigned request to S3 was signed before its body was known.
    private static string Hash(WireRequest request, bool isOpen)
    {
        var actual = Hex(SHA256.HashData(request.Body.Span));
        var said = request.Header("x-amz-content-sha256") ?? "";
        return said == Unsigned || said.StartsWith(Streaming, StringComparison.Ordinal) ? said
            : said.Length == 0 && isOpen ? Unsigned
            : said.Length == 0 || said == actual ? actual
            : throw Denied("InvalidSignatureException", "The value of 'x-amz-content-sha256' is not the SHA-256 of the request's body.");
    }

    private static string Canonical(WireRequest request, RequestSignature signature, string hash)
    {
        var text = new StringBuilder();
        text.Append(request.Method).Append('\n');
        // The path as it was sent is encoded once more; S3 alone signs it as it is.
        text.AppendJoin('/', request.Target.RawPath.Split('/').Select(p => Encode(signature.Service == S3 ? Uri.UnescapeDataString(p) : p))).Append('\n');
        text.AppendJoin('&', request.Target.RawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static p => p.Split('=', 2))
            .Select(static p => (Name: Encode(Uri.UnescapeDataString(p[0])), Value: p.Length > 1 ? Encode(Uri.UnescapeDataString(p[1])) : ""))
            .Where(p => !signature.IsPresigned || p.Name != "X-Amz-Signature")
            .OrderBy(static p => p.Name, StringComparer.Ordinal).ThenBy(static p => p.Value, StringComparer.Ordinal)
            .Select(static p => $"{p.Name}={p.Value}")).Append('\n');
        foreach (var name in signature.SignedHeaders.Split(';'))
        {
            text.Append(name).Append(':').AppendJoin(',', Values(request, name)).Append('\n');
        }

        return text.Append('\n').Append(signature.SignedHeaders).Append('\n').Append(hash).ToString();
    }

    private static IEnumerable<string> Values(WireRequest request, string name) =>
        name == "host" ? [request.Host] : request.Headers.Values(name).Select(static v => string.Join(' ', v.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'_' or (byte)'.' or (byte)'~')
            {
                result.Append((char)b);
            }
            else
            {
                result.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    private static byte[] Key(string secret, RequestSignature signature) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secret), signature.Date), signature.Region), signature.Service), "aws4_request");

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static ApiFaultException Denied(string code, string message) => new(new ApiFault(403, code, message) { Type = null });
}
