using LambdaSim.Events;

namespace LambdaSim.Tests.Simulations;

/// <summary>The verbs of time, and what they say when they cannot go on.</summary>
public class TimeVerbTests
{
    [Fact]
    public void Advance_runs_what_is_due_at_its_target()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", Duration.FromSeconds(10), c => c with { Timeout = Duration.FromMinutes(1) });
        f.Send();

        simulation.AdvanceBy(Duration.FromSeconds(9));
        Assert.Equal(0, simulation.Log.Count(e => e.Kind == EventKind.Completed));
        simulation.AdvanceBy(Duration.FromSeconds(1));
        Assert.Equal(1, simulation.Log.Count(e => e.Kind == EventKind.Completed));
        Assert.Equal(Duration.FromSeconds(10), simulation.Elapsed);
    }

    [Fact]
    public void RunUntil_stops_as_soon_as_the_condition_holds()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (LambdaContext c) => await c.Delay(Duration.FromSeconds(1)));
        f.Send();
        f.Send();

        simulation.RunUntil(() => simulation.Elapsed >= Duration.FromSeconds(1));

        Assert.Equal(Duration.FromSeconds(1), simulation.Elapsed);
    }

    [Fact]
    public void The_bodys_own_timers_are_virtual_too()
    {
        using var simulation = new Simulation();

        simulation.Run(async () => await Task.Delay(TimeSpan.FromDays(3), simulation.Time, TestContext.Current.CancellationToken));

        Assert.Equal(Duration.FromDays(3), simulation.Elapsed);
    }

    [Fact]
    public void A_verb_inside_a_running_simulation_is_refused_with_the_way_out()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);

        var error = Assert.Throws<NestedRunException>(() => simulation.Run(async () =>
        {
            await Task.CompletedTask;
            f.Invoke();
        }));

        Assert.Contains("await the asynchronous form", error.Message, StringComparison.Ordinal);
        Assert.Equal(simulation.Seed, error.Data[SimulationException.SeedKey]);
    }

    [Fact]
    public void A_body_that_waits_for_nothing_is_told_so()
    {
        using var simulation = new Simulation();

        var error = Assert.Throws<StuckException>(() => simulation.Run(() => new TaskCompletionSource().Task));

        Assert.Contains("never comes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_handler_that_never_completes_times_out()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static () => new TaskCompletionSource().Task);

        Assert.Equal(Outcome.TimedOut, f.Invoke().Outcome);
    }

    [Fact]
    public void Undeclared_real_work_is_refused_with_how_to_declare_it()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("payments", static async () => await Task.Delay(500));

        var error = Assert.Throws<OutsideWorkException>(() => f.Invoke());

        Assert.Contains("'payments'", error.Message, StringComparison.Ordinal);
        Assert.Contains("context.External", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Declared_external_work_takes_the_virtual_time_it_says()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", static async (LambdaContext c) => await c.External(async () =>
        {
            await Task.Delay(5);
            return 42;
        }, took: Duration.FromMilliseconds(80)));

        var result = f.Invoke();

        Assert.Equal(42, result.Value<int>());
        Assert.Equal(Duration.FromMilliseconds(80), result.Duration);
    }

    [Fact]
    public void A_handler_that_blocks_on_virtual_time_is_interrupted_and_named()
    {
        using var simulation = new Simulation(new SimulationOptions { BlockingPatience = TimeSpan.FromMilliseconds(200) });
        var f = simulation.AddFunction("checkout", static (LambdaContext c) => Task.Delay(TimeSpan.FromSeconds(1), c.Time).Wait());

        var error = Assert.Throws<BlockedException>(() => f.Invoke());

        Assert.Contains("'checkout'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Escapes_can_be_refused_with_their_stack()
    {
        using var simulation = new Simulation(new SimulationOptions { Escapes = Escapes.Reject });
        var f = simulation.AddFunction("f", static async () => await Task.Run(() => 1));

        var error = Assert.Throws<EscapeException>(() => f.Invoke());

        Assert.Contains(nameof(Escapes_can_be_refused_with_their_stack), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_world_twice_gives_the_same_log() => global::LambdaSim.Determinism.Check(static () =>
    {
        var simulation = new Simulation(new SimulationOptions { Seed = 7 });
        var f = simulation.AddFunction("f", static async (LambdaContext c) =>
        {
            c.Log($"{c.Random.Next(1000)} {c.NewGuid()}");
            await Task.Yield();
            await c.Delay(Duration.FromMilliseconds(c.Random.Next(100)));
        });
        simulation.Run(async () => await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => f.InvokeAsync())));
        return simulation;
    }, runs: 3);

    [Fact]
    public void A_world_that_differs_between_runs_is_found_out()
    {
        var runs = 0;

        var error = Assert.Throws<DeterminismException>(() => global::LambdaSim.Determinism.Check(() =>
        {
            var simulation = new Simulation();
            var n = ++runs;
            simulation.AddFunction("f", (LambdaContext c) => c.Log($"run {n}")).Invoke();
            return simulation;
        }));

        Assert.Contains("\"run 2\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_functions_of_one_name_are_refused_and_the_first_stays()
    {
        using var simulation = new Simulation();
        var f = simulation.AddFunction("f", () => 1);

        var error = Assert.Throws<ResourceConflictException>(() => simulation.AddFunction("f", () => 2));

        Assert.Equal("Function already exist: f", error.Message);
        Assert.Equal(1, f.Invoke().Value<int>());
    }
}
