namespace LambdaSim.Configuration;

/// <summary>An event source mapping that is there with its function, in a replay too.</summary>
public sealed record ConfiguredMapping
{
    /// <summary>Name of the queue that is read.</summary>
    public required string Queue { get; init; }

    /// <summary>The function, by name or <c>name:version</c>.</summary>
    public required string Function { get; init; }

    /// <summary>How it reads.</summary>
    public QueueMappingConfig Settings { get; init; } = new();
}
