using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Async;

/// <summary>What AWS does not publish, and what is not always so: each choice acts.</summary>
public class AsyncChoicesTests
{
    private static World With(AsyncConfig choices) => new World().With(c => c with { Async = choices });

    private static World Throttled(AsyncConfig choices) =>
        With(choices).Function("f", new FunctionOverrides { ReservedConcurrency = 1 }).Call("f", 0, 100_000).Send("f", 0, 100, 20);

    [Fact]
    [Pins("ASY-JITTER")]
    public void Without_jitter_all_wait_alike() =>
        Assert.Equal(["1000", "2000", "4000", "8000"], Waits(Throttled(new AsyncConfig())).Distinct().Take(4));

    [Theory]
    [InlineData(BackoffJitter.Equal, 500)]
    [InlineData(BackoffJitter.Full, 0)]
    [Pins("ASY-JITTER")]
    public void With_jitter_waits_are_drawn_and_stay_below_what_they_would_be(BackoffJitter jitter, double least)
    {
        var first = Throttled(new AsyncConfig { BackoffJitter = jitter }).Run().Log.Where(e => e.Kind == EventKind.Queued && e.Time == 0).Select(e => e.Value / 1e6).ToList();

        Assert.Equal(20, first.Distinct().Count());
        Assert.All(first, ms => Assert.InRange(ms, least, 1_000));
    }

    [Fact]
    [Pins("ASY-JITTER")]
    public void What_one_event_draws_does_not_depend_on_others()
    {
        var alone = Waits(Throttled(new AsyncConfig { BackoffJitter = BackoffJitter.Full }));
        var withOthers = Waits(Throttled(new AsyncConfig { BackoffJitter = BackoffJitter.Full }).Send("g", 0, 5, 50));

        Assert.Equal(alone, withOthers);
    }

    [Fact]
    [Pins("ASY-DUPLICATE")]
    public void An_event_that_is_delivered_twice_runs_twice_and_has_one_fate()
    {
        var ledger = new FateLedger();
        var world = With(new AsyncConfig { Faults = new AsyncFaults(1, 0) }).Send("f", 0, 100);
        using var source = world.Source();
        var result = Simulation.Replay(source, world.Config, new ReplayOptions { Log = EventLogLevel.Kept, Observers = [ledger] }, TestContext.Current.CancellationToken);

        Assert.Equal((2, 1), (result.Log!.Count(e => e.Kind == EventKind.Completed), result.Log!.Count(e => e.IsCopy && e.Kind == EventKind.Completed)));
        Assert.Equal("1 async invocation: 1 Succeeded", ledger.ToString().Split(';')[0]);
        Assert.Single(result.Log!.Where(e => e.Kind is EventKind.Started).Select(e => e.Invocation).Distinct());
    }

