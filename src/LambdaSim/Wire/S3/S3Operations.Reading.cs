using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;
using NodaTime;

namespace LambdaSim.Wire.S3;

// Reading objects (rules BKT-GET, BKT-RANGE and BKT-CONDITIONS).
internal static partial class S3Operations
{
    private static readonly (string Member, string Parameter, string Target)[] _overrides =
    [
        ("AsContentType", "response-content-type", "ContentType"), ("AsContentLanguage", "response-content-language", "ContentLanguage"), ("AsExpires", "response-expires", "Expires"),
        ("AsCacheControl", "response-cache-control", "CacheControl"), ("AsContentDisposition", "response-content-disposition", "ContentDisposition"), ("AsContentEncoding", "response-content-encoding", "ContentEncoding"),
    ];

    private static IEnumerable<S3Operation> OfReading()
    {
        WireMember[] input =
        [
            .. S3Shapes.ToObject, S3Shapes.VersionQuery, .. S3Shapes.Conditions, S3Shapes.Header("Range", "Range"), S3Shapes.Query("PartNumber", "partNumber"), S3Shapes.Header("ChecksumMode", "x-amz-checksum-mode"),
            S3Shapes.Header("SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm"), .. _overrides.Select(static o => S3Shapes.Query(o.Member, o.Parameter)),
        ];
        return
        [
            S3Shapes.Operation("GetObject", "GET", "/{Bucket}/{Key+}", input, S3Shapes.Shown, Read),
            S3Shapes.Operation("HeadObject", "HEAD", "/{Bucket}/{Key+}", input, S3Shapes.Shown, Read),
            S3Shapes.Operation("GetObjectAttributes", "GET", "/{Bucket}/{Key+}?attributes", [.. S3Shapes.ToObject, S3Shapes.VersionQuery, S3Shapes.Header("Attributes", "x-amz-object-attributes")],
                [
                    S3Shapes.Time("LastModified", "Last-Modified"), S3Shapes.VersionHeader, S3Shapes.Text("ETag"), new("Checksum", WireShape.Structure("Checksum", [.. S3Shapes.ChecksumTexts, S3Shapes.Text("ChecksumType")])),
                    new("ObjectParts", WireShape.Structure("ObjectParts", S3Shapes.Whole("PartsCount"))), S3Shapes.Text("StorageClass"), S3Shapes.Long("ObjectSize"),
                ],
                Attributes, "GetObjectAttributesResponse"),
        ];
    }

    private static S3Answer Read(S3Call call)
    {
        if (call.Text("SSECustomerAlgorithm") is not null)
        {
            throw BucketServiceException.InvalidRequest("The encryption parameters are not applicable to this object.");
        }

        var bucket = call.Bucket;
        BucketNames.CheckKey(call.Key);
        var stored = bucket.Read(call.Key, call.Text("VersionId"));
        RequireConditions(call, stored, "");
        var output = ObjectHeads.Shown(bucket, stored);
        foreach (var (member, _, target) in _overrides)
        {
            if (call.Text(member) is not { } wanted)
            {
                continue;
            }

            output[target] = call.Caller.Signature is not null ? wanted : throw BucketServiceException.InvalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
        }

        var part = call.Text("PartNumber") is null ? null : PartOf(call, stored, output);
        if (part is not null && call.Text("Range") is not null)
        {
            throw BucketServiceException.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        }

        var range = part ?? ByteRange.Of(call.Text("Range"), stored.Size);
        if (call.Text("ChecksumMode")?.Equals("ENABLED", StringComparison.OrdinalIgnoreCase) == true && (range is null || range.Value.Length == stored.Size))
        {
            Set(output, stored.Checksum);
        }

        if (range is not { } asked)
        {
            return new S3Answer(output) { Body = stored.Body };
        }

        if (stored.Size > 0)
        {
            output["ContentRange"] = Text.Invariant($"bytes {asked.Start}-{asked.Start + asked.Length - 1}/{stored.Size}");
        }

        return new S3Answer(output) { Body = stored.Body.Slice((int)asked.Start, (int)asked.Length), Status = 206 };
    }

