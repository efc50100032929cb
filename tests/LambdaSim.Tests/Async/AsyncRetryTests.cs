using System.Text.Json;
using LambdaSim.Async;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;
using LambdaSim.Randomness;
using LambdaSim.Resources;

namespace LambdaSim.Tests.Async;

/// <summary>Events whose attempts fail are retried on AWS's schedule, or dropped with a cause.</summary>
public class AsyncRetryTests
{
    /// <summary>What happens to the event of each timeline: seconds at which attempts start, its fate, and the attempts that reached the function.</summary>
    public static TheoryData<string, string, string> Timelines => new()
    {
        { "defaults", "0 60.1 180.2", "180.3 RetriesExhausted 3" },
        { "one retry", "0 60.1", "60.2 RetriesExhausted 2" },
        { "no retry", "0", "0.1 RetriesExhausted 1" },
        { "60 s of age", "0", "0.1 EventAgeExceeded 1" },
        { "90 s of age", "0 60.1", "60.2 EventAgeExceeded 2" },
        { "reserved 0", "", "0 ZeroReservedConcurrency 0" },
        { "busy for 15 s", "15", "15.1 Success 1" },
        { "throttled for good", "", "31 EventAgeExceeded 0" },
        { "fails once", "0 61", "61.7 Success 2" },
        { "timeout of 900 s", "0", "900 EventAgeExceeded 1" },
    };

    // The other call of a timeline comes first, so the event is the last arrival. To fail once, the first call after a
    // cold start takes 358.7 ms longer and is cut at the timeout of 1 s; the retry is spared that.
    private static World TimelineOf(string name) => name switch
    {
        "defaults" => Failing(new FunctionOverrides()),
        "one retry" => Failing(new FunctionOverrides { MaximumRetryAttempts = 1 }),
        "no retry" => Failing(new FunctionOverrides { MaximumRetryAttempts = 0 }),
        "60 s of age" => Failing(new FunctionOverrides { MaximumEventAge = Duration.FromSeconds(60) }),
        "90 s of age" => Failing(new FunctionOverrides { MaximumEventAge = Duration.FromSeconds(90) }),
        "reserved 0" => Failing(new FunctionOverrides { ReservedConcurrency = 0 }),
        "busy for 15 s" => new World().Function("f", new FunctionOverrides { ReservedConcurrency = 1 }).Call("f", 0, 15_000).Send("f", 0, 100),
        "throttled for good" => new World().Function("f", new FunctionOverrides { ReservedConcurrency = 1, MaximumEventAge = Duration.FromSeconds(60) }).Call("f", 0, 900_000).Send("f", 0, 100),
        "fails once" => new World().Function("f", new FunctionOverrides { Timeout = Duration.FromSeconds(1), Runtime = "dotnet8", MemoryMb = 256, Init = Distribution.Fixed(Duration.Zero) }).Send("f", 0, 700),
        _ => new World().Function("f", new FunctionOverrides { Timeout = Duration.FromSeconds(900), MaximumEventAge = Duration.FromSeconds(600) }).Call("f", 0, 1, type: InvocationType.Event, outcome: Outcome.TimedOut),
    };

    private static World Failing(FunctionOverrides f, int count = 1) => new World().Function("f", f).Call("f", 0, 100, count, InvocationType.Event, Outcome.Failed);

    [Theory]
    [MemberData(nameof(Timelines))]
    [Pins("ASY-RETRY")]
    public void The_timelines_of_failed_events_are_those_of_AWS(string name, string starts, string fate)
    {
        var run = TimelineOf(name).Run();
        var last = run.Log.Max(e => e.Invocation);
        var story = run.Log.Where(e => e.Invocation == last).ToList();
        var end = story[^1];

        Assert.Equal(starts, string.Join(' ', story.Where(e => e.Kind == EventKind.Started).Select(e => Seconds(e.Time))));
        var attempts = story.Count(e => e.Kind == EventKind.Completed);
        Assert.Equal(fate, $"{Seconds(end.Time)} {(end.Kind == EventKind.Dropped ? end.DropCause : end.Outcome == Outcome.Succeeded ? "Success" : "")} {Text.Of(attempts)}");
    }

