using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Engine;

/// <summary>Settings at and beyond what numbers can hold: an answer or a clear refusal.</summary>
public class ExtremeSettingsTests
{
    private static readonly Duration _millennium = Duration.FromDays(365_000);

    public static TheoryData<string, SimulationConfig> TooLong => new()
    {
        { "until", new SimulationConfig { UntilTime = _millennium } },
        { "creationDelay", new SimulationConfig { Defaults = new() { CreationDelay = _millennium } } },
        { "timeout", new SimulationConfig { Defaults = new() { Timeout = _millennium } } },
        { "maximumEventAge", new SimulationConfig { Defaults = new() { MaximumEventAge = _millennium } } },
        { "readyAt", new SimulationConfig { Functions = new Dictionary<string, FunctionOverrides> { ["f"] = new() { Provisioned = new(1, _millennium) } } } },
    };

    [Theory]
    [MemberData(nameof(TooLong))]
    public void A_length_of_time_beyond_all_sense_is_refused_by_name(string setting, SimulationConfig config)
    {
        var error = Assert.ThrowsAny<Exception>(() => new World { Config = config }.Run());

        Assert.True(error is SimulationConfigException or LambdaServiceException, error.ToString());
        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Provisioned_concurrency_of_versions_that_adds_up_beyond_an_integer_is_refused()
    {
        var huge = new FunctionOverrides { Provisioned = new ProvisionedConcurrency(int.MaxValue) };

        Assert.Throws<InvalidParameterValueException>(() => new World().Function("f:1", huge).Function("f:2", huge).Run());
    }

    [Fact]
    public void The_greatest_account_counts_its_requests_without_overflow()
    {
        var run = new World().Limit(9_999_991).Call("f", 0, 1, 3).Call("f", 365.25 * 86_400_000 * 50, 1, 3).Run();

        Assert.Equal((6, 0), (run.Served, run.Metrics.Throttles));
    }

    [Fact]
    public void A_function_is_configured_without_naming_its_latest_version()
    {
        var error = Assert.Throws<SimulationConfigException>(() => new World().Function("f:$LATEST", new FunctionOverrides { ReservedConcurrency = 0 }).Call("f", 0, 1).Run());

        Assert.Contains("write f", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workload_may_name_the_latest_version()
    {
        var run = new World().Function("f", new FunctionOverrides { ReservedConcurrency = 1 }).Call("f:$LATEST", 0, 10).Call("f", 100, 10).Call("f:$LATEST", 200, 10).Run();

        Assert.Equal((1, 2), (run.Metrics.Cold, run.Metrics.Warm));
        Assert.Single(run.Result.Functions);
    }

    [Fact]
    public void A_combination_that_only_a_version_has_names_the_version_when_it_is_refused()
    {
        var world = new World().Function("f", new FunctionOverrides { Runtime = "python3.10" }).Function("f:1", new FunctionOverrides { PackageType = PackageType.Image }).Call("f:1", 0, 10);

        Assert.Contains("function f:1", Assert.Throws<SimulationConfigException>(() => world.Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sums_of_times_outgrow_64_bits()
    {
        var metrics = new Metrics();
        IEventObserver observer = metrics;
        observer.OnFunction(new FunctionDefinition(0, "f", FunctionDefinition.Latest, FunctionConfig.Default));
        const long Year = 31_557_600_000_000_000;
        SimEvent[] idle =
        [
            new(0, EventKind.Started, 0, RunFlags.Warm, 0, 0, 0, Year),
            new(0, EventKind.Dispatched, 0, RunFlags.AsyncBit, 0, 0, 0, Year),
            new(0, EventKind.IdleAtEnd, 0, 0, 0, 0, 0, Year),
        ];
        for (var i = 0; i < 1_000; i++)
        {
            observer.OnEvents(idle);
        }

        var calls = Enumerable.Repeat(SimEvent.OfCall(0, EventKind.Completed, Outcome.Succeeded, RunFlags.Warm, 0, 0, 0, SimEvent.MaxDurationNs, SimEvent.MaxInitNs), 100_000).ToArray();
        for (var i = 0; i < 100; i++)
        {
            observer.OnEvents(calls);
        }

        Assert.Equal((Int128)Year * 1_000, metrics.IdleNs);
        Assert.Equal((Int128)Year * 1_000, metrics.AsyncAgeNs);
        Assert.Equal((Int128)Year * 1_000, metrics.IdleAtEndNs);
        Assert.Equal((Int128)SimEvent.MaxDurationNs * 10_000_000, metrics.DurationNs);
        Assert.Equal((Int128)(SimEvent.MaxDurationNs + SimEvent.MaxInitNs) * 10_000_000, metrics.LatencyNs);
    }

    [Fact]
    public void A_call_of_no_length_is_billed_a_millisecond()
    {
        var run = new World().Call("f", 0, 0).Run();

        Assert.Equal((1, 1), (run.Metrics.BilledMs, run.Metrics.BilledMsWithoutInit));
        Assert.Equal(1, PriceList.Current.BilledMilliseconds(0));
    }
}