    [Fact]
    [Pins("ASY-DUPLICATE")]
    public void The_handler_of_a_duplicate_sees_one_request_id_and_the_record_counts_both()
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Async = new AsyncConfig { Faults = new AsyncFaults(1, 0) } } });
        var told = simulation.AddQueue("told");
        List<string> ids = [];
        var orders = simulation.Add("orders", new Code((c, p) =>
        {
            ids.Add(c.AwsRequestId);
            return new(p);
        }), f => f with { OnSuccess = Destination.To(told) });
        orders.Send();
        simulation.RunUntilIdle();

        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct());
        Assert.Contains("\"approximateInvokeCount\":2", Assert.Single(told.Messages).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Pins("ASY-DUPLICATE")]
    public void A_copy_that_fails_uses_up_no_retry()
    {
        var run = With(new AsyncConfig { Faults = new AsyncFaults(1, 0) }).Call("f", 0, 100, type: InvocationType.Event, outcome: Outcome.Failed).Run();

        Assert.Equal((4, 3, 2), (run.Metrics.Outcomes[(int)Outcome.Failed], run.Metrics.FailedAttempts, run.Metrics.Retries));
    }

    [Fact]
    [Pins("ASY-DUPLICATE")]
    public void The_named_fault_profile_delivers_one_event_in_a_hundred_twice()
    {
        var run = With(new AsyncConfig { Faults = AsyncFaults.AtLeastOnce }).Send("f", 0, 1, 900).Run();

        Assert.InRange(run.Log.Count(e => e is { Kind: EventKind.Completed, IsCopy: true }), 1, 30);
        Assert.Equal(900, run.Log.Count(e => e is { Kind: EventKind.Completed, IsCopy: false }));
    }

    [Fact]
    [Pins("ASY-SYSTEM-ERROR")]
    public void System_errors_back_off_until_the_age_and_use_up_no_retry()
    {
        var run = With(new AsyncConfig { Faults = new AsyncFaults(0, 1) }).Function("f", new FunctionOverrides { MaximumEventAge = Duration.FromSeconds(60) }).Send("f", 0, 100).Run();

        Assert.Equal([0, 1, 3, 7, 15, 31], run.Log.Where(e => e.Kind == EventKind.SystemError).Select(e => e.Time / 1_000_000_000));
        Assert.Equal(["31000 Dropped f/0 EventAgeExceeded age 31000"], run.Rows(EventKind.Dropped));
        Assert.Equal((6, 0, 0), (run.Metrics.SystemErrors, run.Metrics.Throttles, run.Metrics.Admitted));
    }

    [Fact]
    [Pins("ASY-SYSTEM-ERROR", "ASY-DLQ")]
    public void The_dead_letter_of_a_system_error_has_the_code_500()
    {
        using var simulation = new Simulation(new SimulationOptions { World = new SimulationConfig { Async = new AsyncConfig { Faults = new AsyncFaults(0, 1) } } });
        var dead = simulation.AddQueue("dead");
        simulation.Add("orders", Code.Echo, f => f with { DeadLetterQueue = Destination.To(dead), MaximumEventAge = Duration.FromSeconds(60) }).Send();
        simulation.RunUntilIdle();

        Assert.Equal("500", Assert.Single(dead.Messages).Attributes["ErrorCode"].Value);
    }

    [Theory]
    [InlineData(1, 1, "0.1 OnSuccessFailed")]
    [InlineData(3, 1, "1.1 OnSuccess")]
    [InlineData(3, 2, "3.1 OnSuccess")]
    [InlineData(3, 9, "3.1 OnSuccessFailed")]
    [Pins("ASY-DELIVERY")]
    public void A_record_that_its_target_does_not_take_is_sent_again_as_often_as_is_configured(int attempts, int refusals, string delivered)
        => Assert.Equal([delivered], Delivered(attempts, refusals, static w => w));

    private static IEnumerable<string> Delivered(int attempts, int refusals, Func<SimulationConfig, SimulationConfig> change)
    {
        var world = new World().Send("f", 0, 100).With(change);
        using var source = world.Source();
        var log = new EventLog(world.Config.Seed);
        var engine = new LambdaSim.Engine.Engine(world.Config, [log]);
        var queue = new AsyncInvocations(engine, world.Config);
        var picky = new Picky(refusals);
        queue.Rules.ControlPlane = (function, _) => AsyncRule.Of(function.Config) with { OnSuccess = new Destination(picky.Arn.ToString()) };
        queue.Deliveries = new Deliveries(engine, queue.Rules, _ => picky, new AsyncOrigin("123456789012", "us-east-1", world.Config.Start, world.Config.Seed), attempts);
        engine.Replay(source, null, TestContext.Current.CancellationToken);

        return log.Where(e => e.Kind == EventKind.Delivered).Select(e => Text.Invariant($"{e.Time / 1e9} {e.DeliveryCause}"));
    }

    [Fact]
    [Pins("ASY-DELIVERY")]
    public void What_still_waits_for_its_next_attempt_when_the_run_ends_has_not_been_delivered() => Assert.Equal(["2 OnSuccessFailed"], Delivered(10, 9, w => w with { UntilTime = Duration.FromSeconds(2) }));

    private static IEnumerable<string> Waits(World world) =>
        world.Run().Rows(EventKind.Queued).Where(row => row.Contains(" f/", StringComparison.Ordinal)).Select(row => row.Split(" for ")[1]);

    private sealed class Picky(int refusals) : ISink
    {
        private int _asked;

        public Arn Arn => Arn.OfQueue("us-east-1", "123456789012", "picky");

        public string Kind => "queue";

        public string Name => "picky";

        public int MaxBytes => int.MaxValue;

        public Taken Take(Delivery delivery) => _asked++ < refusals ? Taken.Refused : Taken.Arrived;
    }
}
