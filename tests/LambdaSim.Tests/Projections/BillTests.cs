using System.Globalization;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Projections;

public sealed class BillTests
{
    private const long Millisecond = 1_000_000;
    private const long Minute = 60_000 * Millisecond;

    private static readonly PriceList _list = PriceList.Current;
    private static readonly PriceList _noFreeTier = _list with { FreeTier = false };

    // AWS's published example.
    [Fact]
    [Pins("BIL-MONTH", "BIL-FREE")]
    public void Three_million_calls_of_120_ms_at_1536_MB_cost_2_73()
    {
        var bill = Make(_list, new() { MemoryMb = 1536 }, run => run.Calls(3_000_000, 120));
        Assert.Equal(540_000m, bill.GbSeconds);
        Assert.Equal(3_000_000, bill.Requests);
        Assert.Equal(2.33m, decimal.Round(140_000 * 0.0000166667m, 2));
        Assert.Equal((140_000 * 0.0000166667m) + 0.40m, bill.Total.Usd);
        Assert.Equal("2.73", bill.Total.ToString());
        Assert.Equal(bill.Subtotal, bill.Total + bill.FreeTier);
    }

    [Fact]
    [Pins("BIL-STORAGE")]
    public void Ten_GB_of_storage_for_a_million_seconds_cost_0_29()
    {
        var bill = Make(_noFreeTier, new() { EphemeralStorageMb = 10_240 }, run => run.Calls(1_000_000, 1000));
        var line = Assert.Single(bill.Lines, l => l.Item == BillItem.EphemeralStorage);
        Assert.Equal(9_500_000m, line.Quantity);
        Assert.Equal("0.29", line.Amount.ToString());
    }

    [Fact]
    [Pins("BIL-PROVISIONED")]
    public void Two_hours_of_100_provisioned_environments_with_a_million_calls_cost_4_41()
    {
        var bill = Make(_list, new() { MemoryMb = 1024, Provisioned = new(100) }, run => run.Calls(1_200_000, 100, RunFlags.ProvisionedBit), end: 120 * Minute);
        Assert.Equal(720_000m, Line(bill, BillItem.ProvisionedConcurrency).Quantity);
        Assert.Equal("3.00", Line(bill, BillItem.ProvisionedConcurrency).Amount.ToString());
        Assert.Equal(120_000m, Line(bill, BillItem.ProvisionedDuration).Quantity);
        Assert.Equal("1.17", Line(bill, BillItem.ProvisionedDuration).Amount.ToString());
        Assert.Equal("0.24", Line(bill, BillItem.ProvisionedRequests).Amount.ToString());
        Assert.Equal("4.41", bill.Total.ToString());
        Assert.Equal(Money.Zero, bill.FreeTier);
    }

    [Theory]
    [InlineData(7 * Minute, 600)]
    [InlineData(10 * Minute, 600)]
    [InlineData((10 * Minute) + 1, 900)]
    [InlineData(0, 0)]
    [Pins("BIL-PROVISIONED")]
    public void Provisioned_time_is_billed_in_periods_of_five_minutes(long end, int seconds)
    {
        var bill = Make(_list, new() { MemoryMb = 1024, Provisioned = new(1) }, _ => { }, end);
        Assert.Equal(seconds, bill.Lines.Where(l => l.Item == BillItem.ProvisionedConcurrency).Sum(l => l.Quantity));
    }

    [Fact]
    [Pins("BIL-PROVISIONED")]
    public void Init_of_a_provisioned_environment_is_billed_once_at_the_provisioned_rate()
    {
        var bill = Make(PriceList.At(new LocalDate(2025, 7, 31)), new() { MemoryMb = 1024, Provisioned = new(1) }, run =>
        {
            run.Init(2_000_000_001, RunFlags.ProvisionedBit);
            run.Call(10 * Millisecond, 0, RunFlags.ProvisionedBit);
        });
        Assert.Equal(2.011m, Line(bill, BillItem.ProvisionedDuration).Quantity);
        Assert.Equal(1, bill.Requests);
    }

