namespace LambdaSim.Neighbours.Buckets;

/// <summary>The types of events that notifications are made for (rule BKT-EVENT-TYPES).</summary>
internal static class BucketEvents
{
    public const string Put = "ObjectCreated:Put";
    public const string Copy = "ObjectCreated:Copy";
    public const string Complete = "ObjectCreated:CompleteMultipartUpload";
    public const string Delete = "ObjectRemoved:Delete";
    public const string Marker = "ObjectRemoved:DeleteMarkerCreated";
    public const string TagsPut = "ObjectTagging:Put";
    public const string TagsDelete = "ObjectTagging:Delete";

    private const string Prefix = "s3:";
    private const string Any = ":*";

    // As the service's model has them.
    private static readonly SortedSet<string> _known = new(StringComparer.Ordinal)
    {
        "s3:ReducedRedundancyLostObject", "s3:ObjectCreated:*", "s3:ObjectCreated:Put", "s3:ObjectCreated:Post", "s3:ObjectCreated:Copy", "s3:ObjectCreated:CompleteMultipartUpload",
        "s3:ObjectRemoved:*", "s3:ObjectRemoved:Delete", "s3:ObjectRemoved:DeleteMarkerCreated", "s3:ObjectRestore:*", "s3:ObjectRestore:Post", "s3:ObjectRestore:Completed",
        "s3:ObjectRestore:Delete", "s3:Replication:*", "s3:Replication:OperationFailedReplication", "s3:Replication:OperationNotTracked", "s3:Replication:OperationMissedThreshold",
        "s3:Replication:OperationReplicatedAfterThreshold", "s3:LifecycleTransition", "s3:IntelligentTiering", "s3:ObjectAcl:Put", "s3:LifecycleExpiration:*",
        "s3:LifecycleExpiration:Delete", "s3:LifecycleExpiration:DeleteMarkerCreated", "s3:ObjectTagging:*", "s3:ObjectTagging:Put", "s3:ObjectTagging:Delete",
    };

    // What is done here.
    private static readonly string[] _made = [Put, Copy, Complete, Delete, Marker, TagsPut, TagsDelete];

    public static bool IsKnown(string type) => _known.Contains(type);

    /// <summary>Whether anything that the simulation does is of a type.</summary>
    public static bool IsMade(string type) => Array.Exists(_made, m => Covers(type, m));

    /// <summary>Whether a type of a configuration covers an event.</summary>
    /// <param name="type">Such as <c>s3:ObjectCreated:*</c>.</param>
    /// <param name="made">Such as <c>ObjectCreated:Put</c>.</param>
    public static bool Covers(string type, string made) =>
        type.AsSpan(Prefix.Length) is var name && name.EndsWith(Any, StringComparison.Ordinal) ? made.AsSpan().StartsWith(name[..^1], StringComparison.Ordinal) : name.SequenceEqual(made);

    /// <summary>Whether two types of configurations have an event in common.</summary>
    public static bool Share(string a, string b) => a == b || Covers(a, b[Prefix.Length..]) || Covers(b, a[Prefix.Length..]);
}
