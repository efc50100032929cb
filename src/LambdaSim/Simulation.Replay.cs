using LambdaSim.Configuration;
using LambdaSim.Deployment;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Worlds;
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
        ArgumentNullException.ThrowIfNull(workload);
        ArgumentNullException.ThrowIfNull(config);
        var workloadStart = workload.Start;
        var plan = WorldPlan.Of(config, options, workloadStart);
        EventLog? kept = null;
        using var world = new World(plan, [], name => MetricsOfFunction.Fold(
            kept ?? throw new InvalidOperationException("the log of this replay is not kept: set Log = EventLogLevel.Kept in its options, or observe it with a FunctionTable"), name));
        kept = world.Log;
        Action<long, long>? onBlock = options?.Progress is { } progress
            ? (arrivals, now) => progress(new ReplayProgress(arrivals, Duration.FromNanoseconds(now), workload.Progress))
            : null;
        world.Model();
        ReplayedMappings.Start(world);
        var end = world.Replay(workload, onBlock, cancellation);
        if (kept is not null)
        {
            List<KnownFunction> known = [.. world.KnownFunctions(), .. config.Functions.Keys.Select(KnownOf)];
            kept.Known = () => known;
        }

        return new ReplayResult
        {
            Seed = plan.Seed,
            Fingerprint = world.FingerprintText,
            Start = plan.Start,
            End = end,
            Metrics = world.Metrics,
            Functions = [.. world.Engine.Defined],
            Queues = [.. world.Queues.At(plan.Options.AccountId, plan.Options.Region).Queues.Select(static q => new QueueAtEnd(q.Name, q.Count))],
            Log = kept,
            Unsimulated =
            [
                .. LambdaSim.Unsimulated.Of(config, workloadStart, world.Engine.Versions, world.Metrics, writesLogs: plan.Options.Observers.OfType<FunctionLogs>().Any()),
                .. world.UnmetFaults([]),
                .. LambdaSim.Unsimulated.OfReplay(config, plan.SendsOn, world.Metrics.AsyncEventsReceived > 0),
            ],
        };
    }

    private static KnownFunction KnownOf(string name)
    {
        var (plain, version) = FunctionDefinition.Split(name);
        return new(null, plain, version, HasCode: false);
    }
}
