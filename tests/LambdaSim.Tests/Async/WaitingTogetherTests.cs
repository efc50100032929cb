using System.Globalization;
using System.Text;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Projections;

namespace LambdaSim.Tests.Async;

/// <summary>Events that are throttled for long wait together, at the cost of a record for all of them (rule ASY-TOGETHER).</summary>
public class WaitingTogetherTests
{
    private static FunctionOverrides Small(int reserved = 1, int maxAgeSeconds = 21_600) => new() { ReservedConcurrency = reserved, MaximumEventAge = Duration.FromSeconds(maxAgeSeconds) };

    [Fact]
    [Pins("ASY-TOGETHER")]
    public void What_waits_long_is_tried_again_at_a_whole_second()
    {
        var run = new World().Function("f", Small()).Call("f", 0, 100_000).Send("f", 250, 10).Run();

        Assert.Equal(
            ["250 Queued f/1 for 1000", "1250 Queued f/1 for 2000", "3250 Queued f/1 for 4000", "7250 Queued f/1 for 8000", "15250 Queued f/1 for 16750", "32000 Queued f/1 for 32000", "64000 Queued f/1 for 64000"],
            run.Rows(EventKind.Queued));
        Assert.Equal(["128000 Dispatched f/1 age 127750"], run.Rows(EventKind.Dispatched));
    }

    [Fact]
    [Pins("ASY-TOGETHER")]
    public void Events_refused_together_share_a_record()
    {
        var run = new World().Function("f", Small()).Call("f", 0, 40_000).Send("f", 0, 30_000, count: 4).Run();

        // One by one at 0, 1, 3, 7 and 15 s; together at 31 s; at 63 s the first runs; the last is alone again.
        Assert.Equal(["31000 ThrottledTogether f/1 4 after 5", "63000 ThrottledTogether f/2 3 after 6", "127000 ThrottledTogether f/3 2 after 7"], run.Rows(EventKind.ThrottledTogether));
        Assert.Equal((5 * 4) + 4 + 3 + 2 + 1, run.Throttled(ThrottleCause.ReservedConcurrency));
    }

    [Fact]
    public void Many_events_behind_a_small_reservation_cost_a_few_records_each()
    {
        var run = new World().Function("f", Small(reserved: 5)).Send("f", 0, 60_000, count: 2_000).Run();

        Assert.InRange(run.Throttled(ThrottleCause.ReservedConcurrency), 100_000, int.MaxValue);
        Assert.InRange(run.Log.Count(), 0, 2_000 * 20);
    }

    [Fact]
    public void Events_that_wait_together_and_grow_too_old_are_dropped_one_by_one()
    {
        var run = new World().Function("f", Small(maxAgeSeconds: 60)).Call("f", 0, 900_000).Send("f", 0, 10, count: 2).Send("f", 50, 10, count: 2).Run();

        // Due at 31 s and at 32 s, since 15.05 s and 16 s end there; the next attempt would be 32 s later.
        Assert.Equal(["31000 Dropped f/1 EventAgeExceeded age 31000", "31000 Dropped f/2 EventAgeExceeded age 31000", "32000 Dropped f/3 EventAgeExceeded age 31950", "32000 Dropped f/4 EventAgeExceeded age 31950"], run.Rows(EventKind.Dropped));
    }

    [Fact]
    public void A_story_tells_with_how_many_others_an_event_was_refused()
    {
        var run = new World().Function("f", Small()).Call("f", 0, 40_000).Send("f", 0, 10, count: 3).Run();

        var story = Explanation.Of(run.Result.Log!, "2", Instant.FromUtc(2026, 1, 1, 0, 0)).ToString();

        Assert.Contains("attempt 6 refused, together with 2 other events that waited as long (rule ASY-TOGETHER): the reserved concurrency of f (1) is used up", story, StringComparison.Ordinal);
        Assert.Contains("attempt 7 refused, together with 1 other event that waited as long", story, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [Pins("ASY-TOGETHER")]
    public void Each_event_of_a_burst_fares_as_if_it_were_tried_alone(int seed)
    {
        // On whole seconds nothing is rounded, so that the first version of the rules, which tries each event by itself, is the oracle.
        Assert.Equal(Rows(Burst(seed), LogSemantics.Version1).Rows, Rows(Burst(seed), LogSemantics.Version2).Rows);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void The_refusals_of_all_events_add_up_to_those_of_the_run(int seed)
    {
        var (rows, metrics) = Rows(Crowd(seed), LogSemantics.Version2);

        Assert.Equal(metrics.Throttles, rows.Where(r => r.Length > 0 && char.IsAsciiDigit(r[0])).Sum(r => int.Parse(r.Split(',')[8], CultureInfo.InvariantCulture)));
        Assert.True(metrics.Throttles > 1_000);
    }

    private static World Burst(int seed)
    {
        var luck = new Random(seed);
        var world = new World().Function("f", Small(luck.Next(1, 4), luck.Next(200, 4_000)));
        for (var i = 0; i < 100; i++)
        {
            world.Send("f", 0, luck.Next(1, 60) * 1_000);
        }

        for (var second = luck.Next(9); second < 3_000; second += luck.Next(1, 200))
        {
            world.Call("f", second * 1_000, luck.Next(1, 60) * 1_000);
        }

        return world;
    }

    private static World Crowd(int seed)
    {
        var luck = new Random(seed);
        var world = new World().Function("f", Small(luck.Next(1, 4), luck.Next(60, 4_000))).Function("g", Small(luck.Next(0, 3)));
        var time = 0;
        for (var i = 0; i < 300; i++)
        {
            time += luck.Next(3) == 0 ? 0 : luck.Next(2_000);
            var outcome = luck.Next(5) == 0 ? Outcome.Failed : Outcome.Succeeded;
            world.Call(luck.Next(3) == 0 ? "g" : "f", time, luck.Next(1, 60) * 1_000, type: luck.Next(6) == 0 ? InvocationType.RequestResponse : InvocationType.Event, outcome: outcome);
        }

        return world;
    }

    private static (string[] Rows, Metrics Metrics) Rows(World world, LogSemantics semantics)
    {
        using var stream = new MemoryStream();
        using var source = world.Source();
        var ledger = new Ledger(strict: true);
        var table = new InvocationTable(stream, world.Config.Seed, world.Config.Start);
        var result = Simulation.Replay(source, world.Config, new ReplayOptions { Semantics = semantics, Observers = [table, ledger] }, TestContext.Current.CancellationToken);
        Assert.True(ledger.Balance().IsBalanced, ledger.Balance().ToString());
        return ([.. Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Order(StringComparer.Ordinal)], result.Metrics);
    }
}
