using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Randomness;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Validation;

/// <summary>The inputs of SimFaaS's published examples, run here, each once a process.</summary>
internal static class SimFaasRuns
{
    private static readonly Lazy<EnvironmentTime[]> LongRuns = new(() => [.. Seeds(12).Select(seed => Steady(seed, 0.9, 1.991, 2.244, 1e6, 1_000_000))]);
    private static readonly Lazy<EnvironmentTime[]> FullRuns = new(() => [.. Seeds(6).Select(seed => Steady(seed, 1_000, 2.016, 2.163, 1_000, 1_000))]);
    private static readonly Lazy<double[]> ShortRuns = new(() => [.. Seeds(8_000).Select(FromState)]);

    /// <summary>0.9 calls a second, 1.991 s warm, 2.244 s cold, keep-alive 600 s, a million seconds.</summary>
    public static EnvironmentTime[] Long => LongRuns.Value;

    /// <summary>1,000 calls a second, 2.016 s warm, 2.163 s cold, at most 1,000 at once, 1,000 s from nothing.</summary>
    public static EnvironmentTime[] Full => FullRuns.Value;

    /// <summary>Cold share of 300 s from a state with 3 environments running and 5 idle, those ending after 300 s unless used.</summary>
    public static double[] Short => ShortRuns.Value;

    public static EnvironmentTime Run(ArrivalSource source, int limit, double fromSeconds, double untilSeconds)
    {
        var observer = new EnvironmentTime((long)(fromSeconds * 1e9));
        var config = new SimulationConfig
        {
            Account = new AccountConfig { ConcurrencyLimit = limit, LimitRequestRate = false, LimitScalingRate = false },
            KeepAlive = KeepAlive.Legacy2019,
            Lifetime = null,
            Defaults = new FunctionOverrides { Timeout = Duration.FromMinutes(15) },
            UntilTime = Duration.FromSeconds(untilSeconds),
        };
        using (source)
        {
            Simulation.Replay(source, config, new ReplayOptions { Log = EventLogLevel.Off, Observers = [observer] });
        }

        return observer;
    }

    private static IEnumerable<ulong> Seeds(int count) => Enumerable.Range(1, count).Select(n => (ulong)n);

    private static EnvironmentTime Steady(ulong seed, double perSecond, double warm, double cold, double seconds, int limit) =>
        Run(new PoissonCalls(perSecond, warm, cold, 0, seconds, seed), limit, 0, seconds);

    // The state is reached by eight calls at once: five end after a second and idle for 300 s until the count begins, three
    // run beyond that moment for a time without memory. Under keep-alive 600 s the five have 300 s left then.
    private static double FromState(ulong seed)
    {
        const double Begin = 301;
        const double End = Begin + 300;
        var rest = PoissonCalls.Exponential(2.016);
        var calls = Enumerable.Range(0, 8).Select(i => ("f", new Arrival
        {
            Duration = i < 5 ? 1_000_000_000 : (long)(Begin * 1e9) + rest.Sample(Draw.Bits(seed, Purpose.Duration, 0, (ulong)i)),
        }));
        var run = Run(Arrivals.Merge(new ListSource(calls), new PoissonCalls(0.9, 2.016, 2.163, Begin, End, seed)), 1_000, Begin, End);
        return run.ColdShare;
    }
}