    private static ByteRange? PartOf(S3Call call, StoredObject stored, JsonObject output)
    {
        var text = call.Text("PartNumber")!;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > Bucket.MostParts)
        {
            throw BucketServiceException.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive", "partNumber", text);
        }

        if (stored.Parts.IsEmpty)
        {
            return number == 1 ? new ByteRange(0, stored.Size) : throw NoPart();
        }

        output["PartsCount"] = stored.Parts.Length;
        return number <= stored.Parts.Length ? new ByteRange(stored.Parts.Take(number - 1).Sum(static p => p.Size), stored.Parts[number - 1].Size) : throw NoPart();

        BucketServiceException NoPart() => new("InvalidPartNumber", 416, "The requested partnumber is not satisfiable", ("PartNumberRequested", text), ("ActualPartCount", Text.Of(Math.Max(1, stored.Parts.Length))));
    }

    private static S3Answer Attributes(S3Call call)
    {
        var bucket = call.Bucket;
        var stored = bucket.Read(call.Key, call.Text("VersionId"));
        var wanted = (call.Text("Attributes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0)
        {
            throw BucketServiceException.InvalidArgument("The x-amz-object-attributes header specifying the attributes to be retrieved is either missing or empty", "x-amz-object-attributes", "");
        }

        var output = new JsonObject { ["LastModified"] = stored.Modified.ToUnixTimeSeconds() };
        Set(output, "VersionId", bucket.VersionShown(stored));
        foreach (var attribute in wanted)
        {
            switch (attribute)
            {
                case "ETag":
                    output["ETag"] = stored.ETag;
                    break;
                case "Checksum":
                    var checksum = new JsonObject();
                    Set(checksum, stored.Checksum);
                    output["Checksum"] = checksum;
                    break;
                case "ObjectParts":
                    if (!stored.Parts.IsEmpty)
                    {
                        output["ObjectParts"] = new JsonObject { ["PartsCount"] = stored.Parts.Length };
                    }

                    break;
                case "StorageClass":
                    output["StorageClass"] = stored.Head.StorageClass;
                    break;
                case "ObjectSize":
                    output["ObjectSize"] = stored.Size;
                    break;
                default:
                    throw BucketServiceException.InvalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", attribute);
            }
        }

        return output;
    }

    // Of the two conditions of a kind the one on the tag decides.
    private static void RequireConditions(S3Call call, StoredObject stored, string prefix)
    {
        var unless = call.Text(prefix + "IfNoneMatch");
        if (call.Text(prefix + "IfMatch") is { } match)
        {
            if (!Matches(match, stored))
            {
                throw BucketServiceException.PreconditionFailed(prefix.Length == 0 ? "If-Match" : "x-amz-copy-source-If-Match");
            }
        }
        else if (Date(call.Text(prefix + "IfUnmodifiedSince")) is { } unmodified && Whole(stored) > unmodified)
        {
            throw BucketServiceException.PreconditionFailed(prefix.Length == 0 ? "If-Unmodified-Since" : "x-amz-copy-source-If-Unmodified-Since");
        }

        var isSame = unless is not null ? Matches(unless, stored) : Date(call.Text(prefix + "IfModifiedSince")) is { } modified && Whole(stored) <= modified;
        if (isSame)
        {
            throw prefix.Length > 0 ? BucketServiceException.PreconditionFailed(unless is not null ? "x-amz-copy-source-If-None-Match" : "x-amz-copy-source-If-Modified-Since")
                : new BucketServiceException("NotModified", 304, "Not Modified") { Headers = [("ETag", stored.QuotedETag), ("Last-Modified", ObjectDates.Of(stored.Modified))] };
        }
    }

    private static bool Matches(string condition, StoredObject stored) =>
        condition.Split(',', StringSplitOptions.TrimEntries).Any(c => c == "*" || (c.StartsWith("W/", StringComparison.Ordinal) ? c[2..] : c).Trim('"') == stored.ETag);

    // Dates of headers have no parts of a second; one that is none is no condition.
    private static Instant? Date(string? text) => ObjectDates.Read(text);

    private static Instant Whole(StoredObject stored) => Instant.FromUnixTimeSeconds(stored.Modified.ToUnixTimeSeconds());
}
