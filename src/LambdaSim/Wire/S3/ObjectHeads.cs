using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

/// <summary>What requests and answers say of an object beside its bytes (rule BKT-PUT).</summary>
internal static class ObjectHeads
{
    private const int MostMetadata = 2_048;

    private static readonly string[] _classes =
        ["STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE"];

    /// <exception cref="BucketServiceException">S3 refuses it, or it is not simulated.</exception>
    public static ObjectHead Of(S3Call call)
    {
        Require(call);
        return new ObjectHead
        {
            CacheControl = call.Text("CacheControl"),
            ContentDisposition = call.Text("ContentDisposition"),
            ContentEncoding = S3Payload.Encoding(call.Text("ContentEncoding")),
            ContentLanguage = call.Text("ContentLanguage"),
            ContentType = call.Text("ContentType") is { Length: > 0 } type ? type : ObjectHead.DefaultType,
            Expires = call.Text("Expires"),
            WebsiteRedirectLocation = call.Text("WebsiteRedirectLocation"),
            StorageClass = call.Text("StorageClass") ?? ObjectHead.None.StorageClass,
            Encryption = call.Text("ServerSideEncryption") ?? ObjectHead.None.Encryption,
            EncryptionKey = call.Text("SSEKMSKeyId"),
            Metadata = Metadata(call),
        };
    }

    public static JsonObject Shown(Bucket bucket, StoredObject stored)
    {
        var head = stored.Head;
        var shown = new JsonObject { ["AcceptRanges"] = "bytes", ["ETag"] = stored.QuotedETag, ["LastModified"] = stored.Modified.ToUnixTimeSeconds(), ["ContentType"] = head.ContentType };
        Set("CacheControl", head.CacheControl);
        Set("ContentDisposition", head.ContentDisposition);
        Set("ContentEncoding", head.ContentEncoding);
        Set("ContentLanguage", head.ContentLanguage);
        Set("Expires", head.Expires);
        Set("WebsiteRedirectLocation", head.WebsiteRedirectLocation);
        Set("StorageClass", head.StorageClass == ObjectHead.None.StorageClass ? null : head.StorageClass);
        Set("ServerSideEncryption", head.Encryption);
        Set("SSEKMSKeyId", head.EncryptionKey);
        Set("VersionId", bucket.Versioning == Versioning.Off ? null : stored.Version);
        if (stored.Tags.Length > 0)
        {
            shown["TagCount"] = stored.Tags.Length;
        }

        if (head.Metadata.Count > 0)
        {
            shown["Metadata"] = new JsonObject(head.Metadata.Select(static m => KeyValuePair.Create(m.Key, (JsonNode?)InHeader(m.Value))));
        }

        return shown;

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                shown[name] = InHeader(value);
            }
        }
    }

    private static void Require(S3Call call)
    {
        if (call.Text("SSECustomerAlgorithm") is not null)
        {
            throw BucketServiceException.NotSimulated("encryption with keys of the client (SSE-C)");
        }

        if (call.Text("ObjectLockMode") is not null || call.Text("ObjectLockLegalHoldStatus") is not null)
        {
            throw BucketServiceException.InvalidRequest("Bucket is missing Object Lock Configuration");
        }

        if (call.Text("StorageClass") is { } storage && !_classes.Contains(storage, StringComparer.Ordinal))
        {
            throw new BucketServiceException("InvalidStorageClass", 400, "The storage class you specified is not valid", ("StorageClassRequested", storage));
        }

        if (call.Text("ServerSideEncryption") is not (null or "AES256" or "aws:kms" or "aws:kms:dsse"))
        {
            throw BucketServiceException.InvalidArgument("The encryption method specified is not supported", "x-amz-server-side-encryption", call.Text("ServerSideEncryption")!);
        }

        if (call.Text("ACL") is { } acl && acl != "bucket-owner-full-control")
        {
            RequireAcls(call.Bucket, acl);
        }
    }

    /// <summary>Whether a bucket takes access control lists at all: new ones do not.</summary>
    public static void RequireAcls(Bucket bucket, string acl)
    {
        var ownership = bucket.Settings["ownershipControls"] is { } written ? Encoding.UTF8.GetString(written.Span) : BucketDefaults.EnforcedOwnership;
        if (!bucket.Settings.IsRemoved("ownershipControls") && ownership.Contains(BucketDefaults.EnforcedOwnership, StringComparison.Ordinal))
        {
            throw new BucketServiceException("AccessControlListNotSupported", 400, "The bucket does not allow ACLs");
        }

        if (acl is not ("private" or "public-read" or "public-read-write" or "authenticated-read" or "aws-exec-read" or "bucket-owner-read" or "bucket-owner-full-control" or "log-delivery-write"))
        {
            throw BucketServiceException.InvalidArgument("", "x-amz-acl", acl);
        }
    }

    private static ImmutableSortedDictionary<string, string> Metadata(S3Call call)
    {
        if (call.Input["Metadata"] is not JsonObject given)
        {
            return ObjectHead.None.Metadata;
        }

        var size = given.Sum(static m => m.Key.Length + Encoding.UTF8.GetByteCount((string?)m.Value ?? ""));
        return size <= MostMetadata ? given.ToImmutableSortedDictionary(static m => m.Key, static m => (string?)m.Value ?? "", StringComparer.Ordinal)
            : throw new BucketServiceException("MetadataTooLarge", 400, "Your metadata headers exceed the maximum allowed metadata size", ("Size", Text.Of(size)), ("MaxSizeAllowed", Text.Of(MostMetadata)));
    }

    // What a header cannot hold comes back in the encoding of mail headers, as S3 has it.
    private static string InHeader(string value) =>
        value.AsSpan().ContainsAnyExceptInRange(' ', '~') ? $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=" : value;
}
