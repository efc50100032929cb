using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Listings of objects (rule BKT-LIST).
internal static partial class S3Operations
{
    private const int MostListed = 1_000;

    private static IEnumerable<S3Operation> OfListings()
    {
        WireMember[] input =
        [
            .. S3Shapes.ToBucket, S3Shapes.Query("Prefix", "prefix"), S3Shapes.Query("Delimiter", "delimiter"), S3Shapes.Query("EncodingType", "encoding-type"), S3Shapes.Query("MaxKeys", "max-keys"),
        ];
        var content = WireShape.Structure("Object", S3Shapes.Text("Key"), S3Shapes.When("LastModified"), S3Shapes.Text("ETag"), S3Shapes.Items("ChecksumAlgorithm", WireShape.String), S3Shapes.Text("ChecksumType"), S3Shapes.Long("Size"),
            new WireMember("Owner", S3Shapes.Owner), S3Shapes.Text("StorageClass"));
        var version = WireShape.Structure("Version", S3Shapes.Text("Key"), S3Shapes.Text("VersionId"), S3Shapes.Flag("IsLatest"), S3Shapes.When("LastModified"), S3Shapes.Text("ETag"),
            S3Shapes.Items("ChecksumAlgorithm", WireShape.String), S3Shapes.Text("ChecksumType"), S3Shapes.Long("Size"), S3Shapes.Text("StorageClass"), new WireMember("Owner", S3Shapes.Owner));
        WireMember[] common =
        [
            S3Shapes.Text("Name"), S3Shapes.Text("Prefix"), S3Shapes.Text("Delimiter"), S3Shapes.Whole("MaxKeys"), S3Shapes.Text("EncodingType"), S3Shapes.Flag("IsTruncated"),
            S3Shapes.Items("CommonPrefixes", WireShape.Structure("CommonPrefix", S3Shapes.Text("Prefix"))),
        ];
        return
        [
            S3Shapes.Operation("ListObjectsV2", "GET", "/{Bucket}?list-type=2",
                [.. input, S3Shapes.Query("ContinuationToken", "continuation-token"), S3Shapes.Query("FetchOwner", "fetch-owner"), S3Shapes.Query("StartAfter", "start-after")],
                [.. common, S3Shapes.Whole("KeyCount"), S3Shapes.Items("Contents", content), S3Shapes.Text("ContinuationToken"), S3Shapes.Text("NextContinuationToken"), S3Shapes.Text("StartAfter")],
                ListObjectsV2, "ListBucketResult"),
            S3Shapes.Operation("ListObjects", "GET", "/{Bucket}", [.. input, S3Shapes.Query("Marker", "marker")],
                [.. common, S3Shapes.Items("Contents", content), S3Shapes.Text("Marker"), S3Shapes.Text("NextMarker")], ListObjects, "ListBucketResult"),
            S3Shapes.Operation("ListObjectVersions", "GET", "/{Bucket}?versions", [.. input, S3Shapes.Query("KeyMarker", "key-marker"), S3Shapes.Query("VersionIdMarker", "version-id-marker")],
                [
                    .. common, S3Shapes.Items("Version", version), S3Shapes.Items("DeleteMarker", version), S3Shapes.Text("KeyMarker"), S3Shapes.Text("VersionIdMarker"), S3Shapes.Text("NextKeyMarker"),
                    S3Shapes.Text("NextVersionIdMarker"),
                ],
                ListVersions, "ListVersionsResult"),
        ];
    }

    private static S3Answer ListObjectsV2(S3Call call)
    {
        var bucket = call.Bucket;
        var encode = Encoder(call);
        var (token, start) = (call.Text("ContinuationToken"), call.Text("StartAfter"));
        var page = ListPage.Of(bucket.Objects, Asked(call, ListToken.Read(token) ?? start));
        var output = Listed(call, bucket, page, encode);
        output["KeyCount"] = page.Objects.Count + page.CommonPrefixes.Count;
        output["Contents"] = Contents(bucket, page, encode, withOwner: call.Text("FetchOwner") == "true");
        Set(output, "ContinuationToken", token);
        Set(output, "StartAfter", start is null ? null : encode(start));
        Set(output, "NextContinuationToken", page.Next is null ? null : ListToken.Write(page.Next));
        return output;
    }

