using LambdaSim.Events;

namespace LambdaSim.Tests.Simulations;

/// <summary>What stands in the log of a function that is code (rules INV-REPORT, INV-UNHANDLED).</summary>
public class LogLinesTests
{
    [Fact]
    public void The_first_call_has_Init_Duration_and_the_next_has_not()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f:3",
            static async (LambdaContext c) =>
            {
                c.Log("called");
                await c.Delay(Duration.FromMilliseconds(5));
            },
            c => c with { MemoryMb = 256 },
            init: static async (LambdaContext c) =>
            {
                c.Log("loading");
                await c.Delay(Duration.FromMilliseconds(100));
            });

        f.Invoke();
        f.Invoke();

        Assert.Equal(
            [
                "INIT_START",
                "2026-01-01T00:00:00.000Z\t\tinfo\tloading",
                "START RequestId: ID Version: 3",
                "2026-01-01T00:00:00.100Z\tID\tinfo\tcalled",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 5.00 ms\tBilled Duration: 105 ms\tMemory Size: 256 MB\tMax Memory Used: 64 MB\tInit Duration: 100.00 ms\t",
                "START RequestId: ID Version: 3",
                "2026-01-01T00:00:00.105Z\tID\tinfo\tcalled",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 5.00 ms\tBilled Duration: 5 ms\tMemory Size: 256 MB\tMax Memory Used: 64 MB\t",
            ],
            simulation.LinesOf(f));
    }

    [Fact]
    public void After_a_timeout_INIT_starts_again_and_its_lines_belong_to_no_request()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f",
            static async (int ms, LambdaContext c) => await c.Delay(Duration.FromMilliseconds(ms)),
            init: static async (LambdaContext c) =>
            {
                c.Log($"loading for '{c.AwsRequestId}'");
                await c.Delay(Duration.FromMilliseconds(400));
            });

        f.Invoke(5_000);
        var again = f.Invoke(100, new InvokeOptions { LogTail = true });

        Assert.Equal(
            [
                "REPORT RequestId: ID\tDuration: 3000.00 ms\tBilled Duration: 3400 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 400.00 ms\tStatus: timeout\t",
                "INIT_START",
                "2026-01-01T00:00:03.400Z\t\tinfo\tloading for ''",
                "START RequestId: ID Version: $LATEST",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 500.00 ms\tBilled Duration: 500 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\t",
            ],
            simulation.LinesOf(f)[^6..]);
        Assert.Equal(Duration.FromMilliseconds(3_800).ToInt64Nanoseconds(), simulation.Logs.Lines(f.Index)[^3].Time);
        Assert.StartsWith("START ", again.LogTail, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("INV-UNHANDLED")]
    public void An_error_of_the_handler_is_a_line_and_no_status()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", void () => throw new FormatException("row 7"));

        f.Invoke();

        Assert.Equal(
            [
                "START RequestId: ID Version: $LATEST",
                "2026-01-01T00:00:00.000Z\tID\tfail\tFormatException: row 7",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 0.00 ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 0.00 ms\t",
            ],
            simulation.LinesOf(f)[1..]);
    }

    [Fact]
    public void What_is_written_at_the_instant_at_which_a_call_or_INIT_ends_stands_before_its_end()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction(
            "f",
            static (LambdaContext c) =>
            {
                c.Spend(Duration.FromMilliseconds(20));
                c.Log("worked");
                c.Exit(3);
            },
            init: static (LambdaContext c) =>
            {
                c.Spend(Duration.FromMilliseconds(10));
                c.Log("loaded");
            });

        f.Invoke();

        Assert.Equal(
            [
                "INIT_START",
                "2026-01-01T00:00:00.010Z\t\tinfo\tloaded",
                "START RequestId: ID Version: $LATEST",
                "2026-01-01T00:00:00.030Z\tID\tinfo\tworked",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 20.00 ms\tBilled Duration: 30 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 10.00 ms\tStatus: error\tError Type: Runtime.ExitError\t",
            ],
            simulation.LinesOf(f));
    }

    [Fact]
    [Pins("INV-ERROR-TYPE")]
    public void A_process_killed_for_its_memory_used_all_of_it()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (int megabytes, LambdaContext c) => c.UseMemory(megabytes));

        f.Invoke(100);
        var killed = f.Invoke(300);
        f.Invoke(90);

        Assert.Equal("Runtime.ExitError", killed.Error!.Type);
        Assert.Equal(
            ["100 MB\tInit Duration: 0.00 ms\t", "128 MB\tStatus: error\tError Type: Runtime.OutOfMemory\t", "90 MB\t"],
            simulation.LinesOf(f).Where(line => line.StartsWith("REPORT ", StringComparison.Ordinal)).Select(line => line.Split("Max Memory Used: ")[1]));
    }

    [Fact]
    [Pins("INV-UNHANDLED")]
    public void An_exception_nobody_catches_is_told_before_the_process_ends()
    {
        using var simulation = new Simulation(new SimulationOptions { CrashOnUnhandledExceptions = true });
        var f = simulation.AddFunction("f", static async (LambdaContext c) =>
        {
            Lost(c);
            await c.Delay(Duration.FromSeconds(1));

            static async void Lost(LambdaContext context)
            {
                await context.Delay(Duration.FromMilliseconds(10));
                throw new InvalidOperationException("nobody awaits me");
            }
        });

        f.Invoke();

        Assert.Equal(
            [
                "START RequestId: ID Version: $LATEST",
                "Unhandled exception. System.InvalidOperationException: nobody awaits me",
                "END RequestId: ID",
                "REPORT RequestId: ID\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB\tInit Duration: 0.00 ms\tStatus: error\tError Type: Runtime.ExitError\t",
            ],
            simulation.LinesOf(f)[1..]);
    }

    [Fact]
    public void A_process_lost_between_calls_is_started_again_by_the_next()
    {
        using var simulation = new Simulation(new SimulationOptions { CrashOnUnhandledExceptions = true });
        var f = simulation.AddFunction("f", static (bool fails) =>
        {
            if (fails)
            {
                Lost();
            }

            static async void Lost()
            {
                await Task.Run(static () => { });
                throw new InvalidOperationException("nobody awaits me");
            }
        });

        var first = f.Invoke(true);
        simulation.AdvanceBy(Duration.FromSeconds(1));
        var second = f.Invoke(false);

        Assert.Equal((Outcome.Succeeded, StartType.Reinit), (first.Outcome, second.Start));
        Assert.Equal(
            ["INIT_START", "START", "Unhandled", "END", "REPORT", "INIT_START", "START", "END", "REPORT"],
            simulation.LinesOf(f).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public void After_a_reset_a_runtime_takes_its_own_init_again_and_the_call_pays_it()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (int code, LambdaContext c) => code == 0 ? 0 : Left(code, c), c => c with { Runtime = "dotnet8", FirstCallPenalty = false });

        var cold = f.Invoke(1);
        var again = f.Invoke(0);

        Assert.Equal(Duration.Zero, cold.Duration);
        Assert.Equal(StartType.Reinit, again.Start);
        Assert.InRange(again.Duration, Duration.FromMilliseconds(150), Duration.FromSeconds(2));
        Assert.Equal(again.Duration.ToInt64Nanoseconds(), Assert.Single(simulation.Log, e => e.Kind == EventKind.InitRepeated).Value);
    }

    private static int Left(int code, LambdaContext context)
    {
        context.Exit(code);
        return code;
    }
}

/// <summary>Reads the logs of functions.</summary>
internal static class LogReading
{
    /// <summary>The lines of a function with each request id as <c>ID</c>.</summary>
    public static string[] LinesOf(this Simulation simulation, Function function)
    {
        var ids = Enumerable.Range(0, simulation.Log.Count(e => e.Kind == EventKind.Arrived)).Select(i => RequestId.Of(simulation.Seed, i)).ToList();
        return [.. simulation.Logs.Lines(function.Index).Select(line => ids.Aggregate(line.Text, static (text, id) => text.Replace(id, "ID", StringComparison.Ordinal)))];
    }
}
