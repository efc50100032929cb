using System.Text.Json;

namespace LambdaSim.Functions.Model;

/// <summary>AWS's <c>FilterCriteria</c>.</summary>
public sealed record FilterCriteria
{
    /// <summary>An event passes that matches one of them.</summary>
    public IReadOnlyList<EventFilter>? Filters { get; init; }
}

/// <summary>AWS's <c>Filter</c>.</summary>
public sealed record EventFilter
{
    /// <summary>A JSON object, at most 4,096 characters.</summary>
    public string? Pattern { get; init; }
}

/// <summary>AWS's <c>DestinationConfig</c> of a mapping.</summary>
public sealed record MappingDestinationConfig
{
    /// <summary>No mapping supports it.</summary>
    public MappingDestination? OnSuccess { get; init; }

    /// <summary>Where records go that could not be processed.</summary>
    public MappingDestination? OnFailure { get; init; }
}

/// <summary>AWS's <c>OnSuccess</c> and <c>OnFailure</c>.</summary>
public sealed record MappingDestination
{
    /// <summary>ARN.</summary>
    public string? Destination { get; init; }
}

/// <summary>AWS's <c>SourceAccessConfiguration</c>.</summary>
public sealed record SourceAccessConfiguration
{
    /// <summary>Such as <c>BASIC_AUTH</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Secret, subnet, group or host.</summary>
    public string? URI { get; init; }
}

/// <summary>AWS's <c>SelfManagedEventSource</c>.</summary>
public sealed record SelfManagedEventSource
{
    /// <summary>Servers, under <c>KAFKA_BOOTSTRAP_SERVERS</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Endpoints { get; init; }
}

/// <summary>AWS's <c>SelfManagedKafkaEventSourceConfig</c> and <c>AmazonManagedKafkaEventSourceConfig</c>.</summary>
public sealed record KafkaEventSourceConfig
{
    /// <summary>The mapping's UUID when none is given.</summary>
    public string? ConsumerGroupId { get; init; }

    /// <summary>Kept as given.</summary>
    public JsonElement? SchemaRegistryConfig { get; init; }
}

/// <summary>AWS's <c>DocumentDBEventSourceConfig</c>.</summary>
public sealed record DocumentDBEventSourceConfig
{
    /// <summary>Database.</summary>
    public string? DatabaseName { get; init; }

    /// <summary>Collection; all when absent.</summary>
    public string? CollectionName { get; init; }

    /// <summary><c>UpdateLookup</c> or <c>Default</c>.</summary>
    public string? FullDocument { get; init; }
}

/// <summary>AWS's <c>ScalingConfig</c>.</summary>
public sealed record ScalingConfig
{
    /// <summary>2 to 1,000.</summary>
    public int? MaximumConcurrency { get; init; }
}

/// <summary>AWS's <c>ProvisionedPollerConfig</c>.</summary>
public sealed record ProvisionedPollerConfig
{
    /// <summary>1 to 200.</summary>
    public int? MinimumPollers { get; init; }

    /// <summary>1 to 10,000.</summary>
    public int? MaximumPollers { get; init; }

    /// <summary>At most 128 characters.</summary>
    public string? PollerGroupName { get; init; }
}

/// <summary>AWS's <c>EventSourceMappingMetricsConfig</c>.</summary>
public sealed record MappingMetricsConfig
{
    /// <summary><c>EventCount</c>, <c>ErrorCount</c>, <c>KafkaMetrics</c>.</summary>
    public IReadOnlyList<string>? Metrics { get; init; }
}

/// <summary>AWS's <c>EventSourceMappingLoggingConfig</c>.</summary>
public sealed record MappingLoggingConfig
{
    /// <summary><c>DEBUG</c>, <c>INFO</c> or <c>WARN</c>.</summary>
    public string? SystemLogLevel { get; init; }
}
