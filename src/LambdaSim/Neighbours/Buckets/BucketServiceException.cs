using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>An error that S3 itself would have answered with.</summary>
/// <param name="code">AWS's name of it.</param>
/// <param name="status">HTTP status.</param>
/// <param name="message">AWS's text.</param>
/// <param name="details">What the error's document tells beside them, in order.</param>
internal sealed class BucketServiceException(string code, int status, string message, params IReadOnlyList<(string Name, string Value)> details) : AwsServiceException(code, message)
{
    public override int StatusCode => status;

    public IReadOnlyList<(string Name, string Value)> Details => details;

    /// <summary>What the answer carries beside its document.</summary>
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public static BucketServiceException NoSuchBucket(string bucket) => new("NoSuchBucket", 404, "The specified bucket does not exist", ("BucketName", bucket));

    public static BucketServiceException NoSuchKey(string key) => new("NoSuchKey", 404, "The specified key does not exist.", ("Key", key));

    public static BucketServiceException NoSuchVersion(string key, string version) =>
        new("NoSuchVersion", 404, "The specified version does not exist.", ("Key", key), ("VersionId", version));

    public static BucketServiceException NoSuchUpload(string upload) =>
        new("NoSuchUpload", 404, "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.", ("UploadId", upload));

    public static BucketServiceException AlreadyOwned(string bucket) =>
        new("BucketAlreadyOwnedByYou", 409, "Your previous request to create the named bucket succeeded and you already own it.", ("BucketName", bucket));

    public static BucketServiceException AlreadyExists(string bucket) => new("BucketAlreadyExists", 409,
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.", ("BucketName", bucket));

    public static BucketServiceException NotEmpty(string bucket) => new("BucketNotEmpty", 409, "The bucket you tried to delete is not empty", ("BucketName", bucket));

    public static BucketServiceException InvalidName(string bucket) => new("InvalidBucketName", 400, "The specified bucket is not valid.", ("BucketName", bucket));

    public static BucketServiceException InvalidArgument(string message, string name, string value) =>
        new("InvalidArgument", 400, message, ("ArgumentName", name), ("ArgumentValue", value));

    public static BucketServiceException InvalidRequest(string message) => new("InvalidRequest", 400, message);

    public static BucketServiceException MalformedXml(string? what = null) =>
        new("MalformedXML", 400, "The XML you provided was not well-formed or did not validate against our published schema", what is null ? [] : [("Detail", what)]);

    public static BucketServiceException PreconditionFailed(string condition) =>
        new("PreconditionFailed", 412, "At least one of the pre-conditions you specified did not hold", ("Condition", condition));

    public static BucketServiceException NotModified() => new("NotModified", 304, "Not Modified");

    public static BucketServiceException InvalidRange(string range, long size) =>
        new("InvalidRange", 416, "The requested range is not satisfiable", ("RangeRequested", range), ("ActualObjectSize", Text.Of(size)));

    public static BucketServiceException BadDigest(string algorithm) =>
        new("BadDigest", 400, $"The {algorithm} you specified did not match the calculated checksum.");

    public static BucketServiceException TooLarge(long proposed, long most) => new("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size",
        ("ProposedSize", Text.Of(proposed)), ("MaxSizeAllowed", Text.Of(most)));

    /// <summary>What AWS has and the simulation has not: refused by name, never swallowed.</summary>
    public static BucketServiceException NotSimulated(string what) => new("NotImplemented", 501, $"LambdaSim does not simulate {what}; nothing was done.");
}
