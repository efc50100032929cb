using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Copies of objects, whole or as parts of an upload (rule BKT-COPY).
internal static partial class S3Operations
{
    private const string CopySource = "x-amz-copy-source";

    private static WireMember[] SourceMembers { get; } =
    [
        S3Shapes.Header("CopySource", CopySource), S3Shapes.Header("CopySourceIfMatch", "x-amz-copy-source-if-match"), S3Shapes.Header("CopySourceIfNoneMatch", "x-amz-copy-source-if-none-match"),
        S3Shapes.Header("CopySourceIfModifiedSince", "x-amz-copy-source-if-modified-since"), S3Shapes.Header("CopySourceIfUnmodifiedSince", "x-amz-copy-source-if-unmodified-since"),
        S3Shapes.Header("ExpectedSourceBucketOwner", "x-amz-source-expected-bucket-owner"), S3Shapes.Header("CopySourceSSECustomerAlgorithm", "x-amz-copy-source-server-side-encryption-customer-algorithm"),
    ];

    private static IEnumerable<S3Operation> OfCopies() =>
    [
        S3Shapes.Operation("CopyObject", "PUT", "/{Bucket}/{Key+}",
            [
                .. S3Shapes.ToObject, .. S3Shapes.Head, .. S3Shapes.Conditions, .. SourceMembers, S3Shapes.Header("MetadataDirective", "x-amz-metadata-directive"), S3Shapes.Header("TaggingDirective", "x-amz-tagging-directive"),
                S3Shapes.Header("ChecksumAlgorithm", "x-amz-checksum-algorithm"),
            ],
            [
                S3Shapes.Text("ETag"), S3Shapes.When("LastModified"), S3Shapes.Text("ChecksumType"), .. S3Shapes.ChecksumTexts, S3Shapes.VersionHeader, S3Shapes.Header("CopySourceVersionId", "x-amz-copy-source-version-id"),
                S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption"), S3Shapes.Header("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id"),
            ],
            CopyObject),
        S3Shapes.Operation("UploadPartCopy", "PUT", "/{Bucket}/{Key+}",
            [.. S3Shapes.ToObject, .. SourceMembers, S3Shapes.Query("PartNumber", "partNumber"), S3Shapes.Query("UploadId", "uploadId"), S3Shapes.Header("CopySourceRange", "x-amz-copy-source-range")],
            [S3Shapes.Text("ETag"), S3Shapes.When("LastModified"), .. S3Shapes.ChecksumTexts, S3Shapes.Header("CopySourceVersionId", "x-amz-copy-source-version-id"), S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption")],
            CopyPart, "CopyPartResult"),
    ];

    private static S3Answer CopyObject(S3Call call)
    {
        BucketNames.CheckKey(call.Key);
        var bucket = call.Bucket;
        var (from, source, version) = SourceOf(call);
        var isReplaced = Directive(call, "MetadataDirective", "x-amz-metadata-directive");
        var isTagged = Directive(call, "TaggingDirective", "x-amz-tagging-directive");
        var head = ObjectHeads.Of(call);
        if (from == bucket && source.Key == call.Key && version is null && !isReplaced && call.Text("StorageClass") is null && call.Text("WebsiteRedirectLocation") is null && call.Text("ServerSideEncryption") is null)
        {
            throw BucketServiceException.InvalidRequest(
                "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        if (ChecksumAlgorithm.Of(call.Text("ChecksumAlgorithm")) is not { } algorithm)
        {
            // A copy keeps its source's way of making checksums, of all of its bytes.
            algorithm = source.Checksum?.Algorithm ?? ChecksumAlgorithm.Crc64Nvme;
        }

        // What a copy does not take over is as the request has it.
        var kept = source.Head with
        {
            StorageClass = head.StorageClass, Encryption = head.Encryption, EncryptionKey = head.EncryptionKey, WebsiteRedirectLocation = head.WebsiteRedirectLocation,
        };
        var stored = bucket.Put(
            new ObjectPut(call.Key, source.Body)
            {
                Head = isReplaced ? head : kept,
                Tags = isTagged ? ObjectTags.Of(call.Text("Tagging")) : source.Tags,
                Checksum = Checksum.Of(algorithm, source.Body.Span),
                IfMatch = call.Text("IfMatch"),
                IfNoneMatch = call.Text("IfNoneMatch"),
                Event = BucketEvents.Copy,
            },
            call.Who);
        var output = new JsonObject { ["ETag"] = stored.QuotedETag, ["LastModified"] = Seconds(stored.Modified) };
        Set(output, stored.Checksum);
        Set(output, "CopySourceVersionId", from.VersionShown(source));
        SetStored(output, bucket, stored);
        return output;
    }

    private static S3Answer CopyPart(S3Call call)
    {
        var bucket = call.Bucket;
        var upload = bucket.Upload(call.Key, call.Text("UploadId")!);
        var (from, source, _) = SourceOf(call);
        var body = source.Body;
        if (call.Text("CopySourceRange") is { } text)
        {
            var range = ByteRange.Of(text, source.Size) ?? throw BucketServiceException.InvalidArgument("The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy", "x-amz-copy-source-range", text);
            body = body.Slice((int)range.Start, (int)range.Length);
        }

        var part = bucket.PutPart(upload, Part(call), body, null);
        var output = new JsonObject { ["ETag"] = $"\"{part.ETag}\"", ["LastModified"] = Seconds(part.Modified), ["ServerSideEncryption"] = upload.Head.Encryption };
        Set(output, part.Checksum, withType: false);
        Set(output, "CopySourceVersionId", from.VersionShown(source));
        return output;
    }

    // Whether what the copy has is what the request says, and not what its source has.
    private static bool Directive(S3Call call, string member, string header) => call.Text(member) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        var other => throw BucketServiceException.InvalidArgument(member == "MetadataDirective" ? "Unknown metadata directive." : "Unknown tagging directive.", header, other),
    };

    private static (Bucket From, StoredObject Source, string? Version) SourceOf(S3Call call)
    {
        if (call.Text("CopySourceSSECustomerAlgorithm") is not null)
        {
            throw BucketServiceException.NotSimulated("encryption with keys of the client (SSE-C)");
        }

        var text = call.Text("CopySource")!;
        var query = text.IndexOf('?', StringComparison.Ordinal);
        var version = query >= 0 ? RequestTarget.Of("/" + text[query..])["versionId"] : null;
        var path = Uri.UnescapeDataString((query >= 0 ? text[..query] : text).Replace('+', ' ')).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw BucketServiceException.InvalidArgument("Copy Source must mention the source bucket and key: sourcebucket/sourcekey", CopySource, text);
        }

        if (Resources.Arn.IsMeant(path))
        {
            throw BucketServiceException.NotSimulated("access points");
        }

        var from = S3Call.Owned(call.Book.Get(path[..slash]), call.Text("ExpectedSourceBucketOwner"));
        var source = from.Read(path[(slash + 1)..], version);
        RequireConditions(call, source, "CopySource");
        return (from, source, version);
    }
}
