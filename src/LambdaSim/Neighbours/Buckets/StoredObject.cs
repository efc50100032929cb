using System.Collections.Immutable;
using NodaTime;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>What a client says of an object beside its bytes (rule BKT-PUT).</summary>
internal sealed record ObjectHead
{
    public const string DefaultType = "binary/octet-stream";

    public static readonly ObjectHead None = new();

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string ContentType { get; init; } = DefaultType;

    /// <summary>As it was sent.</summary>
    public string? Expires { get; init; }

    public string? WebsiteRedirectLocation { get; init; }

    /// <summary>Kept and shown; all are alike here.</summary>
    public string StorageClass { get; init; } = "STANDARD";

    /// <summary>Kept and shown; nothing is encrypted here.</summary>
    public string Encryption { get; init; } = "AES256";

    public string? EncryptionKey { get; init; }

    /// <summary>Names in small letters, without <c>x-amz-meta-</c>.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>An object, or one of its versions.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Body">Its bytes; never changed.</param>
/// <param name="ETag">Without quotes.</param>
/// <param name="Modified">Virtual time.</param>
internal sealed record StoredObject(string Key, ReadOnlyMemory<byte> Body, string ETag, Instant Modified)
{
    /// <summary>The version of an object of a bucket that has none, or had none when it was put.</summary>
    public const string NullVersion = "null";

    public string Version { get; init; } = NullVersion;

    /// <summary>It hides the older versions of its key.</summary>
    public bool IsDeleteMarker { get; init; }

    public ObjectHead Head { get; init; } = ObjectHead.None;

    public ImmutableArray<ObjectTag> Tags { get; init; } = [];

    public Checksum? Checksum { get; init; }

    /// <summary>Of an upload in parts; empty: it came as a whole.</summary>
    public ImmutableArray<ObjectPart> Parts { get; init; } = [];

    public long Size => Body.Length;

    public string QuotedETag => $"\"{ETag}\"";
}

/// <summary>A tag of an object or bucket.</summary>
internal readonly record struct ObjectTag(string Key, string Value);

/// <summary>A part that an object was made of.</summary>
internal readonly record struct ObjectPart(int Number, long Size, Checksum? Checksum);
