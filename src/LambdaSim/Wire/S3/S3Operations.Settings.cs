using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using LambdaSim.Neighbours.Buckets;

namespace LambdaSim.Wire.S3;

// Sub-resources of buckets (rules BKT-SETTINGS, BKT-POLICY and BKT-VERSIONS).
internal static partial class S3Operations
{
    private const string XmlType = "application/xml", JsonType = "application/json";

    private const int MostPolicy = 20_480, DeepestSetting = 32;

    private static readonly XmlReaderSettings _reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    // Lists of named configurations of which there are none.
    private static readonly Dictionary<string, (string Name, string Root)> _lists = new(StringComparer.Ordinal)
    {
        ["analytics"] = ("Analytics", "ListBucketAnalyticsConfigurationResult"),
        ["inventory"] = ("Inventory", "ListInventoryConfigurationsResult"),
        ["intelligent-tiering"] = ("IntelligentTiering", "ListBucketIntelligentTieringConfigurationsOutput"),
        ["metrics"] = ("Metrics", "ListMetricsConfigurationsResult"),
    };

    private static IEnumerable<S3Operation> OfSettings() =>
    [
        .. BucketSetting.All.SelectMany(OfSetting),
        .. _lists.Select(static l => S3Shapes.Operation($"GetBucket{l.Value.Name}", "GET", $"/{{Bucket}}?{l.Key}", [.. S3Shapes.ToBucket, S3Shapes.Query("Id", "id")], [S3Shapes.Flag("IsTruncated")], NoConfigurations, l.Value.Root)),
        S3Shapes.Operation("GetBucketTagging", "GET", "/{Bucket}?tagging", S3Shapes.ToBucket, [], static c => Written(c, "tagging", ("NoSuchTagSet", "The TagSet does not exist"))),
        S3Shapes.Operation("PutBucketTagging", "PUT", "/{Bucket}?tagging", [.. S3Shapes.ToBucket, S3Shapes.Document("Tagging", "Tagging", S3Shapes.TagSet)], [], PutTagging, status: 204) with { NeedsDigest = true },
        S3Shapes.Operation("DeleteBucketTagging", "DELETE", "/{Bucket}?tagging", S3Shapes.ToBucket, [], static c => Removed(c, "tagging"), status: 204),
        S3Shapes.Operation("GetBucketPolicy", "GET", "/{Bucket}?policy", S3Shapes.ToBucket, [], static c => Written(c, "policy", ("NoSuchBucketPolicy", "The bucket policy does not exist"), JsonType)),
        S3Shapes.Operation("PutBucketPolicy", "PUT", "/{Bucket}?policy", S3Shapes.ToBucket, [], PutPolicy, status: 204),
        S3Shapes.Operation("DeleteBucketPolicy", "DELETE", "/{Bucket}?policy", S3Shapes.ToBucket, [], static c => Removed(c, "policy"), status: 204),
        S3Shapes.Operation("GetBucketPolicyStatus", "GET", "/{Bucket}?policyStatus", S3Shapes.ToBucket, [S3Shapes.Text("IsPublic")], PolicyStatus, "PolicyStatus"),
        S3Shapes.Operation("GetBucketAcl", "GET", "/{Bucket}?acl", S3Shapes.ToBucket, [], static c => new S3Answer(None) { Body = BucketDefaults.Acl(c.Bucket.Account), ContentType = XmlType }),
        S3Shapes.Operation("PutBucketAcl", "PUT", "/{Bucket}?acl", [.. S3Shapes.ToBucket, S3Shapes.Header("ACL", "x-amz-acl")], [], PutBucketAcl),
        S3Shapes.Operation("GetBucketVersioning", "GET", "/{Bucket}?versioning", S3Shapes.ToBucket, [S3Shapes.Text("Status")],
            static c => c.Bucket.Versioning == Versioning.Off ? None : new JsonObject { ["Status"] = c.Bucket.Versioning.ToString() }, "VersioningConfiguration"),
        S3Shapes.Operation("PutBucketVersioning", "PUT", "/{Bucket}?versioning", 
            [.. S3Shapes.ToBucket, S3Shapes.Document("VersioningConfiguration", "VersioningConfiguration", S3Shapes.Text("Status"), S3Shapes.Text("MFADelete", "MfaDelete"))], [], PutVersioning),
        S3Shapes.Operation("GetObjectLockConfiguration", "GET", "/{Bucket}?object-lock", S3Shapes.ToBucket, [],
            static c => Written(c, "object-lock", ("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"))),
    ];

    // The operation of a sub-resource; those of one that is not there are refused by name.
    private static string? SettingName(string method, string sub, RequestTarget target) =>
        method is not ("GET" or "PUT" or "DELETE") ? null
        : BucketSetting.All.FirstOrDefault(s => s.Sub == sub) is { } setting ? $"{Verb(method)}Bucket{setting.Name}"
        : _lists.TryGetValue(sub, out var list) ? $"{Verb(method)}Bucket{list.Name}"
        : sub switch
        {
            "tagging" => $"{Verb(method)}BucketTagging",
            "policy" => $"{Verb(method)}BucketPolicy",
            "policyStatus" => $"{Verb(method)}BucketPolicyStatus",
            "acl" => $"{Verb(method)}BucketAcl",
            "versioning" => $"{Verb(method)}BucketVersioning",
            "notification" => $"{Verb(method)}BucketNotificationConfiguration",
            "object-lock" => $"{Verb(method)}ObjectLockConfiguration",
            _ => null,
        };

