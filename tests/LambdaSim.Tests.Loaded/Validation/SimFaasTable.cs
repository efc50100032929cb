using System.Globalization;
using System.Text;
using LambdaSim.Configuration;

namespace LambdaSim.Tests.Validation;

/// <summary>What SimFaaS printed for the first input, in its README, its notebook and a run with seed 1.</summary>
internal static class SimFaasTable
{
    public static IReadOnlyList<Figure> Steady { get; } =
    [
        new("cold-start probability", "F6", r => r.ColdShare, [1213 / 898_469.0, 1183 / 900_020.0, 1249 / 899_228.0], (0.001338, 0.000010)),
        new("environments", "F4", r => r.MeanEnvironments, [7.6612, 7.6910, 7.7034], (7.697, 0.006)),
        new("running", "F4", r => r.MeanRunning, [1.7879, 1.7971, 1.7881], null),
        new("idle", "F4", r => r.MeanEnvironments - r.MeanRunning, [5.8733, 5.8940], null),
        new("life of an environment, s", "F0", r => r.MeanLife, [6335.1337, 6528.5989, 6179.3], null),
        .. new[] { 0.051959, 0.404077, 0.387639, 0.119743, 0.030551, 0.005409, 0.000600 }
            .Select((share, i) => new Figure(FormattableString.Invariant($"share of time with {i + 6} environments"), "F6", r => r.ShareOfTimeWith(i + 6), [share], null)),
    ];

    public static string Make()
    {
        var text = new StringBuilder("""
            | figure | SimFaaS | LambdaSim | scatter of one run |
            |---|---|---:|---:|

            """.ReplaceLineEndings("\n"));
        foreach (var figure in Steady)
        {
            Row(figure.Name, figure.Format, figure.Published, Sample.Of(SimFaasRuns.Long, figure.Read));
        }

        Row("at the limit: share rejected", "F5", [503_207 / 998_537.0], Sample.Of(SimFaasRuns.Full, r => r.ThrottledShare));
        Row("at the limit: cold starts", "F0", [1_000], Sample.Of(SimFaasRuns.Full, r => r.Cold));
        Row("at the limit: environments", "F2", [999.4032], Sample.Of(SimFaasRuns.Full, r => r.MeanEnvironments));
        Row("at the limit: running", "F2", [998.4269], Sample.Of(SimFaasRuns.Full, r => r.MeanRunning));
        Row("the next 300 s: cold-start probability", "F6", [0.00041845], Sample.Of(SimFaasRuns.Short, share => share));
        return text.ToString();

        void Row(string name, string format, double[] published, Sample ours)
        {
            string Number(double value) => value.ToString(format, CultureInfo.InvariantCulture);
            text.Append(Text.Invariant($"| {name} | {string.Join(", ", published.Select(Number))} | {Number(ours.Mean)} ± {Number(ours.StandardError)} | {Number(ours.Deviation)} |\n"));
        }
    }

    /// <param name="Name">What it is.</param>
    /// <param name="Format">How to print it.</param>
    /// <param name="Read">How to read it off a run.</param>
    /// <param name="Published">One run of SimFaaS each.</param>
    /// <param name="Reference">Another program's estimate under most-recently-used-first, from 30 million arrivals, with its standard error.</param>
    internal sealed record Figure(string Name, string Format, Func<EnvironmentTime, double> Read, double[] Published, (double Value, double Error)? Reference);
}
