using LambdaSim.Events;
using LambdaSim.Faults;
using LambdaSim.Units;

namespace LambdaSim.Tests.Faults;

/// <summary>Faults of async invocations and of environments.</summary>
public sealed class EventFaultTests
{
    [Fact]
    [Pins("FLT-DUPLICATE")]
    public void An_event_runs_twice_under_one_request_id()
    {
        var ids = FaultyWorld.Compare(FaultSite.DuplicateDelivery, simulation =>
        {
            List<string> ids = [];
            simulation.AddFunction("pay", (LambdaContext context) => ids.Add(context.AwsRequestId)).Send();
            simulation.RunUntilIdle();
            return ids;
        });

        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
    }

    [Fact]
    [Pins("FLT-LATE")]
    public void An_event_comes_late() => Assert.Equal(20, FaultyWorld.Compare(
        FaultSite.LateDelivery,
        simulation =>
        {
            var at = 0.0;
            simulation.AddFunction("pay", (LambdaContext context) =>
            {
                at = simulation.Elapsed.TotalSeconds;
            }).Send();
            simulation.RunUntilIdle();
            return Math.Floor(at);
        },
        f => f with { By = 20.Seconds, Function = "pay" }));

    [Fact]
    [Pins("FLT-SYSTEM-ERROR")]
    public void An_attempt_meets_an_error_of_Lambdas_own_and_the_event_is_tried_again() => Assert.Equal(2, FaultyWorld.Compare(
        FaultSite.SystemError,
        simulation =>
        {
            var pay = simulation.AddFunction("pay", 1.Seconds);
            pay.Send();
            simulation.RunUntilIdle();
            return simulation.Log.Count(e => e.Kind == EventKind.SystemError) + (simulation.Log.Any(e => e is { Kind: EventKind.Completed, Outcome: Outcome.Succeeded }) ? 1 : 0);
        },
        f => f with { Count = 1 }));

    [Fact]
    [Pins("FLT-DESTINATION")]
    public void A_dead_letter_queue_does_not_take_a_delivery() => Assert.Equal((0, 1), FaultyWorld.Compare(FaultSite.FailedDestination, simulation =>
    {
        var dead = simulation.AddQueue("dead");
        var pay = simulation.AddFunction("pay", void (int id) => throw new FormatException("no"), f => f with { DeadLetterQueue = Destination.To(dead), MaximumRetryAttempts = 0 });
        pay.Send(1);
        simulation.RunUntilIdle();
        return (dead.Messages.Count, (int)simulation.Metrics.DeadLetterErrors);
    }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Pins("FLT-INIT")]
    public void An_INIT_fails_and_the_call_repeats_it(bool runsCode) => Assert.Equal(("Failed", Outcome.Succeeded), FaultyWorld.Compare(
        FaultSite.InitFailure,
        simulation =>
        {
            var pay = runsCode ? simulation.AddFunction("pay", (int id) => id) : simulation.AddFunction("pay", 1.Seconds);
            var outcome = pay.Invoke(1).Outcome;
            return (simulation.Log.First(e => e.Kind == EventKind.InitCompleted).InitOutcome.ToString(), outcome);
        },
        f => f with { Count = 1 }));

    [Fact]
    [Pins("FLT-RECYCLE")]
    public void An_environment_goes_after_its_call() => Assert.Equal([true, true, true], FaultyWorld.Compare(FaultSite.EnvironmentRecycle, simulation =>
    {
        var pay = simulation.AddFunction("pay", (int id) => id);
        bool[] cold = [pay.Invoke(1).ColdStart, pay.Invoke(2).ColdStart, pay.Invoke(3).ColdStart];
        return cold;
    }));

    [Fact]
    [Pins("FLT-CLOCK")]
    public void Environments_have_clocks_of_their_own()
    {
        var times = FaultyWorld.Compare(
            FaultSite.ClockSkew,
            simulation =>
            {
                List<(DateTimeOffset, Instant)> times = [];
                var pay = simulation.AddFunction("pay", async (LambdaContext context) =>
                {
                    times.Add((context.Time.GetUtcNow(), context.Clock.GetCurrentInstant()));
                    context.Log(times[^1].ToString());
                    await context.Delay(1.Seconds);
                });
                simulation.Run(() => Task.WhenAll(pay.InvokeAsync(), pay.InvokeAsync()));
                return times;
            },
            f => f with { By = 5.Seconds });

        Assert.All(times, t => Assert.InRange((t.Item2.ToDateTimeOffset() - t.Item1).Duration().TotalMilliseconds, 0, 0.001));
        Assert.InRange((times[0].Item1 - times[1].Item1).Duration().TotalSeconds, 0.001, 10);
    }
}