    [Fact]
    [Pins("BIL-PROVISIONED")]
    public void Spillover_is_billed_on_demand_without_free_tier()
    {
        var bill = Make(_list, new() { MemoryMb = 1024, Provisioned = new(1) }, run => run.Call(500 * Millisecond, 500 * Millisecond, RunFlags.SpilloverBit | RunFlags.Cold));
        Assert.Equal(1m, Line(bill, BillItem.Duration).Quantity);
        Assert.Equal(1m, Line(bill, BillItem.Requests).Quantity);
        Assert.Equal(Money.Zero, bill.FreeTier);
    }

    [Fact]
    [Pins("BIL-STORAGE")]
    public void Storage_of_provisioned_environments_is_billed_for_their_configured_time_and_not_again_for_calls()
    {
        var bill = Make(_list, new() { EphemeralStorageMb = 1536, Provisioned = new(2) }, run => run.Calls(1000, 60, RunFlags.ProvisionedBit), end: 4 * Minute);
        Assert.Equal(600m, Line(bill, BillItem.EphemeralStorage).Quantity);
    }

    [Fact]
    [Pins("BIL-CHUNKS")]
    public void An_event_of_600_KB_is_seven_requests()
    {
        Assert.Equal(7, Make(_list, new(), Send).Requests);
        Assert.Equal(1, Make(PriceList.At(new LocalDate(2025, 10, 23)), new(), Send).Requests);

        static void Send(Run run)
        {
            run.Add(new SimEvent(0, EventKind.Dispatched, 0, (ushort)(RunFlags.AsyncBit | PriceList.ExtraRequests(600 * 1024)), 0, 0, SimEvent.None, 0));
            run.Call(Millisecond, 0, RunFlags.AsyncBit);
        }
    }

    [Theory]
    [InlineData(133.61, 80.00, "2025-08-01", null, 214)]
    [InlineData(3.01, 110.10, "2025-07-31", null, 4)]
    [InlineData(3.01, 110.10, "2025-07-31", "nodejs22.x", 4)]
    [InlineData(3.01, 110.10, "2025-08-01", "nodejs22.x", 114)]
    [InlineData(3004.92, 111.23, "2024-01-01", "go-al2023", 3117)]
    [InlineData(12.34, 0, "2020-11-30", null, 100)]
    [InlineData(12.34, 0, "2020-12-01", null, 13)]
    [Pins("BIL-INIT", "BIL-ROUND")]
    public void A_calls_billed_duration_follows_the_days_rules(decimal duration, decimal init, string day, string? runtime, long billed)
    {
        var list = PriceList.At(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);
        var bill = Make(list, new() { Runtime = runtime }, run => run.Call((long)(duration * Millisecond), (long)(init * Millisecond), init > 0 ? RunFlags.Cold : RunFlags.Warm));
        Assert.Equal(billed, bill.BilledMilliseconds);
        Assert.Equal(billed, bill.Functions[0].BilledMilliseconds);
    }

    [Fact]
    [Pins("BIL-INIT")]
    public void An_image_paid_for_init_before_August_2025_too()
    {
        var bill = Make(PriceList.At(new LocalDate(2025, 7, 31)), new() { PackageType = PackageType.Image }, run => run.Call(3_010_000, 110_100_000, RunFlags.Cold));
        Assert.Equal(114, bill.BilledMilliseconds);
    }

    [Theory]
    [InlineData("2025-08-01", 301)]
    [InlineData("2025-07-31", 0)]
    [Pins("BIL-PROACTIVE")]
    public void Init_that_no_call_waited_for_is_billed_by_the_days_rule(string day, long billed)
    {
        var list = PriceList.At(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value);
        var bill = Make(list, new(), run => run.Init((300 * Millisecond) + 1, 0));
        Assert.Equal(billed, bill.BilledMilliseconds);
        Assert.Equal(0, bill.Requests);
    }

    [Fact]
    public void Init_of_a_cold_start_is_billed_with_its_call_and_not_apart()
    {
        var bill = Make(_list, new(), run =>
        {
            run.Add(new SimEvent(0, EventKind.InitCompleted, 0, 0, 0, 0, 0, 300 * Millisecond));
            run.Call(Millisecond, 300 * Millisecond, RunFlags.Cold);
        });
        Assert.Equal(301, bill.BilledMilliseconds);
    }

