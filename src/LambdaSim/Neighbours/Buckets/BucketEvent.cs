using LambdaSim.Configuration;

namespace LambdaSim.Neighbours.Buckets;

/// <summary>Something that happened to an object.</summary>
/// <param name="Type">Such as <c>ObjectCreated:Put</c>.</param>
/// <param name="Key">Of the object.</param>
internal sealed record BucketEvent(string Type, string Key)
{
    /// <summary>Null: the event does not tell it.</summary>
    public long? Size { get; init; }

    public string? ETag { get; init; }

    public string? Version { get; init; }

    /// <summary>Orders the puts and deletes of a key; null: the event has none.</summary>
    public long? Sequencer { get; init; }

    /// <summary>As events write it: more letters than any, so that texts compare as numbers do.</summary>
    public string? SequencerText => Sequencer is { } number ? Text.Invariant($"00{number:X16}") : null;

    /// <summary>AWS gives events that came later a version of their own.</summary>
    public string FormatVersion => Type.StartsWith("ObjectTagging:", StringComparison.Ordinal) ? "2.3" : "2.1";

    /// <summary>Whether the event is of a put or a delete, which alone are ordered.</summary>
    public bool IsOrdered => Type.StartsWith("ObjectCreated:", StringComparison.Ordinal) || Type.StartsWith("ObjectRemoved:", StringComparison.Ordinal);
}
