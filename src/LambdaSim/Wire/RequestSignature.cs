
namespace LambdaSim.Wire;

/// <summary>The parts of a signature of version 4, from the header or, of a presigned request, from the query.</summary>
internal sealed record RequestSignature(string AccessKeyId, string Date, string Region, string Service, string SignedHeaders, string Value, bool IsPresigned)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public string Scope => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Null: there is none, or its credential cannot be read.</summary>
    public static RequestSignature? Of(WireRequest request)
    {
        var header = request.Header("Authorization") ?? "";
        if (header.StartsWith(Algorithm, StringComparison.Ordinal))
        {
            return Of(Part(header, "Credential"), Part(header, "SignedHeaders"), Part(header, "Signature"), isPresigned: false);
        }

        return request.Target["X-Amz-Credential"] is { } credential ? Of(credential, request.Target["X-Amz-SignedHeaders"], request.Target["X-Amz-Signature"], isPresigned: true) : null;
    }

    private static RequestSignature? Of(string? credential, string? headers, string? value, bool isPresigned) =>
        credential?.Split('/') is [{ Length: > 0 } id, var date, var region, var service, "aws4_request"]
            ? new RequestSignature(id, date, region, service, headers ?? "", value ?? "", isPresigned)
            : null;

    private static string? Part(string header, string name) => header[Algorithm.Length..]
        .Split(',', StringSplitOptions.TrimEntries)
        .Where(p => p.StartsWith(name + "=", StringComparison.Ordinal))
        .Select(p => p[(name.Length + 1)..])
        .FirstOrDefault();
}
