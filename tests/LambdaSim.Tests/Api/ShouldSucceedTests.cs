using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>A call that should have succeeded shows why it did not.</summary>
public class ShouldSucceedTests
{
    [Fact]
    public void A_call_that_succeeded_goes_on()
    {
        using var simulation = new Simulation();

        Assert.Equal(3, simulation.AddFunction("f", () => 3).Invoke().ShouldSucceed().Value<int>());
    }

    [Fact]
    public void A_failure_shows_the_error_and_the_log()
    {
        using var simulation = new Simulation(seed: 7);
        var import = simulation.AddFunction("import", (string file, LambdaContext context) =>
        {
            context.Log($"reading {file}");
            throw new FormatException("row 7 is no number");
        });
        simulation.AddFunction("other", (LambdaContext context) => context.Log("not this")).Invoke();

        var failure = Assert.Throws<FunctionErrorException>(() => import.Invoke("march.csv").ShouldSucceed());

        Assert.StartsWith("import should have succeeded, but failed: FormatException: row 7 is no number\n\nlog of the call:\n  START RequestId: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reading march.csv", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not this", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("repeat with seed 7: LAMBDASIM_SEED=7)", failure.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(failure.InnerException);
        Assert.Equal(Outcome.Failed, failure.Result.Outcome);
    }

    [Fact]
    public void A_timeout_and_a_throttle_say_so()
    {
        using var simulation = new Simulation();
        var slow = simulation.AddFunction("slow", 40.Seconds);
        var none = simulation.AddFunction("none", () => 1, f => f with { ReservedConcurrency = 0 });

        Assert.StartsWith("slow should have succeeded, but timed out: ", Message(() => slow.Invoke().ShouldSucceed()), StringComparison.Ordinal);
        Assert.StartsWith("none should have succeeded, but was throttled (ReservedConcurrency, rule ADM-RESERVED)", Message(() => none.Invoke().ShouldSucceed()), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_log_it_says_how_to_have_one()
    {
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off });
        var f = simulation.AddFunction("f", () => throw new FormatException("no"));

        Assert.Contains("set Log = EventLogLevel.Kept", Message(() => f.Invoke().ShouldSucceed()), StringComparison.Ordinal);
    }

    [Fact]
    public void Inside_the_world_it_shows_the_same()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (LambdaContext context) =>
        {
            context.Log("seen");
            throw new FormatException("no");
        });

        Assert.Contains("seen", Message(() => simulation.Run(async () => (await f.InvokeAsync()).ShouldSucceed())), StringComparison.Ordinal);
    }

    private static string Message(Action action) => Assert.Throws<FunctionErrorException>(action).Message;
}
