using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Worlds;

/// <summary>A plan at work: the engine with its clock, and the views of its log that the plan keeps. The one place where they are put together.</summary>
internal sealed class World : IDisposable
{
    /// <param name="plan">What is in it.</param>
    /// <param name="door">Observers of whoever builds it, told before the plan's own.</param>
    /// <param name="metricsOf">The figures of one function.</param>
    /// <exception cref="SimulationConfigException">A setting is out of range.</exception>
    /// <exception cref="LambdaServiceException">AWS would refuse a setting.</exception>
    public World(WorldPlan plan, IEnumerable<IEventObserver> door, Func<string, Metrics> metricsOf)
    {
        Plan = plan;
        Config = plan.Config;
        var options = plan.Options;
        Metrics = new Metrics { ByFunction = metricsOf };
        List<IEventObserver> observers = [Metrics];
        if (options.Log == EventLogLevel.Kept)
        {
            observers.Add(Log = new EventLog(plan.Seed));
        }

        if (options.Log != EventLogLevel.Off)
        {
            observers.Add(Fingerprint = new Fingerprint(plan.Seed, options.Semantics.Version));
        }

        observers.AddRange(door);
        observers.AddRange(options.Observers);
        Engine = new Engine.Engine(OfEntries(Config, plan.Modelled), observers, options.Semantics);
        Async = new AsyncInvocations(Engine, Config.Account.Quotas);
    }

    /// <summary>What would build it anew: whoever adds to the world before its time begins adds it here too.</summary>
    public WorldPlan Plan { get; set; }

    /// <summary>The configuration, with the run's seed.</summary>
    public SimulationConfig Config { get; }

    public Engine.Engine Engine { get; }

    /// <summary>The asynchronous queue.</summary>
    public AsyncInvocations Async { get; }

    /// <summary>Counts, sums and latencies; without what the engine has not told yet.</summary>
    public Metrics Metrics { get; }

    /// <summary>The log; null: it is not kept.</summary>
    public EventLog? Log { get; }

    /// <summary>Null: the log is off.</summary>
    public Fingerprint? Fingerprint { get; }

    /// <summary>SHA-256 of the log once the run has ended; <c>none</c> when the log is off.</summary>
    public string FingerprintText => Fingerprint?.Value ?? LambdaSim.Events.Fingerprint.None;

    public void Dispose() => Fingerprint?.Dispose();

    /// <summary>The functions that the engine knows by now.</summary>
    public IEnumerable<KnownFunction> KnownFunctions() => Enumerable.Range(0, Engine.Versions.Count).Select(i =>
    {
        var function = Engine.Versions.ModelOf(i).Definition;
        return new KnownFunction(function.Place, function.Name, function.Qualifier, Engine.Versions[i].IsLive);
    });

    // Checked as a whole all the same.
    private static SimulationConfig OfEntries(SimulationConfig config, IReadOnlyDictionary<string, FunctionOverrides> entries) =>
        ReferenceEquals(config.Functions, entries) || config.Functions.Count == 0 ? config : config.Validate() with { Functions = entries };
}
