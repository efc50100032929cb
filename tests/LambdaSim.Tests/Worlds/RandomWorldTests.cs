using FsCheck;
using FsCheck.Fluent;
using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Worlds;

/// <summary>Property: a replay and a simulation that is handed the same async invocations write the same log.</summary>
public sealed class RandomWorldTests
{
    [Fact]
    public void A_replay_and_a_simulation_of_the_same_world_have_one_fingerprint() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            var (config, arrivals) = new RandomWorld(seed).Make();
            using var source = new ListSource(arrivals);
            var replayed = Simulation.Replay(source, config, new ReplayOptions { Log = EventLogLevel.Kept });
            using var simulation = Simulated(config, arrivals, replayed.End.Time);
            simulation.End();

            Assert.Equal(Lines(replayed.Log!), Lines(simulation.Log));
            Assert.Equal(replayed.Fingerprint, simulation.Fingerprint);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_invocation_and_message_of_a_random_world_has_one_fate() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), static seed =>
        {
            var (config, arrivals) = new RandomWorld(seed).Make();
            var ledger = new LambdaSim.Projections.Ledger(strict: true);
            using var source = new ListSource(arrivals);
            Simulation.Replay(source, config, new ReplayOptions { Observers = [ledger] });

            Assert.True(ledger.Balance().IsBalanced, ledger.Balance().ToString());
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<string> Lines(EventLog log) => log.Select(e => FormattableString.Invariant($"{e.Time} {log.Describe(e)}"));

    // Functions are met as in a replay: those that others send to, then by their first call.
    private static Simulation Simulated(SimulationConfig config, IReadOnlyList<(string Function, Arrival Arrival)> arrivals, long end)
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = config.Seed, World = config });
        var targets = config.Functions.Values.SelectMany(static f => f.TargetFunctions).Order(StringComparer.Ordinal);
        var met = targets.Concat(arrivals.Select(static a => a.Function)).Distinct(StringComparer.Ordinal).ToList();
        met.ForEach(name => simulation.Add(name, null, WithoutTargets));
        var again = new Simulation(simulation.Plan with { Functions = [.. simulation.Plan.Functions.Select(f => f with { Config = f.Config with { OnSuccess = Of(f.Name).OnSuccess, OnFailure = Of(f.Name).OnFailure, DeadLetterQueue = Of(f.Name).DeadLetterQueue } })] });
        foreach (var (function, arrival) in arrivals)
        {
            again.AdvanceBy(Duration.FromNanoseconds(arrival.Time) - again.Elapsed);
            again[function].SendRaw(arrival.PayloadBytes == 0 ? default : System.Text.Encoding.UTF8.GetBytes(new string(' ', arrival.PayloadBytes - 1) + "1"));
            again.AdvanceBy(Duration.Zero);
        }

        again.AdvanceBy(Duration.FromNanoseconds(end) - again.Elapsed);
        return again;

        static FunctionConfig WithoutTargets(FunctionConfig f) => f with { OnSuccess = null, OnFailure = null, DeadLetterQueue = null };

        FunctionOverrides Of(string name) => config.Functions[name];
    }

    private sealed class RandomWorld(int seed)
    {
        private readonly Random _random = new(seed);

        public (SimulationConfig Config, IReadOnlyList<(string Function, Arrival Arrival)> Arrivals) Make()
        {
            // Records go downwards only: no circle.
            var functions = new Dictionary<string, FunctionOverrides>(StringComparer.Ordinal)
            {
                ["archive"] = Function("done", "failed"),
                ["audit"] = Function("done", "failed", "function archive"),
                ["pay"] = Function("done", "failed", "function archive", "function audit"),
                ["ship"] = Function("done", "failed", "function archive", "function audit"),
            };
            var config = new SimulationConfig
            {
                Seed = (ulong)_random.Next(),
                Functions = functions,
                Queues = new Dictionary<string, QueueConfig>(StringComparer.Ordinal)
                {
                    ["done"] = new() { Retention = Duration.FromSeconds(_random.Next(60, 600)), MaximumMessageSize = _random.Next(1_024, 4_096) },
                    ["failed"] = new() { Delay = Duration.FromSeconds(_random.Next(900)) },
                },
            };
            var arrivals = new List<(string Function, Arrival Arrival)>();
            var now = 0L;
            for (var i = _random.Next(1, 30); i > 0; i--)
            {
                // No two things of one nanosecond: what comes first at one instant is the world's own business.
                now += _random.NextInt64(1, 20_000_000_000) | 1;
                arrivals.Add((Pick("pay", "ship", "audit"), new Arrival { Time = now, Duration = Arrival.NotGiven, Init = Arrival.NotGiven, Type = InvocationType.Event, PayloadBytes = Pick(0, 1, 700, 3_000) }));
            }

            return (config, arrivals);
        }

        private FunctionOverrides Function(params string[] targets) => new()
        {
            Duration = Distribution.Exponential(Duration.FromMilliseconds(_random.Next(1, 2_000))),
            Timeout = Duration.FromSeconds(1),
            Init = Distribution.Fixed(Duration.FromNanoseconds(_random.Next(1, 400_000_000))),
            MaximumRetryAttempts = _random.Next(3),
            MaximumEventAge = Duration.FromSeconds(_random.Next(60, 400)),
            ReservedConcurrency = Pick<int?>(null, null, 0, 1),
            DeadLetterQueue = Pick(null, Destination.ToQueue("failed")),
            OnSuccess = Pick(null, Destination.Parse(Pick(targets))),
            OnFailure = Pick(null, Destination.Parse(Pick(targets))),
        };

        private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
    }
}
