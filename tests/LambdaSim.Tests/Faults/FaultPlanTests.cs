using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>A plan as a value.</summary>
public sealed class FaultPlanTests
{
    private static readonly FaultPlan _plan =
    [
        new Fault(FaultSite.DuplicateDelivery) { Function = "pay", Share = 0.10m },
        new Fault(FaultSite.Throttle) { Service = "sqs", Operation = "SendMessage", From = 1.Minutes, Until = 90.Seconds, Count = 3, Name = "burst" },
        new Fault(FaultSite.LateDelivery) { Resource = "orders", By = 250.Milliseconds },
    ];

    [Fact]
    [Pins("FLT-PLAN")]
    public void A_plan_is_printed_saved_and_read_back()
    {
        var json = _plan.ToJson();

        Assert.Equal(
            """{"faults":[{"function":"pay","share":0.1,"site":"duplicateDelivery"},{"count":3,"from":"1m","name":"burst","operation":"SendMessage","service":"sqs","site":"throttle","until":"90s"},{"by":"250ms","resource":"orders","site":"lateDelivery"}]}""",
            json);
        Assert.Equal(_plan, FaultPlan.Parse(json));
        Assert.Equal(
            "0: duplicateDelivery of pay, share 0.1\n1: throttle of service sqs, operation SendMessage, at most 3 times, from 1m, until 90s, named burst\n2: lateDelivery at orders, by 250ms",
            _plan.ToString());
    }

