using LambdaSim.Functions.Model;

namespace LambdaSim.Functions;

/// <summary>Where a mapping reads.</summary>
internal enum EventSourceKind
{
    Queue,
    FifoQueue,
    Kinesis,
    DynamoDb,
    SelfManagedKafka,
    ManagedKafka,
    Broker,
    DocumentDb,
}

/// <summary>A mapping: it outlives its function (rule CTL-MAPPING-STATES).</summary>
internal sealed class EventSourceMappingEntry(EventSourceKind kind, long number, EventSourceMappingConfiguration shown)
{
    public EventSourceKind Kind { get; } = kind;

    /// <summary>In order of creation.</summary>
    public long Number { get; } = number;

    public EventSourceMappingConfiguration Shown { get; set; } = shown;

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>It was deleted.</summary>
    public bool IsGone { get; set; }

    /// <summary>Neither enabled nor disabled: a change is on its way.</summary>
    public bool IsInTransition => Shown.State is not ("Enabled" or "Disabled");
}
