using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Randomness;

namespace LambdaSim.Tests.Engine;

/// <summary>One call's way through the engine, and what ties mean.</summary>
public class LifecycleTests
{
    private static FunctionOverrides Init(double ms) => new() { Init = Distribution.Fixed(Duration.FromMilliseconds(ms)) };

    [Fact]
    public void The_first_call_is_cold_and_the_second_finds_its_environment()
    {
        var run = new World().Function("hello", Init(400)).Call("hello", 0, 100).Call("hello", 1_000, 100).Run();

        Assert.Equal(
        [
            "0 Arrived hello/0",
            "0 EnvironmentCreated hello/0 env 0 ColdStart",
            "400 InitCompleted hello/0 env 0 Succeeded 400",
            "400 Started hello/0 env 0 Cold",
            "500 Completed hello/0 env 0 Succeeded 100 init 400",
            "1000 Arrived hello/1",
            "1000 Started hello/1 env 0 Warm",
            "1100 Completed hello/1 env 0 Succeeded 100",
            "1100 IdleAtEnd hello env 0 idle 0",
        ],
        run.Rows());
    }

    [Fact]
    public void A_request_at_the_instant_of_release_is_warm()
    {
        var run = new World().Call("f", 0, 100).Call("f", 100, 100).Run();

        Assert.Equal(1, run.Metrics.Cold);
        Assert.Equal(1, run.Metrics.PeakRunning);
    }

    [Fact]
    public void A_request_at_the_instant_a_keep_alive_ends_is_cold()
    {
        var world = new World().With(c => c with { KeepAlive = KeepAlive.Fixed(Duration.FromSeconds(1)) });

        Assert.Equal(1, world.Call("f", 0, 100).Call("f", 1_099.999999, 1).Run().Metrics.Cold);
        var late = new World { Config = world.Config }.Call("f", 0, 100).Call("f", 1_100, 1).Run();

        Assert.Equal(2, late.Metrics.Cold);
        Assert.Contains("1100 EnvironmentEnded f env 0 KeepAlive idle 1000", late.Rows());
    }

    [Fact]
    public void A_keep_alive_of_zero_ends_in_the_instant_of_completion()
    {
        var run = new World().With(c => c with { KeepAlive = KeepAlive.Fixed(Duration.Zero) }).Call("f", 0, 100).Call("f", 100, 1).Run();

        Assert.Equal(["100 EnvironmentEnded f env 0 KeepAlive idle 0"], run.Rows(EventKind.EnvironmentEnded));
        Assert.Equal(2, run.Metrics.Cold);
    }

    [Fact]
    [Pins("ENV-MRU")]
    public void The_most_recently_used_environment_is_taken()
    {
        var run = new World().Call("f", 0, 100).Call("f", 0, 200).Call("f", 0, 150).Call("f", 500, 1).Call("f", 500, 1).Run();

        Assert.Equal(["0 Started f/0 env 0 Cold", "0 Started f/1 env 1 Cold", "0 Started f/2 env 2 Cold", "500 Started f/3 env 1 Warm", "500 Started f/4 env 2 Warm"], run.Rows(EventKind.Started));
    }

    [Fact]
    [Pins("ENV-VERSION")]
    public void Environments_are_not_shared_between_versions()
    {
        var run = new World().Call("f:1", 0, 10).Call("f:2", 100, 10).Call("f:1", 200, 10).Run();

        Assert.Equal(2, run.Metrics.Cold);
    }

    [Fact]
    [Pins("INV-TIMEOUT")]
    public void A_call_that_ends_exactly_at_its_timeout_has_succeeded()
    {
        var run = new World().Function("f", new FunctionOverrides { Timeout = Duration.FromSeconds(1) }).Call("f", 0, 1_000).Call("f", 2_000, 1_000.000001).Run();

        Assert.Equal(["1000 Completed f/0 env 0 Succeeded 1000", "3000 Completed f/1 env 0 TimedOut 1000"], run.Rows(EventKind.Completed));
    }

