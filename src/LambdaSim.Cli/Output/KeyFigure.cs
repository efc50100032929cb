using System.Globalization;
using LambdaSim.Projections;

namespace LambdaSim.Cli.Output;

/// <summary>A figure by which runs are compared.</summary>
/// <param name="Name">In JSON, with its unit.</param>
/// <param name="Label">In text.</param>
/// <param name="Of">Its value in a run.</param>
/// <param name="Text">A value, or a difference of values, as people read it.</param>
internal sealed record KeyFigure(string Name, string Label, Func<RunSummary, double> Of, Func<double, string> Text)
{
    public static IReadOnlyList<KeyFigure> All { get; } =
    [
        new("coldStartRate", "cold-start rate", static s => s.ColdStartRate, Share),
        new("coldStarts", "cold starts", static s => s.Metrics.Cold, Number),
        new("throttles", "throttles", static s => s.Metrics.Throttles, Number),
        new("throttleRate", "throttle rate", static s => s.ThrottleRate, Share),
        new("errors", "errors", static s => s.Metrics.Outcomes[(int)Outcome.Failed] + s.Metrics.Outcomes[(int)Outcome.Crashed], Number),
        new("timeouts", "timeouts", static s => s.Metrics.Outcomes[(int)Outcome.TimedOut], Number),
        new("latencyMeanMs", "latency mean", static s => s.MeanLatencyNs / 1e6, Milliseconds),
        new("latencyP50Ms", "latency p50", static s => Quantile(s, 1, 2), Milliseconds),
        new("latencyP90Ms", "latency p90", static s => Quantile(s, 9, 10), Milliseconds),
        new("latencyP99Ms", "latency p99", static s => Quantile(s, 99, 100), Milliseconds),
        new("latencyP999Ms", "latency p99.9", static s => Quantile(s, 999, 1_000), Milliseconds),
        new("latencyMaxMs", "latency max", static s => s.Metrics.MaxLatencyNs / 1e6, Milliseconds),
        new("meanRunning", "running, mean", static s => s.Concurrency.MeanRunning, Number),
        new("peakRunning", "running, peak", static s => s.Concurrency.PeakRunning, Number),
        new("peakClaimed", "claimed, peak", static s => s.Concurrency.PeakClaimed, Number),
        new("environmentsCreated", "environments created", static s => s.Metrics.EnvironmentsCreated, Number),
        new("wastedWarmMs", "wasted warm time", static s => (double)s.WastedWarmNs / 1e6, Milliseconds),
        new("billedMs", "billed duration", static s => s.Bill.BilledMilliseconds, Milliseconds),
        new("gbSeconds", "GB-seconds", static s => (double)s.Bill.GbSeconds, Number),
        new("costUsd", "cost before free tier", static s => (double)s.Bill.Subtotal.Usd, Usd),
        new("costAfterFreeTierUsd", "cost after free tier", static s => (double)s.Bill.Total.Usd, Usd),
    ];

    private static double Quantile(RunSummary s, long numerator, long denominator) => s.Metrics.Latency.Quantile(numerator, denominator) / 1e3;

    private static string Share(double value) => Figures.Percent(value, 3);

    private static string Number(double value) => value.ToString(value == Math.Round(value) ? "N0" : Math.Abs(value) < 1_000 ? "N2" : "N1", CultureInfo.InvariantCulture);

    private static string Milliseconds(double value) => Figures.Time(value * 1e6);

    private static string Usd(double value) => Figures.Usd((decimal)value);
}
