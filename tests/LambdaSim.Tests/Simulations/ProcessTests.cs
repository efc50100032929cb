using LambdaSim.Events;

namespace LambdaSim.Tests.Simulations;

/// <summary>Processes and what outlives them.</summary>
public class ProcessTests
{
    [Fact]
    public void Tmp_survives_a_reset_and_process_state_does_not()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (bool hang, LambdaContext c) =>
        {
            var seen = $"{c.Tmp.Exists("/tmp/mark")} {c.Process.ContainsKey("mark")}";
            c.Tmp.WriteText("/tmp/mark", "x");
            c.Process["mark"] = 1;
            await c.Delay(hang ? Duration.FromMinutes(1) : Duration.Zero);
            return seen;
        });

        f.Invoke(true);
        var after = f.Invoke(false).Value<string>();

        Assert.Equal("True False", after);
    }

    [Fact]
    public void Memory_beyond_the_limit_kills_the_process()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (LambdaContext c) => c.UseMemory(200));

        var result = f.Invoke();

        Assert.Equal(Outcome.Crashed, result.Outcome);
        Assert.Equal("Runtime.ExitError", result.Error!.Type);
        Assert.EndsWith("Error: Runtime exited with error: signal: killed", result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(StartType.Reinit, f.Invoke().Start);
    }

    [Fact]
    public void An_exit_code_is_in_the_answer()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (int code, LambdaContext c) => c.Exit(code));

        Assert.EndsWith("Runtime exited with error: exit status 127", f.Invoke(127).Error!.Message, StringComparison.Ordinal);
        Assert.EndsWith("Runtime exited without providing a reason", f.Invoke(0).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exit_that_somebody_catches_or_nobody_awaits_ends_the_process_at_once()
    {
        using var simulation = new Simulation();
        var after = 0;
        var caught = simulation.AddFunction("caught", async (LambdaContext context) =>
        {
            try
            {
                context.Exit(3);
            }
            catch (ProcessExitException)
            {
            }

            await context.Delay(Duration.FromSeconds(1));
            after++;
        });
        var forgotten = simulation.AddFunction("forgotten", async (LambdaContext context) =>
        {
            _ = Task.Run(() => context.UseMemory(1_000));
            await context.Delay(Duration.FromSeconds(1));
            after++;
        });

        InvokeResult[] answers = [caught.Invoke(), forgotten.Invoke()];

        Assert.All(answers, a => Assert.Equal((Outcome.Crashed, Duration.Zero), (a.Outcome, a.Duration)));
        Assert.Equal(0, after);
    }

    [Fact]
    public void A_timer_of_an_idle_environment_waits_for_the_next_call()
    {
        List<string> seen = [];
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", async (LambdaContext c) =>
        {
            _ = Later(c);
            await c.Delay(Duration.FromMilliseconds(1));

            async Task Later(LambdaContext context)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), context.Time);
                seen.Add($"{simulation.Elapsed.TotalSeconds}");
            }
        });

        f.Invoke();
        simulation.AdvanceBy(Duration.FromMinutes(1));
        Assert.Empty(seen);
        f.Invoke();

        Assert.Equal(["60.001"], seen);
    }

    [Fact]
    public void Work_without_awaiting_passes_virtual_time()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (LambdaContext c) =>
        {
            var before = c.Clock.GetCurrentInstant();
            c.Spend(Duration.FromMilliseconds(250));
            return (c.Clock.GetCurrentInstant() - before).TotalMilliseconds;
        });

        var result = f.Invoke();

        Assert.Equal(250, result.Value<double>());
        Assert.Equal(Duration.FromMilliseconds(250), result.Duration);
    }

    [Fact]
    public void Work_beyond_the_timeout_is_cut_at_it()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (LambdaContext c) => c.Spend(Duration.FromSeconds(5)));

        var result = f.Invoke();

        Assert.Equal(Outcome.TimedOut, result.Outcome);
        Assert.Equal(Duration.FromSeconds(3), result.Duration);
    }

    [Fact]
    public void Code_of_a_process_that_timed_out_writes_nothing_any_more()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (LambdaContext c) =>
        {
            var late = Task.Run(async () =>
            {
                await c.Delay(Duration.FromSeconds(4));
                c.Log("late");
            });
            await late;
        });

        f.Invoke();
        simulation.AdvanceBy(Duration.FromMinutes(1));

        Assert.DoesNotContain(simulation.Log, e => e.Kind == EventKind.LogLine);
    }

    [Fact]
    public void The_token_fires_before_the_timeout()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (LambdaContext c, CancellationToken token) =>
        {
            try
            {
                await c.Delay(Duration.FromMinutes(1), token);
                return "slept";
            }
            catch (OperationCanceledException)
            {
                return $"cancelled with {c.RemainingTime.TotalMilliseconds} ms left";
            }
        });

        Assert.Equal("cancelled with 500 ms left", f.Invoke().Value<string>());
    }

    [Fact]
    [Pins("ENV-VARIABLES")]
    public void A_handler_sees_the_variables_AWS_sets()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static (LambdaContext c) => c.Environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"], c => c with { MemoryMb = 512 });

        Assert.Equal("512", f.Invoke().Value<string>());
    }

    [Fact]
    public void An_async_void_that_throws_crashes_its_environment_and_not_the_test()
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

        var result = f.Invoke();

        Assert.Equal(Outcome.Crashed, result.Outcome);
        Assert.Equal("Runtime.ExitError", result.Error!.Type);
        Assert.Equal(Duration.FromMilliseconds(10), result.Duration);
    }
}
