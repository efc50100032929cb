using LambdaSim.Configuration;
using NodaTime;

namespace LambdaSim.Cli.Serve;

/// <summary>The last line of an endpoint: its run in figures.</summary>
internal static class ServeSummary
{
    public static string Of(Simulation simulation)
    {
        var functions = simulation.Services.All.Sum(static s => s.Plane.Functions.Count);
        var seconds = (decimal)simulation.Elapsed.ToInt64Nanoseconds() / NodaConstants.NanosecondsPerSecond;
        var fingerprint = simulation.Fingerprint;
        var m = simulation.Metrics;
        return Text.Invariant(
            $"{functions} {(functions == 1 ? "function" : "functions")}, {m.Arrivals} calls: {m.Cold} cold, {m.Warm + m.Reinit} warm, {m.Throttles} throttled; {seconds:0.###} s of virtual time; fingerprint {fingerprint}");
    }
}