    [Fact]
    [Pins("BIL-REQUEST")]
    public void Every_call_that_ran_is_a_request_and_nothing_else_is()
    {
        var bill = Make(_list, new(), run =>
        {
            run.Add(SimEvent.OfCall(1, EventKind.Completed, Outcome.Succeeded, RunFlags.Warm, 0, 0, 0, Millisecond, 0));
            run.Add(SimEvent.OfCall(2, EventKind.Completed, Outcome.TimedOut, RunFlags.Warm, 0, 1, 0, 3000 * Millisecond, 0));
            run.Add(SimEvent.OfCall(3, EventKind.RunningAtEnd, Outcome.Succeeded, RunFlags.Warm, 0, 2, 0, 10 * Millisecond, 0));
            run.Add(new SimEvent(0, EventKind.Arrived, 0, 0, 0, 3, SimEvent.None, 100));
            run.Add(new SimEvent(0, EventKind.Throttled, (byte)ThrottleCause.AccountConcurrency, 0, 0, 3, SimEvent.None, 1));
            run.Add(new SimEvent(0, EventKind.Dropped, (byte)DropCause.EventAgeExceeded, 0, 0, 4, SimEvent.None, 1));
            run.Add(new SimEvent(0, EventKind.QueuedAtEnd, 0, 0, 0, 5, SimEvent.None, 1));
        });
        Assert.Equal(3, bill.Requests);
        Assert.Equal(3011, bill.BilledMilliseconds);
    }

    // 900 s at 10,240 MB are 9,000 GB-s.
    [Theory]
    [InlineData(Architecture.X86_64, 666_666, 5_999_994_000, 0, 0)]
    [InlineData(Architecture.X86_64, 666_667, 6_000_000_000, 3_000, 0)]
    [InlineData(Architecture.X86_64, 1_700_000, 6_000_000_000, 9_000_000_000, 300_000_000)]
    [InlineData(Architecture.Arm64, 833_334, 7_500_000_000, 6_000, 0)]
    [InlineData(Architecture.Arm64, 2_100_000, 7_500_000_000, 11_250_000_000, 150_000_000)]
    [Pins("BIL-TIERS")]
    public void Duration_gets_cheaper_by_the_months_volume(Architecture architecture, int calls, long first, long second, long third)
    {
        var bill = Make(_noFreeTier, new() { MemoryMb = 10_240, Architecture = architecture }, run => run.Calls(calls, 900_000));
        var lines = bill.Lines.Where(l => l.Item == BillItem.Duration).ToList();
        var prices = (architecture == Architecture.X86_64 ? _list.X86_64 : _list.Arm64!).Duration;
        Assert.Equal(new decimal[] { first, second, third }.Where(q => q > 0), lines.Select(l => l.Quantity));
        Assert.All(lines, (line, i) => Assert.Equal(line.Quantity * prices[i].PerGbSecond, line.Amount.Usd));
        Assert.InRange((bill.Subtotal - bill.Functions[0].Cost).Usd, 0, 1e-6m);
    }

    [Fact]
    [Pins("BIL-TIERS")]
    public void Architectures_climb_their_steps_apart()
    {
        var bill = MakeAll(_noFreeTier, [new() { MemoryMb = 10_240 }, new() { MemoryMb = 10_240, Architecture = Architecture.Arm64 }], run =>
        {
            run.Calls(500_000, 900_000, function: 0);
            run.Calls(500_000, 900_000, function: 1);
        });
        Assert.Equal([1, 1], bill.Lines.Where(l => l.Item == BillItem.Duration).Select(l => l.Tier));
    }

    [Fact]
    [Pins("BIL-FREE")]
    public void The_free_GB_seconds_are_shared_by_architectures_in_proportion()
    {
        var bill = MakeAll(_list, [new() { MemoryMb = 1024 }, new() { MemoryMb = 1024, Architecture = Architecture.Arm64 }], run =>
        {
            run.Calls(600, 500_000, function: 0);
            run.Calls(400, 500_000, function: 1);
        });
        var free = bill.Lines.Where(l => l.Item == BillItem.FreeDuration).ToList();
        Assert.Equal([240_000m, 160_000m], free.Select(l => l.Quantity));
        Assert.Equal([-240_000 * 0.0000166667m, -160_000 * 0.0000133334m], free.Select(l => l.Amount.Usd));
    }

