
namespace LambdaSim.Wire;

/// <summary>The parts of a signature of version 4, or of S3's version 2, from the header or, of a presigned request, from the query.</summary>
internal sealed record RequestSignature(string AccessKeyId, string Date, string Region, string Service, string SignedHeaders, string Value, bool IsPresigned)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string Older = "AWS ";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null: there is none, or its credential cannot be read.</summary>
    public static RequestSignature? Of(WireRequest request)
    {
        var header = request.Header("Authorization") ?? "";
        if (header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return Of(Part(header, "Credential"), Part(header, "SignedHeaders"), Part(header, "Signature"), isPresigned: false);
        }

        // S3's older signatures name no Region.
        if (header.StartsWith(Older, StringComparison.Ordinal) && header.IndexOf(':', StringComparison.Ordinal) is > 0 and var end)
        {
            return OfOlder(header[Older.Length..end], header[(end + 1)..], isPresigned: false);
        }

        if (request.Target["AWSAccessKeyId"] is { } key && request.Target["Signature"] is { } value)
        {
            return OfOlder(key, value, isPresigned: true);
        }

        return request.Target["X-Amz-Credential"] is { } credential ? Of(credential, request.Target["X-Amz-SignedHeaders"], request.Target["X-Amz-Signature"], isPresigned: true) : null;
    }

    private static RequestSignature? Of(string? credential, string? headers, string? value, bool isPresigned) =>
        credential?.Split('/') is [{ Length: > 0 } id, var date, var region, var service, "aws4_request"]
            ? new RequestSignature(id, date, region, service, headers ?? "", value ?? "", isPresigned)
            : null;

    private static RequestSignature? OfOlder(string key, string value, bool isPresigned) => key.Length == 0 ? null : new RequestSignature(key, "", "", "s3", "", value, isPresigned);

    private static string? Part(string header, string name) => header[Algorithm.Length..]
        .Split(',', StringSplitOptions.TrimEntries)
        .Where(p => p.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(p => p[(name.Length + 1)..])
        .FirstOrDefault();
}