    [Theory]
    [MemberData(nameof(Timelines))]
    public void Who_asks_is_told_each_fate_once(string name, string starts, string fate)
    {
        var world = TimelineOf(name);
        var fates = new Told();
        using var source = world.Source();
        var engine = new LambdaSim.Engine.Engine(world.Config, []);
        var queue = new AsyncInvocations(engine, world.Config);
        var somewhere = new Destination("arn:aws:sqs:us-east-1:123456789012:fates");
        queue.Rules.ControlPlane = (function, _) => AsyncRule.Of(function.Config) with { OnSuccess = somewhere, OnFailure = somewhere };
        queue.Deliveries = new Deliveries(engine, queue.Rules, _ => fates, new AsyncOrigin("123456789012", "us-east-1", world.Config.Start, world.Config.Seed));
        engine.Replay(source, null, TestContext.Current.CancellationToken);

        Assert.Equal([fate[(fate.IndexOf(' ', StringComparison.Ordinal) + 1)..]], fates.Lines);
        Assert.Equal(starts.Length == 0 ? 0 : starts.Split(' ').Length, fates.Attempts);
    }

    [Fact]
    public void Of_a_throttled_event_each_refusal_is_an_attempt() => Assert.Equal(4, TimelineOf("busy for 15 s").Run().Throttled(ThrottleCause.ReservedConcurrency));

    [Fact]
    public void A_failed_attempt_is_followed_by_its_retry_in_the_log() => Assert.Equal(
        [
            "0 Dispatched f/0 age 0", "100 Completed f/0 env 0 Failed 100", "100 Queued f/0 for 60000",
            "60100 Dispatched f/0 age 60100", "60200 Completed f/0 env 0 Failed 100", "60200 Dropped f/0 RetriesExhausted age 60200",
        ],
        TimelineOf("one retry").Run().Rows(EventKind.Dispatched, EventKind.Completed, EventKind.Queued, EventKind.Dropped));

    [Theory]
    [InlineData(Outcome.Failed)]
    [InlineData(Outcome.TimedOut)]
    [InlineData(Outcome.Crashed)]
    public void However_an_attempt_fails_it_is_retried(Outcome outcome)
    {
        var run = new World().Function("f", new FunctionOverrides { Timeout = Duration.FromSeconds(1) }).Call("f", 0, 100, type: InvocationType.Event, outcome: outcome).Run();

        Assert.Equal((3, 3, 2, 1), (run.Metrics.Outcomes[(int)outcome], run.Metrics.FailedAttempts, run.Metrics.Retries, run.Metrics.Drops[(int)DropCause.RetriesExhausted]));
    }

    [Fact]
    public void A_failed_request_is_not_retried()
    {
        var run = new World().Call("f", 0, 100, outcome: Outcome.Failed).Run();

        Assert.Equal((1, 0, 0), (run.Metrics.Outcomes[(int)Outcome.Failed], run.Metrics.FailedAttempts, run.Metrics.Retries));
    }

    [Fact]
    [Pins("ASY-RETRY")]
    public void A_refused_retry_backs_off_from_one_second_and_uses_up_no_retry()
    {
        // The event waits 1 s and runs; its first retry, due at 61.1 s, meets a call that lasts until 63.5 s.
        var run = new World().Function("f", new FunctionOverrides { ReservedConcurrency = 1 })
            .Call("f", 0, 500)
            .Call("f", 0, 100, type: InvocationType.Event, outcome: Outcome.Failed)
            .Call("f", 61_000, 2_500).Run();

        Assert.Equal(
            ["0 Queued f/1 for 1000", "1100 Queued f/1 for 60000", "61100 Queued f/1 for 1000", "62100 Queued f/1 for 2000", "64200 Queued f/1 for 120000"],
            run.Rows(EventKind.Queued));
        Assert.Equal([0, 2, 3], run.Log.Where(e => e.Kind == EventKind.Throttled).Select(e => e.Value));
        Assert.Equal(["184300 Dropped f/1 RetriesExhausted age 184300"], run.Rows(EventKind.Dropped));
    }

    [Fact]
    [Pins("ASY-EXHAUSTED")]
    public void Exhausted_retries_are_the_cause_before_age_is()
    {
        var run = Failing(new FunctionOverrides { MaximumRetryAttempts = 0, MaximumEventAge = Duration.FromSeconds(60) }).Run();

        Assert.Equal(["100 Dropped f/0 RetriesExhausted age 100"], run.Rows(EventKind.Dropped));
    }

    [Theory]
    [InlineData(61, "60100")]
    [InlineData(60, "")]
    [Pins("ASY-AGE")]
    public void The_age_at_a_failure_counts_in_whole_seconds_rounded_up(int maximumAge, string retry)
    {
        var run = Failing(new FunctionOverrides { MaximumEventAge = Duration.FromSeconds(maximumAge) }).Run();

        Assert.Equal(retry, string.Join(' ', run.Rows(EventKind.Dispatched).Skip(1).Select(row => row.Split(' ')[0])));
    }

