using System.Collections;

namespace LambdaSim.Tests.Simulations;

/// <summary>Calls that cannot do what they say are refused; nothing gets lost without a word.</summary>
public class BadCallTests
{
    private sealed class Sealed : Exception
    {
        public override IDictionary Data { get; } = new System.Collections.ObjectModel.ReadOnlyDictionary<string, string>(new Dictionary<string, string>());
    }

    [Fact]
    public void After_the_end_nothing_can_be_called()
    {
        var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);
        simulation.Dispose();

        Assert.All(
            (Action[])[() => f.Invoke(), () => f.InvokeAsync(), () => f.Send(), () => simulation.AddFunction("g", () => 2), () => simulation.AddQueue("q"), () => simulation.RunUntilIdle()],
            call => Assert.Contains("the run has ended", Assert.Throws<InvalidOperationException>(call).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_was_handed_in_after_the_last_verb_of_time_is_told()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);
        f.Send();
        f.Send();

        simulation.End();

        Assert.Contains("2 requests to 'f': no verb of time ran after them, so they were never sent", simulation.Unsimulated);
    }

    [Fact]
    public void A_thread_that_does_not_run_the_simulation_cannot_call_while_it_runs()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = TimeSpan.FromMinutes(1) });
        var f = simulation.AddFunction("f", () => 1);
        List<Exception?> refusals = [];

        simulation.Run(() =>
        {
            using (ExecutionContext.SuppressFlow())
            {
                var thread = new Thread(() => refusals.AddRange([Record.Exception(() => f.Send()), Record.Exception(() => { _ = f.InvokeAsync(); }), Record.Exception(() => f.Invoke()), Record.Exception(() => { _ = simulation.Delay(Duration.Zero).AsTask(); }), Record.Exception(simulation.Dispose)]));
                thread.Start();
                thread.Join();
            }

            return Task.CompletedTask;
        });

        Assert.All(refusals, e => Assert.Contains("thread", Assert.IsType<InvalidOperationException>(e).Message, StringComparison.Ordinal));
        Assert.Equal(5, refusals.Count);
    }

    [Fact]
    public void A_simulation_inside_another_one_is_refused_instead_of_waiting_for_ever()
    {
        using var inner = new Simulation();
        using var outer = new Simulation();
        var f = inner.AddFunction("f", () => 1);
        var g = outer.AddFunction("g", () => f.Invoke().PayloadText);

        Assert.Contains("code of another simulation calls it ('g')", g.Invoke().Error!.Message, StringComparison.Ordinal);
        Assert.True(f.Invoke().Succeeded);
    }

    [Fact]
    public void A_body_that_yields_for_ever_ends_with_its_token()
    {
        using var simulation = new Simulation();
        using var cancellation = new CancellationTokenSource();
        var rounds = 0;
        var stop = false;

        Assert.Throws<OperationCanceledException>(() => simulation.Run(
            async () =>
            {
                while (!stop)
                {
                    if (++rounds == 10)
                    {
                        await cancellation.CancelAsync();
                    }

                    await Task.Yield();
                }
            },
            cancellation.Token));
        stop = true;
    }

    [Fact]
    public void A_handler_that_looks_again_and_again_at_one_instant_is_told_so()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = TimeSpan.FromMilliseconds(100) });
        var done = false;
        var f = simulation.AddFunction("f", async () =>
        {
            while (!done)
            {
                await Task.Yield();
            }
        });

        var stuck = Assert.Throws<StuckException>(() => f.Invoke());
        done = true;

        Assert.Contains("while virtual time stands still", stuck.Message, StringComparison.Ordinal);
        Assert.Contains("Running: 'f' (request ", stuck.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_whose_data_cannot_be_written_leaves_a_verb_as_it_is()
    {
        using var simulation = new Simulation();

        Assert.Throws<Sealed>(() => simulation.Run(() => throw new Sealed()));
    }

    [Fact]
    public void An_error_that_is_thrown_says_how_to_repeat_the_run()
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = 7 });
        var f = simulation.AddFunction("f", void () => throw new FormatException("bad"));

        var error = Assert.Throws<FunctionErrorException>(() => f.Invoke().ThrowIfError());

        Assert.Contains("LAMBDASIM_SEED=7", error.Message, StringComparison.Ordinal);
        Assert.Equal(7UL, error.Data[SimulationException.SeedKey]);
    }

    [Fact]
    public void A_check_of_one_simulation_against_itself_is_refused()
    {
        using var simulation = new Simulation();

        Assert.Throws<ArgumentException>(() => LambdaSim.Determinism.Check(() => simulation));
    }

    [Fact]
    public void A_dry_run_has_no_executed_version_and_is_no_event()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);

        Assert.Null(f.InvokeRaw(default, new InvokeOptions { DryRun = true }).ExecutedVersion);
        Assert.Throws<ArgumentException>(() => f.SendRaw(default, new InvokeOptions { DryRun = true }));
    }

    [Fact]
    public void A_function_addressed_as_LATEST_sees_that_in_its_ARN()
    {
        using var simulation = new Simulation();
        simulation.AddFunction("f", (LambdaContext context) => context.InvokedFunctionArn);

        Assert.EndsWith(":function:f:$LATEST", simulation.Run(() => simulation.Client.InvokeRawAsync("f:$LATEST", default)).Value<string>(), StringComparison.Ordinal);
        Assert.EndsWith(":function:f", simulation.Run(() => simulation.Client.InvokeRawAsync("f", default)).Value<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_that_virtual_time_cannot_hold_is_out_of_range()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", (LambdaContext context) => context.Delay(Duration.MaxValue).AsTask());

        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.AdvanceBy(Duration.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.AdvanceTo(Instant.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => simulation.Run(() => simulation.Delay(Duration.FromSeconds(-1)).AsTask()));
        Assert.Equal(nameof(ArgumentOutOfRangeException), f.Invoke().Error!.Type);
    }
}
