using System.Globalization;
using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Buckets;
using NodaTime;

namespace LambdaSim.Wire.S3;

/// <summary>The operations of S3.</summary>
internal static partial class S3Operations
{
    // Parameters that say what of a bucket or object is meant; others are an operation's own.
    private static readonly HashSet<string> _subResources = new(StringComparer.Ordinal)
    {
        "abac", "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle", "location", "logging",
        "metadataConfiguration", "metadataTable", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "renameObject", "replication",
        "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads", "versioning", "versions", "website",
    };

    private static readonly Lazy<Dictionary<string, S3Operation>> _all = new(static () =>
        new[] { OfBuckets(), OfSettings(), OfListings(), OfObjects(), OfReading(), OfCopies(), OfUploads(), OfTags(), OfNotifications() }.SelectMany(static o => o).ToDictionary(static o => o.Shapes.Name, StringComparer.Ordinal));

    public static IReadOnlyDictionary<string, S3Operation> All => _all.Value;

    /// <summary>The operation that a request means.</summary>
    /// <exception cref="BucketServiceException">There is none, or it is not simulated.</exception>
    public static S3Operation Find(WireRequest request, S3Address address)
    {
        var target = request.Target;
        var sub = target.Query.Select(static q => q.Name).FirstOrDefault(_subResources.Contains) ?? "";
        var name = (request.Method, address.HasBucket, address.HasKey, sub) switch
        {
            ("GET", false, _, "") => "ListBuckets",
            ("GET", true, false, "") => target["list-type"] == "2" ? "ListObjectsV2" : "ListObjects",
            ("PUT", true, false, "") => "CreateBucket",
            ("HEAD", true, false, "") => "HeadBucket",
            ("DELETE", true, false, "") => "DeleteBucket",
            ("POST", true, false, "delete") => "DeleteObjects",
            ("POST", true, false, "") => throw BucketServiceException.NotSimulated("uploads by a browser's form (POST)"),
            ("GET", true, false, "location") => "GetBucketLocation",
            ("GET", true, false, "versions") => "ListObjectVersions",
            ("GET", true, false, "uploads") => "ListMultipartUploads",
            ("GET", true, true, "") => "GetObject",
            ("HEAD", true, true, "") => "HeadObject",
            ("PUT", true, true, "") => request.Header(CopySource) is null ? "PutObject" : "CopyObject",
            ("DELETE", true, true, "") => "DeleteObject",
            ("GET", true, true, "attributes") => "GetObjectAttributes",
            ("GET" or "PUT" or "DELETE", true, true, "tagging") => $"{Verb(request.Method)}ObjectTagging",
            ("GET" or "PUT", true, true, "acl") => $"{Verb(request.Method)}ObjectAcl",
            ("POST", true, true, "uploads") => "CreateMultipartUpload",
            ("PUT", true, true, "uploadId") => request.Header(CopySource) is null ? "UploadPart" : "UploadPartCopy",
            ("GET", true, true, "uploadId") => "ListParts",
            ("POST", true, true, "uploadId") => "CompleteMultipartUpload",
            ("DELETE", true, true, "uploadId") => "AbortMultipartUpload",
            (var method, true, false, not "") => SettingName(method, sub, target),
            _ => null,
        };
        return name is not null && All.TryGetValue(name, out var found) ? found
            : sub.Length > 0 ? throw BucketServiceException.NotSimulated($"'{sub}' of {(address.HasKey ? "objects" : "buckets")} by {request.Method}")
            : throw new BucketServiceException("MethodNotAllowed", 405, "The specified method is not allowed against this resource.", ("Method", request.Method), ("ResourceType", address.HasKey ? "OBJECT" : address.HasBucket ? "BUCKET" : "SERVICE"));
    }

    private static string Verb(string method) => method switch
    {
        "GET" => "Get",
        "PUT" => "Put",
        _ => "Delete",
    };

    private static JsonObject None => [];

    /// <summary>A time as documents have it.</summary>
    private static JsonNode Seconds(Instant time) => JsonValue.Create(time.ToUnixTimeMilliseconds() / 1_000m);

    private static JsonObject Owner(string account) => new() { ["DisplayName"] = account, ["ID"] = Principal.CanonicalOf(account) };

    private static void Set(JsonObject output, string name, string? value)
    {
        if (value is not null)
        {
            output[name] = value;
        }
    }

    private static void Set(JsonObject output, Checksum? checksum, bool withType = true)
    {
        if (checksum is not null)
        {
            output[checksum.Algorithm.Member] = checksum.Value;
            if (withType)
            {
                output["ChecksumType"] = checksum.Type;
            }
        }
    }

    // A number that a client gives in a query; S3's words for what is none.
    private static int Count(S3Call call, string name, string parameter, int most)
    {
        var text = call.Text(name);
        return string.IsNullOrEmpty(text) ? most
            : !int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? throw BucketServiceException.InvalidArgument($"Provided {parameter} not an integer or within integer range", parameter, text)
            : number < 0 ? throw BucketServiceException.InvalidArgument($"Argument {parameter} must be an integer between 0 and 2147483647", parameter, text)
            : Math.Min(number, most);
    }
}
