using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

// Putting and deleting objects (rules BKT-PUT and BKT-DELETE).
internal static partial class S3Operations
{
    private const int MostDeleted = 1_000;

    private static IEnumerable<S3Operation> OfObjects() =>
    [
        S3Shapes.Operation("PutObject", "PUT", "/{Bucket}/{Key+}",
            [.. S3Shapes.ToObject, .. S3Shapes.Head, .. S3Shapes.Conditions, S3Shapes.Header("WriteOffsetBytes", "x-amz-write-offset-bytes")],
            [S3Shapes.Header("ETag", "ETag"), .. S3Shapes.ChecksumHeaders, S3Shapes.Header("ChecksumType", "x-amz-checksum-type"), S3Shapes.VersionHeader, S3Shapes.Header("ServerSideEncryption", "x-amz-server-side-encryption"),
                S3Shapes.Header("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id"), S3Shapes.Header("Size", "x-amz-object-size")],
            PutObject) with { TakesBytes = true },
        S3Shapes.Operation("DeleteObject", "DELETE", "/{Bucket}/{Key+}", [.. S3Shapes.ToObject, S3Shapes.VersionQuery, S3Shapes.Header("IfMatch", "If-Match")],
            [S3Shapes.VersionHeader, new("DeleteMarker", WireShape.Boolean) { WireName = "x-amz-delete-marker", Location = MemberLocation.Header }], DeleteObject, status: 204),
        S3Shapes.Operation("DeleteObjects", "POST", "/{Bucket}?delete",
            [
                .. S3Shapes.ToBucket,
                S3Shapes.Document("Delete", "Delete", S3Shapes.Flag("Quiet"),
                    S3Shapes.Items("Objects", WireShape.Structure("ObjectIdentifier", S3Shapes.Text("Key"), S3Shapes.Text("VersionId"), S3Shapes.Text("ETag")), "Object")),
            ],
            [
                S3Shapes.Items("Deleted", WireShape.Structure("DeletedObject", S3Shapes.Text("Key"), S3Shapes.Text("VersionId"), S3Shapes.Flag("DeleteMarker"), S3Shapes.Text("DeleteMarkerVersionId"))),
                S3Shapes.Items("Errors", WireShape.Structure("Error", S3Shapes.Text("Key"), S3Shapes.Text("VersionId"), S3Shapes.Text("Code"), S3Shapes.Text("Message")), "Error"),
            ],
            DeleteObjects, "DeleteResult") with { NeedsDigest = true },
    ];

    private static S3Answer PutObject(S3Call call)
    {
        if (call.Text("WriteOffsetBytes") is not null)
        {
            throw BucketServiceException.NotSimulated("appending to objects");
        }

        BucketNames.CheckKey(call.Key);
        var bucket = call.Bucket;
        var stored = bucket.Put(
            new ObjectPut(call.Key, call.Payload.Bytes)
            {
                Head = ObjectHeads.Of(call), Tags = ObjectTags.Of(call.Text("Tagging")), Checksum = call.Payload.Checksum, IfMatch = call.Text("IfMatch"), IfNoneMatch = call.Text("IfNoneMatch"),
            },
            call.Who);
        var output = new JsonObject { ["ETag"] = stored.QuotedETag };
        Set(output, stored.Checksum);
        SetStored(output, bucket, stored);
        return output;
    }

    private static void SetStored(JsonObject output, Bucket bucket, StoredObject stored)
    {
        Set(output, "VersionId", bucket.VersionShown(stored));
        Set(output, "ServerSideEncryption", stored.Head.Encryption);
        Set(output, "SSEKMSKeyId", stored.Head.EncryptionKey);
    }

    private static S3Answer DeleteObject(S3Call call)
    {
        var bucket = call.Bucket;
        RequireMatch(bucket, call.Key, call.Text("IfMatch"));
        return Told(bucket.Delete(call.Key, call.Text("VersionId"), call.Who));

        static JsonObject Told(ObjectDeleted deleted)
        {
            var output = new JsonObject();
            Set(output, "VersionId", deleted.Version);
            if (deleted.IsMarker)
            {
                output["DeleteMarker"] = true;
            }

            return output;
        }
    }

    private static void RequireMatch(Bucket bucket, string key, string? match)
    {
        if (match is null)
        {
            return;
        }

        var present = bucket.Objects.Newest(key) ?? throw BucketServiceException.NoSuchKey(key);
        if (match != "*" && match.Trim('"') != present.ETag)
        {
            throw BucketServiceException.PreconditionFailed("If-Match");
        }
    }

    private static S3Answer DeleteObjects(S3Call call)
    {
        var document = call.Document("Delete");
        var objects = S3Call.Items(document, "Objects").ToList();
        if (objects.Count is 0 or > MostDeleted || objects.Exists(static o => o["Key"] is null))
        {
            throw BucketServiceException.MalformedXml();
        }

        var bucket = call.Bucket;
        var (deleted, errors) = (new JsonArray(), new JsonArray());
        foreach (var named in objects)
        {
            var (key, version) = ((string)named["Key"]!, (string?)named["VersionId"]);
            var told = new JsonObject { ["Key"] = key };
            Set(told, "VersionId", version);
            try
            {
                if (key.Length == 0)
                {
                    throw new BucketServiceException("UserKeyMustBeSpecified", 400, "The bucket DELETE request must specify a key.");
                }

                BucketNames.CheckKey(key);
                RequireMatch(bucket, key, (string?)named["ETag"]);
                var done = bucket.Delete(key, version, call.Who);
                if (done.IsMarker)
                {
                    told["DeleteMarker"] = true;
                    Set(told, "DeleteMarkerVersionId", done.Version);
                }

                deleted.Add((JsonNode)told);
            }
            catch (BucketServiceException e)
            {
                told["Code"] = e.ErrorCode;
                told["Message"] = e.Message;
                errors.Add((JsonNode)told);
            }
        }

        var output = new JsonObject();
        if ((bool?)document["Quiet"] != true)
        {
            output["Deleted"] = deleted;
        }

        output["Errors"] = errors;
        return output;
    }
}
