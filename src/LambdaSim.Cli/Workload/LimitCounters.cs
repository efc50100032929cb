using LambdaSim.Events;

namespace LambdaSim.Cli.Workload;

/// <summary>Which environment served which invocation, as one hash in admission order.</summary>
internal sealed class AssignmentHash : IEventObserver
{
    public ulong Value { get; private set; } = 0xcbf29ce484222325;

    public void OnFunction(FunctionDefinition function)
    {
    }

    public void OnEvents(ReadOnlySpan<SimEvent> events)
    {
        var hash = Value;
        foreach (ref readonly var e in events)
        {
            var admits = e.Kind == EventKind.Started ? e.StartType != StartType.Cold : e.Kind == EventKind.EnvironmentCreated && e.Invocation >= 0;
            if (admits)
            {
                hash = LimitSource.Fold(hash, (ulong)e.Environment);
            }
        }

        Value = hash;
    }

    public void OnEnd(RunEnd end)
    {
    }
}

/// <summary>The counters of a workload run, under the names and in the order of the expected ones.</summary>
internal static class LimitCounters
{
    public static IReadOnlyList<(string Name, string Value)> Of(LimitWorkload workload, ReplayResult result, ulong assignHash)
    {
        var m = result.Metrics;
        var histogram = 0xcbf29ce484222325ul;
        foreach (var (index, _, count) in m.Latency.NonEmpty)
        {
            histogram = LimitSource.Fold(LimitSource.Fold(histogram, (ulong)index), (ulong)count);
        }

        return
        [
            ("workload", workload.Kind.ToString()),
            ("n", Text(m.Arrivals)),
            ("admitted", Text(m.Admitted)),
            ("throttled_account", Text(m.ThrottlesByCause[(int)ThrottleCause.AccountConcurrency])),
            ("throttled_reserved", Text(m.ThrottlesByCause[(int)ThrottleCause.ReservedConcurrency])),
            ("cold", Text(m.Cold)),
            ("warm", Text(m.Warm)),
            ("expired", Text(m.EnvironmentsEnded)),
            ("peak_running", Text(m.PeakRunning)),
            ("peak_envs", Text(m.PeakEnvironments)),
            ("latency_us", Text((long)(m.LatencyNs / 1_000))),
            ("billed_ms", Text(m.BilledMs)),
            ("billed_ms_noinit", Text(m.BilledMsWithoutInit)),
            ("mb_ms", Text((long)m.BilledMbMs)),
            ("idle_us", Text((long)(m.IdleNs / 1_000))),
            ("max_latency_us", Text(m.MaxLatencyNs / 1_000)),
            ("p50", Text(m.Latency.Quantile(1, 2))),
            ("p90", Text(m.Latency.Quantile(9, 10))),
            ("p99", Text(m.Latency.Quantile(99, 100))),
            ("p999", Text(m.Latency.Quantile(999, 1_000))),
            ("end_us", Text(result.End.LastArrival / 1_000)),
            ("assign_hash", Hex(assignHash)),
            ("hist_hash", Hex(histogram)),
        ];
    }

    internal static string Hex(ulong value) => value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