    [Fact]
    public void A_request_at_the_instant_of_a_timeout_finds_the_environment_still_busy()
    {
        var run = new World().Function("f", new FunctionOverrides { Timeout = Duration.FromSeconds(1) }).Call("f", 0, 5_000).Call("f", 1_000, 1).Run();

        Assert.Equal(2, run.Metrics.Cold);
    }

    [Theory]
    [InlineData(Outcome.TimedOut)]
    [InlineData(Outcome.Crashed)]
    [Pins("INIT-SUPPRESSED")]
    public void After_a_timeout_or_a_crash_the_next_call_pays_a_suppressed_init_inside_its_duration(Outcome outcome)
    {
        var run = new World().Function("f", Init(400) with { Timeout = Duration.FromSeconds(3) }).Call("f", 0, 100, outcome: outcome).Call("f", 10_000, 100).Run();

        Assert.Contains("10000 Started f/1 env 0 Reinit", run.Rows());
        Assert.Contains("10500 Completed f/1 env 0 Succeeded 500", run.Rows());
        Assert.Equal((1, 0, 1), (run.Metrics.Cold, run.Metrics.Warm, run.Metrics.Reinit));
    }

    [Fact]
    public void A_function_error_leaves_the_environment_warm()
    {
        var run = new World().Function("f", Init(400)).Call("f", 0, 100, outcome: Outcome.Failed).Call("f", 10_000, 100).Run();

        Assert.Contains("10000 Started f/1 env 0 Warm", run.Rows());
    }

    [Fact]
    [Pins("INIT-LIMIT")]
    public void An_init_over_ten_seconds_is_cut_and_repeated_inside_the_invocation()
    {
        var run = new World().Function("f", Init(12_000)).Call("f", 0, 100).Run();

        Assert.Equal(["10000 InitCompleted f/0 env 0 TimedOut 10000"], run.Rows(EventKind.InitCompleted));
        Assert.Equal(["22100 Completed f/0 env 0 Succeeded 12100 init 10000"], run.Rows(EventKind.Completed));
    }

    [Fact]
    public void A_suppressed_init_counts_against_the_timeout()
    {
        var run = new World().Function("f", Init(12_000) with { Timeout = Duration.FromSeconds(5) }).Call("f", 0, 100).Run();

        Assert.Equal(["15000 Completed f/0 env 0 TimedOut 5000 init 10000"], run.Rows(EventKind.Completed));
    }

    [Fact]
    [Pins("ENV-CREATION")]
    public void The_time_to_create_an_environment_is_waited_for_but_neither_init_nor_billed()
    {
        var run = new World().Function("f", Init(400) with { CreationDelay = Duration.FromMilliseconds(80) }).Call("f", 0, 100).Run();

        Assert.Equal(["580 Completed f/0 env 0 Succeeded 100 init 400"], run.Rows(EventKind.Completed));
        Assert.Equal((580_000_000, 500), ((long)run.Metrics.LatencyNs, run.Metrics.BilledMs));
    }

    [Theory]
    [InlineData(1_769, 1_000)]
    [InlineData(10_240, 1_000)]
    [InlineData(128, 6_910.15625)]
    [Pins("ENV-CPU")]
    public void Cpu_bound_work_takes_longer_below_one_full_core(int memory, double expectedHalfBoundMs)
    {
        // At 1,769 MB and above a full core; below, 1769/memory times as long, for the half that is CPU-bound.
        var run = new World().Function("f", new FunctionOverrides { MemoryMb = memory, Cpu = new CpuModel(0.5m, 1_769) }).Call("f", 0, 1_000).Run();
        var expected = memory == 128 ? 500 + (500 * 1_769.0 / 128) : expectedHalfBoundMs;

        Assert.Equal(expected, run.Log.Single(e => e.Kind == EventKind.Completed).DurationNs / 1e6, 3);
    }