    private static S3Answer ListObjects(S3Call call)
    {
        var bucket = call.Bucket;
        var encode = Encoder(call);
        var marker = call.Text("Marker");
        var page = ListPage.Of(bucket.Objects, Asked(call, string.IsNullOrEmpty(marker) ? null : marker));
        var output = Listed(call, bucket, page, encode);
        output["Marker"] = encode(marker ?? "");
        output["Contents"] = Contents(bucket, page, encode, withOwner: true);

        // Without a delimiter the last key says where to go on.
        Set(output, "NextMarker", page.Next is null || string.IsNullOrEmpty(call.Text("Delimiter")) ? null : encode(page.Next));
        return output;
    }

    private static S3Answer ListVersions(S3Call call)
    {
        var bucket = call.Bucket;
        var encode = Encoder(call);
        var (key, version) = (call.Text("KeyMarker"), call.Text("VersionIdMarker"));
        var page = ListPage.OfVersions(bucket.Objects, Asked(call, string.IsNullOrEmpty(key) ? null : key), string.IsNullOrEmpty(version) ? null : version);
        var output = Listed(call, bucket, page, encode);
        output["KeyMarker"] = encode(key ?? "");
        output["VersionIdMarker"] = version ?? "";
        output["Version"] = Of(static o => !o.IsDeleteMarker);
        output["DeleteMarker"] = Of(static o => o.IsDeleteMarker);
        if (page.Next is not null)
        {
            output["NextKeyMarker"] = encode(page.Next);
            Set(output, "NextVersionIdMarker", page.Objects is [.., var last] && last.Key == page.Next ? last.Version : null);
        }

        return output;

        JsonArray Of(Func<StoredObject, bool> isMeant) => [.. page.Objects.Where(isMeant).Select(o =>
        {
            var shown = new JsonObject { ["Key"] = encode(o.Key), ["VersionId"] = o.Version, ["IsLatest"] = bucket.Objects.Versions(o.Key)[^1] == o, ["LastModified"] = Seconds(o.Modified) };
            if (!o.IsDeleteMarker)
            {
                Describe(shown, o);
            }

            shown["Owner"] = Owner(bucket.Account);
            return (JsonNode)shown;
        })];
    }

    private static ListQuery Asked(S3Call call, string? after) =>
        new(call.Text("Prefix") ?? "", call.Text("Delimiter") is { Length: > 0 } delimiter ? delimiter : null, after, Count(call, "MaxKeys", "max-keys", MostListed));

    private static JsonObject Listed(S3Call call, Bucket bucket, ListPage page, Func<string, string> encode)
    {
        var output = new JsonObject
        {
            ["Name"] = bucket.Name,
            ["Prefix"] = encode(call.Text("Prefix") ?? ""),
            ["MaxKeys"] = Count(call, "MaxKeys", "max-keys", MostListed),
            ["IsTruncated"] = page.Next is not null,
            ["CommonPrefixes"] = new JsonArray([.. page.CommonPrefixes.Select(p => (JsonNode)new JsonObject { ["Prefix"] = encode(p) })]),
        };
        Set(output, "Delimiter", call.Text("Delimiter") is { Length: > 0 } delimiter ? encode(delimiter) : null);
        Set(output, "EncodingType", call.Text("EncodingType"));
        return output;
    }

    private static JsonArray Contents(Bucket bucket, ListPage page, Func<string, string> encode, bool withOwner) => [.. page.Objects.Select(o =>
    {
        var shown = new JsonObject { ["Key"] = encode(o.Key), ["LastModified"] = Seconds(o.Modified) };
        Describe(shown, o);
        if (withOwner)
        {
            shown["Owner"] = Owner(bucket.Account);
        }

        return (JsonNode)shown;
    })];

    private static void Describe(JsonObject shown, StoredObject stored)
    {
        shown["ETag"] = stored.QuotedETag;
        if (stored.Checksum is { } checksum)
        {
            shown["ChecksumAlgorithm"] = new JsonArray(checksum.Algorithm.Name);
            shown["ChecksumType"] = checksum.Type;
        }

        shown["Size"] = stored.Size;
        shown["StorageClass"] = stored.Head.StorageClass;
    }

    // XML cannot hold every letter of a key; clients ask for escaped ones.
    private static Func<string, string> Encoder(S3Call call) => call.Text("EncodingType") switch
    {
        null or "" => static text => text,
        "url" => EventDocuments.FormKey,
        var other => throw BucketServiceException.InvalidArgument("Invalid Encoding Method specified in Request", "encoding-type", other),
    };
}
