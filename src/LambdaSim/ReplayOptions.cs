using LambdaSim.Events;
using NodaTime;

namespace LambdaSim;

/// <summary>Who listens to a replay.</summary>
public sealed record ReplayOptions
{
    /// <summary>What becomes of the log.</summary>
    public EventLogLevel Log { get; init; } = EventLogLevel.Hashed;

    /// <summary>The version of the rules; a recorded run is repeated under the version in its header.</summary>
    public LogSemantics Semantics { get; init; } = LogSemantics.Current;

    /// <summary>Projections to feed, in this order, beside the metrics.</summary>
    public IReadOnlyList<IEventObserver> Observers { get; init; } = [];

    /// <summary>Told now and then how far the run is; cannot influence it.</summary>
    public Action<ReplayProgress>? Progress { get; init; }
}

/// <summary>How far a replay is.</summary>
/// <param name="Arrivals">Arrivals so far.</param>
/// <param name="VirtualTime">Virtual time since the run's start.</param>
/// <param name="Share">Share of the input read, 0 to 1, when it can be told.</param>
public readonly record struct ReplayProgress(long Arrivals, Duration VirtualTime, double? Share);
