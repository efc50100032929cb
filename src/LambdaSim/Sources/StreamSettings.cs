using NodaTime;

namespace LambdaSim.Sources;

/// <summary>What a mapping of a stream has beside what all have.</summary>
internal sealed record StreamSettings
{
    /// <summary>Where it begins.</summary>
    public StartingPosition Start { get; init; }

    /// <summary>The instant that it begins at.</summary>
    public Instant StartAt { get; init; }

    /// <summary>Batches of a shard at a time.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>How often a batch that failed is tried again; -1: without end.</summary>
    public int MaximumRetryAttempts { get; init; } = -1;

    /// <summary>How old a record may be; null: as old as the stream keeps it.</summary>
    public Duration? MaximumRecordAge { get; init; }

    /// <summary>A batch that failed is halved.</summary>
    public bool Bisects { get; init; }

    /// <summary>The length of windows over which state is kept; zero: there are none.</summary>
    public Duration TumblingWindow { get; init; } = Duration.Zero;

    /// <summary>ARN, or <c>kafka://</c> and a topic, of what is told of records that are given up; null: nothing is.</summary>
    public string? OnFailure { get; init; }

    /// <summary>The consumer group that keeps its place (rule KFK-GROUP); null: the place is the mapping's own.</summary>
    public string? Group { get; init; }

    /// <summary>ARN of the function's role at present; null: there is no function.</summary>
    public Func<string?> Role { get; init; } = static () => null;

    /// <summary>Told how the last batch went, in AWS's words.</summary>
    public Action<string> Processed { get; init; } = static _ => { };
}

/// <summary>Where a mapping begins to read a stream (rule STM-START).</summary>
internal enum StartingPosition
{
    TrimHorizon,
    Latest,
    AtTimestamp,
}
