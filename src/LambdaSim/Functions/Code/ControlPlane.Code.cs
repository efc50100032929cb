using System.Security.Cryptography;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Functions.Model;
using LambdaSim.Resources;

namespace LambdaSim.Functions;

/// <summary>Where a request says its code is.</summary>
internal readonly record struct CodeSource(byte[]? ZipFile, string? Bucket, string? Key, string? ObjectVersion, string? ImageUri)
{
    public bool HasZip => ZipFile is not null || Bucket is not null || Key is not null;
}

// Code and its storage (rules CTL-CODE, CTL-CODE-SIZE, CTL-S3, CTL-IMAGE).
internal sealed partial class ControlPlane
{
    private static CodeSource SourceOf(FunctionCode code) => new(code.ZipFile, code.S3Bucket, code.S3Key, code.S3ObjectVersion, code.ImageUri);

    private CodePackage ReadCode(CodeSource source, string packageType, bool isUpdate, string? functionName = null)
    {
        var doing = isUpdate ? "updating" : "creating";
        if (packageType == "Image")
        {
            return source is { HasZip: false, ImageUri: { } uri } ? Image(uri) : throw new InvalidParameterValueException($"Please provide ImageUri when {doing} a function with packageType Image.");
        }

        if (source.ImageUri is not null)
        {
            throw new InvalidParameterValueException($"Please don't provide ImageUri when {doing} a function with packageType Zip.");
        }

        if (source.ZipFile is { } zip)
        {
            if (source.Bucket is not null || source.Key is not null || source.ObjectVersion is not null)
            {
                throw new InvalidParameterValueException("Please do not provide other FunctionCode parameters when providing a ZipFile.");
            }

            return zip.Length < CodeLimits.Zipped ? Read(zip, functionName) : throw new RequestTooLargeException(Text.Invariant($"Zipped size must be smaller than {CodeLimits.Zipped} bytes"));
        }

        return source is { Bucket: { } bucket, Key: { } key } ? FromS3(bucket, key, source.ObjectVersion, functionName)
            : throw new InvalidParameterValueException("Please provide a source for function code.");
    }

    // An object whose bytes are not known has a hash of its name and no size.
    private CodePackage FromS3(string bucket, string key, string? version, string? functionName)
    {
        if (_host.Directory.Find(Address.Global(Arn.S3, bucket)) is not { } place)
        {
            throw Unread("NoSuchBucket", "The specified bucket does not exist");
        }

        if (place is IRegional { Region: var region } && region != Address.Region)
        {
            throw Unread("PermanentRedirect", $"The bucket is in this region: {region}. Please use this region to retry the request");
        }

        var arn = Address.Global(Arn.S3, $"{bucket}/{key}");
        var found = _host.Directory.Find(arn) ?? throw Unread("NoSuchKey", "The specified key does not exist.");
        var content = version is null ? found as IContent : found is IContent versions ? versions.Version(version) ?? throw Unread("NoSuchVersion", "The specified version does not exist.") : null;
        return content?.Content is { } zip ? Read(zip.ToArray(), functionName) : new CodePackage(Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{arn}?{version}"))), 0, 0);
    }

    // Of what nobody trusts nothing is kept (rule DEP-UPLOADS).
    private CodePackage Read(byte[] zip, string? functionName)
    {
        var code = ZipReader.Read(zip);
        return functionName is not null && code.StandIn is null && _host.Keeps(functionName, code.Sha256) ? code with { Content = zip.ToArray() } : code;
    }

    private static InvalidParameterValueException Unread(string code, string message) => new($"Error occurred while GetObject. S3 Error Code: {code}. S3 Error Message: {message}");

    private static CodePackage Image(string uri)
    {
        if (uri.Length == 0 || uri.Any(char.IsWhiteSpace) || !uri.Contains('/', StringComparison.Ordinal))
        {
            throw new InvalidParameterValueException($"Source image {uri} is not valid. Provide a valid source image.");
        }

        var digest = uri.IndexOf("@sha256:", StringComparison.Ordinal);
        var sha = digest >= 0 ? uri[(digest + "@sha256:".Length)..] : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uri)));
        return new CodePackage(sha, 0, 0) { ImageUri = uri };
    }

    private FunctionCodeLocation LocationOf(FunctionEntry entry, VersionEntry version)
    {
        if (version.Code.ImageUri is { } uri)
        {
            var end = uri.IndexOf('@', StringComparison.Ordinal);
            end = end >= 0 ? end : uri.LastIndexOf(':') is var colon && colon > uri.LastIndexOf('/') ? colon : uri.Length;
            return new FunctionCodeLocation { RepositoryType = "ECR", ImageUri = uri, ResolvedImageUri = $"{uri[..end]}@sha256:{version.Code.Sha256}" };
        }

        var place = $"awslambda-{Address.Region}-tasks.s3.{Address.Region}.amazonaws.com/snapshots/{Address.Account}";
        return new FunctionCodeLocation
        {
            RepositoryType = "S3",
            Location = $"https://{place}/{entry.Name}-{version.Version.TrimStart('$')}?versionId={Uri.EscapeDataString(version.Code.Sha256)}&X-Amz-Expires=600",
        };
    }

    // Code with its layers, and code with all that is stored already.
    private void RequireRoom(IReadOnlyList<LayerUse>? layers, CodePackage code, int copies, long freed = 0)
    {
        var unzipped = code.UnzippedSize + (layers?.Sum(static l => l.UnzippedSize) ?? 0);
        if (unzipped > CodeLimits.Unzipped)
        {
            throw new InvalidParameterValueException(Text.Invariant($"Function code combined with layers exceeds the maximum allowed size of {CodeLimits.Unzipped} bytes. The actual size is {unzipped} bytes."));
        }

        if (copies > 0 && TotalCodeSize() - freed + (copies * code.Size) > CodeLimits.Total)
        {
            throw new CodeStorageExceededException("Code storage limit exceeded.");
        }
    }
}