    [Fact]
    public void The_first_call_of_a_named_runtime_pays_its_penalty_once()
    {
        var run = new World().Function("f", new FunctionOverrides { Runtime = "dotnet8", MemoryMb = 256, Init = Distribution.Fixed(Duration.Zero) }).Call("f", 0, 10).Call("f", 1_000, 10).Run();

        Assert.Equal(["368.7 Completed f/0 env 0 Succeeded 368.7", "1010 Completed f/1 env 0 Succeeded 10"], run.Rows(EventKind.Completed));
    }

    [Fact]
    public void Init_comes_from_the_configuration_then_the_trace_then_the_runtime()
    {
        var configured = new World().Function("f", Init(400)).Call("f", 0, 10, initMs: 123).Run();
        var traced = new World().Function("f", new FunctionOverrides { Runtime = "python3.12" }).Call("f", 0, 10, initMs: 123).Run();
        var modelled = new World().Function("f", new FunctionOverrides { Runtime = "python3.12" }).Call("f", 0, 10).Run();

        Assert.Equal(400, (double)configured.Metrics.InitNs / 1e6);
        Assert.Equal(123, (double)traced.Metrics.InitNs / 1e6);
        Assert.InRange((double)modelled.Metrics.InitNs / 1e6, 60, 283);
    }

    [Fact]
    public void A_function_without_any_duration_is_refused()
    {
        var error = Assert.Throws<SimulationConfigException>(() => new World().Call("f", 0, -1).Run());

        Assert.Contains("function f has no duration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_cut_at_its_last_arrival_gives_what_still_runs_its_fate()
    {
        var run = new World().With(c => c with { Until = ReplayEnd.LastArrival }).Function("f", Init(400)).Call("f", 0, 5_000).Call("f", 100, 100).Call("f", 1_000, 10).Run();

        Assert.Equal(["1000 RunningAtEnd f/0 env 0 Succeeded 5000 init 400"], run.Rows(EventKind.RunningAtEnd).Take(1));
        Assert.Equal(2, run.Metrics.RunningAtEnd);
    }

    [Fact]
    public void A_run_cut_during_init_gives_the_call_the_figures_it_would_have_had()
    {
        var run = new World().With(c => c with { Until = ReplayEnd.LastArrival }).Function("f", Init(400) with { Timeout = Duration.FromSeconds(1) }).Call("f", 0, 5_000).Call("f", 100, 50).Run();

        Assert.Equal(["100 RunningAtEnd f/0 env 0 TimedOut 1000 init 400", "100 RunningAtEnd f/1 env 1 Succeeded 50 init 400"], run.Rows(EventKind.RunningAtEnd));
    }

    [Fact]
    public void A_run_cut_at_a_time_stops_there()
    {
        var run = new World().With(c => c with { UntilTime = Duration.FromSeconds(2) }).Call("f", 0, 5_000).Call("f", 10_000, 1).Run();

        Assert.Equal(2_000_000_000, run.Result.End.Time);
        Assert.Equal(1, run.Metrics.Arrivals);
        Assert.Equal(1, run.Metrics.RunningAtEnd);
    }

    [Fact]
    public void A_run_cut_while_nothing_runs_lasts_to_the_cut_when_more_would_have_come()
    {
        var world = new World().With(c => c with { UntilTime = Duration.FromSeconds(2) });

        Assert.Equal(2_000_000_000, world.Call("f", 0, 500).Call("f", 10_000, 1).Run().Result.End.Time);
        Assert.Equal(500_000_000, new World { Config = world.Config }.Call("f", 0, 500).Run().Result.End.Time);
    }

    [Fact]
    public void An_empty_workload_is_an_empty_run() => Assert.Equal((0, 0), (new World().Run().Metrics.Arrivals, new World().Run().Result.End.Time));
}
