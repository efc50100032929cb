using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Projections;

public sealed class TimelineTests
{
    private const long Ms = HandMadeLog.Ms;

    [Fact]
    public void The_text_form_shows_init_invoke_and_idle()
    {
        var log = FourArrivals();

        var text = log.Into(new Timeline(), 1_200).ToText();

        Assert.Equal(
            """
                     0 ms      250       500       750       1,000
            resize#1 ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒████████████····················
            resize#2     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒████████████····████████████
            resize#3                     ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒████████████
            ▒ init  █ invoke  · idle  | ended

            """,
            text);
    }

    [Fact]
    public void Ends_and_refusals_are_in_the_text_form()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var call = log.Arrive(0, f);
        var environment = log.Cold(0, f, call, 200);
        log.Complete(400, call);
        log.End(600, environment);
        log.Throttle(300, f, log.Arrive(300, f), ThrottleCause.AccountConcurrency);
        log.Drop(900, f, log.Arrive(900, f), DropCause.EventAgeExceeded);

        Assert.Equal(
            """
                      0 ms      500       1,000
            f#1       ▒▒▒▒████····|
            throttled       ×           !
            ▒ init  █ invoke  · idle  | ended  × throttled  ! dropped

            """,
            log.Into(new Timeline(), 1_100).ToText(width: 30));
    }

    [Fact]
    public void A_segment_tells_the_call_its_start_and_its_outcome()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        var first = log.Arrive(0, f);
        var environment = log.Cold(0, f, first, 400);
        log.Complete(700, first, Outcome.Crashed);
        var second = log.Arrive(800, f);
        log.Warm(800, environment, second, StartType.Reinit);
        log.Complete(900, second);
        log.End(1_000, environment, EndCause.Recycled);

        var lane = Assert.Single(log.Into(new Timeline(), 1_100).Lanes);

        Assert.Equal(
            [
                new(SegmentKind.Init, 0, 400 * Ms, first, StartType.Warm, Outcome.Succeeded, Cut: false),
                new(SegmentKind.Invoke, 400 * Ms, 700 * Ms, first, StartType.Cold, Outcome.Crashed, Cut: false),
                new(SegmentKind.Idle, 700 * Ms, 800 * Ms, SimEvent.None, StartType.Warm, Outcome.Succeeded, Cut: false),
                new(SegmentKind.Invoke, 800 * Ms, 900 * Ms, second, StartType.Reinit, Outcome.Succeeded, Cut: false),
                new TimelineSegment(SegmentKind.Idle, 900 * Ms, 1_000 * Ms, SimEvent.None, StartType.Warm, Outcome.Succeeded, Cut: false),
            ],
            lane.Segments);
        Assert.Equal((1_000 * Ms, EndCause.Recycled), (lane.Ended, lane.EndCause));
    }

    [Fact]
    public void Time_before_init_is_a_segment_of_its_own()
    {
        var log = new HandMadeLog();
        var f = log.Function("f");
        log.CreateAhead(0, f, CreationCause.Provisioned, 100);
        var timeline = new Timeline();
        timeline.OnFunction(log.Functions[0]);
        timeline.OnEvents([log.Events[0]]);
        timeline.OnEvents([new SimEvent(100 * Ms, EventKind.InitCompleted, 0, RunFlags.ProvisionedBit, f, SimEvent.None, 0, 70 * Ms)]);
        timeline.OnEnd(new RunEnd(200 * Ms, 0, Partial: false));

        var lane = Assert.Single(timeline.Lanes);

        Assert.Equal([(SegmentKind.Creation, 30L), (SegmentKind.Init, 100L), (SegmentKind.Idle, 200L)], lane.Segments.Select(s => (s.Kind, s.To / Ms)));
        Assert.Equal(CreationCause.Provisioned, lane.CreatedFor);
    }

    [Fact]
    public void A_given_window_keeps_what_overlaps_it()
    {
        var log = FourArrivals();

        var timeline = log.Into(new Timeline(new() { From = Duration.FromMilliseconds(750), Length = Duration.FromMilliseconds(100) }), 1_200);

        Assert.Equal((TimelineChoice.Given, 750 * Ms, 850 * Ms), (timeline.Choice, timeline.From, timeline.To));
        Assert.Equal(["resize#1", "resize#2", "resize#3"], timeline.Lanes.Select(lane => lane.Name));
        Assert.Equal([SegmentKind.Invoke, SegmentKind.Idle], timeline.Lanes[1].Segments.Select(segment => segment.Kind));
        Assert.True(timeline.Lanes[2].Segments[^1].Cut);
    }

    [Fact]
    public void A_window_in_which_nothing_lives_is_empty_but_stands()
    {
        var timeline = FourArrivals().Into(new Timeline(new() { From = Duration.FromHours(1) }), 1_200);

        Assert.Empty(timeline.Lanes);
        Assert.Equal("no environment lived in this window\n", timeline.ToText());
    }

    [Fact]
    public void Lanes_beyond_the_cap_are_counted()
    {
        var timeline = FourArrivals().Into(new Timeline(new() { MaxLanes = 2 }), 1_200);

        Assert.Equal((2, 1L), (timeline.Lanes.Count, timeline.LanesLeftOut));
        Assert.Contains("1 more environments not drawn", timeline.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_cap_on_segments_cuts_the_window_short()
    {
        var timeline = FourArrivals().Into(new Timeline(new() { MaxSegments = 3 }), 1_200);

        Assert.True(timeline.CutShort);
        Assert.InRange(timeline.To, 500 * Ms, 1_199 * Ms);
        Assert.All(timeline.Lanes.SelectMany(lane => lane.Segments), segment => Assert.True(segment.To <= timeline.To));
    }

    [Fact]
    public void The_beginning_is_shown_when_nothing_is_throttled()
    {
        var timeline = Busy(calls: 1_000, throttleAtMs: null);

        Assert.Equal(TimelineChoice.Start, timeline.Choice);
        Assert.Equal(0, timeline.From);
        Assert.InRange(timeline.To, TimelineWindow.LeastLength, TimelineWindow.LeastLength + (2_000 * Ms));
    }

    [Fact]
    public void A_sparse_run_is_shown_until_200_calls()
    {
        var timeline = Busy(calls: 1_000, throttleAtMs: null, everyMs: 10_000);

        Assert.InRange(timeline.To, 199L * 10_000 * Ms, 201L * 10_000 * Ms);
    }

    [Fact]
    public void A_late_first_throttle_moves_the_window_to_it_with_what_led_up_to_it()
    {
        var timeline = Busy(calls: 3_000, throttleAtMs: 2_000_500);

        Assert.Equal(TimelineChoice.FirstThrottle, timeline.Choice);
        Assert.Equal((2_000_500 * Ms) - (150_000 * Ms), timeline.From);
        Assert.Equal(2_000_500 * Ms, Assert.Single(timeline.Marks).Time);
        Assert.True(timeline.Lanes[0].Segments[0].From < timeline.From);
        Assert.True(timeline.To > timeline.From + TimelineWindow.LeastLength);
    }

    [Fact]
    public void A_throttle_at_the_beginning_keeps_the_beginning()
    {
        var timeline = Busy(calls: 3_000, throttleAtMs: 500);

        Assert.Equal(TimelineChoice.Start, timeline.Choice);
        Assert.Single(timeline.Marks);
    }

    [Fact]
    public void The_same_log_in_other_batches_gives_the_same_timeline()
    {
        var log = FourArrivals();

        Assert.Equal(log.Into(new Timeline(), 1_200, batch: 1).ToText(), log.Into(new Timeline(), 1_200).ToText());
    }

    [Theory]
    [InlineData(-1, 1, 1, 1)]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 1, 1, 0)]
    public void Options_out_of_range_are_refused(int from, int length, int lanes, int segments) =>
        Assert.Throws<SimulationConfigException>(() => new Timeline(new()
        {
            From = Duration.FromSeconds(from),
            Length = Duration.FromSeconds(length),
            MaxLanes = lanes,
            MaxSegments = segments,
        }));

    internal static HandMadeLog FourArrivals()
    {
        var log = new HandMadeLog();
        var f = log.Function("resize");
        var calls = new[] { 0, 100, 500, 900 }.Select(at => log.Arrive(at, f)).ToArray();
        log.Cold(0, f, calls[0], 400);
        var second = log.Cold(100, f, calls[1], 400);
        log.Complete(700, calls[0]);
        log.Cold(500, f, calls[2], 400);
        log.Complete(800, calls[1]);
        log.Warm(900, second, calls[3]);
        log.Complete(1_200, calls[2]);
        log.Complete(1_200, calls[3]);
        return log;
    }

    private static Timeline Busy(int calls, long? throttleAtMs, long everyMs = 1_000)
    {
        var log = new HandMadeLog();
        var f = log.Function("busy");
        var first = log.Arrive(0, f);
        var environment = log.Cold(0, f, first, 10);
        log.Complete(20, first);
        for (var i = 1; i < calls; i++)
        {
            var call = log.Arrive(i * everyMs, f);
            log.Warm(i * everyMs, environment, call);
            log.Complete((i * everyMs) + 10, call);
        }

        if (throttleAtMs is { } at)
        {
            log.Throttle(at, f, log.Arrive(at, f), ThrottleCause.AccountConcurrency);
        }

        return log.Into(new Timeline(), calls * everyMs, batch: 3);
    }
}
