using System.Collections.Immutable;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>A request to put an object.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Body">Its bytes, which nobody changes any more.</param>
internal sealed record ObjectPut(string Key, ReadOnlyMemory<byte> Body)
{
    public ObjectHead Head { get; init; } = ObjectHead.None;

    public ImmutableArray<ObjectTag> Tags { get; init; } = [];

    /// <summary>Null: S3 makes one of its own.</summary>
    public Checksum? Checksum { get; init; }

    /// <summary>Null: the MD5 of the bytes.</summary>
    public string? ETag { get; init; }

    public ImmutableArray<ObjectPart> Parts { get; init; } = [];

    /// <summary>Null: whatever is there.</summary>
    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    /// <summary>What the notification calls it.</summary>
    public string Event { get; init; } = BucketEvents.Put;
}

/// <summary>What became of a request to delete an object.</summary>
/// <param name="Version">That was deleted, or of the delete marker that was added; null: the bucket has none.</param>
/// <param name="IsMarker">A delete marker was added or removed.</param>
internal readonly record struct ObjectDeleted(string? Version, bool IsMarker);
