using LambdaSim.Events;

namespace LambdaSim.Tests.Simulations;

/// <summary>The init phase of environments with code in them (rules INIT-LIMIT, INIT-SUPPRESSED).</summary>
public class InitPhaseTests
{
    [Fact]
    public void Init_takes_the_virtual_time_its_code_takes()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1, init: static async (LambdaContext c) => await c.Delay(Duration.FromMilliseconds(700)));

        var cold = f.Invoke();
        var warm = f.Invoke();

        Assert.Equal(Duration.FromMilliseconds(700), cold.InitDuration);
        Assert.Equal(Duration.FromMilliseconds(700), cold.BilledDuration);
        Assert.Equal(Duration.Zero, warm.InitDuration);
    }

    [Fact]
    public void Init_over_ten_seconds_is_cut_and_repeated_inside_the_call()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f",
            () => 1,
            c => c with { Timeout = Duration.FromSeconds(60) },
            init: static async (LambdaContext c) => await c.Delay(Duration.FromSeconds(12)));

        var result = f.Invoke();

        Assert.True(result.Succeeded, result.ToString());
        Assert.Equal(Duration.FromSeconds(10), result.InitDuration);
        Assert.Equal(Duration.FromSeconds(12), result.Duration);
        Assert.Equal(Duration.FromSeconds(22), simulation.Elapsed);
    }

    [Fact]
    public void An_init_that_throws_is_repeated_inside_the_call_and_its_error_is_the_answer()
    {
        var runs = 0;
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1, init: () =>
        {
            runs++;
            throw new InvalidOperationException("no configuration");
        });

        var result = f.Invoke();

        Assert.Equal(2, runs);
        Assert.Equal("InvalidOperationException", result.Error!.Type);
        Assert.Contains(simulation.Log, e => e is { Kind: EventKind.InitCompleted, InitOutcome: InitOutcome.Failed });
    }

    [Fact]
    public void After_a_timeout_the_next_call_pays_an_init_inside_its_duration()
    {
        var inits = 0;
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f",
            static async (int ms, LambdaContext c) => await c.Delay(Duration.FromMilliseconds(ms)),
            init: async (LambdaContext c) =>
            {
                inits++;
                await c.Delay(Duration.FromMilliseconds(400));
            });

        var first = f.Invoke(5_000);
        var second = f.Invoke(100);

        Assert.Equal(Outcome.TimedOut, first.Outcome);
        Assert.Equal(StartType.Reinit, second.Start);
        Assert.Equal(Duration.FromMilliseconds(500), second.Duration);
        Assert.Equal(2, inits);
    }

    [Fact]
    public void A_runtime_that_is_named_takes_its_own_init_before_the_functions()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f",
            () => 1,
            c => c with { Runtime = "dotnet8", FirstCallPenalty = false },
            init: static async (LambdaContext c) => await c.Delay(Duration.FromSeconds(1)));

        var result = f.Invoke();

        Assert.InRange(result.InitDuration, Duration.FromMilliseconds(1_150), Duration.FromSeconds(3));
        Assert.Equal(Duration.Zero, result.Duration);
    }

    [Fact]
    public void Provisioned_environments_run_their_init_ahead()
    {
        var inits = 0;
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f:1",
            () => 1,
            c => c with { Provisioned = new LambdaSim.Configuration.ProvisionedConcurrency(3) },
            init: () => { inits++; });

        simulation.AdvanceBy(Duration.FromSeconds(1));
        var result = f.Invoke();

        Assert.Equal(3, inits);
        Assert.Equal(StartType.Warm, result.Start);
    }
}
