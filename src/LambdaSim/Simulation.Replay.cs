using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using NodaTime;

namespace LambdaSim;

// Replaying a workload.
public sealed partial class Simulation
{
    /// <summary>
    /// Replays a workload. The same workload and configuration give the same log, byte for byte, on any machine.
    /// </summary>
    /// <param name="workload">The arrivals; read once, not disposed.</param>
    /// <param name="config">The world they arrive in.</param>
    /// <param name="options">Who listens, and what becomes of the log.</param>
    /// <param name="cancellation">Ends the run early: the result is complete up to there and marked partial.</param>
    /// <exception cref="TraceFormatException">The workload's input is malformed.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting, with AWS's message.</exception>
    /// <exception cref="SimulationConfigException">A setting of the simulation is out of range or missing.</exception>
    /// <example>
    /// <code>
    /// using var workload = Arrivals.Poisson("checkout", perSecond: 40, new ArrivalOptions { Span = 1.Hours });
    /// var result = Simulation.Replay(workload, new SimulationConfig
    /// {
    ///     Defaults = new FunctionOverrides { Runtime = "dotnet8", Duration = Distribution.Fixed(80.Milliseconds) },
    /// });
    /// </code>
    /// </example>
    public static ReplayResult Replay(ArrivalSource workload, SimulationConfig config, ReplayOptions? options = null, CancellationToken cancellation = default)
    {
        RunSeed.Use(config.Seed);
        options ??= new ReplayOptions();
        var workloadStart = workload.Start;
        var kept = options.Log == EventLogLevel.Kept ? new EventLog(config.Seed) : null;
        var metrics = new Metrics
        {
            ByFunction = name => MetricsOfFunction.Fold(kept ?? throw new InvalidOperationException("the log of this replay is not kept: set Log = EventLogLevel.Kept in its options, or observe it with a FunctionTable"), name),
        };
        var functions = new FunctionList();
        var fingerprint = options.Log == EventLogLevel.Off ? null : new Fingerprint(config.Seed, options.Semantics.Version);
        List<IEventObserver> observers = [metrics, functions];
        if (fingerprint is not null)
        {
            observers.Add(fingerprint);
        }

        if (kept is not null)
        {
            observers.Add(kept);
        }

        observers.AddRange(options.Observers);
        var engine = new Engine.Engine(config, observers, options.Semantics);
        Action<long, long>? onBlock = options.Progress is { } progress
            ? (arrivals, now) => progress(new ReplayProgress(arrivals, Duration.FromNanoseconds(now), workload.Progress))
            : null;
        var end = engine.Replay(workload, onBlock, cancellation);
        if (kept is not null)
        {
            List<KnownFunction> known = [.. KnownTo(engine), .. config.Functions.Keys.Select(KnownOf)];
            kept.Known = () => known;
        }

        return new ReplayResult
        {
            Seed = config.Seed,
            Fingerprint = fingerprint?.Value ?? "none",
            Start = workloadStart ?? config.Start,
            End = end,
            Metrics = metrics,
            Functions = functions.Items,
            Log = kept,
            Unsimulated = LambdaSim.Unsimulated.Of(config, workloadStart, engine.Versions, metrics, writesLogs: options.Observers.OfType<FunctionLogs>().Any()),
        };
    }

    private static KnownFunction KnownOf(string name) => name.Split(':', 2) is [var plain, var version] ? new(null, plain, version, HasCode: false) : new(null, name, FunctionDefinition.Latest, HasCode: false);

    private sealed class FunctionList : IEventObserver
    {
        public List<FunctionDefinition> Items { get; } = [];

        public void OnFunction(FunctionDefinition function)
        {
            while (Items.Count <= function.Index)
            {
                Items.Add(function);
            }

            Items[function.Index] = function;
        }

        public void OnEvents(ReadOnlySpan<SimEvent> events)
        {
        }

        public void OnEnd(RunEnd end)
        {
        }
    }
}
