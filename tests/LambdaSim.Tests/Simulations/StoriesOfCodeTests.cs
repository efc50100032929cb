using LambdaSim.Assertions;
using LambdaSim.Configuration;
using LambdaSim.Projections;
using LambdaSim.Runtime;
using static LambdaSim.Assertions.Row;

namespace LambdaSim.Tests.Simulations;

/// <summary>What code left in the log, as a story and as CloudWatch shows it.</summary>
public class StoriesOfCodeTests
{
    [Fact]
    public void A_failing_event_is_told_attempt_by_attempt()
    {
        using var simulation = new Simulation();
        var import = simulation.Add("import", new Code(static (_, _) => throw new FormatException("broken")), null);

        import.Send();
        simulation.RunUntilIdle();

        simulation.Log.Of("import").ShouldBe(
            At(Duration.Zero, "import failed FormatException"),
            At(Duration.FromMinutes(1), "import failed FormatException"),
            At(Duration.FromMinutes(3), "import failed FormatException"),
            At(Duration.FromMinutes(3), "import dropped RetriesExhausted"));
        Story.Of(simulation.Log).ShouldBalance();
    }

    [Fact]
    public void A_call_reads_in_the_log_as_on_AWS()
    {
        var logs = new FunctionLogs(5, new SimulationConfig().Start, PriceList.Current);
        using var simulation = new Simulation(new SimulationOptions { Seed = 5, Observers = [logs] });
        var greet = simulation.Add("greet", new Code(static async (c, p) =>
        {
            c.Log("hello");
            await c.Delay(Duration.FromMilliseconds(1500));
            c.Log("", "bare");
            c.UseMemory(99);
            return p;
        }), static f => f with { Timeout = Duration.FromSeconds(3) });

        var result = greet.Invoke();
        _ = simulation.Log;

        Assert.Equal(
            $"START RequestId: {result.RequestId} Version: $LATEST\n" +
            $"2026-01-01T00:00:00.000Z\t{result.RequestId}\tinfo\thello\n" +
            "bare\n" +
            $"END RequestId: {result.RequestId}\n" +
            $"REPORT RequestId: {result.RequestId}\tDuration: 1500.00 ms\tBilled Duration: 1500 ms\tMemory Size: 128 MB\tMax Memory Used: 99 MB\tInit Duration: 0.00 ms\t\n",
            logs.Tail(result.Invocation));
    }

    [Fact]
    public void A_timeout_is_told_with_its_status()
    {
        var logs = new FunctionLogs(5, new SimulationConfig().Start, PriceList.Current);
        using var simulation = new Simulation(new SimulationOptions { Seed = 5, Observers = [logs] });
        var slow = simulation.Add("slow", new Code(static async (c, p) =>
        {
            await c.Delay(Duration.FromSeconds(40));
            return p;
        }), static f => f with { Timeout = Duration.FromSeconds(3) });

        slow.Invoke();

        simulation.Log.Of("slow").ShouldBe(At(Duration.FromSeconds(3), "slow timed out"));
        Assert.EndsWith("\tStatus: timeout\t\n", logs.Tail(0), StringComparison.Ordinal);
        Assert.Contains("the call was cut off: Sandbox.Timedout: ", Explanation.Of(simulation.Log, "0", simulation.Options.World.Start).ToString(), StringComparison.Ordinal);
    }

    private sealed class Code(Func<LambdaContext, ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> body) : HandlerCode
    {
        public override string Description => "test";

        public override ValueTask<ReadOnlyMemory<byte>> Invoke(object? instance, LambdaContext context, ReadOnlyMemory<byte> payload) => body(context, payload);
    }
}
