using NodaTime;

namespace LambdaSim.Sources;

/// <summary>An event source mapping as its poller knows it: from where to which function, and how.</summary>
internal sealed record MappingSettings(string Uuid, string Arn, string SourceArn, string FunctionArn)
{
    /// <summary>The most messages or records of one invocation.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>How long a batch is gathered; zero: what is there is sent at once.</summary>
    public Duration Window { get; init; } = Duration.Zero;

    /// <summary>The most batches at a time; null: as pollers scale.</summary>
    public int? MaximumConcurrency { get; init; }

    /// <summary>Pollers of its own; null: they come and go with the traffic.</summary>
    public ProvisionedPollers? Provisioned { get; init; }

    /// <summary>The function answers which of a batch have failed.</summary>
    public bool ReportsFailures { get; init; }

    /// <summary>Patterns of which one must match; none: everything passes.</summary>
    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>AWS publishes how many events were polled, filtered, sent and deleted.</summary>
    public bool CountsEvents { get; init; }

    /// <summary>What only mappings of streams have; null: the source is a queue.</summary>
    public StreamSettings? Stream { get; init; }

    /// <summary>The function's timeout at present; null: there is no function.</summary>
    public Func<Duration?> FunctionTimeout { get; init; } = static () => null;

    /// <summary>What is not AWS's default, by AWS's names in ordinal order, for the log.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Changed { get; init; } = [];
}

/// <summary>Pollers that a mapping has for itself.</summary>
/// <param name="Least">How many there always are.</param>
/// <param name="Most">How many there may be.</param>
internal sealed record ProvisionedPollers(int Least, int Most);
