using LambdaSim.Configuration;
using LambdaSim.Events;

namespace LambdaSim.Tests.Async;

/// <summary>Throttled events wait, back off and end with a fate.</summary>
public class AsyncQueueTests
{
    private static FunctionOverrides One(int maxAgeSeconds = 21_600) => new() { ReservedConcurrency = 1, MaximumEventAge = Duration.FromSeconds(maxAgeSeconds) };

    [Fact]
    public void A_throttled_event_is_tried_again_after_1_2_4_seconds()
    {
        var run = new World().Function("f", One()).Send("f", 0, 5_000).Send("f", 100, 10).Run();

        Assert.Equal(["100 Queued f/1 for 1000", "1100 Queued f/1 for 2000", "3100 Queued f/1 for 4000"], run.Rows(EventKind.Queued));
        Assert.Equal(["0 Dispatched f/0 age 0", "7100 Dispatched f/1 age 7000"], run.Rows(EventKind.Dispatched));
    }

    [Fact]
    [Pins("ASY-BACKOFF")]
    public void The_wait_grows_to_five_minutes_and_stays_there()
    {
        var run = new World().Function("f", One()).Call("f", 0, 900_000).Call("f", 900_000, 900_000).Send("f", 900_000, 10).Run();

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], run.Log.Where(e => e.Kind == EventKind.Queued).Select(e => e.Value / 1_000_000_000));
    }

    [Fact]
    [Pins("ASY-AGE")]
    public void An_event_is_dropped_as_soon_as_its_next_attempt_would_come_too_late()
    {
        // Attempts at 0, 1, 3, 7, 15, 31 s; the next would be at 63 s, over 60.
        var run = new World().Function("f", One(60)).Call("f", 0, 900_000).Send("f", 0, 10).Run();

        Assert.Equal(["31000 Dropped f/1 EventAgeExceeded age 31000"], run.Rows(EventKind.Dropped));
        Assert.Equal(6, run.Throttled(ThrottleCause.ReservedConcurrency));
    }

    [Fact]
    [Pins("ASY-ZERO")]
    public void With_reserved_concurrency_zero_an_event_is_accepted_and_dropped_at_once()
    {
        var run = new World().Function("f", new FunctionOverrides { ReservedConcurrency = 0 }).Send("f", 0, 10).Run();

        Assert.Equal(["0 Dropped f/0 ZeroReservedConcurrency age 0"], run.Rows(EventKind.Dropped));
    }

    [Fact]
    public void An_event_that_still_waits_when_the_run_is_cut_has_that_as_its_fate()
    {
        var run = new World().With(c => c with { Until = ReplayEnd.LastArrival }).Function("f", One()).Call("f", 0, 900_000).Send("f", 0, 10).Call("g", 10_000, 1).Run();

        Assert.Equal(["10000 QueuedAtEnd f/1 age 10000"], run.Rows(EventKind.QueuedAtEnd));
    }

    [Fact]
    public void Waiting_events_keep_a_run_alive()
    {
        var run = new World().Function("f", One()).Send("f", 0, 60_000).Send("f", 0, 10).Run();

        Assert.Equal(2, run.Metrics.Dispatched);
        Assert.Equal(63_010_000_000, run.Result.End.Time);
    }

    [Fact]
    public void A_retry_comes_after_the_requests_of_a_trace_at_the_same_instant()
    {
        var run = new World().Function("f", One()).Call("f", 0, 900).Send("f", 0, 10).Call("f", 1_000, 5_000).Run();

        Assert.Equal("1000 Started f/2 env 0 Warm", run.Rows(EventKind.Started)[1]);
    }

    [Theory]
    [InlineData(256 * 1024, 0)]
    [InlineData((256 * 1024) + 1, 1)]
    [InlineData(600 * 1024, 6)]
    [InlineData(1024 * 1024, 12)]
    [Pins("BIL-CHUNKS")]
    public void Payload_beyond_256_KB_is_billed_in_further_requests(int bytes, int extra)
    {
        var run = new World().Call("f", 0, 10, type: InvocationType.Event, payload: bytes).Run();

        Assert.Equal(extra, run.Log.Single(e => e.Kind == EventKind.Dispatched).ExtraRequests);
    }
}