    [Fact]
    [Pins("BIL-FREE")]
    public void The_free_tier_never_pays_more_than_was_used()
    {
        var bill = Make(_list, new(), run => run.Calls(10, 100));
        Assert.Equal(Money.Zero, bill.Total);
        Assert.Equal(bill.Subtotal, bill.FreeTier);
        Assert.True(bill.Subtotal > Money.Zero);
    }

    [Fact]
    public void Functions_costs_add_up_to_the_subtotal()
    {
        FunctionConfig[] configs =
        [
            new() { MemoryMb = 333 },
            new() { MemoryMb = 777, Architecture = Architecture.Arm64, EphemeralStorageMb = 3333 },
            new() { MemoryMb = 1111, Provisioned = new(3), EphemeralStorageMb = 1024 },
            new(),
        ];
        var bill = MakeAll(_list, configs, run =>
        {
            for (var i = 0; i < 1000; i++)
            {
                run.Call((i * 1_234_567L) + 1, i * 7_654_321L, i % 3 == 2 && i % 2 == 0 ? RunFlags.ProvisionedBit : RunFlags.Cold, i % 3);
            }
        }, end: 13 * Minute);
        Assert.Equal(bill.Subtotal, bill.Functions.Aggregate(Money.Zero, (sum, f) => sum + f.Cost));
        Assert.Equal(bill.Requests, bill.Functions.Sum(f => f.Requests));
        Assert.Equal(bill.BilledMilliseconds, bill.Functions.Sum(f => f.BilledMilliseconds));
        Assert.Equal(Money.Zero, bill.Functions[3].Cost);
    }

    // Published cost per million calls; the billed mean of a duration d in whole milliseconds is d + 0.5 ms.
    [Fact]
    public void The_published_cost_table_of_2025_is_reproduced()
    {
        var deviations = new List<double>();
        foreach (var cells in File.ReadLines(Shared.Path("traces/lambda_workloads_2025.csv")).Skip(1).Select(line => line.Split(',')))
        {
            var config = new FunctionConfig
            {
                Architecture = cells[3] == "arm64" ? Architecture.Arm64 : Architecture.X86_64,
                MemoryMb = int.Parse(cells[4], CultureInfo.InvariantCulture),
            };
            var duration = Ns(cells[5]);
            var init = cells[2] == "cold" ? Ns(cells[7]) : 0;
            var bill = Make(_noFreeTier, config, run =>
            {
                for (var i = 0; i < 1000; i++)
                {
                    run.Call(duration - 500_000 + (i * 1000) + 500, init, init > 0 ? RunFlags.Cold : RunFlags.Warm);
                }
            });
            var published = double.Parse(cells[9], CultureInfo.InvariantCulture);
            deviations.Add(Math.Abs(((double)(bill.Total * 1000).Usd / published) - 1));
        }

        Assert.Equal(484, deviations.Count);
        Assert.InRange(deviations.Max(), 0, 0.002);
        Assert.InRange(deviations.Average(), 0, 0.0003);
    }

    // Closed form: g / (1 - exp(-g / D)).
    [Theory]
    [InlineData(100, 1, 100.500833)]
    [InlineData(10, 1, 10.508332)]
    [InlineData(2, 1, 2.541494)]
    [InlineData(0.5, 1, 1.156518)]
    [InlineData(100, 100, 158.197671)]
    public void The_billed_mean_of_exponential_calls_is_the_closed_form(double meanMs, int granularityMs, double expected)
    {
        const int Seeds = 40;
        const int Calls = 20_000;
        var list = _list with { GranularityMilliseconds = granularityMs };
        var sampler = Distribution.Exponential(Duration.FromNanoseconds((long)(meanMs * Millisecond))).Compile();
        var means = new double[Seeds];
        for (var seed = 0; seed < Seeds; seed++)
        {
            var stream = Draw.Stream((ulong)seed, Purpose.Duration, StableHash.Of("f"));
            var bill = Make(list, new(), run =>
            {
                for (var i = 0ul; i < Calls; i++)
                {
                    run.Call(sampler.Sample(Draw.At(stream, i)), 0, RunFlags.Warm);
                }
            });
            means[seed] = bill.BilledMilliseconds / (double)Calls;
        }

        var mean = means.Average();
        var error = Math.Sqrt(means.Sum(m => (m - mean) * (m - mean)) / (Seeds - 1) / Seeds);
        Assert.InRange(mean, expected - (3 * error), expected + (3 * error));
        Assert.True(error < expected * 0.005);
    }

