using System.Text.Json;
using LambdaSim.Assertions;
using LambdaSim.Faults;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>What has to be so, and what a run says that breaks it.</summary>
public sealed class InvariantTests
{
    [Fact]
    [Pins("FLT-ALWAYS")]
    public void What_is_always_so_ends_the_run_at_the_moment_at_which_it_is_not()
    {
        using var simulation = new Simulation(1);
        var count = 0;
        var pay = simulation.AddFunction("pay", (int id) => count++);
        simulation.Always(() => count < 3, "fewer than three payments");
        for (var i = 0; i < 5; i++)
        {
            pay.Send(i);
        }

        var broken = Assert.Throws<InvariantException>(() => simulation.RunUntilIdle());

        Assert.Equal((3, "fewer than three payments"), (count, broken.Invariant));
        Assert.Same(broken, Assert.Throws<InvariantException>(() => simulation.AdvanceBy(1.Seconds)));
    }

    [Fact]
    [Pins("FLT-ALWAYS")]
    public void What_never_happens_is_asked_at_once() =>
        Assert.Contains("it did not hold when it was set", Assert.Throws<InvariantException>(static () =>
        {
            using var simulation = new Simulation(1);
            simulation.Never(static () => true, "nonsense");
        }).Message, StringComparison.Ordinal);

    [Fact]
    [Pins("FLT-ALWAYS")]
    public void What_the_test_does_between_two_verbs_is_seen_by_the_next()
    {
        using var simulation = new Simulation(1);
        var orders = simulation.AddQueue("orders");
        simulation.Always(() => orders.Messages.Count == 0, "no order comes");
        orders.Send("a");

        Assert.Contains("message 0 of orders", Assert.Throws<InvariantException>(() => simulation.AdvanceBy(1.Seconds)).Message, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("FLT-ALWAYS")]
    public void A_condition_that_throws_says_so() =>
        Assert.Contains("could not be asked: its condition threw FormatException", Assert.Throws<InvariantException>(static () =>
        {
            using var simulation = new Simulation(1);
            simulation.Always(static () => throw new FormatException("no"), "sound");
        }).Message, StringComparison.Ordinal);

    [Fact]
    [Pins("FLT-CHECKED")]
    public void Invariants_change_nothing()
    {
        string Play(bool asks)
        {
            using var simulation = new Simulation(1);
            var asked = 0;
            if (asks)
            {
                simulation.Always(() => ++asked > 0, "asked");
                simulation.Eventually(() => simulation.Metrics.Arrivals > 2, "three have arrived", within: 1.Hours);
            }

            var pay = simulation.AddFunction("pay", async (int id, LambdaContext context) => await context.Delay(id.Seconds));
            for (var i = 0; i < 5; i++)
            {
                pay.Send(i);
            }

            simulation.RunUntilIdle();
            Assert.Equal(asks, asked > 10);
            return simulation.Fingerprint;
        }

        Assert.Equal(Play(asks: false), Play(asks: true));
    }

    [Fact]
    [Pins("FLT-EVENTUALLY")]
    public void What_comes_to_be_at_its_limit_is_in_time()
    {
        using var simulation = new Simulation(1);
        simulation.Eventually(() => simulation.Elapsed >= 10.Seconds.ToDuration(), "ten seconds", within: 10.Seconds);

        simulation.AdvanceBy(20.Seconds - 10.Seconds);
        simulation.End();
    }

    [Fact]
    [Pins("FLT-EVENTUALLY")]
    public void What_does_not_come_to_be_in_time_ends_the_run()
    {
        using var simulation = new Simulation(1);
        var done = false;
        var pay = simulation.AddFunction("pay", async (LambdaContext context) =>
        {
            await context.Delay(20.Seconds);
            done = true;
        }, f => f with { Timeout = 1.Minutes });
        simulation.Eventually(() => done, "it is paid", within: 10.Seconds);
        pay.Send();

        var late = Assert.Throws<InvariantException>(() => simulation.RunUntilIdle());

        Assert.Contains("\"it is paid\" did not come to be within 10 s, by 10.000 s", late.Message, StringComparison.Ordinal);
        Assert.Equal(10, late.VirtualTime.TotalSeconds);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [Pins("FLT-EVENTUALLY")]
    public void What_has_not_come_to_be_by_the_end_is_told_by_whatever_ends_it(int how)
    {
        var simulation = new Simulation(1);
        simulation.Eventually(static () => false, "it is paid");

        var late = Assert.Throws<InvariantException>(() =>
        {
            switch (how)
            {
                case 0:
                    simulation.End();
                    break;
                case 1:
                    _ = simulation.Fingerprint;
                    break;
                default:
                    simulation.Dispose();
                    break;
            }
        });

        Assert.Contains("by the end of the run", late.Message, StringComparison.Ordinal);
        simulation.Dispose();
    }

    [Fact]
    [Pins("FLT-EVENTUALLY")]
    public void A_run_that_an_exception_has_ended_is_not_judged()
    {
        using var simulation = new Simulation(1);
        simulation.Eventually(static () => false, "it is paid");
        Func<Task> body = static () => throw new FormatException("no");

        Assert.Throws<FormatException>(() => simulation.Run(body));
    }

    [Fact]
    [Pins("FLT-STORY")]
    public void A_violation_tells_how_one_message_came_to_two_calls()
    {
        var first = Broken();

        Assert.Contains("always: \"no order is charged twice\" is broken: it held at", first, StringComparison.Ordinal);
        Assert.Contains("invocation 0 of charge, request ", first, StringComparison.Ordinal);
        Assert.Contains("invocation 1 of charge, request ", first, StringComparison.Ordinal);
        Assert.Contains("message 0 of orders", first, StringComparison.Ordinal);
        Assert.Contains("VisibilityExpiry", first, StringComparison.Ordinal);
        Assert.Contains("seed 1", first, StringComparison.Ordinal);
        Assert.Equal(first, Broken());
    }

    [Fact]
    [Pins("FLT-STORY")]
    public void A_run_whose_log_is_not_kept_says_what_to_set()
    {
        using var simulation = new Simulation(1, new SimulationOptions { Log = EventLogLevel.Hashed });

        Assert.Contains("set Log = EventLogLevel.Kept", Assert.Throws<InvariantException>(() => simulation.Never(static () => true, "nonsense")).Message, StringComparison.Ordinal);
    }

    private static string Broken()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.VisibilityExpiry) { Count = 1 });
        var orders = simulation.AddQueue("orders");
        Dictionary<string, int> charges = [];
        var charge = simulation.AddFunction("charge", async (JsonElement sqs, LambdaContext context) =>
        {
            await context.Delay(2.Seconds);
            var order = sqs.GetProperty("Records")[0].GetProperty("body").GetString()!;
            charges[order] = charges.GetValueOrDefault(order) + 1;
        });
        charge.On(orders, batch: 1);
        simulation.Always(() => charges.Values.All(static n => n <= 1), "no order is charged twice");
        orders.Send("order 7");
        return Assert.Throws<InvariantException>(() => simulation.RunUntilIdle()).Message;
    }
}