    [Fact]
    [Pins("FLT-PLAN")]
    public void A_plan_is_part_of_a_configuration()
    {
        var config = new SimulationConfig { Faults = _plan };

        Assert.Equal(_plan, ConfigJson.Read(ConfigJson.Write(config)).Faults);
        Assert.DoesNotContain("\"faults\"", ConfigJson.Write(new SimulationConfig()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"faults":[{"site":"trottle"}]}""", "did you mean \"throttle\"?")]
    [InlineData("""{"faults":[{"site":"throttle","servise":"sqs"}]}""", "did you mean \"service\"?")]
    [InlineData("""{"faults":[{"function":"pay"}]}""", "the key \"site\" is missing")]
    [InlineData("""{"faults":[{"site":"outOfOrder","function":"pay"}]}""", "outOfOrder cannot be limited to function")]
    [InlineData("""{"faults":[{"site":"throttle","by":"1s"}]}""", "throttle cannot be limited to by")]
    [InlineData("""{"faults":[{"site":"throttle","share":0}]}""", "must be more than 0 and at most 1")]
    [InlineData("""{"faults":[{"site":"throttle","share":1.5}]}""", "must be more than 0 and at most 1")]
    [InlineData("""{"faults":[{"site":"throttle","count":0}]}""", "must be 1 or more")]
    [InlineData("""{"faults":[{"site":"throttle","from":"2m","until":"1m"}]}""", "must be after from")]
    [InlineData("""{"faults":{"site":"throttle"}}""", "a list of faults")]
    [InlineData("""{"fault":[]}""", "did you mean \"faults\"?")]
    [Pins("FLT-PLAN")]
    public void What_cannot_be_is_refused_with_what_to_do(string json, string words) =>
        Assert.Contains(words, Assert.Throws<ConfigFileException>(() => FaultPlan.Parse(json)).Message, StringComparison.Ordinal);

    [Fact]
    [Pins("FLT-PLAN")]
    public void A_site_that_is_none_is_refused() => Assert.Throws<SimulationConfigException>(() => FaultPlan.Of(new Fault((FaultSite)99)));

    [Fact]
    [Pins("FLT-INERT")]
    public void A_fault_that_nothing_came_by_is_listed_with_the_nearest_name()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.DuplicateDelivery) { Function = "pax" }, new Fault(FaultSite.OutOfOrder) { Resource = "order" });
        simulation.AddFunction("pay", 1.Seconds).Send();
        simulation.AddQueue("orders").Send("a");
        simulation.RunUntilIdle();

        Assert.Equal(
            ["fault 0 (duplicateDelivery of pax): there is no function pax, nearest is pay", "fault 1 (outOfOrder at order): there is no resource order, nearest are orders, default"],
            simulation.Unsimulated.Where(static u => u.StartsWith("fault", StringComparison.Ordinal)));
    }

    [Fact]
    [Pins("FLT-INERT")]
    public void A_replay_refuses_faults_of_code()
    {
        using var source = new World().Send("f", 0, 100).Source();

        Assert.Contains(
            "fault crashAfter cannot strike in a replay",
            Assert.Throws<SimulationConfigException>(() => Simulation.Replay(source, new SimulationConfig { Faults = [new Fault(FaultSite.CrashAfter)] }, cancellation: TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    [Pins("FLT-DRAW")]
    public void A_fault_more_shifts_no_draw_and_a_greater_share_strikes_more()
    {
        var few = Struck(new Fault(FaultSite.DuplicateDelivery) { Share = 0.2m });
        var more = Struck(new Fault(FaultSite.DuplicateDelivery) { Share = 0.6m });
        var beside = Struck(new Fault(FaultSite.LateDelivery) { Share = 0.5m }, new Fault(FaultSite.DuplicateDelivery) { Share = 0.2m });
        var named = Struck(new Fault(FaultSite.DuplicateDelivery) { Share = 0.2m, Name = "other" });

        Assert.InRange(few.Count, 20, 60);
        Assert.Empty(few.Except(more));
        Assert.Equal(few, beside);
        Assert.NotEqual(few, named);
    }

    [Fact]
    [Pins("FLT-DRAW")]
    public void Faults_of_the_asynchronous_queue_keep_their_draws_beside_a_plan()
    {
        var alone = Copies(FaultPlan.None);

        Assert.InRange(alone.Count, 20, 80);
        Assert.Equal(alone, Copies([new Fault(FaultSite.EnvironmentRecycle) { Share = 0.3m }]));
    }

    [Fact]
    [Pins("FLT-LOGGED")]
    public void The_log_says_which_fault_struck_whom()
    {
        using var simulation = FaultyWorld.With(new Fault(FaultSite.LateDelivery) { Function = "other" }, new Fault(FaultSite.LateDelivery) { Function = "pay" });
        simulation.AddFunction("pay", 1.Seconds).Send();
        simulation.RunUntilIdle();
        var strike = simulation.Log.Single(static e => e.Kind == EventKind.FaultStruck);

        Assert.Equal((FaultSite.LateDelivery, 1, 0), (strike.FaultSite, strike.Fault, strike.Invocation));
        Assert.Contains("LateDelivery", simulation.Log.Describe(strike), StringComparison.Ordinal);
        Assert.Equal((1, 1), (simulation.FaultTally[1].Met, simulation.FaultTally[1].Struck));
    }

    private static List<int> Struck(params ReadOnlySpan<Fault> faults)
    {
        using var simulation = FaultyWorld.With(faults);
        Send(simulation);
        return [.. simulation.Log.Where(static e => e.Kind == EventKind.FaultStruck && e.FaultSite == FaultSite.DuplicateDelivery).Select(static e => e.Invocation).Order()];
    }

    private static List<int> Copies(FaultPlan plan)
    {
        using var simulation = new Simulation(new SimulationOptions { Seed = 1, Faults = plan, World = new SimulationConfig { Async = new AsyncConfig { Faults = new AsyncFaults(0.25m, 0) } } });
        Send(simulation);
        return [.. simulation.Log.Where(static e => e.Kind == EventKind.Completed && e.IsCopy).Select(static e => e.Invocation).Order()];
    }

    private static void Send(Simulation simulation)
    {
        var pay = simulation.AddFunction("pay", 1.Seconds);
        for (var i = 0; i < 200; i++)
        {
            pay.Send();
        }

        simulation.RunUntilIdle();
    }
}