    private static IEnumerable<S3Operation> OfSetting(BucketSetting setting)
    {
        var path = $"/{{Bucket}}?{setting.Sub}";
        yield return S3Shapes.Operation($"GetBucket{setting.Name}", "GET", path, S3Shapes.ToBucket, [], c =>
        {
            var bucket = c.Bucket;
            return setting.HasDefault && bucket.Settings[setting.Sub] is null && (setting.Missing is null || !bucket.Settings.IsRemoved(setting.Sub))
                ? new S3Answer(None) { Body = setting.Default, ContentType = XmlType }
                : Written(c, setting.Sub, setting.Missing ?? default);
        });
        yield return S3Shapes.Operation($"PutBucket{setting.Name}", "PUT", path, S3Shapes.ToBucket, [], c =>
        {
            RequireDocument(c.Payload.Bytes, setting.Root);
            c.Bucket.Settings.Write(setting.Sub, c.Payload.Bytes.ToArray());
            if (setting.Unsimulated is { } what)
            {
                c.Book.Note($"bucket {c.BucketName}: {what}");
            }

            return None;
        });
        if (setting.CanBeDeleted)
        {
            yield return S3Shapes.Operation($"DeleteBucket{setting.Name}", "DELETE", path, S3Shapes.ToBucket, [], c => Removed(c, setting.Sub), status: 204);
        }
    }

    private static S3Answer Written(S3Call call, string sub, (string Code, string Message) missing, string type = XmlType) =>
        call.Bucket.Settings[sub] is { } document ? new S3Answer(None) { Body = document, ContentType = type }
        : throw new BucketServiceException(missing.Code, 404, missing.Message, ("BucketName", call.BucketName));

    private static S3Answer Removed(S3Call call, string sub)
    {
        call.Bucket.Settings.Remove(sub);
        return None;
    }

    private static S3Answer NoConfigurations(S3Call call)
    {
        _ = call.Bucket;
        return call.Text("Id") is null ? new JsonObject { ["IsTruncated"] = false } : throw new BucketServiceException("NoSuchConfiguration", 404, "The specified configuration does not exist.", ("BucketName", call.BucketName));
    }

    private static S3Answer PutTagging(S3Call call)
    {
        call.Bucket.Settings.Write("tagging", BucketDefaults.Tagging(ObjectTags.Of(S3Call.Items(call.Document("Tagging"), "TagSet"))));
        return None;
    }

    private static S3Answer PutPolicy(S3Call call)
    {
        var policy = call.Payload.Bytes;
        if (policy.Length > MostPolicy)
        {
            throw Malformed("Policies must not exceed 20 KB in size");
        }

        try
        {
            using var document = JsonDocument.Parse(policy);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Malformed("Policies must be valid JSON and the first byte must be '{'");
            }

            if (!document.RootElement.TryGetProperty("Statement", out _))
            {
                throw Malformed("Missing required field Statement");
            }
        }
        catch (JsonException)
        {
            throw Malformed("Policies must be valid JSON and the first byte must be '{'");
        }

        call.Bucket.Settings.Write("policy", policy.ToArray());
        call.Book.Note($"bucket {call.BucketName}: its policy: whoever asks, may");
        return None;

        static BucketServiceException Malformed(string message) => new("MalformedPolicy", 400, message);
    }

    private static S3Answer PolicyStatus(S3Call call) => call.Bucket.Settings["policy"] is not null ? new JsonObject { ["IsPublic"] = "false" }
        : throw new BucketServiceException("NoSuchBucketPolicy", 404, "The bucket policy does not exist", ("BucketName", call.BucketName));

    private static S3Answer PutBucketAcl(S3Call call)
    {
        var bucket = call.Bucket;
        var acl = call.Text("ACL");
        ObjectHeads.RequireAcls(bucket, acl ?? "private");
        return acl is "private" ? None : throw BucketServiceException.NotSimulated($"the access control list {acl ?? "of a document"} of a bucket: whoever asks, may");
    }

    private static S3Answer PutVersioning(S3Call call)
    {
        var document = call.Document("VersioningConfiguration");
        if ((string?)document["MFADelete"] == "Enabled")
        {
            throw BucketServiceException.NotSimulated("deleting with a second factor");
        }

        call.Bucket.Versioning = (string?)document["Status"] switch
        {
            "Enabled" => Versioning.Enabled,
            "Suspended" => Versioning.Suspended,
            null => throw new BucketServiceException("IllegalVersioningConfigurationException", 400, "The Versioning element must be specified"),
            _ => throw BucketServiceException.MalformedXml(),
        };
        return None;
    }

    // Kept as it is, if it is a document of this kind.
    private static void RequireDocument(ReadOnlyMemory<byte> document, string root)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(document.ToArray()), _reading);
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != root)
            {
                throw BucketServiceException.MalformedXml();
            }

            while (xml.Read())
            {
                if (xml.Depth > DeepestSetting)
                {
                    throw BucketServiceException.MalformedXml();
                }
            }
        }
        catch (XmlException)
        {
            throw BucketServiceException.MalformedXml();
        }
    }
}
