using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Randomness;
using LambdaSim.Units;
using LambdaSim.Workloads;

namespace LambdaSim.Tests.Api;

/// <summary>Settings and verbs take a TimeSpan, a Duration or <c>3.Seconds</c>.</summary>
public class LengthOfTimeTests
{
    [Fact]
    public void A_timeout_is_given_in_either_type_and_is_the_same()
    {
        var spans = FunctionConfig.Default with { Timeout = TimeSpan.FromSeconds(30), MaximumEventAge = TimeSpan.FromHours(1), CreationDelay = TimeSpan.FromMilliseconds(5) };
        var durations = FunctionConfig.Default with { Timeout = Duration.FromSeconds(30), MaximumEventAge = Duration.FromHours(1), CreationDelay = Duration.FromMilliseconds(5) };
        var quantities = FunctionConfig.Default with { Timeout = 30.Seconds, MaximumEventAge = 1.Hours, CreationDelay = 5.Milliseconds };

        Assert.Equal(spans, durations);
        Assert.Equal(spans, quantities);
        Assert.Equal(30.Seconds, spans.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(30), spans.Timeout.ToTimeSpan());
        Assert.Equal(Duration.FromSeconds(30), spans.Timeout.ToDuration());
    }

    [Fact]
    public void Verbs_and_the_context_take_a_TimeSpan()
    {
        using var simulation = new Simulation(new SimulationOptions { CancellationLead = TimeSpan.FromSeconds(1) });
        var f = simulation.AddFunction("f", async (LambdaContext context) =>
        {
            await context.Delay(TimeSpan.FromMilliseconds(100));
            context.Spend(TimeSpan.FromMilliseconds(200));
            return await context.External(() => Task.FromResult(1), TimeSpan.FromMilliseconds(300));
        });
        simulation.AddFunction("modelled", TimeSpan.FromMilliseconds(400));

        Assert.Equal(600.Milliseconds, f.Invoke().Duration);
        Assert.Equal(400.Milliseconds, simulation["modelled"].Invoke().Duration);
        simulation.AdvanceBy(TimeSpan.FromSeconds(1));
        simulation.Run(async () => await simulation.Delay(TimeSpan.FromSeconds(2)));
        Assert.Equal(4.Seconds, simulation.Elapsed);
    }

    [Fact]
    public void A_quantity_is_what_the_framework_asks_for()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext context) =>
        {
            await Task.Delay(1.Seconds, context.Time);
            using var patience = new CancellationTokenSource(0.5.Seconds, context.Time);
            await Assert.ThrowsAsync<TaskCanceledException>(() => Task.Delay(10.Seconds, context.Time, patience.Token));
            await context.Delay(TimeSpan.FromMilliseconds(250) + 250.Milliseconds);
        });

        Assert.Equal(2.Seconds, f.Invoke().Duration);
    }

    [Fact]
    public void A_quantity_calculates_with_all_of_them()
    {
        Duration duration = 2 * 1.5.Seconds;
        TimeSpan span = 3.Seconds / 2;
        TimeLength length = 3.Seconds - 1.Seconds;

        Assert.Equal(Duration.FromSeconds(3), duration);
        Assert.Equal(TimeSpan.FromSeconds(1.5), span);
        Assert.True(length < duration && length == 2.Seconds && length > span);
        Assert.Equal(Instant.FromUtc(2026, 1, 1, 0, 1), Instant.FromUtc(2026, 1, 1, 0, 0) + 1.Minutes);
        Assert.Equal("0:00:00:02", length.ToString());
    }

    [Fact]
    public void Worlds_workloads_and_rows_take_a_TimeSpan()
    {
        var world = new SimulationConfig { KeepAlive = KeepAlive.Uniform(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(7)), Lifetime = new(TimeSpan.FromHours(2)), UntilTime = TimeSpan.FromMinutes(1) };
        var model = Distribution.LogNormal(TimeSpan.FromMilliseconds(80), p99: TimeSpan.FromMilliseconds(900));
        using var workload = Arrivals.Constant("f", TimeSpan.FromSeconds(1), new ArrivalOptions { Span = TimeSpan.FromMinutes(1), Duration = model });

        Assert.Equal(KeepAlive.Default, world.KeepAlive);
        Assert.Equal(60, Simulation.Replay(workload, world).Metrics.Arrivals);
        Assert.Equal(Row.At(Duration.FromSeconds(2), "f ok"), Row.At(TimeSpan.FromSeconds(2), "f ok"));
        Assert.Equal(Distribution.FitLogNormal([1.Seconds, 2.Seconds]), Distribution.FitLogNormal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void Ticks_out_of_range_are_refused_and_change_nothing(long ticks)
    {
        using var simulation = new Simulation();
        var span = new TimeSpan(ticks);

        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.AdvanceBy(span));
        Assert.ThrowsAny<Exception>(() => simulation.AddFunction("f", span));
        Assert.ThrowsAny<Exception>(() => simulation.AddFunction("f", () => 1, f => f with { Timeout = span }));
        Assert.Empty(simulation.Functions);
        Assert.Equal(Duration.Zero, simulation.Elapsed);
    }
}
