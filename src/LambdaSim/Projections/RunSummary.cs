using LambdaSim.Configuration;
using LambdaSim.Events;
using NodaTime;

namespace LambdaSim.Projections;

/// <summary>A queue when a run ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Messages">Messages in it: to be had, delayed, received and not deleted.</param>
public sealed record QueueAtEnd(string Name, int Messages);

/// <summary>A run in figures: what a summary shows, as text or JSON.</summary>
public sealed record RunSummary
{
    /// <summary>Names of the workloads, without paths.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>Rows of the workload left out because they were malformed.</summary>
    public long SkippedRows { get; init; }

    /// <summary>What reading the workload passed over or took for granted, in sentences.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The event log's fingerprint, or <c>none</c>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The instant of virtual time 0.</summary>
    public required Instant Start { get; init; }

    /// <summary>How and when the run ended.</summary>
    public required RunEnd End { get; init; }

    /// <summary>Counts, sums and latencies.</summary>
    public required Metrics Metrics { get; init; }

    /// <summary>Concurrency over the run.</summary>
    public required SummaryConcurrency Concurrency { get; init; }

    /// <summary>Concurrent executions the account allows.</summary>
    public required int ConcurrencyLimit { get; init; }

    /// <summary>The bill.</summary>
    public required Bill Bill { get; init; }

    /// <summary>The function versions that took part.</summary>
    public required IReadOnlyList<FunctionDefinition> Functions { get; init; }

    /// <summary>The queues and what was in them at the end, by name.</summary>
    public IReadOnlyList<QueueAtEnd> Queues { get; init; } = [];

    /// <summary>What the run was configured or given and did not simulate, in words.</summary>
    public required IReadOnlyList<string> Unsimulated { get; init; }

    /// <summary>Share of calls for which an environment was created, 0 to 1.</summary>
    public double ColdStartRate => Share(Metrics.Cold, Metrics.Admitted);

    /// <summary>Share of requests that were refused for good, 0 to 1.</summary>
    public double ThrottleRate => Share(Metrics.FinalThrottlesByCause.Sum(), Metrics.Arrivals);

    /// <summary>Mean latency in nanoseconds.</summary>
    public double MeanLatencyNs => Metrics.Latency.Count == 0 ? 0 : (double)Metrics.LatencyNs / Metrics.Latency.Count;

    /// <summary>Time on-demand environments were idle, in nanoseconds: warm, unused and unpaid.</summary>
    public Int128 WastedWarmNs => Metrics.IdleNs + Metrics.IdleAtEndNs;

    /// <summary>What the reader may want to look into, in words.</summary>
    public IReadOnlyList<string> Hints
    {
        get
        {
            List<string> hints = [];
            var timedOut = Metrics.Outcomes[(int)Outcome.TimedOut];
            var byDefault = Functions.Count(static f => f.Config.Timeout == FunctionConfig.Default.Timeout);
            if (timedOut > 0 && byDefault > 0)
            {
                hints.Add(Text.Invariant(
                    $"{timedOut} {(timedOut == 1 ? "call" : "calls")} timed out, and {byDefault} of {Functions.Count} functions have AWS's default timeout of 3 s; set \"timeout\" under \"defaults\" in a configuration file if yours is longer"));
            }

            if (Metrics.Cold > 0 && Metrics.InitNs == 0)
            {
                hints.Add("cold starts took no time: the workload gives no INIT; set \"runtime\" or \"init\" under \"defaults\" in a configuration file");
            }

            if (SkippedRows > 0)
            {
                hints.Add(Text.Invariant($"{SkippedRows} malformed {(SkippedRows == 1 ? "row was" : "rows were")} left out"));
            }

            return hints;
        }
    }

    private static double Share(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}
