using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Tests.Validation;

/// <summary>The tables of docs/validation.md about how long idle environments are kept.</summary>
internal static class IdleTables
{
    private const int Functions = 2_000;

    // What the bins of the file are gathered into: upper bounds in seconds.
    private static readonly int[] Groups = [300, 360, 420, 600, 660, 720, 1_200, 1_500, 10_000];

    public static string In2020()
    {
        var text = new StringBuilder("""
            | idle for | cases | AWS: still there | 10 min | 5-7 min, 2 h (default) |
            |---|---:|---:|---:|---:|

            """.ReplaceLineEndings("\n"));
        var bins = Rows("traces/lambda_idle_survival_2020.csv").Select(c => (From: (int)c[0], To: (int)c[1], Cases: c[2], Warm: c[3])).ToList();
        var from = 0;
        foreach (var to in Groups)
        {
            var group = bins.Where(b => b.From >= from && b.To <= to).ToList();
            var cases = group.Sum(b => b.Cases);
            double Share(Policy policy) => group.Sum(b => b.Cases * Survival(policy, (b.From + b.To) / 2.0)) / cases;
            text.Append(Text.Invariant($"| {from}-{to} s | {cases:F0} | {100 * group.Sum(b => b.Warm) / cases:F1} % | {100 * Share(Policy.TenMinutes):F1} % | {100 * Share(Policy.Default):F1} % |\n"));
            from = to;
        }

        return text.ToString();
    }

    public static string In2021()
    {
        var text = new StringBuilder("""
            | idle for | AWS: cold | 5-7 min, 2 h (default): cold |
            |---|---:|---:|

            """.ReplaceLineEndings("\n"));
        foreach (var cells in Rows("traces/lambda_idle_survival_2021.csv").Where(c => c[0] <= 10))
        {
            text.Append(Text.Invariant($"| {cells[0]:F0} min | {100 * cells[1]:F1} % | {100 * (1 - Survival(Policy.Default, cells[0] * 60)):F1} % |\n"));
        }

        return text.ToString();
    }

    /// <summary>Share of functions whose second call finds the environment of the first.</summary>
    public static double Survival(Policy policy, double idleSeconds)
    {
        const long Call = 1_000_000_000;
        var second = Call + (long)(idleSeconds * 1e9);
        var calls = new[] { 0, second }.SelectMany(at => Enumerable.Range(0, Functions).Select(f => (Text.Invariant($"f{f}"), new Arrival { Time = at, Duration = Call })));
        using var source = new ListSource(calls);
        var run = Simulation.Replay(source, new SimulationConfig
        {
            KeepAlive = policy.KeepAlive,
            Lifetime = policy.Lifetime,
            Account = new AccountConfig { ConcurrencyLimit = Functions },
        }, new ReplayOptions { Log = EventLogLevel.Off });
        Assert.Equal(2 * Functions, run.Metrics.Admitted);
        return (double)run.Metrics.Warm / Functions;
    }

    private static IEnumerable<double[]> Rows(string file) =>
        File.ReadLines(Shared.Path(file)).Skip(1).Select(line => line.Split(',').Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray());
}
