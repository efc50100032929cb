using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Validation;

/// <summary>The tables of docs/validation.md about AWS Lambda in 2020.</summary>
internal static class Aws2020Tables
{
    // Which runtime the function had is not recorded, only that it was Python: the oldest there are figures for.
    private const string Runtime = "python3.10";

    private static readonly Lazy<IReadOnlyList<Replayed>> Runs = new(() =>
    [
        .. from experiment in Experiment.All
           from policy in Policy.All
           select Replayed.Of(experiment, policy),
    ]);

    public static string Series()
    {
        var text = new StringBuilder("""
            | calls/s | p_cold AWS ± its error | exact | LambdaSim | environments AWS | exact | LambdaSim |
            |---:|---:|---:|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        var rows = ExperimentSummary.Rows;
        foreach (var r in rows)
        {
            text.Append(Text.Invariant($"| {r.Measured.PerSecond:F4} | {r.Measured.Cold:F5} ± {r.Measured.ColdError:F5} | {r.Theory.Cold:F5} | {r.Cold.Mean:F5} | {r.Measured.Environments:F3} | {r.Theory.Environments:F3} | {r.Environments.Mean:F3} |\n"));
        }

        text.Append(Text.Invariant($"| mean deviation from AWS | | {Aws2020Tests.Deviation(rows, r => r.Theory.Cold, m => m.Cold):P1} | {Aws2020Tests.Deviation(rows, r => r.Cold.Mean, m => m.Cold):P1} "));
        text.Append(Text.Invariant($"| | {Aws2020Tests.Deviation(rows, r => r.Theory.Environments, m => m.Environments):P1} | {Aws2020Tests.Deviation(rows, r => r.Environments.Mean, m => m.Environments):P1} |\n"));
        return text.ToString();
    }

    public static string ColdStarts()
    {
        var text = new StringBuilder(Text.Invariant($"| experiment | calls | AWS | {string.Join(" | ", Policy.All.Select(p => p.Name))} |\n|---|---:|---:|{string.Concat(Policy.All.Select(_ => "---:|"))}\n"));
        foreach (var experiment in Experiment.All)
        {
            Row(experiment.Name, experiment.Calls.Count, experiment.ColdCount, p => Runs.Value.Single(r => r.Experiment == experiment && r.Policy == p).Cold.Count);
        }

        Row("all", Experiment.All.Sum(e => e.Calls.Count), Experiment.All.Sum(e => e.ColdCount), p => Of(p).Sum(r => r.Cold.Count));
        return text.ToString();

        void Row(string name, int calls, int measured, Func<Policy, int> simulated)
        {
            text.Append(Text.Invariant($"| {name} | {calls} | {Share(measured)} |"));
            foreach (var policy in Policy.All)
            {
                text.Append(' ').Append(Share(simulated(policy))).Append(" |");
            }

            text.Append('\n');
            string Share(int cold) => Text.Invariant($"{cold} ({100.0 * cold / calls:F2} %)");
        }
    }

    /// <summary>Which calls are cold in only one of the two, and why.</summary>
    public static string Differences()
    {
        var (both, visible, invisible, old, waited, before) = (0, 0, 0, 0, 0, 0);
        foreach (var experiment in Experiment.All)
        {
            var times = new CallTimes();
            Experiment.Replay(experiment.AsRecorded(), Policy.TenMinutes, observers: times);
            var simulated = times.All.Where(t => t.Cold).Select(t => t.Invocation).ToHashSet();
            var freeAt = new Dictionary<int, long>();
            for (var i = 0; i < experiment.Calls.Count; i++)
            {
                var call = experiment.Calls[i];
                switch (call.Cold, simulated.Contains(i))
                {
                    case (true, true):
                        both++;
                        break;
                    case (true, false) when call.WithoutVisibleInit:
                        invisible++;
                        break;
                    case (true, false):
                        visible++;
                        break;
                    case (false, true) when !freeAt.ContainsKey(call.Environment):
                        before++;
                        break;
                    case (false, true) when freeAt[call.Environment] > call.At:
                        waited++;
                        break;
                    case (false, true):
                        Assert.True(call.At - freeAt[call.Environment] > 590_000_000_000);
                        old++;
                        break;
                }

                freeAt[call.Environment] = call.At + call.ClientNs;
            }
        }

        return Text.Invariant($"""
            | calls | |
            |---:|---|
            | {both} | cold in both |
            | {old} | cold in LambdaSim only: AWS still had the environment after more than 10 min |
            | {waited} | cold in LambdaSim only: AWS let the request wait for an environment that was busy when it arrived |
            | {before} | cold in LambdaSim only: the environment was there before the recording began |
            | {invisible} | cold at AWS only, but without INIT that the client could see: the environment had been prepared for no request, or for one that went elsewhere |
            | {visible} | cold at AWS only, with INIT: the environment had gone before its 10 min |

            """).ReplaceLineEndings("\n");
    }

    public static string Latency()
    {
        var text = new StringBuilder("""
            | experiment | | mean | p50 | p90 | p99 |
            |---|---|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        Policy[] policies = [Policy.TenMinutes, Policy.Default];
        foreach (var experiment in Experiment.All)
        {
            Row(experiment.Name, "AWS", Ranked.Of(experiment.Calls.Select(c => c.ClientNs)));
            foreach (var policy in policies)
            {
                Row("", policy.Name, Runs.Value.Single(r => r.Experiment == experiment && r.Policy == policy).Calls);
            }
        }

        Row("all", "AWS", Ranked.Of(Experiment.All.SelectMany(e => e.Calls.Select(c => c.ClientNs))));
        foreach (var policy in Policy.All)
        {
            Row("", policy.Name, Ranked.Of(Of(policy).SelectMany(r => r.Times).Select(t => t.Ns)));
        }

        return text.ToString();

        void Row(string name, string what, Ranked times) =>
            text.Append(Text.Invariant($"| {name} | {what} | {times.Mean / 1e6:F0} | {times.At(0.5) / 1e6:F0} | {times.At(0.9) / 1e6:F0} | {times.At(0.99) / 1e6:F0} |\n"));
    }

    public static string ColdCalls()
    {
        var text = new StringBuilder("""
            | a cold call's time beyond the warm median, ms | calls | mean | p10 | p50 | p90 |
            |---|---:|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        Row("AWS, seen by the client", Ranked.Of(Experiment.All.SelectMany(e => e.Calls.Where(c => c.Cold).Select(c => c.ClientNs - e.WarmMedianNs))));
        Row("AWS, those with visible INIT", Ranked.Of(Experiment.All.SelectMany(e => e.Calls.Where(c => c.Cold && !c.WithoutVisibleInit).Select(c => c.ClientNs - e.WarmMedianNs))));
        Row("AWS, of all in the handler's Duration", Ranked.Of(Experiment.All.SelectMany(e =>
        {
            var median = Ranked.Of(e.Calls.Where(c => !c.Cold).Select(c => c.DurationNs)).At(0.5);
            return e.Calls.Where(c => c.Cold).Select(c => c.DurationNs - median);
        })));
        var firstCall = RuntimeCatalog.FirstCall(Runtime, Architecture.X86_64, 128).ToInt64Nanoseconds();
        Row("LambdaSim, INIT and first call", Ranked.Of(Of(Policy.TenMinutes).SelectMany(r => r.Times.Where(t => t.Cold).Select(t => t.InitNs + firstCall))));
        return text.ToString();

        void Row(string name, Ranked extra) =>
            text.Append(Text.Invariant($"| {name} | {extra.Count} | {extra.Mean / 1e6:F0} | {extra.At(0.1) / 1e6:F0} | {extra.At(0.5) / 1e6:F0} | {extra.At(0.9) / 1e6:F0} |\n"));
    }

    private static IEnumerable<Replayed> Of(Policy policy) => Runs.Value.Where(r => r.Policy == policy);

    private sealed record Replayed(Experiment Experiment, Policy Policy, IReadOnlyList<(int Invocation, long Ns, long InitNs, bool Cold)> Times)
    {
        public Ranked Calls => Ranked.Of(Times.Select(t => t.Ns));

        public Ranked Cold => Ranked.Of(Times.Where(t => t.Cold).Select(t => t.Ns));

        public static Replayed Of(Experiment experiment, Policy policy)
        {
            var times = new CallTimes();
            Experiment.Replay(experiment.AsWarm(), policy, Runtime, observers: times);
            return new Replayed(experiment, policy, times.All);
        }
    }
}
