namespace LambdaSim.Neighbours.Tables;

/// <summary>What UpdateTable is asked for; null: that is not to change.</summary>
internal sealed record TableUpdate
{
    public string? BillingMode { get; init; }

    public Throughput? Throughput { get; init; }

    public IReadOnlyList<AttributeDefinition> Attributes { get; init; } = [];

    public IReadOnlyList<IndexUpdate>? Indexes { get; init; }

    /// <summary>On with what it shows, or off.</summary>
    public (bool IsOn, StreamView View)? Stream { get; init; }

    public bool? IsProtected { get; init; }

    /// <summary>Most units a second on demand; -1: none.</summary>
    public (long? Reads, long? Writes)? Most { get; init; }

    /// <summary>What is shown and has no effect.</summary>
    public IReadOnlyDictionary<string, string> Kept { get; init; } = new Dictionary<string, string>();

    public bool IsEmpty => (BillingMode, Throughput, Indexes, Stream, IsProtected, Most) == (null, null, null, null, null, null) && Kept.Count == 0;
}

/// <summary>A change of a global index: one of the three.</summary>
internal sealed record IndexUpdate
{
    public IndexDefinition? Create { get; init; }

    public (string Name, Throughput? Throughput)? Update { get; init; }

    public string? Delete { get; init; }

    public string? Name => Create?.Name ?? Update?.Name ?? Delete;
}
