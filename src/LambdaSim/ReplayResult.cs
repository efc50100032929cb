using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;

namespace LambdaSim;

/// <summary>What came out of a replay.</summary>
public sealed record ReplayResult
{
    /// <summary>The seed: with the same workload and configuration it repeats the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of the event log in lower-case hex; <c>none</c> when the log was off.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The instant of virtual time 0.</summary>
    public required Instant Start { get; init; }

    /// <summary>How and when the run ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>Counts, sums and the latency histogram.</summary>
    public required Metrics Metrics { get; init; }

    /// <summary>The function versions that took part, by index.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    /// <summary>The queues and what was in them at the end, by name.</summary>
    public IReadOnlyList<QueueAtEnd> Queues { get; init; } = [];

    /// <summary>The log, when it was kept.</summary>
    public EventLog? Log { get; init; }

    /// <summary>Settings, and parts of the workload, that this run did not simulate, in words.</summary>
    public required IReadOnlyList<string> Unsimulated { get; init; }
}
