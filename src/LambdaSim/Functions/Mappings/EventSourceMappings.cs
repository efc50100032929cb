namespace LambdaSim.Functions.Model;

/// <summary>What can be set and changed of a mapping.</summary>
public abstract record EventSourceMappingSettings
{
    /// <summary>1 to 10,000.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Which events pass.</summary>
    public FilterCriteria? FilterCriteria { get; init; }

    /// <summary>Encrypts the filters.</summary>
    public string? KMSKeyArn { get; init; }

    /// <summary>Which metrics are counted.</summary>
    public MappingMetricsConfig? MetricsConfig { get; init; }

    /// <summary>Logs of the poller.</summary>
    public MappingLoggingConfig? LoggingConfig { get; init; }

    /// <summary>Queues: concurrency.</summary>
    public ScalingConfig? ScalingConfig { get; init; }

    /// <summary>0 to 300.</summary>
    public int? MaximumBatchingWindowInSeconds { get; init; }

    /// <summary>Streams: 1 to 10 batches of a shard at once.</summary>
    public int? ParallelizationFactor { get; init; }

    /// <summary>Where records go that could not be processed.</summary>
    public MappingDestinationConfig? DestinationConfig { get; init; }

    /// <summary>-1: without end.</summary>
    public int? MaximumRecordAgeInSeconds { get; init; }

    /// <summary>Streams: halve a batch that failed.</summary>
    public bool? BisectBatchOnFunctionError { get; init; }

    /// <summary>-1: without end.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>Streams: 0 to 900.</summary>
    public int? TumblingWindowInSeconds { get; init; }

    /// <summary>How Kafka or a broker is entered.</summary>
    public IReadOnlyList<SourceAccessConfiguration>? SourceAccessConfigurations { get; init; }

    /// <summary><c>ReportBatchItemFailures</c>, or none.</summary>
    public IReadOnlyList<string>? FunctionResponseTypes { get; init; }

    /// <summary>MSK.</summary>
    public KafkaEventSourceConfig? AmazonManagedKafkaEventSourceConfig { get; init; }

    /// <summary>Self-managed Kafka.</summary>
    public KafkaEventSourceConfig? SelfManagedKafkaEventSourceConfig { get; init; }

    /// <summary>DocumentDB.</summary>
    public DocumentDBEventSourceConfig? DocumentDBEventSourceConfig { get; init; }

    /// <summary>Pollers of its own.</summary>
    public ProvisionedPollerConfig? ProvisionedPollerConfig { get; init; }
}

/// <summary>Request of <c>CreateEventSourceMapping</c>.</summary>
public sealed record CreateEventSourceMappingRequest : EventSourceMappingSettings
{
    /// <summary>Name or ARN, with or without qualifier.</summary>
    public string? FunctionName { get; init; }

    /// <summary>True when absent.</summary>
    public bool? Enabled { get; init; }

    /// <summary>ARN of queue, stream, cluster or broker.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>Self-managed Kafka.</summary>
    public SelfManagedEventSource? SelfManagedEventSource { get; init; }

    /// <summary>Kafka: one topic.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Brokers: one queue.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>Where to start: <c>TRIM_HORIZON</c>, <c>LATEST</c> or <c>AT_TIMESTAMP</c>.</summary>
    public string? StartingPosition { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public decimal? StartingPositionTimestamp { get; init; }

    /// <summary>At most 50.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}

/// <summary>Request of <c>UpdateEventSourceMapping</c>: what is absent stays.</summary>
public sealed record UpdateEventSourceMappingRequest : EventSourceMappingSettings
{
    /// <summary>The mapping.</summary>
    public string? UUID { get; init; }

    /// <summary>Name or ARN, with or without qualifier.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Starts or stops polling.</summary>
    public bool? Enabled { get; init; }
}

/// <summary>Request of <c>GetEventSourceMapping</c> and <c>DeleteEventSourceMapping</c>.</summary>
public sealed record EventSourceMappingRequest
{
    /// <summary>The mapping.</summary>
    public string? UUID { get; init; }
}

/// <summary>AWS's <c>EventSourceMappingConfiguration</c>: a mapping as all its operations show it.</summary>
public sealed record EventSourceMappingConfiguration : EventSourceMappingSettings
{
    /// <summary>Its name.</summary>
    public string? UUID { get; init; }

    /// <summary>ARN of the mapping.</summary>
    public string? EventSourceMappingArn { get; init; }

    /// <summary>ARN of the function with the qualifier that was given.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>ARN of queue, stream, cluster or broker.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>Self-managed Kafka.</summary>
    public SelfManagedEventSource? SelfManagedEventSource { get; init; }

    /// <summary>Kafka: one topic.</summary>
    public IReadOnlyList<string>? Topics { get; init; }

    /// <summary>Brokers: one queue.</summary>
    public IReadOnlyList<string>? Queues { get; init; }

    /// <summary>Where to start: <c>TRIM_HORIZON</c>, <c>LATEST</c> or <c>AT_TIMESTAMP</c>.</summary>
    public string? StartingPosition { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public decimal? StartingPositionTimestamp { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public decimal? LastModified { get; init; }

    /// <summary>Streams and Kafka: how the last batch went.</summary>
    public string? LastProcessingResult { get; init; }

    /// <summary>Such as <c>Creating</c> or <c>Enabled</c>.</summary>
    public string? State { get; init; }

    /// <summary>Who changed the state.</summary>
    public string? StateTransitionReason { get; init; }
}

/// <summary>Request of <c>ListEventSourceMappings</c>.</summary>
public sealed record ListEventSourceMappingsRequest
{
    /// <summary>Only mappings of this source.</summary>
    public string? EventSourceArn { get; init; }

    /// <summary>Only mappings to this function with this qualifier.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? Marker { get; init; }

    /// <summary>1 to 10,000; a page has at most 100.</summary>
    public int? MaxItems { get; init; }
}

/// <summary>Response of <c>ListEventSourceMappings</c>.</summary>
public sealed record ListEventSourceMappingsResponse
{
    /// <summary>In order of creation.</summary>
    public IReadOnlyList<EventSourceMappingConfiguration> EventSourceMappings { get; init; } = [];

    /// <summary>Null on the last page.</summary>
    public string? NextMarker { get; init; }
}
