using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>How many batches are under way at once, minute by minute.</summary>
public class ScaleTests
{
    [Theory]
    [InlineData("current", "5 305 605 905 1205 1250 1250")]
    [InlineData("legacy2025", "5 305 605 905 1205 1250 1250")]
    [InlineData("legacy2023", "5 65 125 185 245 305 365")]
    [Pins("ESM-SCALE")]
    public void Pollers_grow_with_each_minute_that_leaves_messages_behind(string profile, string expected) =>
        Assert.Equal(expected, Minutes(profile, new QueueMappingConfig { BatchSize = 1 }, 7));

    [Fact]
    [Pins("ESM-SCALE")]
    public void Before_2023_11_a_mapping_has_at_most_a_thousand() =>
        Assert.Equal("965 1000 1000", Minutes("legacy2023", new QueueMappingConfig { BatchSize = 1 }, 19, skip: 16));

    [Theory]
    [InlineData(2, "2 2 2")]
    [InlineData(50, "5 50 50")]
    [InlineData(400, "5 305 400")]
    [Pins("ESM-SCALE")]
    public void A_maximum_concurrency_is_never_exceeded(int most, string expected) =>
        Assert.Equal(expected, Minutes("current", new QueueMappingConfig { BatchSize = 1, MaximumConcurrency = most }, 3));

    [Theory]
    [InlineData(2, 200, "20 1020 2000")]
    [InlineData(10, 10, "100 100 100")]
    [InlineData(null, 3, "20 30 30")]
    [Pins("ESM-SCALE")]
    public void A_provisioned_poller_has_ten_batches_at_a_time(int? least, int? most, string expected) =>
        Assert.Equal(expected, Minutes("current", new QueueMappingConfig { BatchSize = 1, MinimumPollers = least, MaximumPollers = most }, 3));

    [Fact]
    [Pins("ESM-SCALE")]
    public void After_a_minute_without_messages_they_begin_anew()
    {
        using var world = new MappedWorld();
        var queue = world.Queue("orders", ("VisibilityTimeout", "600"));
        var mapping = world.Simulation.AddFunction("slow", 90.Seconds, static f => f with { Timeout = 600.Seconds }).On(queue, batch: 1);
        Fill(queue, 300);
        world.Simulation.RunUntilIdle();
        Assert.Equal(300, mapping.Figures.MostAtOnce);
        world.Simulation.AdvanceBy(2.Minutes);
        Fill(queue, 300);
        world.Simulation.AdvanceBy(0.5.Seconds);

        Assert.Equal(5, queue.Counts.InFlight);
    }

    [Theory]
    [InlineData(PollingReduction.Nothing, 5)]
    [InlineData(PollingReduction.Throttles, 5)]
    [InlineData(PollingReduction.ThrottlesAndErrors, 1)]
    [Pins("ESM-SCALE")]
    public void Errors_may_halve_them(PollingReduction reduction, int expected)
    {
        using var world = new MappedWorld(new PollingConfig { ReducedBy = reduction });
        var queue = world.Queue();
        world.Reader(static b => b.Bodies.Contains("bad") ? throw new FormatException("bad") : null, takes: 1.Seconds).On(queue, batch: 1);
        queue.Put("bad", "bad", "bad", "bad", "bad");
        world.Simulation.AdvanceBy(2.Seconds);
        queue.Put("a", "b", "c", "d", "e", "f");
        world.Simulation.AdvanceBy(0.5.Seconds);

        Assert.Equal(5 + expected, queue.Counts.InFlight);
    }

    [Fact]
    [Pins("ESM-SCALE")]
    public void Throttles_may_halve_them()
    {
        using var world = new MappedWorld(new PollingConfig { ReducedBy = PollingReduction.Throttles });
        var queue = world.Queue();
        world.Reader(takes: 1.Seconds, configure: f => f with { ReservedConcurrency = 1 }).On(queue, batch: 1);
        queue.Put([.. "abcdefghijk".Select(static c => $"{c}")]);
        world.Simulation.AdvanceBy(0.5.Seconds);
        Assert.Equal(5, queue.Counts.InFlight);
        world.Simulation.AdvanceBy(1.Seconds);

        Assert.Equal(4, queue.Counts.InFlight);
    }

    // Batches that have begun by the end of each minute: none ends meanwhile.
    private static string Minutes(string profile, QueueMappingConfig config, int minutes, int skip = 0)
    {
        using var world = new MappedWorld(account: new AccountConfig { ConcurrencyLimit = 100_000, Quotas = QuotaProfile.All.Single(p => p.Name == profile), LimitRequestRate = false });
        var queue = world.Queue("orders", ("VisibilityTimeout", "43200"));
        var mapping = world.Simulation.AddFunction("slow", 900.Seconds * 0.999, static f => f with { Timeout = 900.Seconds, ReservedConcurrency = null }).On(queue, config);
        Fill(queue, 2_500);
        List<int> seen = [];
        for (var i = 0; i < minutes; i++)
        {
            world.Simulation.AdvanceBy(i == 0 ? 1.Seconds : 60.Seconds);
            seen.Add(mapping.Figures.MostAtOnce);
        }

        Assert.DoesNotContain(world.Simulation.Log, static e => e.Kind == EventKind.MessageReturned);
        return string.Join(' ', seen.Skip(skip));
    }

    private static void Fill(LambdaSim.Neighbours.Queues.Queue queue, int count)
    {
        for (var i = 0; i < count; i++)
        {
            queue.Put("a");
        }
    }
}
