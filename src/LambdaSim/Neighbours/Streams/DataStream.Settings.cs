using NodaTime;

namespace LambdaSim.Neighbours.Streams;

// What can be told it later.
public sealed partial class DataStream
{
    private const int LeastRetention = 24;

    /// <summary>Of the key that encrypts it; null: none does.</summary>
    internal string? KeyId { get; private set; }

    /// <summary>Metrics of shards that are asked for, in ordinal order.</summary>
    internal SortedSet<string> Metrics { get; } = new(StringComparer.Ordinal);

    /// <summary>What was asked for and is not acted on.</summary>
    internal IEnumerable<string> Notes => [];
}
