using LambdaSim.Projections;
using LambdaSim.Projections.Scenes;

namespace LambdaSim.Tests.Projections;

public sealed class SceneRecorderTests
{
    private const long Ms = HandMadeLog.Ms;

    private static readonly SceneSettings _settings = new(Instant.FromUnixTimeSeconds(0), null, InvocationTable.RoundedUp);

    [Fact]
    public void A_quiet_run_shows_its_beginning()
    {
        var scene = Assert.Single(Scenes(Quiet(3_000), 3_000_000));

        Assert.Equal((SceneReason.Beginning, 0L), (scene.Reason, scene.From));
        Assert.InRange(scene.To, 600_000 * Ms, 601_000 * Ms);
    }

    [Fact]
    public void A_late_throttle_has_a_stretch_of_its_own_with_what_led_up_to_it()
    {
        var log = Quiet(3_000);
        var f = log.Function("throttled");
        var born = log.Cold(1_999_000, f, log.Arrive(1_999_000, f), 300);
        log.Throttle(2_000_500, f, log.Arrive(2_000_500, f), ThrottleCause.ReservedConcurrency);

        var scenes = Scenes(log, 3_000_000);

        Assert.Equal([SceneReason.Beginning, SceneReason.Throttle], scenes.Select(scene => scene.Reason));
        Assert.Equal((1_970_500 * Ms, 2_000_500 * Ms, f), (scenes[1].From, scenes[1].At, scenes[1].About));
        Assert.Equal(2_000_500 * Ms, Assert.Single(scenes[1].Marks).Time);
        Assert.Equal(born, scenes[1].Lanes[0].Environment);
        Assert.Equal([SegmentKind.Init, SegmentKind.Invoke], scenes[1].Lanes[0].Segments.Select(segment => segment.Kind));
    }

    [Fact]
    public void A_throttle_at_the_beginning_is_what_the_beginning_is_about()
    {
        var log = Quiet(100);
        log.Throttle(50_500, 0, log.Arrive(50_500, 0), ThrottleCause.AccountConcurrency);

        var scene = Assert.Single(Scenes(log, 100_000));

        Assert.Equal((SceneReason.Throttle, 50_500 * Ms, 0L), (scene.Reason, scene.At, scene.From));
    }

    [Fact]
    public void A_burst_of_cold_starts_has_a_stretch_of_its_own()
    {
        var log = Quiet(3_000);
        var f = log.Function("burst");
        for (var i = 0; i < 60; i++)
        {
            log.Cold(2_000_000 + i, f, log.Arrive(2_000_000 + i, f), 300);
        }

        var scene = Scenes(log, 3_000_000)[^1];

        Assert.Equal((SceneReason.ColdStarts, f), (scene.Reason, scene.About));
        Assert.True(scene.Lanes.Count(lane => lane.Function.DisplayName == "burst") >= 39);
    }

    [Fact]
    public void Environments_that_are_born_or_throttled_go_before_those_that_wait()
    {
        var log = new HandMadeLog();
        var (old, young) = (log.Function("old"), log.Function("young"));
        for (var i = 0; i < 100; i++)
        {
            var call = log.Arrive(0, old);
            log.Cold(0, old, call, 1);
            log.Complete(5, call);
        }

        for (var i = 0; i < 30; i++)
        {
            var call = log.Arrive(2_000_000, young);
            log.Cold(2_000_000, young, call, 100);
            log.Complete(2_000_500, call);
        }

        log.Throttle(2_000_100, young, log.Arrive(2_000_100, young), ThrottleCause.AccountConcurrency);

        var scene = Scenes(log, 2_100_000)[^1];

        Assert.Equal(40, scene.Lanes.Count);
        Assert.Equal(30, scene.Lanes.TakeWhile(lane => lane.Function.DisplayName == "young").Count());
        Assert.Equal(90, scene.LanesLeftOut);
    }

    [Fact]
    public void A_story_is_the_explanation_of_its_call()
    {
        var log = TimelineTests.FourArrivals();
        var throttled = log.Arrive(1_000, 0);
        log.Throttle(1_000, 0, throttled, ThrottleCause.AccountConcurrency);

        var stories = Assert.Single(Scenes(log, 1_200)).Stories;

        Assert.Equal([0, 1, 2, 3, throttled], stories.Keys.Order());
        foreach (var (number, lines) in stories)
        {
            var explanation = log.Into(new Explanation(number.ToString(System.Globalization.CultureInfo.InvariantCulture), 0, _settings.Start), 1_200);
            Assert.Equal(explanation.Lines, lines);
        }
    }

    [Fact]
    public void A_story_goes_on_after_the_stretch_to_its_end()
    {
        var log = Quiet(1_000);
        var f = log.Function("slow");
        var call = log.Arrive(599_000, f);
        log.Cold(599_000, f, call, 100);
        log.Complete(700_000, call);

        Assert.StartsWith("succeeded", Scenes(log, 1_000_000)[0].Stories[call][^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_do_not_matter()
    {
        var log = Quiet(2_000);
        log.Throttle(1_500_000, 0, log.Arrive(1_500_000, 0), ThrottleCause.ScalingRate);

        Assert.Equal(Words(Scenes(log, 2_000_000, batch: 1)), Words(Scenes(log, 2_000_000, batch: 5_000)));

        static IEnumerable<string> Words(IEnumerable<Scene> scenes) => scenes.Select(scene => $"{scene.Reason} {scene.From} {scene.To} {string.Join(';', scene.Lanes.SelectMany(lane => lane.Segments))} {scene.Stories.Count}");
    }

    [Fact]
    public void However_much_happens_the_stretches_are_bounded()
    {
        var log = new HandMadeLog();
        for (var f = 0; f < 300; f++)
        {
            log.Function(FormattableString.Invariant($"f{f}"));
        }

        for (var i = 0; i < 60_000; i++)
        {
            var (at, f) = (i * 40L, i / 200);
            var call = log.Arrive(at, f);
            log.Cold(at, f, call, 1);
            log.Complete(at + 20, call, (Outcome)(i % 4));
            log.Throttle(at, f, call, (ThrottleCause)(1 + (i % 5)));
        }

        var scenes = Scenes(log, 2_400_100);

        Assert.InRange(scenes.Count, 2, SceneRecorder.MaxScenes);
        Assert.All(scenes, scene =>
        {
            Assert.InRange(scene.Lanes.Count, 1, 40);
            Assert.InRange(scene.Lanes.Sum(lane => lane.Segments.Count), 1, 3_000);
            Assert.InRange(scene.Marks.Count, 1, 1_000);
            Assert.InRange(scene.Stories.Count, 1, 800);
            Assert.InRange(scene.At, scene.From, scene.To);
        });
        Assert.Equal(scenes.OrderBy(scene => scene.From), scenes);
    }

    private static IReadOnlyList<Scene> Scenes(HandMadeLog log, long endMs, int batch = 1_000) => log.Into(new SceneRecorder(_settings), endMs, batch).Scenes;

    // A call each second, all in one environment.
    private static HandMadeLog Quiet(int calls)
    {
        var log = new HandMadeLog();
        var f = log.Function("quiet");
        var first = log.Arrive(0, f);
        var environment = log.Cold(0, f, first, 10);
        log.Complete(20, first);
        for (var i = 1; i < calls; i++)
        {
            var call = log.Arrive(i * 1_000, f);
            log.Warm(i * 1_000, environment, call);
            log.Complete((i * 1_000) + 10, call);
        }

        return log;
    }
}
