using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using LambdaSim.Units;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Api;

/// <summary>Metrics are lengths of time, and there is a view of each function.</summary>
public class MetricsViewTests
{
    [Fact]
    public void Sums_are_lengths_of_time()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (int ms, LambdaContext context) => await context.Delay(ms.Milliseconds), init: (LambdaContext context) => context.Spend(500.Milliseconds));

        f.Invoke(100);
        simulation.AdvanceBy(10.Seconds);
        f.Invoke(300);

        var metrics = simulation.Metrics;
        Assert.Equal(400.Milliseconds, metrics.TotalDuration);
        Assert.Equal(500.Milliseconds, metrics.TotalInit);
        Assert.Equal(450.Milliseconds, metrics.MeanLatency);
        Assert.Equal(600.Milliseconds, metrics.MaxLatency);
        Assert.Equal(900.Milliseconds, metrics.TotalLatency);
        Assert.Equal(900.Milliseconds, metrics.BilledDuration);
        Assert.Equal(400.Milliseconds, metrics.BilledDurationWithoutInit);
        Assert.Equal(10.Seconds, metrics.IdleTime);
        Assert.Equal(900m * 128 / 1024 / 1000, metrics.BilledGbSeconds);
        Assert.InRange(metrics.Latency.Percentile(50), 297.Milliseconds, 300.Milliseconds);
        Assert.Equal(2, metrics.EndedAs(Outcome.Succeeded));
    }

    [Fact]
    public void Each_function_has_figures_of_its_own()
    {
        using var simulation = new Simulation();
        var (a, b) = (simulation.AddFunction("a", 100.Milliseconds), simulation.AddFunction("b", 300.Milliseconds, f => f with { ReservedConcurrency = 0 }));
        simulation.AddFunction("c", () => 1);

        a.Invoke();
        a.Invoke();
        b.Invoke();

        Assert.Equal((2, 1, 1, 0), (a.Metrics.Arrivals, a.Metrics.Cold, a.Metrics.Warm, a.Metrics.Throttles));
        Assert.Equal(100.Milliseconds, a.Metrics.MeanLatency);
        Assert.Equal((1, 0, 1), (b.Metrics.Arrivals, b.Metrics.Admitted, b.Metrics.ThrottledBy(ThrottleCause.ReservedConcurrency)));
        Assert.Equal(0, simulation.Metrics.Of("c").Arrivals);
        Assert.Equal(3, simulation.Metrics.Arrivals);
    }

    [Fact]
    public void A_name_means_all_versions_and_a_qualified_one_its_version()
    {
        using var simulation = new Simulation();
        var (one, two) = (simulation.AddFunction("f:1", () => 1), simulation.AddFunction("f:2", () => 2));

        one.Invoke();
        one.Invoke();
        two.Invoke();

        Assert.Equal((3, 2, 1), (simulation.Metrics.Of("f").Arrivals, simulation.Metrics.Of("f:1").Arrivals, two.Metrics.Arrivals));
    }

    [Fact]
    public void An_unknown_function_is_refused_with_the_nearest()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("checkout", () => 1).Invoke();

        Assert.Contains("checkout", Assert.Throws<ResourceNotFoundException>(() => simulation.Metrics.Of("chekout")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => simulation.Metrics.Of("checkout").Of("checkout"));
    }

    [Fact]
    public void Without_a_kept_log_the_view_says_what_to_set()
    {
        using var workload = Arrivals.Constant("f", 1.Seconds, new ArrivalOptions { Count = 3, Duration = Distribution.Fixed(1.Milliseconds) });
        var result = Simulation.Replay(workload, new SimulationConfig());

        Assert.Contains("EventLogLevel.Kept", Assert.Throws<InvalidOperationException>(() => result.Metrics.Of("f")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_are_fed_by_the_run_alone() =>
        Assert.DoesNotContain(typeof(Metrics).GetMethods(), m => m.Name.StartsWith("On", StringComparison.Ordinal));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100.5)]
    [InlineData(double.NaN)]
    public void A_percentile_is_between_0_and_100(double percent)
    {
        using var simulation = new Simulation();

        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Metrics.Latency.Percentile(percent));
    }

    [Fact]
    public void A_run_without_calls_has_no_latency()
    {
        using var simulation = new Simulation();

        Assert.Equal(Duration.Zero, simulation.Metrics.MeanLatency);
        Assert.Equal(Duration.Zero, simulation.Metrics.Latency.Percentile(99));
    }
}
