using LambdaSim.Functions;
using LambdaSim.Randomness;
using LambdaSim.Units;

namespace LambdaSim.Tests.Worlds;

/// <summary>A world is a value: a plan builds it, and a copy of the plan builds an equal one.</summary>
public sealed class WorldPlanTests
{
    [Fact]
    public void The_plan_has_event_buses_with_their_rules()
    {
        using var simulation = new Simulation(seed: 1);
        var queue = simulation.AddQueue("q");
        simulation.AddBus("orders").Rule("placed", """{"source":["shop"]}""").To(queue, """{"InputPath":"$.detail"}""");
        simulation.Bus().Rule("all", """{"source":[{"prefix":""}]}""");
        using var again = new Simulation(simulation.Plan);

        again.Bus("orders").Put("shop", "Order Placed", """{"id":1}""");
        again.RunUntilIdle();

        Assert.Equal("""{"id":1}""", Assert.Single(again.Queue("q").Messages).Body);
        Assert.Equal("all", Assert.Single(again.Bus().Rules).Name);
    }

    [Fact]
    public void The_plan_of_a_simulation_builds_the_same_world_anew()
    {
        using var simulation = Shop();
        using var again = new Simulation(simulation.Plan);

        Assert.Equal(Run(simulation), Run(again));
    }

    [Fact]
    public void A_plan_taken_before_the_run_knows_nothing_of_it()
    {
        using var simulation = Shop();
        var plan = simulation.Plan;
        simulation.AddFunction("later", 10.Milliseconds);
        simulation.AddQueue("later");
        var ran = Run(simulation);
        using var again = new Simulation(plan);

        Assert.Equal(["pay", "ship"], again.Functions.Select(f => f.Name));
        Assert.Equal(["failed"], again.Queues.Select(q => q.Name));
        Assert.Equal(ran, Run(again));
    }

    [Fact]
    public void Worlds_of_one_plan_are_independent()
    {
        using var simulation = Shop();
        using var one = new Simulation(simulation.Plan);
        using var other = new Simulation(simulation.Plan);
        Run(one);

        Assert.Equal(0, other.Metrics.Arrivals);
        Assert.Empty(other.Queues.Single().Messages);
    }

    [Fact]
    public void A_copy_with_another_seed_is_another_run_of_the_same_world()
    {
        using var simulation = Shop();
        using var other = new Simulation(simulation.Plan with { Seed = 5 });
        using var same = new Simulation(simulation.Plan with { Seed = 5 });

        Assert.Equal(5ul, other.Seed);
        var ran = Run(other);
        Assert.NotEqual(Run(simulation), ran);
        Assert.Equal(ran, Run(same));
    }

    [Fact]
    public void What_was_given_to_the_API_is_part_of_the_plan()
    {
        using var simulation = new Simulation();
        simulation.Services.Dwell = new ServiceDwell { Create = Duration.FromSeconds(2) };
        simulation.AddHandler("echo", (string s) => s);
        simulation.DeclareResource("arn:aws:kinesis:us-east-1:123456789012:stream/clicks");
        using var again = new Simulation(simulation.Plan);

        Assert.Equal(Duration.FromSeconds(2), again.Services.Dwell.Create);
        Assert.Equal(["echo"], again.Services.HandlerNames);
        Assert.NotNull(again.Directory.Declared.Declaration(LambdaSim.Resources.Arn.Parse("arn:aws:kinesis:us-east-1:123456789012:stream/clicks")));
    }

    private static Simulation Shop()
    {
        var simulation = new Simulation(seed: 4);
        var failed = simulation.AddQueue("failed");
        simulation.AddFunction("pay", Distribution.Exponential(50.Milliseconds), f => f with { DeadLetterQueue = Destination.To(failed) });
        simulation.AddFunction("ship", (int order) => order > 1 ? throw new InvalidOperationException("no stock") : order, f => f with { DeadLetterQueue = Destination.To(failed) });
        return simulation;
    }

    private static string Run(Simulation simulation)
    {
        for (var order = 0; order < 4; order++)
        {
            simulation["pay"].Send(order);
            simulation["ship"].Send(order);
            simulation.AdvanceBy(20.Milliseconds);
        }

        simulation.RunUntilIdle();
        return simulation.Fingerprint;
    }
}