    [Fact]
    [Pins("ASY-RETRY-DRAW")]
    public void What_is_drawn_is_drawn_anew_for_each_attempt()
    {
        var lengths = Distribution.Uniform(Duration.FromSeconds(1), Duration.FromSeconds(100));
        var alone = Durations(new World());
        var withAnother = Durations(new World().Call("g", 30_000, -1, type: InvocationType.Event, outcome: Outcome.Failed));

        Assert.Equal(3, alone.Distinct().Count());
        Assert.Equal(alone, withAnother);

        long[] Durations(World world)
        {
            var run = world.With(c => c with { Defaults = c.Defaults with { Duration = lengths } }).Call("f", 30_000, -1, type: InvocationType.Event, outcome: Outcome.Failed).Run();
            return [.. run.Log.Where(e => e.Kind == EventKind.Completed && run.Result.Functions[e.Function].Name == "f").Select(e => e.DurationNs)];
        }
    }

    [Fact]
    public void A_retry_that_waits_when_the_run_is_cut_is_queued_at_its_end()
    {
        var run = Failing(new FunctionOverrides()).With(c => c with { Until = ReplayEnd.LastArrival }).Call("g", 10_000, 1).Run();

        Assert.Equal(["10000 QueuedAtEnd f/0 age 10000"], run.Rows(EventKind.QueuedAtEnd));
    }

    [Fact]
    public void Each_attempt_is_billed_and_the_event_has_one_row()
    {
        using var rows = new MemoryStream();
        var world = TimelineOf("one retry");
        var table = new InvocationTable(rows, world.Config.Seed, world.Config.Start);
        using var source = world.Source();
        var result = Simulation.Replay(source, world.Config, new ReplayOptions { Observers = [table] }, TestContext.Current.CancellationToken);

        Assert.Equal(200, result.Metrics.BilledMs);
        var row = Assert.Single(System.Text.Encoding.UTF8.GetString(rows.ToArray()).TrimEnd('\n').Split('\n').Skip(1));
        Assert.EndsWith(",RetriesExhausted,2,0,,60200,0,OnDemand,Warm,0,100,200", row, StringComparison.Ordinal);
    }

    [Fact]
    public void The_explanation_tells_each_attempt_and_why_the_event_was_dropped()
    {
        var run = TimelineOf("one retry").Run();
        var lines = Explanation.Of(run.Log, "0", run.Result.Start).Lines.Select(line => line.Text).ToList();

        Assert.Contains("waits in the asynchronous queue; retry 1 of 1 comes after 60 s (rule ASY-RETRY)", lines);
        Assert.Contains("left the asynchronous queue for retry 1, 60.1 s old", lines);
        Assert.Equal("dropped, 60.2 s old, after 2 failed attempts: the function allows 1 retry (rule ASY-EXHAUSTED, AWS's condition RetriesExhausted)", lines[^1]);
    }

    [Fact]
    public void The_explanation_of_a_drop_for_age_tells_the_failed_attempts()
    {
        var run = TimelineOf("60 s of age").Run();

        Assert.Equal(
            "dropped, 100 ms old, after 1 failed attempt: the next attempt would have come after its maximum age of 60 s (rule ASY-AGE, AWS's condition EventAgeExceeded)",
            Explanation.Of(run.Log, "0", run.Result.Start).Lines[^1].Text);
    }

    [Fact]
    public void More_retries_than_AWS_allows_are_refused_in_its_words() => Assert.Equal(
        "1 validation error detected: Value '3' at 'maximumRetryAttempts' failed to satisfy constraint: Member must have value less than or equal to 2",
        Assert.Throws<ValidationException>(() => (FunctionConfig.Default with { MaximumRetryAttempts = 3 }).Validate()).Message);

    private static string Seconds(long ns) => Text.Invariant($"{ns / 1_000_000_000m}");

    private sealed class Told : ISink
    {
        public List<string> Lines { get; } = [];

        public int Attempts { get; private set; }

        public Arn Arn => Arn.OfQueue("us-east-1", "123456789012", "fates");

        public string Kind => "queue";

        public string Name => "fates";

        public int MaxBytes => int.MaxValue;

        public Taken Take(Delivery delivery)
        {
            using var record = JsonDocument.Parse(delivery.Body);
            var context = record.RootElement.GetProperty("requestContext");
            Attempts = context.GetProperty("approximateInvokeCount").GetInt32();
            Lines.Add($"{context.GetProperty("condition").GetString()} {Text.Of(Attempts)}");
            return Taken.Arrived;
        }
    }
}
