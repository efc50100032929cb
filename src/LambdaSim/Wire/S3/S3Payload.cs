using System.Globalization;
using System.Security.Cryptography;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>A request's body, out of its chunks and compared with what the client says of it (rules BKT-CHUNKS and BKT-CHECKSUM).</summary>
/// <param name="Bytes">What the client means.</param>
/// <param name="Checksum">That the client gave, in a header or behind the body; null: it gave none.</param>
/// <param name="HasDigest">The client gave a checksum or an MD5.</param>
internal sealed record S3Payload(ReadOnlyMemory<byte> Bytes, Checksum? Checksum, bool HasDigest)
{
    private const string Chunked = "aws-chunked";

    private const int Sha256Digits = 64;

    /// <exception cref="BucketServiceException">It is cut off, or not what the client says.</exception>
    public static S3Payload Of(WireRequest request)
    {
        var hash = request.Header("x-amz-content-sha256");
        var isChunked = hash?.StartsWith("STREAMING-", StringComparison.Ordinal) == true || request.Header("Content-Encoding")?.Contains(Chunked, StringComparison.OrdinalIgnoreCase) == true;
        IReadOnlyList<(string Name, string Value)> trailers = [];
        var body = request.Body;
        if (isChunked)
        {
            var length = long.TryParse(request.Header("x-amz-decoded-content-length"), NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? said
                : throw new BucketServiceException("MissingContentLength", 411, "You must provide the Content-Length HTTP header.");
            (body, trailers) = AwsChunks.Read(body, length);
        }
        else if (hash is { Length: Sha256Digits } && !hash.Equals(Convert.ToHexStringLower(SHA256.HashData(body.Span)), StringComparison.OrdinalIgnoreCase))
        {
            throw new BucketServiceException("XAmzContentSHA256Mismatch", 400, "The provided 'x-amz-content-sha256' header does not match what was computed.",
                ("ClientComputedContentSHA256", hash), ("S3ComputedContentSHA256", Convert.ToHexStringLower(SHA256.HashData(body.Span))));
        }

        var md5 = request.Header("Content-MD5");
        if (md5 is not null)
        {
            RequireMd5(md5, body.Span);
        }

        var checksum = ChecksumIn(request, trailers);
        if (checksum is not null && Neighbours.Buckets.Checksum.Of(checksum.Algorithm, body.Span).Value != checksum.Value)
        {
            throw BucketServiceException.BadDigest(checksum.Algorithm.Name);
        }

        return new(body, checksum, checksum is not null || md5 is not null);
    }

    /// <summary>The encodings of the object itself: the transport's own are not kept.</summary>
    public static string? Encoding(string? header)
    {
        if (header is null || !header.Contains(Chunked, StringComparison.OrdinalIgnoreCase))
        {
            return header;
        }

        var rest = header.Split(',', StringSplitOptions.TrimEntries).Where(static e => !e.Equals(Chunked, StringComparison.OrdinalIgnoreCase)).ToList();
        return rest.Count == 0 || rest is [""] ? null : string.Join(',', rest);
    }

    private static void RequireMd5(string said, ReadOnlySpan<byte> body)
    {
        Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes + 3];
        if (said.Length > digest.Length * 4 / 3 || !Convert.TryFromBase64String(said, digest, out var count) || count != MD5.HashSizeInBytes)
        {
            throw new BucketServiceException("InvalidDigest", 400, "The Content-MD5 you specified was invalid.", ("Content-MD5", said));
        }

        var made = ChecksumAlgorithm.Md5(body);
        if (!digest[..count].SequenceEqual(made))
        {
            throw new BucketServiceException("BadDigest", 400, "The Content-MD5 you specified did not match what we received.",
                ("ExpectedDigest", said), ("CalculatedDigest", Convert.ToBase64String(made)));
        }
    }

    private static Checksum? ChecksumIn(WireRequest request, IReadOnlyList<(string Name, string Value)> trailers)
    {
        Checksum? found = null;
        foreach (var algorithm in ChecksumAlgorithm.All)
        {
            var value = request.Header(algorithm.Header) ?? trailers.FirstOrDefault(t => t.Name.Equals(algorithm.Header, StringComparison.OrdinalIgnoreCase)).Value;
            if (value is null)
            {
                continue;
            }

            // A composite one is of an upload's end, whose body it is not of.
            if (value.Contains('-', StringComparison.Ordinal) || request.Target["uploadId"] is not null && request.Method == "POST")
            {
                return null;
            }

            if (found is not null)
            {
                throw BucketServiceException.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }

            found = algorithm.IsValue(value) ? new(algorithm, value) : throw BucketServiceException.InvalidRequest($"Value for {algorithm.Header} header is invalid.");
        }

        if (found is null && request.Header("x-amz-trailer") is { } promised && promised.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase))
        {
            throw new BucketServiceException("MalformedTrailerError", 400, "The request contained trailing data that was not well-formed or did not conform to our published schema.");
        }

        return found;
    }
}
