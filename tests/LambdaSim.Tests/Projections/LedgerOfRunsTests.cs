using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Projections;

public sealed class LedgerOfRunsTests
{
    private static readonly SimulationConfig Crowded = new()
    {
        Account = new AccountConfig { ConcurrencyLimit = 30, Quotas = QuotaProfile.Legacy2023Small },
        KeepAlive = KeepAlive.Fixed(Duration.FromSeconds(2)),
        Defaults = new FunctionOverrides { Init = Distribution.Fixed(Duration.FromMilliseconds(350)), CreationDelay = Duration.FromMilliseconds(20), MaximumEventAge = Duration.FromSeconds(60) },
        Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal) { ["f1"] = new() { ReservedConcurrency = 0 }, ["f2"] = new() { Init = Distribution.Fixed(Duration.FromSeconds(12)) } },
    };

    public static TheoryData<string> Worlds => ["calm", "crowded", "cut", "hybrid", "provisioned"];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Every_invocation_and_environment_of_a_run_is_accounted_for(string world)
    {
        var ledger = new Ledger(strict: true);
        using var source = new Mixed(3_000);
        Simulation.Replay(source, World(world), new ReplayOptions { Observers = [ledger] }, TestContext.Current.CancellationToken);
        var balance = ledger.Balance();
        Assert.True(balance.IsBalanced, balance.ToString());
        Assert.Equal(3_000, balance.Arrived);
    }

    [Fact]
    public void A_crowded_run_meets_every_fate()
    {
        var ledger = new Ledger();
        using var source = new Mixed(3_000);
        Simulation.Replay(source, World("cut"), new ReplayOptions { Observers = [ledger] }, TestContext.Current.CancellationToken);
        var b = ledger.Balance();
        Assert.All([b.Succeeded, b.Failed, b.TimedOut, b.Crashed, b.Throttled, b.DroppedByZeroConcurrency, b.RunningAtEnd, b.QueuedAtEnd, b.EnvironmentsEnded, b.EnvironmentsIdleAtEnd], count => Assert.NotEqual(0, count));
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void The_recorded_log_of_a_run_is_the_run(string world)
    {
        using var stream = new MemoryStream();
        var config = World(world);
        using var writer = new JsonLinesWriter(stream, new LogHeader { Seed = config.Seed, Start = config.Start });
        using var source = new Mixed(500);
        var result = Simulation.Replay(source, config, new ReplayOptions { Log = EventLogLevel.Kept, Observers = [writer] }, TestContext.Current.CancellationToken);
        using var reader = new JsonLinesReader(new MemoryStream(stream.ToArray()), "run.jsonl");
        var comparison = new LogComparison(reader);
        using var again = new Mixed(500);
        Simulation.Replay(again, config, new ReplayOptions { Observers = [comparison] }, TestContext.Current.CancellationToken);
        Assert.Null(comparison.Difference);
        Assert.Equal((result.Fingerprint, result.Log!.Count), (reader.Fingerprint, comparison.Equal));
    }

    [Fact]
    public void A_run_with_another_seed_differs_from_its_recording()
    {
        using var stream = new MemoryStream();
        var config = new SimulationConfig { Seed = 1, KeepAlive = KeepAlive.Uniform(Duration.FromSeconds(1), Duration.FromSeconds(2)) };
        using var writer = new JsonLinesWriter(stream, new LogHeader { Seed = config.Seed, Start = config.Start });
        using var source = new Mixed(500);
        Simulation.Replay(source, config, new ReplayOptions { Observers = [writer] }, TestContext.Current.CancellationToken);
        using var reader = new JsonLinesReader(new MemoryStream(stream.ToArray()), "run.jsonl");
        var comparison = new LogComparison(reader);
        using var again = new Mixed(500);
        Simulation.Replay(again, config with { Seed = 2 }, new ReplayOptions { Observers = [comparison] }, TestContext.Current.CancellationToken);
        Assert.NotNull(comparison.Difference);
    }

    private static SimulationConfig World(string name) => name switch
    {
        "crowded" => Crowded,
        "cut" => Crowded with { Until = ReplayEnd.LastArrival },
        "hybrid" => Crowded with { KeepAlive = KeepAlive.Hybrid() },
        "provisioned" => new SimulationConfig
        {
            KeepAlive = KeepAlive.Fixed(Duration.Zero),
            Functions = new SortedDictionary<string, FunctionOverrides>(StringComparer.Ordinal) { ["f2"] = new() { Provisioned = new ProvisionedConcurrency(3, Duration.FromSeconds(5)), ReservedConcurrency = 5 } },
        },
        _ => new SimulationConfig(),
    };

    // Four functions, both invocation types, every outcome, 100 arrivals a second.
    private sealed class Mixed(int count) : ArrivalSource
    {
        private int _made;

        public override string Name => "mixed";

        public override IReadOnlyList<TraceFunction> Functions { get; } = [new("f0"), new("f1"), new("f2"), new("f3", 512)];

        public override int Read(Span<Arrival> buffer)
        {
            var length = Math.Min(buffer.Length, count - _made);
            for (var i = 0; i < length; i++, _made++)
            {
                var bits = Draw.Bits(9, Purpose.Workload, 0, (ulong)_made);
                buffer[i] = new Arrival
                {
                    Time = _made * 10_000_000L,
                    Duration = (long)((bits >> 40) % 3_500) * 1_000_000 / 4,
                    Init = Arrival.NotGiven,
                    Function = (int)(bits % 4),
                    Type = (bits & 64) != 0 ? InvocationType.Event : InvocationType.RequestResponse,
                    Outcome = (bits >> 8) % 10 < 7 ? Outcome.Succeeded : (Outcome)((bits >> 8) % 10 - 6),
                };
            }

            return length;
        }
    }
}
