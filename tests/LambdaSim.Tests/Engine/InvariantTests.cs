using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Engine;

/// <summary>What holds in every world, tried in many made at random (from fixed seeds).</summary>
public class InvariantTests
{
    public static TheoryData<ulong> Seeds => [.. Enumerable.Range(1, 150).Select(i => (ulong)i)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_arrival_has_one_fate_and_no_limit_is_ever_exceeded(ulong seed)
    {
        var (config, arrivals) = RandomWorld(seed);
        var limits = new Limits(config);
        var ledger = new Ledger(strict: true);

        using var source = new ListSource(arrivals);
        var result = Simulation.Replay(source, config, new ReplayOptions { Observers = [ledger, limits] }, TestContext.Current.CancellationToken);

        Assert.True(ledger.Balance().IsBalanced, ledger.Balance().ToString());
        Assert.Empty(limits.Violations);
        Assert.Equal(arrivals.Count, result.Metrics.Arrivals);
        Assert.Equal(result.Metrics.Admitted, result.Metrics.Outcomes.Sum() + result.Metrics.RunningAtEnd);
        Assert.Equal(result.Metrics.PeakRunning, limits.PeakRunning);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_blocks_in_which_a_workload_is_read_do_not_matter(ulong seed)
    {
        var (config, arrivals) = RandomWorld(seed);

        Assert.Equal(Fingerprint(config, new ListSource(arrivals)), Fingerprint(config, new Drip(arrivals, 1 + (int)(seed % 7))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_longer_keep_alive_never_means_more_cold_starts_without_limits(ulong seed)
    {
        var (config, arrivals) = RandomWorld(seed);
        var free = config with
        {
            Account = new AccountConfig { ConcurrencyLimit = 1_000_000, LimitRequestRate = false, LimitScalingRate = false },
            Lifetime = null,
            Functions = new Dictionary<string, FunctionOverrides>(),
            Defaults = config.Defaults with { Init = Distribution.Fixed(Duration.Zero), Runtime = null },
        };

        // With INIT 0 the busy periods are the same under each policy, so reuse can only grow.
        var cold = new[] { 0, 1, 10, 100, 1_000 }.Select(s => Replay(free with { KeepAlive = KeepAlive.Fixed(Duration.FromSeconds(s)) }, new ListSource(arrivals)).Metrics.Cold).ToList();

        Assert.Equal(cold.OrderDescending(), cold);
    }

    private static string Fingerprint(SimulationConfig config, ArrivalSource source) => Replay(config, source).Fingerprint;

    private static ReplayResult Replay(SimulationConfig config, ArrivalSource source)
    {
        using (source)
        {
            return Simulation.Replay(source, config, cancellation: TestContext.Current.CancellationToken);
        }
    }

    internal static (SimulationConfig Config, List<(string, Arrival)> Arrivals) RandomWorld(ulong seed)
    {
        ulong n = 0;
        ulong Next(ulong below) => Draw.Bits(seed, Purpose.Workload, 99, n++) % below;
        bool Maybe() => Next(2) == 0;
        var limit = (int)(20 + Next(200));
        var reserved = (int)Next(6);
        var functions = new Dictionary<string, FunctionOverrides>
        {
            ["a"] = new() { ReservedConcurrency = limit >= 110 && Maybe() ? reserved : Maybe() ? 0 : null, MaximumEventAge = Duration.FromSeconds(60 + (long)Next(600)) },
            ["b"] = new() { Provisioned = limit >= 110 && Maybe() ? new ProvisionedConcurrency(1 + (int)Next(5), Duration.FromSeconds((long)Next(20))) : null },
            ["c"] = new() { Timeout = Duration.FromSeconds(1 + (long)Next(3)), Init = Distribution.Uniform(Duration.Zero, Duration.FromSeconds(11)), CreationDelay = Duration.FromMilliseconds((long)Next(100)) },
        };
        var config = new SimulationConfig
        {
            Seed = seed,
            Account = new AccountConfig { ConcurrencyLimit = limit, LimitRequestRate = Maybe(), LimitScalingRate = Maybe(), Quotas = QuotaProfile.All[(int)Next(4)] },
            KeepAlive = Next(4) switch { 0 => KeepAlive.Fixed(Duration.FromSeconds((long)Next(30))), 1 => KeepAlive.Uniform(Duration.FromSeconds(1), Duration.FromSeconds(20)), 2 => KeepAlive.Hybrid(), _ => KeepAlive.Default },
            Lifetime = Maybe() ? new EnvironmentLifetime(Duration.FromSeconds(30)) : null,
            Until = Maybe() ? ReplayEnd.LastArrival : ReplayEnd.LastForegroundEvent,
            UntilTime = Next(5) == 0 ? Duration.FromMinutes(20) : null,
            Defaults = new FunctionOverrides { Timeout = Duration.FromSeconds(10), Init = Distribution.Exponential(Duration.FromMilliseconds(300)) },
            Functions = functions,
        };
        long time = 0;
        List<(string, Arrival)> arrivals = [];
        for (var i = 0; i < 400; i++)
        {
            time += Next(3) == 0 ? 0 : (long)Next(1_000_000_000);
            arrivals.Add((((string[])["a", "b", "c", "d", "d:1", "d:2"])[Next(6)], new Arrival
            {
                Time = time,
                Duration = (long)Next(5_000_000_000),
                Init = Maybe() ? Arrival.NotGiven : (long)Next(12_000_000_000),
                Type = Next(3) == 0 ? InvocationType.Event : InvocationType.RequestResponse,
                Outcome = Next(10) switch { 0 => Outcome.Failed, 1 => Outcome.TimedOut, 2 => Outcome.Crashed, _ => Outcome.Succeeded },
                PayloadBytes = Math.Min((int)Next(1_000_000), config.Account.Quotas.MaxEventBytes),
            }));
        }

        // A cut before the last arrival would leave some out; these worlds count them all.
        return (config.UntilTime is { } cut && cut.ToInt64Nanoseconds() < time ? config with { UntilTime = null } : config, arrivals);
    }

    private sealed class Drip(IEnumerable<(string, Arrival)> arrivals, int size) : ArrivalSource
    {
        private readonly ListSource _all = new(arrivals);

        public override string Name => "drip";

        public override IReadOnlyList<TraceFunction> Functions => _all.Functions;

        public override int Read(Span<Arrival> buffer) => _all.Read(buffer[..Math.Min(size, buffer.Length)]);
    }

    /// <summary>Counts who runs where, from the log alone.</summary>
    private sealed class Limits(SimulationConfig config) : IEventObserver
    {
        private readonly List<FunctionDefinition> _functions = [];
        private readonly Dictionary<string, int> _onDemand = [];
        private readonly Dictionary<int, int> _provisioned = [];
        private readonly HashSet<int> _busy = [];
        private int _running;

        public int PeakRunning { get; private set; }

        public List<string> Violations { get; } = [];

        public void OnFunction(FunctionDefinition function) => _functions.Add(function);

        public void OnEvents(ReadOnlySpan<SimEvent> events)
        {
            foreach (var e in events)
            {
                if (e.Kind == EventKind.EnvironmentCreated ? e.Invocation >= 0 : e.Kind == EventKind.Started && e.StartType != StartType.Cold)
                {
                    Enter(e, +1);
                    Check(_busy.Add(e.Environment), e, "two calls in one environment");
                }
                else if (e.Kind == EventKind.Completed)
                {
                    Enter(e, -1);
                    _busy.Remove(e.Environment);
                    Check(e.DurationNs <= _functions[e.Function].Config.Timeout.ToInt64Nanoseconds(), e, "longer than the timeout");
                }
            }
        }

        public void OnEnd(RunEnd end)
        {
        }

        private void Enter(in SimEvent e, int step)
        {
            _running += step;
            PeakRunning = Math.Max(PeakRunning, _running);
            Check(_running <= config.Account.ConcurrencyLimit, e, "more running than the account allows");
            var function = _functions[e.Function];
            if (e.IsProvisioned)
            {
                _provisioned[e.Function] = _provisioned.GetValueOrDefault(e.Function) + step;
                Check(_provisioned[e.Function] <= function.Config.Provisioned?.Concurrency, e, "more running than provisioned");
                return;
            }

            _onDemand[function.Name] = _onDemand.GetValueOrDefault(function.Name) + step;
            Check(_onDemand[function.Name] <= (function.Config.ReservedConcurrency ?? int.MaxValue), e, "more running than reserved");
        }

        private void Check(bool holds, in SimEvent e, string what)
        {
            if (!holds)
            {
                Violations.Add(FormattableString.Invariant($"{e.Time} ns, invocation {e.Invocation}: {what}"));
            }
        }
    }
}
