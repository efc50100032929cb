using LambdaSim.Configuration;
using LambdaSim.Engine;

namespace LambdaSim.Tests.Configuration;

/// <summary>No inert setting: what was written down and could not act is listed, once, under where it was written.</summary>
public class UnsimulatedTests
{
    private static readonly FunctionOverrides _inert = new() { PackageType = PackageType.Image, FirstCallPenalty = true, MaximumEventAge = Duration.FromHours(1), MaximumRetryAttempts = 1, Cpu = new CpuModel(0.5m) };

    [Fact]
    public void Settings_that_cannot_act_are_listed_under_their_function()
    {
        var run = new World().Function("f", _inert).Call("f", 0, 10).Call("f:1", 0, 10).Run();

        Assert.Equal(
        [
            "cpu of f: neither referenceMemory nor the workload says at which memory size the durations hold",
            "packageType of f: without a runtime INIT does not depend on it, and these prices bill every INIT",
            "firstCallPenalty of f: no runtime is named",
            "maximumEventAge of f: no event was ever accepted",
            "maximumRetryAttempts of f: no attempt of an event failed",
        ],
        run.Result.Unsimulated);
    }

    [Fact]
    public void A_default_is_listed_once_however_many_functions_it_holds_for()
    {
        var world = new World().With(c => c with { Defaults = c.Defaults with { Duration = LambdaSim.Randomness.Distribution.Fixed(Duration.FromSeconds(1)) } });

        Assert.Equal(["duration of defaults: the workload, or code, gives every call's duration"], world.Call("f", 0, 10).Call("g", 0, 10).Run().Result.Unsimulated);
        Assert.Empty(world.Call("h", 0, -1).Run().Result.Unsimulated);
    }

    [Theory]
    [InlineData("""{"async":{"recursionLimit":5}}""", "async recursionLimit: nothing is sent on")]
    [InlineData("""{"async":{"backoffJitter":"full","deliveryAttempts":3}}""", "async backoffJitter: no event was ever accepted", "async deliveryAttempts: no event was ever accepted")]
    [InlineData("""{"polling":{"startDelay":"5s"}}""", "polling: the configuration has no event source mappings")]
    public void What_a_replay_has_no_use_for_is_listed_one_by_one(string config, params string[] expected) =>
        Assert.Equal(expected, new World { Config = ConfigJson.Read(config) }.Call("f", 0, 10).Run().Result.Unsimulated);

    [Fact]
    public void Where_events_are_accepted_and_none_is_sent_on_only_what_concerns_sending_is_listed() => Assert.Equal(
        ["async deliveryAttempts: nothing is sent on", "async deadLetterScope: nothing is sent on"],
        new World { Config = ConfigJson.Read("""{"async":{"backoffJitter":"full","deliveryAttempts":3,"deadLetterScope":"function"}}""") }.Send("f", 0, 10).Run().Result.Unsimulated);

    [Fact]
    public void A_wait_at_low_traffic_that_no_window_waits_for_is_listed()
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Polling = new PollingConfig { WindowStart = WindowStart.PreviousBatch, LowTrafficWait = Duration.FromSeconds(5) } } });

        Assert.Contains("polling lowTrafficWait: a window that begins with the batch before ends when it ends", simulation.Unsimulated);
    }

    [Fact]
    public void Settings_that_act_are_not_listed()
    {
        var world = new World().Function("f", _inert with { Runtime = "dotnet8", Cpu = new CpuModel(0.5m, 512) }).Call("f", 0, 10, type: InvocationType.Event, outcome: Outcome.Failed);

        Assert.Empty(world.Run().Result.Unsimulated);
    }

    [Fact]
    public void A_package_type_acts_where_prices_depend_on_it()
    {
        var world = new World().With(c => c with { Prices = PriceList.At(new NodaTime.LocalDate(2024, 1, 1)) }).Function("f", new FunctionOverrides { PackageType = PackageType.Image });

        Assert.Empty(world.Call("f", 0, 10).Run().Result.Unsimulated);
    }

    [Fact]
    public void A_log_format_is_listed_unless_the_log_is_written()
    {
        var config = new World().Function("f", new FunctionOverrides { LogFormat = LogFormat.Json, ApplicationLogLevel = ApplicationLogLevel.Warn }).Config;
        IReadOnlyList<string> Listed(params LambdaSim.Events.IEventObserver[] observers)
        {
            using var calls = new ListSource([("f", new Arrival { Duration = 1 })]);
            return Simulation.Replay(calls, config, new ReplayOptions { Observers = observers }, TestContext.Current.CancellationToken).Unsimulated;
        }

        Assert.Equal(["logFormat of f: no log lines were asked for (Projections.FunctionLogs)"], Listed());
        Assert.Empty(Listed(new LambdaSim.Projections.FunctionLogs(config.Seed, config.Start, config.Prices)));
    }

    [Fact]
    public void A_quota_profile_without_limits_to_apply_it_to_is_listed()
    {
        var world = new World().With(c => c with { Account = new AccountConfig { Quotas = QuotaProfile.Legacy2023, LimitRequestRate = false, LimitScalingRate = false } });

        Assert.Equal(["quotas: both the scaling rate and the request rate are off"], world.Call("f", 0, 10).Run().Result.Unsimulated);
    }

    [Fact]
    public void A_start_is_listed_when_the_workload_has_its_own()
    {
        var config = new SimulationConfig { Start = Instant.FromUtc(2020, 1, 1, 0, 0) };
        using var dated = new Dated();

        Assert.Equal(["start: the workload carries its own dates"], Simulation.Replay(dated, config, cancellation: TestContext.Current.CancellationToken).Unsimulated);
    }

    private sealed class Dated : ArrivalSource
    {
        public override string Name => "dated";

        public override Instant? Start => Instant.FromUtc(2021, 1, 1, 0, 0);

        public override IReadOnlyList<TraceFunction> Functions => [];

        public override int Read(Span<Arrival> buffer) => 0;
    }
}
