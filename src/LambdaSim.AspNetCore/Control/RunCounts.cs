using System.Text.Json.Nodes;
using LambdaSim.Projections;

namespace LambdaSim.AspNetCore.Control;

/// <summary>What happened, counted up to a moment.</summary>
internal readonly record struct RunCounts
{
    public long Arrived { get; private init; }

    public long Cold { get; private init; }

    public long Warm { get; private init; }

    public long Completed { get; private init; }

    public long Failed { get; private init; }

    public long Throttled { get; private init; }

    public long Retried { get; private init; }

    public long Dropped { get; private init; }

    public long Created { get; private init; }

    public long Ended { get; private init; }

    public static RunCounts Of(Metrics metrics) => new()
    {
        Arrived = metrics.Arrivals,
        Cold = metrics.Cold,
        Warm = metrics.Warm + metrics.Reinit,
        Completed = metrics.Outcomes.Sum(),
        Failed = metrics.Outcomes.Sum() - metrics.Outcomes[(int)Outcome.Succeeded],
        Throttled = metrics.Throttles,
        Retried = metrics.Retries,
        Dropped = metrics.FailedEvents,
        Created = metrics.EnvironmentsCreated,
        Ended = metrics.EnvironmentsEnded,
    };

    public static RunCounts operator -(RunCounts after, RunCounts before) => new()
    {
        Arrived = after.Arrived - before.Arrived,
        Cold = after.Cold - before.Cold,
        Warm = after.Warm - before.Warm,
        Completed = after.Completed - before.Completed,
        Failed = after.Failed - before.Failed,
        Throttled = after.Throttled - before.Throttled,
        Retried = after.Retried - before.Retried,
        Dropped = after.Dropped - before.Dropped,
        Created = after.Created - before.Created,
        Ended = after.Ended - before.Ended,
    };

    public JsonObject ToJson() => new()
    {
        ["arrived"] = Arrived,
        ["coldStarts"] = Cold,
        ["warmStarts"] = Warm,
        ["completed"] = Completed,
        ["failed"] = Failed,
        ["throttled"] = Throttled,
        ["retried"] = Retried,
        ["dropped"] = Dropped,
        ["environmentsCreated"] = Created,
        ["environmentsEnded"] = Ended,
    };
}
