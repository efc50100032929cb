using LambdaSim.Neighbours.Buckets;
using LambdaSim.Wire.Codecs;

namespace LambdaSim.Wire.S3;

/// <summary>What the requests and answers of S3 are made of (rule BKT-WIRE).</summary>
internal static class S3Shapes
{
    public static WireService Service { get; } = new("AmazonS3", "2006-03-01") { XmlNamespace = "http://s3.amazonaws.com/doc/2006-03-01/" };

    /// <summary>Of a request about a bucket.</summary>
    public static WireMember[] ToBucket { get; } = [Label("Bucket"), Header("ExpectedBucketOwner", "x-amz-expected-bucket-owner")];

    /// <summary>Of a request about an object.</summary>
    public static WireMember[] ToObject { get; } = [.. ToBucket, Label("Key")];

    public static WireMember VersionQuery { get; } = Query("VersionId", "versionId");

    public static WireMember VersionHeader { get; } = Header("VersionId", "x-amz-version-id");

    /// <summary>What a request says of an object that it puts.</summary>
    public static WireMember[] Head { get; } =
    [
        Header("CacheControl", "Cache-Control"), Header("ContentDisposition", "Content-Disposition"), Header("ContentEncoding", "Content-Encoding"),
        Header("ContentLanguage", "Content-Language"), Header("ContentType", "Content-Type"), Header("Expires", "Expires"),
        Header("WebsiteRedirectLocation", "x-amz-website-redirect-location"), Header("StorageClass", "x-amz-storage-class"), Header("Tagging", "x-amz-tagging"),
        new("Metadata", WireShape.MapOf(WireShape.String)) { WireName = "x-amz-meta-", Location = MemberLocation.PrefixHeaders },
        Header("ServerSideEncryption", "x-amz-server-side-encryption"), Header("SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm"),
        Header("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id"), Header("ACL", "x-amz-acl"), Header("ObjectLockMode", "x-amz-object-lock-mode"),
        Header("ObjectLockLegalHoldStatus", "x-amz-object-lock-legal-hold"),
    ];

    /// <summary>What an answer says of an object.</summary>
    public static WireMember[] Shown { get; } =
    [
        Header("AcceptRanges", "accept-ranges"), Time("LastModified", "Last-Modified"), Header("ETag", "ETag"), .. Head.Where(static m => m.Name is not ("Tagging" or "ACL")), VersionHeader,
        .. ChecksumHeaders, Header("ChecksumType", "x-amz-checksum-type"), Number("PartsCount", "x-amz-mp-parts-count"), Number("TagCount", "x-amz-tagging-count"),
        Header("ContentRange", "Content-Range"),
    ];

    public static IEnumerable<WireMember> ChecksumHeaders => ChecksumAlgorithm.All.Select(static a => Header(a.Member, a.Header));

    public static IEnumerable<WireMember> ChecksumTexts => ChecksumAlgorithm.All.Select(static a => Text(a.Member));

    /// <summary>Conditions on what is there.</summary>
    public static WireMember[] Conditions { get; } =
    [
        Header("IfMatch", "If-Match"), Header("IfNoneMatch", "If-None-Match"), Header("IfModifiedSince", "If-Modified-Since"), Header("IfUnmodifiedSince", "If-Unmodified-Since"),
    ];

    public static WireShape Owner { get; } = WireShape.Structure("Owner", Text("DisplayName"), Text("ID"));

    public static WireShape Tag { get; } = WireShape.Structure("Tag", Text("Key"), Text("Value"));

    public static WireMember TagSet { get; } = new("TagSet", WireShape.ListOf(Tag, "Tag"));

    public static S3Operation Operation(string name, string method, string path, IEnumerable<WireMember> input, IEnumerable<WireMember> output, Func<S3Call, S3Answer> work, string? root = null, int status = 200) =>
        new(new WireOperation(name, WireShape.Structure($"{name}Request", input), WireShape.Structure(root ?? $"{name}Result", output)) { Method = method, Path = UriTemplate.Of(path), Status = status }, work);

    public static WireMember Text(string name, string? wire = null) => new(name, WireShape.String) { WireName = wire ?? name };

    public static WireMember Whole(string name) => new(name, WireShape.Integer);

    public static WireMember Long(string name) => new(name, WireShape.Long);

    public static WireMember Flag(string name) => new(name, WireShape.Boolean);

    public static WireMember When(string name) => new(name, WireShape.Timestamp);

    public static WireMember Header(string name, string header) => new(name, WireShape.String) { WireName = header, Location = MemberLocation.Header };

    public static WireMember Query(string name, string parameter, WireShape? shape = null) => new(name, shape ?? WireShape.String) { WireName = parameter, Location = MemberLocation.Query };

    public static WireMember Number(string name, string header) => new(name, WireShape.Integer) { WireName = header, Location = MemberLocation.Header };

    public static WireMember Time(string name, string header) => new(name, WireShape.Timestamp) { WireName = header, Location = MemberLocation.Header };

    /// <summary>A list whose items stand among the members of their owner.</summary>
    public static WireMember Items(string name, WireShape item, string? wire = null) => new(name, WireShape.ListOf(item, isFlattened: true)) { WireName = wire ?? name };

    /// <summary>The document that is a request's body.</summary>
    /// <param name="name">The member.</param>
    /// <param name="root">The document's element.</param>
    /// <param name="members">What is in it.</param>
    public static WireMember Document(string name, string root, params IEnumerable<WireMember> members) => new(name, WireShape.Structure(root, members)) { WireName = root, Location = MemberLocation.Payload };

    private static WireMember Label(string name) => new(name, WireShape.String) { Location = MemberLocation.Label };
}
