using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Randomness;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Validation;

/// <summary>A keep-alive to compare with.</summary>
internal sealed record Policy(string Name, KeepAlive KeepAlive, EnvironmentLifetime? Lifetime)
{
    public static Policy TenMinutes { get; } = new("10 min", KeepAlive.Legacy2019, null);

    public static Policy Default { get; } = new("5-7 min, 2 h (default)", KeepAlive.Default, EnvironmentLifetime.Default);

    public static IReadOnlyList<Policy> All { get; } =
        [TenMinutes, new("10 min, 2 h", KeepAlive.Legacy2019, EnvironmentLifetime.Default), new("5-7 min", KeepAlive.Default, null), Default];
}

/// <summary>A call as AWS served it in 2020.</summary>
/// <param name="At">Nanoseconds since the experiment's first request.</param>
/// <param name="ClientNs">As the client saw it, network included.</param>
/// <param name="DurationNs">Duration of the REPORT line.</param>
/// <param name="BilledMs">Billed Duration of the REPORT line.</param>
/// <param name="Cold">The first call of its environment.</param>
/// <param name="Environment">Which environment of the experiment served it.</param>
internal sealed record MeasuredCall(long At, long ClientNs, long DurationNs, long BilledMs, bool Cold, int Environment)
{
    /// <summary>Nothing but the way there and back, which takes about 0.1 s, stands between what the client saw and the handler's Duration.</summary>
    public bool WithoutVisibleInit => ClientNs - DurationNs < 150_000_000;
}

/// <summary>A day of Poisson arrivals at one function of 128 MB, Python, about 1.9 s a call.</summary>
internal sealed record Experiment(string Name, IReadOnlyList<MeasuredCall> Calls)
{
    private static readonly Lazy<IReadOnlyList<Experiment>> Read = new(ReadAll);

    public static IReadOnlyList<Experiment> All => Read.Value;

    public static string File => Shared.Path("traces/lambda_poisson_2020.csv");

    public int ColdCount => Calls.Count(c => c.Cold);

    /// <summary>Median of what the client saw of warm calls, in nanoseconds.</summary>
    public long WarmMedianNs { get; } = Ranked.Of(Calls.Where(c => !c.Cold).Select(c => c.ClientNs)).At(0.5);

    /// <summary>The calls as the trace reader gives them, each as long as the client saw it, whether it was cold or not.</summary>
    public ArrivalSource AsRecorded() => TraceReader.Open([File], new TraceOptions { Columns = $"t_s=t_s,duration_ms=client_ms,function='f',where=experiment={Name}" });

    /// <summary>The calls as they would have been warm: what a cold one would have taken is not known, so it gets the median.</summary>
    public ArrivalSource AsWarm() => new ListSource(Calls.Select(c => ("f", new Arrival { Time = c.At, Duration = c.Cold ? WarmMedianNs : c.ClientNs, Init = Arrival.NotGiven })));

    /// <summary>The calls with the REPORT line's Duration.</summary>
    public ArrivalSource AsReported() => new ListSource(Calls.Select(c => ("f", new Arrival { Time = c.At, Duration = c.DurationNs })));

    /// <summary>Replays under a policy.</summary>
    public static ReplayResult Replay(ArrivalSource source, Policy policy, string? runtime = null, PriceList? prices = null, params IEventObserver[] observers)
    {
        using (source)
        {
            return Simulation.Replay(source, new SimulationConfig
            {
                KeepAlive = policy.KeepAlive,
                Lifetime = policy.Lifetime,
                Defaults = new FunctionOverrides { Runtime = runtime, MemoryMb = 128, Timeout = Duration.FromMinutes(1) },
                Prices = prices ?? PriceList.Current,
            }, new ReplayOptions { Log = EventLogLevel.Off, Observers = observers });
        }
    }

    private static List<Experiment> ReadAll() =>
    [
        .. from line in System.IO.File.ReadLines(File).Skip(1)
           let cells = line.Split(',')
           group new MeasuredCall(Scaled(cells[1], 1_000_000_000), Scaled(cells[2], 1_000_000), Scaled(cells[6], 1_000_000), Scaled(cells[7], 1), cells[3] == "1", (int)Scaled(cells[4], 1)) by cells[0] into experiment
           select new Experiment(experiment.Key, [.. experiment]),
    ];

    private static long Scaled(string text, long unit) => (long)(decimal.Parse(text, CultureInfo.InvariantCulture) * unit);
}

/// <summary>The full series of twenty experiments, in figures.</summary>
/// <param name="PerSecond">Arrival rate.</param>
/// <param name="WarmSeconds">Mean warm response time.</param>
/// <param name="Environments">Mean number of environments.</param>
/// <param name="Cold">Cold-start probability.</param>
/// <param name="ColdError">Its standard error.</param>
internal sealed record ExperimentSummary(string Name, double PerSecond, double WarmSeconds, double Environments, double Cold, double ColdError)
{
    private static readonly Lazy<IReadOnlyList<ExperimentSummary>> Read = new(() =>
    [
        .. from line in System.IO.File.ReadLines(Shared.Path("traces/lambda_poisson_2020_summary.csv")).Skip(1)
           let c = line.Split(',')
           select new ExperimentSummary(c[0], Number(c[1]), Number(c[2]) / 1_000, Number(c[5]), Number(c[7]), Number(c[8])),
    ]);

    private static readonly Lazy<IReadOnlyList<Row>> Compared = new(() => [.. All.Select(Row.Of)]);

    public static IReadOnlyList<ExperimentSummary> All => Read.Value;

    /// <summary>Each with theory and simulation under a keep-alive of 10 minutes.</summary>
    public static IReadOnlyList<Row> Rows => Compared.Value;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    internal sealed record Row(ExperimentSummary Measured, (double Cold, double Environments) Theory, Sample Cold, Sample Environments)
    {
        private const int Runs = 20;
        private const double WarmUp = 15_000;

        public static Row Of(ExperimentSummary measured)
        {
            var theory = LifoTheory.Of(measured.PerSecond, measured.WarmSeconds, 600);

            // As many calls as give some 100 cold starts a run, within reason.
            var calls = Math.Clamp(100 / theory.Cold, 5_000, 20_000);
            var until = WarmUp + (calls / measured.PerSecond);
            var runs = Enumerable.Range(1, Runs)
                .Select(seed => SimFaasRuns.Run(new PoissonCalls(measured.PerSecond, measured.WarmSeconds, measured.WarmSeconds, 0, until, StableHash.Of(measured.Name) + (ulong)seed), 1_000, WarmUp, until))
                .ToArray();
            return new Row(measured, theory, Sample.Of(runs, r => r.ColdShare), Sample.Of(runs, r => r.MeanEnvironments));
        }
    }
}
