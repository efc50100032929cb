using NodaTime;

namespace LambdaSim.Configuration;

/// <summary>How a function reads a queue: the settings of an event source mapping, with AWS's defaults (rules ESM-*).</summary>
public sealed record QueueMappingConfig
{
    /// <summary>The most messages of one invocation: 1 to 10,000, of a FIFO queue 1 to 10. More than 10 need a window.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>How long a batch is gathered: 0 s to 300 s in whole seconds; 0 s: what is there is sent at once. A FIFO queue has none.</summary>
    public TimeLength Window { get; init; } = Duration.Zero;

    /// <summary>The most batches at a time: 2 to 1,000; null: as pollers scale.</summary>
    public int? MaximumConcurrency { get; init; }

    /// <summary>Provisioned pollers, at least: 2 to 200; null: none of its own, or AWS's 2 where <see cref="MaximumPollers"/> is given. Excludes a maximum concurrency.</summary>
    public int? MinimumPollers { get; init; }

    /// <summary>Provisioned pollers, at most: 2 to 2,000; null: none of its own, or AWS's 200 where <see cref="MinimumPollers"/> is given.</summary>
    public int? MaximumPollers { get; init; }

    /// <summary>Whether the function answers which messages of a batch have failed: AWS's <c>ReportBatchItemFailures</c>.</summary>
    public bool ReportBatchItemFailures { get; init; }

    /// <summary>Patterns, JSON objects: a message goes to the function if one of them matches, and is deleted if none does. At most 10; none: every message goes to it.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>Whether AWS publishes the metrics of the group <c>EventCount</c>.</summary>
    public bool CountsEvents { get; init; }

    /// <summary>Whether it polls from the start.</summary>
    public bool Enabled { get; init; } = true;
}
