using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

// Sub-resources of objects: tags, and access control lists as far as they say that the owner may do all (rules BKT-TAGS and BKT-ACL).
internal static partial class S3Operations
{
    private static IEnumerable<S3Operation> OfTags() =>
    [
        S3Shapes.Operation("GetObjectTagging", "GET", "/{Bucket}/{Key+}?tagging", [.. S3Shapes.ToObject, S3Shapes.VersionQuery], [S3Shapes.VersionHeader, S3Shapes.TagSet], GetTags, "Tagging"),
        S3Shapes.Operation("PutObjectTagging", "PUT", "/{Bucket}/{Key+}?tagging", [.. S3Shapes.ToObject, S3Shapes.VersionQuery, S3Shapes.Document("Tagging", "Tagging", S3Shapes.TagSet)], [S3Shapes.VersionHeader], PutTags) with { NeedsDigest = true },
        S3Shapes.Operation("DeleteObjectTagging", "DELETE", "/{Bucket}/{Key+}?tagging", [.. S3Shapes.ToObject, S3Shapes.VersionQuery], [S3Shapes.VersionHeader], DeleteTags, status: 204),
        S3Shapes.Operation("GetObjectAcl", "GET", "/{Bucket}/{Key+}?acl", [.. S3Shapes.ToObject, S3Shapes.VersionQuery], [], GetAcl),
        S3Shapes.Operation("PutObjectAcl", "PUT", "/{Bucket}/{Key+}?acl", [.. S3Shapes.ToObject, S3Shapes.VersionQuery, S3Shapes.Header("ACL", "x-amz-acl")], [], PutAcl),
    ];

    private static S3Answer GetTags(S3Call call)
    {
        var stored = call.Bucket.Read(call.Key, call.Text("VersionId"));
        return Versioned(call, stored, new JsonObject { ["TagSet"] = ObjectTags.Shown(stored.Tags) });
    }

    private static S3Answer PutTags(S3Call call) =>
        Versioned(call, call.Bucket.Tag(call.Key, call.Text("VersionId"), ObjectTags.Of(S3Call.Items(call.Document("Tagging"), "TagSet"), isObject: true), call.Who), []);

    private static S3Answer DeleteTags(S3Call call) => Versioned(call, call.Bucket.Tag(call.Key, call.Text("VersionId"), [], call.Who), []);

    private static JsonObject Versioned(S3Call call, StoredObject stored, JsonObject output)
    {
        Set(output, "VersionId", call.Bucket.VersionShown(stored));
        return output;
    }

    private static S3Answer GetAcl(S3Call call)
    {
        call.Bucket.Read(call.Key, call.Text("VersionId"));
        return new S3Answer(None) { Body = BucketDefaults.Acl(call.Bucket.Account), ContentType = XmlType };
    }

    // The owner of the bucket owns what is in it, and may do all: nothing else is kept.
    private static S3Answer PutAcl(S3Call call)
    {
        var bucket = call.Bucket;
        bucket.Read(call.Key, call.Text("VersionId"));
        var acl = call.Text("ACL") ?? "of a document";
        if (acl == "bucket-owner-full-control")
        {
            return None;
        }

        ObjectHeads.RequireAcls(bucket, call.Text("ACL") ?? "private");
        return acl is "private" or "bucket-owner-read" ? None : throw BucketServiceException.NotSimulated($"the access control list {acl}: whoever asks, may");
    }
}
