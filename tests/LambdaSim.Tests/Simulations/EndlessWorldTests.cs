using LambdaSim.Configuration;
using LambdaSim.Functions.Model;

namespace LambdaSim.Tests.Simulations;

/// <summary>A world without an end ends its verb, and says who called whom.</summary>
public sealed class EndlessWorldTests
{
    // Where Lambda's own detection of loops lets them go on.
    private static FunctionConfig Looping(FunctionConfig function) => function with { RecursiveLoop = RecursiveLoop.Allow };

    [Fact]
    public void A_function_that_sends_itself_events_ends_the_verb_by_default()
    {
        using var simulation = new Simulation(new SimulationOptions { Log = EventLogLevel.Off });
        var poll = simulation.AddFunction("poll", static (LambdaContext context) => (Task)context.Client.SendRawAsync("poll", default), Looping);
        poll.Send();

        var endless = Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());

        Assert.StartsWith("RunUntilIdle does not end: one request from outside led to more than 500,000 calls: poll called itself 500,001 times. End the circle", endless.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AdvanceBy")]
    [InlineData("Run")]
    [InlineData("RunUntil")]
    public void So_does_each_other_verb_that_meets_it(string verb)
    {
        using var simulation = Bounded(calls: 1_000);
        simulation.AddFunction("poll", static (LambdaContext context) => (Task)context.Client.SendRawAsync("poll", default), Looping).Send();

        var endless = Assert.Throws<EndlessRunException>(() => Verb(simulation, verb));

        Assert.StartsWith(verb, endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_functions_is_told_call_by_call()
    {
        using var simulation = Bounded(calls: 1_000);
        simulation.AddFunction("ping", static (LambdaContext context) => (Task)context.Client.SendRawAsync("pong", default), Looping).Send();
        simulation.AddFunction("pong", static async (LambdaContext context) =>
        {
            await context.Client.InvokeRawAsync("audit", default);
            await context.Client.SendRawAsync("ping", default);
        }, Looping);
        simulation.AddFunction("audit", Duration.FromMilliseconds(1), Looping);

        var endless = Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());

        Assert.Contains("more than 1,000 calls: ping called pong 334 times, pong called audit 334 times, pong called ping 333 times.", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_sends_two_events_for_each_one_is_found_out()
    {
        using var simulation = Bounded(calls: 10_000);
        simulation.AddFunction("double", static async (LambdaContext context) =>
        {
            await context.Client.SendRawAsync("double", default);
            await context.Client.SendRawAsync("double", default);
        }).Send();

        Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());
    }

    [Fact]
    public void Destinations_that_lead_back_are_found_out()
    {
        using var simulation = Bounded(calls: 1_000);
        var b = simulation.AddFunction("b", static () => 1, Looping);
        var a = simulation.AddFunction("a", static () => 1, f => Looping(f) with { OnSuccess = Destination.To(b) });
        simulation.Lambda.PutFunctionEventInvokeConfig(new PutFunctionEventInvokeConfigRequest
        {
            FunctionName = "b",
            DestinationConfig = new DestinationConfig { OnSuccess = new OnSuccess { Destination = a.Arn } },
        });
        a.Send();

        Assert.Contains("a called b 501 times, b called a 500 times", Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_requests_from_outside_with_few_calls_each_are_honest()
    {
        using var simulation = Bounded(calls: 10);
        var order = simulation.AddFunction("order", static (LambdaContext context) => (Task)context.Client.SendRawAsync("mail", default));
        simulation.AddFunction("mail", Duration.FromMilliseconds(1));
        foreach (var _ in Enumerable.Range(0, 100))
        {
            order.Send();
        }

        simulation.RunUntilIdle();

        Assert.Equal(200, simulation.Metrics.Outcomes[(int)Outcome.Succeeded]);
    }

    [Fact]
    public void A_timer_of_the_tests_own_that_rings_for_ever_is_found_out()
    {
        using var simulation = Bounded(rings: 1_000);
        using var timer = simulation.Time.CreateTimer(static _ => { }, null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

        var endless = Assert.Throws<EndlessRunException>(() => simulation.RunUntilIdle());

        Assert.StartsWith("RunUntilIdle does not end: the test's own code made 1,000 timers ring, delays end, requests leave and answers come, last a timer of simulation.Time. Stop the timer", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_that_ends_at_a_moment_bears_any_number_of_rings_that_take_time()
    {
        using var simulation = Bounded(rings: 1_000);
        var rings = 0;
        using var timer = simulation.Time.CreateTimer(_ => rings++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

        simulation.AdvanceBy(Duration.FromSeconds(5_000));

        Assert.Equal(5_000, rings);
    }

    [Fact]
    public void But_not_rings_without_an_end_at_one_instant()
    {
        using var simulation = Bounded(rings: 1_000);
        ITimer? timer = null;
        timer = simulation.Time.CreateTimer(_ => timer!.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        Assert.Contains(" at one instant, last a timer", Assert.Throws<EndlessRunException>(() => simulation.AdvanceBy(Duration.FromSeconds(1))).Message, StringComparison.Ordinal);
        timer.Dispose();
    }

    [Fact]
    public void A_body_that_loops_for_ever_is_found_out()
    {
        using var simulation = Bounded(rings: 1_000);
        var f = simulation.AddFunction("f", static () => 1);

        var endless = Assert.Throws<EndlessRunException>(() => simulation.Run(async () =>
        {
            while (true)
            {
                await f.InvokeAsync();
            }
        }));

        Assert.Contains("last a call of f", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bound_below_one_is_refused()
    {
        Assert.Equal("MaximumCausedInvocations is 0; it must be 1 or more", Assert.Throws<SimulationConfigException>(static () => Bounded(calls: 0)).Message);
        Assert.Equal("MaximumTimerRings is -1; it must be 1 or more", Assert.Throws<SimulationConfigException>(static () => Bounded(rings: -1)).Message);
    }

    private static Simulation Bounded(int calls = 500_000, int rings = 10_000_000) => new(new SimulationOptions { MaximumCausedInvocations = calls, MaximumTimerRings = rings });

    private static void Verb(Simulation simulation, string verb)
    {
        switch (verb)
        {
            case "AdvanceBy":
                simulation.AdvanceBy(Duration.FromSeconds(1));
                break;
            case "Run":
                simulation.Run(() => simulation.Delay(Duration.FromSeconds(1)).AsTask());
                break;
            default:
                simulation.RunUntil(static () => false);
                break;
        }
    }
}
