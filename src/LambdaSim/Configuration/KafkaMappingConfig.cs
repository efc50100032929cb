namespace LambdaSim.Configuration;

/// <summary>How a function reads a Kafka topic: the settings of an event source mapping, with AWS's defaults (rules KFK-*).</summary>
public sealed record KafkaMappingConfig
{
    /// <summary>The most records of one invocation: 1 to 10,000.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long a batch is gathered: 0 s to 300 s in whole seconds; null: AWS's 500 ms.</summary>
    public TimeLength? Window { get; init; }

    /// <summary>Where reading begins if the consumer group has read nothing yet: AWS has no default; here it is the oldest record that the topic has.</summary>
    public StreamPosition Start { get; init; } = StreamPosition.TrimHorizon;

    /// <summary>The consumer group, which no other mapping has; null: the mapping's UUID.</summary>
    public string? ConsumerGroup { get; init; }

    /// <summary>How often a batch that failed is tried again: 0 to 10,000; null: until it succeeds or its records are too old, or 10 times where something is told of failures.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>How old a record may become: 60 s to 7 days in whole seconds; null: as old as the topic keeps it.</summary>
    public TimeLength? MaximumRecordAge { get; init; }

    /// <summary>Whether a batch that failed is halved.</summary>
    public bool BisectBatchOnFunctionError { get; init; }

    /// <summary>Whether the function answers which records of a batch have failed: AWS's <c>ReportBatchItemFailures</c>.</summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>What is told of records that are given up: a queue, a topic, the ARN of a bucket, or <c>kafka://</c> and a topic of the same cluster; null: nothing is.</summary>
    public Destination? OnFailure { get; init; }

    /// <summary>Patterns, JSON objects: a record goes to the function if one of them matches; none: every record goes to it.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether AWS publishes the metrics of the group <c>EventCount</c>.</summary>
    public bool CountsEvents { get; init; }

    /// <summary>Whether it polls from the start.</summary>
    public bool Enabled { get; init; } = true;
}
