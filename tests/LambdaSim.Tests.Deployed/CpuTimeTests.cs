using LambdaSim.Deployed;
using LambdaSim.Units;

namespace LambdaSim.Tests.Deployed;

/// <summary>Real time of computing as virtual time, where it is asked for.</summary>
public sealed class CpuTimeTests
{
    private const string Listed = "reproducible runs: real time that 'f' computes for";

    [Fact]
    [Pins("DEP-CPU")]
    public void Computing_takes_no_time_by_itself()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<Computes>("f").Invoke(1_000_000);

        Assert.Equal(Duration.Zero, result.Duration);
        Assert.DoesNotContain(simulation.Unsimulated, static line => line.Contains(Listed, StringComparison.Ordinal));
    }

    [Fact]
    [Pins("DEP-CPU")]
    public void Measured_computing_takes_time_and_the_run_says_that_it_is_not_reproducible()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<Computes>("f", f => f with { Timeout = 5.Minutes }, options: new DeployedOptions { CpuTimeFactor = 1 }).Invoke(1_000_000);

        Assert.True(result.Duration > Duration.Zero);
        Assert.Contains(simulation.Unsimulated, static line => line.Contains(Listed, StringComparison.Ordinal));
    }

    [Fact]
    [Pins("DEP-CPU")]
    public void A_loop_that_waits_for_the_clock_ends_also_after_an_await()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<WaitsForClock>("f", f => f with { MemoryMb = 128, Timeout = 5.Minutes }, options: new DeployedOptions { CpuTimeFactor = 1 }).Invoke("");

        Assert.True(result.Duration >= 1_100.Milliseconds, result.Duration.ToString());
    }

    [Fact]
    public void Computing_that_takes_too_long_is_a_timeout()
    {
        using var simulation = new Simulation(seed: 1);
        var result = simulation.AddDeployed<WaitsForClock>("f", f => f with { Timeout = 1.Seconds }, options: new DeployedOptions { CpuTimeFactor = 100 }).Invoke("");

        Assert.Equal(Outcome.TimedOut, result.Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1_001)]
    public void A_factor_that_is_none_is_refused(double factor)
    {
        using var simulation = new Simulation(seed: 1);

        Assert.Contains("CpuTimeFactor", Assert.Throws<InvalidHandlerException>(() => simulation.AddDeployed<Computes>("f", options: new DeployedOptions { CpuTimeFactor = factor })).Message, StringComparison.Ordinal);
    }
}

public sealed class Computes
{
    public int Handle(int rounds)
    {
        var x = 1;
        for (var i = 0; i < rounds; i++)
        {
            x = (x * 31) + i;
        }

        return x;
    }
}

public sealed class WaitsForClock
{
    public async Task<int> Handle(string input)
    {
        Spin(50);
        await Task.Delay(1_000);
        return Spin(50);
    }

    private static int Spin(int milliseconds)
    {
        var turns = 0;
        for (var until = DateTime.UtcNow.AddMilliseconds(milliseconds); DateTime.UtcNow < until; turns++)
        {
        }

        return turns;
    }
}
