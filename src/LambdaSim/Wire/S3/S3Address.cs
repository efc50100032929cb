using LambdaSim.Resources;

namespace LambdaSim.Wire.S3;

/// <summary>Which bucket and object a request is about: by its path, or by its host and path (rule BKT-ADDRESS). Neither is decoded.</summary>
/// <param name="Path">In path style: <c>/BUCKET/KEY</c>, as it was sent.</param>
/// <param name="HasBucket">It is about a bucket.</param>
/// <param name="HasKey">It is about an object.</param>
internal sealed record S3Address(string Path, bool HasBucket, bool HasKey)
{
    private const string Localhost = ".localhost";

    public static S3Address Of(string host, string path)
    {
        var bucket = BucketIn(host);
        var whole = bucket is null ? path : $"/{bucket}{(path.StartsWith('/') ? path : "/" + path)}";
        var inside = whole.StartsWith('/') ? whole[1..] : whole;
        var slash = inside.IndexOf('/', StringComparison.Ordinal);
        var hasBucket = slash < 0 ? inside.Length > 0 : slash > 0;
        return new(whole, hasBucket, hasBucket && slash >= 0 && slash < inside.Length - 1);
    }

    /// <summary>The bucket that a host names; null: the path does.</summary>
    private static string? BucketIn(string host)
    {
        var name = host.LastIndexOf(':') is >= 0 and var port && !host.EndsWith(']') ? host[..port] : host;
        var labels = name.Split('.');
        var service = Array.FindLastIndex(labels, AwsHost.IsS3);
        return service > 0 ? string.Join('.', labels[..service]).ToLowerInvariant()
            : service < 0 && name.EndsWith(Localhost, StringComparison.OrdinalIgnoreCase) ? name[..^Localhost.Length].ToLowerInvariant()
            : null;
    }
}
