using LambdaSim.Configuration;
using LambdaSim.Engine;
using LambdaSim.Events;

namespace LambdaSim.Tests.Engine;

/// <summary>A workload that breaks its promises is refused with what it did, never simulated as something else.</summary>
public class BadSourceTests
{
    public static TheoryData<string, Arrival> Broken => new()
    {
        { "arrival 1 is at -5 ns", new Arrival { Time = -5, Duration = 1 } },
        { "arrival 1 is at 5 ns, before", new Arrival { Time = 5, Duration = 1 } },
        { "arrival 1 is at 9223372036854775807 ns", new Arrival { Time = long.MaxValue, Duration = 1 } },
        { "arrival 1 has a duration of -7 ns", new Arrival { Time = 10, Duration = -7 } },
        { "arrival 1 has a duration of 9223372036854775807 ns", new Arrival { Time = 10, Duration = long.MaxValue } },
        { "arrival 1 has an init of -7 ns", new Arrival { Time = 10, Duration = 1, Init = -7 } },
        { "arrival 1 has an init of 9223372036854775807 ns", new Arrival { Time = 10, Duration = 1, Init = long.MaxValue } },
        { "arrival 1 has a payload of -1 bytes", new Arrival { Time = 10, Duration = 1, PayloadBytes = -1 } },
        { "arrival 1 has a payload of 2147483647 bytes", new Arrival { Time = 10, Duration = 1, PayloadBytes = int.MaxValue, Type = InvocationType.Event } },
        { "arrival 1 is for function 1 of 1", new Arrival { Time = 10, Duration = 1, Function = 1 } },
        { "arrival 1 is for function -1 of 1", new Arrival { Time = 10, Duration = 1, Function = -1 } },
        { "arrival 1 has outcome 9", new Arrival { Time = 10, Duration = 1, Outcome = (Outcome)9 } },
        { "arrival 1 has type 9", new Arrival { Time = 10, Duration = 1, Type = (InvocationType)9 } },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_arrival_is_refused(string message, Arrival second)
    {
        var error = Assert.Throws<TraceFormatException>(() => Replay(new RawSource(new Arrival { Time = 10, Duration = 1, Init = 0 }, second)));

        Assert.StartsWith($"raw: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("INV-SIZE-ASYNC")]
    public void An_event_that_AWS_did_not_take_in_the_year_of_the_quotas_is_refused()
    {
        var arrival = new Arrival { Time = 10, Duration = 1, PayloadBytes = 262_145, Type = InvocationType.Event };
        var config = new SimulationConfig { Account = new AccountConfig { Quotas = QuotaProfile.Legacy2025 } };

        var error = Assert.Throws<TraceFormatException>(() => Simulation.Replay(new RawSource(arrival), config));

        Assert.Equal("raw: arrival 0 has a payload of 262145 bytes; with the quotas \"legacy2025\" AWS takes events of at most 262144", error.Message);
        Simulation.Replay(new RawSource(arrival with { PayloadBytes = 262_144 }), config);
        Simulation.Replay(new RawSource(arrival), new SimulationConfig());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_025)]
    [InlineData(int.MaxValue)]
    public void A_count_that_does_not_fit_the_buffer_is_refused(int count)
    {
        var error = Assert.Throws<TraceFormatException>(() => Replay(new RawSource { Claims = count }));

        Assert.StartsWith($"raw: Read returned {count}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_is_not_named_yet_is_not_taken_for_the_first_one()
    {
        // Three functions named one after another leave room for a fourth.
        var source = new RawSource(new Arrival { Duration = 1 }, new Arrival { Function = 1, Duration = 1 }, new Arrival { Function = 2, Duration = 1 }, new Arrival { Function = 3, Duration = 1 })
        {
            NamesBeforeRead = 1,
        };

        Assert.Contains("function 3 of 3", Assert.Throws<TraceFormatException>(() => Replay(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-128)]
    public void A_memory_size_that_cannot_be_is_refused_even_when_the_configuration_overrides_it(int memory)
    {
        var world = new World().Function("f", new FunctionOverrides { MemoryMb = 512, Cpu = new CpuModel(1) }).TraceMemory("f", memory).Call("f", 0, 10);

        Assert.Contains("function f", Assert.Throws<SimulationConfigException>(() => world.Run()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Outcome.Succeeded)]
    [InlineData(Outcome.Crashed)]
    public void Calls_and_inits_of_ten_years_end_at_their_limits(Outcome outcome)
    {
        const double TenYears = 10 * 365.25 * 86_400_000;
        var world = new World().Function("f", new FunctionOverrides { MemoryMb = 128, Cpu = new CpuModel(1, 10_240), Timeout = Duration.FromMinutes(15) });

        var run = world.Call("f", 0, 1, outcome: outcome).Call("f", 1_000, TenYears, initMs: TenYears).Call("f", 1_000, TenYears, initMs: TenYears).Call("f", 2 * TenYears, TenYears).Run();

        Assert.All(run.Log.Where(e => e.Kind == EventKind.Completed).Skip(1), e => Assert.Equal((Outcome.TimedOut, 900_000_000_000), (e.Outcome, e.DurationNs)));
        Assert.True(run.Log.Zip(run.Log.Skip(1)).All(p => p.First.Time <= p.Second.Time));
    }

    private static void Replay(ArrivalSource source)
    {
        using (source)
        {
            Simulation.Replay(source, new SimulationConfig(), cancellation: TestContext.Current.CancellationToken);
        }
    }

    private sealed class RawSource(params Arrival[] arrivals) : ArrivalSource
    {
        private readonly List<TraceFunction> _functions = [new("f0")];
        private int _next;
        private int _reads;

        public int? Claims { get; init; }

        public int? NamesBeforeRead { get; init; }

        public override string Name => "raw";

        public override IReadOnlyList<TraceFunction> Functions => _functions;

        public override int Read(Span<Arrival> buffer)
        {
            if (Claims is { } claims)
            {
                return ++_reads > 10 ? 0 : claims;
            }

            if (_next == arrivals.Length)
            {
                return 0;
            }

            if (NamesBeforeRead is not null && _functions.Count < arrivals[_next].Function + 1 && _functions.Count < 3)
            {
                _functions.Add(new TraceFunction($"f{_functions.Count}"));
            }

            buffer[0] = arrivals[_next++];
            return 1;
        }
    }
}
