using System.Text;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>An object of a bucket, as it was when it was asked for.</summary>
public sealed class BucketObject
{
    private readonly StoredObject _stored;

    internal BucketObject(StoredObject stored) => _stored = stored;

    /// <summary>Its name.</summary>
    public string Key => _stored.Key;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes => _stored.Body;

    /// <summary>Its bytes, read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(_stored.Body.Span);

    /// <summary>Its entity tag, without quotes.</summary>
    public string ETag => _stored.ETag;

    /// <summary>As who put it said.</summary>
    public string ContentType => _stored.Head.ContentType;

    /// <summary>Names in small letters, without <c>x-amz-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _stored.Head.Metadata;

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags => _stored.Tags.ToDictionary(static t => t.Key, static t => t.Value, StringComparer.Ordinal);

    /// <summary>Virtual time.</summary>
    public Instant LastModified => _stored.Modified;

    /// <inheritdoc/>
    public override string ToString() => Configuration.Text.Invariant($"{Key}: {_stored.Size} bytes");
}
