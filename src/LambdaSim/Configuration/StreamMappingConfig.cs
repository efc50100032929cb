using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>How a function reads a stream, of Kinesis or of a DynamoDB table: the settings of an event source mapping, with AWS's defaults (rules STM-*).</summary>
public sealed record StreamMappingConfig
{
    /// <summary>The most records of one invocation: 1 to 10,000.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>How long a batch is gathered: 0 s to 300 s in whole seconds; 0 s: what is there is sent at once.</summary>
    public TimeLength Window { get; init; } = Duration.Zero;

    /// <summary>Where reading begins: AWS has no default; here it is the oldest record that the stream has.</summary>
    public StreamPosition Start { get; init; } = StreamPosition.TrimHorizon;

    /// <summary>Batches of one shard at a time: 1 to 10. Records of one partition key stay in order.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>How often a batch that failed is tried again: 0 to 10,000; null: until it succeeds or its records are too old.</summary>
    public int? MaximumRetryAttempts { get; init; }

    /// <summary>How old a record may become: 60 s to 7 days in whole seconds; null: as old as the stream keeps it.</summary>
    public TimeLength? MaximumRecordAge { get; init; }

    /// <summary>Whether a batch that failed is halved, to find the records that cannot be processed.</summary>
    public bool BisectBatchOnFunctionError { get; init; }

    /// <summary>Whether the function answers which records of a batch have failed: AWS's <c>ReportBatchItemFailures</c>.</summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>Length of the windows over which the function keeps state: 0 s to 900 s in whole seconds; 0 s: there are none.</summary>
    public TimeLength TumblingWindow { get; init; } = Duration.Zero;

    /// <summary>What is told of records that are given up: a queue, a topic, or the ARN of a bucket; null: nothing is.</summary>
    public Destination? OnFailure { get; init; }

    /// <summary>Patterns, JSON objects: a record goes to the function if one of them matches, and is passed over if none does. At most 10; none: every record goes to it.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether AWS publishes the metrics of the group <c>EventCount</c>.</summary>
    public bool CountsEvents { get; init; }

    /// <summary>Whether it polls from the start.</summary>
    public bool Enabled { get; init; } = true;
}

/// <summary>Where a mapping begins to read a stream (rule STM-START).</summary>
public sealed record StreamPosition
{
    private StreamPosition(string name, Instant? at) => (Name, At) = (name, at);

    /// <summary>The oldest record that the stream has.</summary>
    public static StreamPosition TrimHorizon { get; } = new("TRIM_HORIZON", null);

    /// <summary>The first record that comes once the mapping polls.</summary>
    public static StreamPosition Latest { get; } = new("LATEST", null);

    /// <summary>The first record that came at or after an instant. Streams of DynamoDB do not have it.</summary>
    public static StreamPosition AtTimestamp(Instant instant) => new("AT_TIMESTAMP", instant);

    /// <summary>As AWS names it.</summary>
    public string Name { get; }

    /// <summary>The instant, where there is one.</summary>
    public Instant? At { get; }
}