    [Fact]
    public void A_record_costs_no_memory()
    {
        var projection = new BillProjection(_list);
        projection.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, new() { Provisioned = new(1) }));
        SimEvent[] batch =
        [
            SimEvent.OfCall(1, EventKind.Completed, Outcome.Succeeded, RunFlags.Cold, 0, 0, 0, Millisecond, Millisecond),
            SimEvent.OfCall(1, EventKind.Completed, Outcome.Succeeded, RunFlags.ProvisionedBit, 0, 1, 1, Millisecond, 0),
            new(0, EventKind.InitCompleted, 0, RunFlags.ProvisionedBit, 0, SimEvent.None, 1, Millisecond),
            new(0, EventKind.Dispatched, 0, 3, 0, 2, SimEvent.None, 0),
            new(0, EventKind.Arrived, 0, 0, 0, 3, SimEvent.None, 0),
        ];
        projection.OnEvents(batch);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            projection.OnEvents(batch);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_function_without_a_price_is_refused_when_it_appears()
    {
        var projection = new BillProjection(PriceList.At(new LocalDate(2020, 1, 1)));
        Assert.Throws<SimulationConfigException>(() =>
            projection.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, new() { Architecture = Architecture.Arm64 })));
    }

    [Fact]
    public void There_is_no_bill_before_the_end() => Assert.Throws<InvalidOperationException>(() => new BillProjection(_list).Bill);

    [Fact]
    public void An_empty_run_costs_nothing()
    {
        var bill = MakeAll(_list, [], _ => { });
        Assert.Empty(bill.Lines);
        Assert.Equal(Money.Zero, bill.Total);
    }

    private static long Ns(string milliseconds) => (long)(decimal.Parse(milliseconds, CultureInfo.InvariantCulture) * Millisecond);

    private static BillLine Line(Bill bill, BillItem item) => Assert.Single(bill.Lines, l => l.Item == item);

    private static Bill Make(PriceList prices, FunctionConfig config, Action<Run> fill, long end = 0) => MakeAll(prices, [config], fill, end);

    private static Bill MakeAll(PriceList prices, FunctionConfig[] configs, Action<Run> fill, long end = 0)
    {
        var projection = new BillProjection(prices);
        for (var i = 0; i < configs.Length; i++)
        {
            projection.OnFunction(new FunctionDefinition(i, $"f{i}", FunctionDefinition.Latest, configs[i]));
        }

        fill(new Run(projection));
        projection.OnEnd(new RunEnd(end, 0, Partial: false));
        return projection.Bill;
    }

    private sealed class Run(BillProjection projection)
    {
        public void Add(SimEvent e) => projection.OnEvents([e]);

        public void Call(long durationNs, long initNs, int flags, int function = 0) =>
            Add(SimEvent.OfCall(0, EventKind.Completed, Outcome.Succeeded, (ushort)flags, function, 0, 0, durationNs, initNs));

        public void Calls(int count, long milliseconds, int flags = RunFlags.Warm, int function = 0)
        {
            var batch = new SimEvent[1000];
            Array.Fill(batch, SimEvent.OfCall(0, EventKind.Completed, Outcome.Succeeded, (ushort)flags, function, 0, 0, milliseconds * Millisecond, 0));
            for (var left = count; left > 0; left -= batch.Length)
            {
                projection.OnEvents(batch.AsSpan(0, Math.Min(left, batch.Length)));
            }
        }

        public void Init(long lengthNs, int flags) => Add(new SimEvent(0, EventKind.InitCompleted, 0, (ushort)flags, 0, SimEvent.None, 0, lengthNs));
    }
}
