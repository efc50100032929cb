using LambdaSim.Units;

namespace LambdaSim.Tests.Api;

/// <summary>New code for a function that was added in process: change the handler, publish, shift an alias.</summary>
public class NewCodeTests
{
    private static readonly InvokeOptions _live = new() { Qualifier = "live" };

    [Fact]
    public void A_deployment_is_three_lines()
    {
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", () => "old");
        pay.ShiftAlias("live", pay.Publish());

        pay.UpdateCode(() => "new");
        var version = pay.Publish();
        pay.ShiftAlias("live", version, weight: 0.5);

        var answers = Enumerable.Range(0, 40).Select(_ => pay.Invoke("", _live).Value<string>()!).CountBy(a => a).ToDictionary();
        Assert.Equal("2", version);
        Assert.InRange(answers["new"], 8, 32);
        Assert.Equal(40, answers["old"] + answers["new"]);

        pay.ShiftAlias("live", version);
        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal("new", pay.Invoke("", _live).Value<string>()));
    }

    [Fact]
    public void A_version_keeps_the_code_it_was_published_with_even_if_it_is_called_later()
    {
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", () => 1);
        pay.Publish();
        pay.UpdateCode(() => 2);
        pay.Publish();
        pay.UpdateCode(() => 3);

        Assert.Equal([1, 2, 3], new[] { simulation["pay:1"], simulation["pay:2"], pay }.Select(f => f.Invoke().Value<int>()));
    }

    [Fact]
    public void A_call_that_runs_ends_with_the_old_code_and_later_ones_start_cold()
    {
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", async (LambdaContext context) =>
        {
            await context.Delay(1.Seconds);
            return "old";
        });

        simulation.Run(async () =>
        {
            var running = pay.InvokeAsync();
            await simulation.Delay(0.5.Seconds);
            pay.UpdateCode(() => "new");
            var next = await pay.InvokeAsync();

            Assert.Equal(("new", true), (next.Value<string>(), next.ColdStart));
            Assert.Equal("old", (await running).Value<string>());
        });
    }

    [Fact]
    public void The_same_lambda_again_is_new_code()
    {
        using var simulation = new Simulation();
        var handler = () => 1;
        var pay = simulation.AddFunction("pay", handler);

        pay.Publish();
        pay.UpdateCode(handler);

        Assert.Equal("2", pay.Publish());
        Assert.Equal("2", pay.Publish());
    }

    [Fact]
    public void A_modelled_function_gets_code_and_code_gets_init_and_state()
    {
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", 200.Milliseconds);
        pay.Invoke();

        pay.UpdateCode((List<int> state, LambdaContext context) => state[0], init: () => new List<int> { 7 });

        Assert.Equal(7, pay.Invoke().Value<int>());
        pay.UpdateCode(() => throw new FormatException("no"));
        Assert.Equal("no", pay.Invoke().Error!.Message);
    }

    [Fact]
    public void What_cannot_be_is_refused_and_changes_nothing()
    {
        using var simulation = new Simulation();
        var pay = simulation.AddFunction("pay", () => 1);
        pay.Publish();

        Assert.Throws<UnsupportedHandlerException>(() => pay.UpdateCode((int a, int b) => a + b));
        Assert.Throws<InvalidParameterValueException>(() => simulation["pay:1"].UpdateCode(() => 2));
        Assert.Throws<ResourceNotFoundException>(() => pay.ShiftAlias("live", "9"));
        Assert.ThrowsAny<LambdaServiceException>(() => pay.ShiftAlias("live", "1", weight: 1.5));
        Assert.ThrowsAny<LambdaServiceException>(() => pay.ShiftAlias("live", "1", weight: double.NaN));
        Assert.Equal(1, pay.Invoke().Value<int>());
    }

    [Fact]
    public void It_is_deterministic_and_stands_in_the_log()
    {
        static Simulation Run()
        {
            var simulation = new Simulation();
            var pay = simulation.AddFunction("pay", () => 1);
            pay.UpdateCode(() => 2);
            pay.ShiftAlias("live", pay.Publish());
            pay.Invoke("", _live);
            return simulation;
        }

        LambdaSim.Determinism.Check(Run);
        using var simulation = Run();
        Assert.Contains("UpdateFunctionCode", simulation.Log.ToString(), StringComparison.Ordinal);
    }
}
