using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>How many messages come together, and when.</summary>
public sealed class BatchTests : IDisposable
{
    private readonly MappedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("ESM-BATCH")]
    public void What_is_there_is_sent_at_once_in_batches_of_the_size_that_is_set()
    {
        var queue = _world.Queue();
        _world.Reader().On(queue, batch: 3);
        queue.Put("a", "b", "c", "d", "e", "f", "g");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b c", "0 d e f", "0 g"], _world.Calls);
    }

    [Theory]
    [InlineData(15, "0")]
    [InlineData(100, "10")]
    [InlineData(1_000, "10")]
    [InlineData(10_000, "10")]
    [Pins("ESM-BATCH", "ESM-WINDOW")]
    public void With_a_window_messages_that_come_one_after_the_other_are_one_batch(int size, string second)
    {
        var queue = _world.Queue();
        _world.Reader().On(queue, batch: size, window: 10.Seconds);
        queue.Put([.. Enumerable.Range(0, 10).Select(static i => $"{i}")]);
        queue.Put([.. Enumerable.Range(10, 5).Select(static i => $"{i}")]);
        _world.Simulation.RunUntilIdle();

        Assert.Equal([$"{second} {string.Join(' ', Enumerable.Range(0, 15))}"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-WINDOW")]
    public void Thirty_messages_in_batches_of_twenty_are_two_calls()
    {
        var queue = _world.Queue();
        var mapping = _world.Reader(takes: 1.Seconds, configure: f => f with { ReservedConcurrency = 2 }).On(queue, batch: 20, window: 1.Seconds, maximumConcurrency: 2);
        queue.Put([.. Enumerable.Range(0, 30).Select(static i => $"{i}")]);
        _world.Simulation.RunUntilIdle();

        Assert.Equal((2, 0, 30), (mapping.Figures.Batches, mapping.Figures.Refusals, mapping.Figures.Deleted));
    }

    [Fact]
    [Pins("ESM-WINDOW")]
    public void A_window_begins_with_the_first_message()
    {
        var queue = _world.Queue();
        _world.Reader().On(queue, window: 5.Seconds);
        Send(queue, (7, "a"), (9, "b"), (13, "c"));

        Assert.Equal(["12 a b", "18 c"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-WINDOW")]
    public void Windows_may_follow_each_other_without_a_gap()
    {
        using var world = new MappedWorld(new PollingConfig { WindowStart = WindowStart.PreviousBatch });
        var queue = world.Queue();
        world.Reader().On(queue, window: 5.Seconds);
        Send(world, queue, (7, "a"), (9, "b"), (13, "c"));

        Assert.Equal(["10 a b", "15 c"], world.Calls);
    }

    [Fact]
    [Pins("ESM-WINDOW")]
    public void At_low_traffic_a_batch_may_wait_for_the_length_of_a_long_poll()
    {
        using var world = new MappedWorld(new PollingConfig { LowTrafficWait = 20.Seconds });
        var queue = world.Queue();
        world.Reader().On(queue, window: 1.Seconds);
        Send(world, queue, (1, "a"), (3, "b"));

        Assert.Equal(["21 a b"], world.Calls);
    }

    [Fact]
    [Pins("ESM-BATCH")]
    public void An_event_has_at_most_6_MB()
    {
        var queue = _world.Queue();
        var sizes = new List<int>();
        _world.Simulation.AddFunction("import", (System.Text.Json.JsonElement sqs) => sizes.Add(sqs.GetRawText().Length)).On(queue, batch: 100, window: 1.Seconds);
        queue.Put([.. Enumerable.Range(0, 8).Select(static _ => new string('x', 1_000_000))]);
        _world.Simulation.RunUntilIdle();

        Assert.Equal(2, sizes.Count);
        Assert.All(sizes, static s => Assert.InRange(s, 2_000_000, 6 * 1_024 * 1_024));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    [Pins("ESM-FIFO")]
    public void A_FIFO_queue_has_batches_of_at_most_ten_in_the_order_of_each_group()
    {
        var queue = _world.Queue("orders.fifo");
        _world.Reader(takes: 1.Seconds).On(queue, batch: 2);
        queue.PutInGroups("a/1", "a/2", "b/1", "a/3", "b/2");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a/1 a/2", "0 b/1 b/2", "1 a/3"], _world.Calls);
    }

    [Fact]
    [Pins("ESM-FIFO")]
    public void A_FIFO_queue_has_one_batch_under_way_for_each_group()
    {
        var queue = _world.Queue("orders.fifo");
        var mapping = _world.Reader(takes: 1.Seconds).On(queue, batch: 1, maximumConcurrency: 10);
        queue.PutInGroups([.. from n in Enumerable.Range(0, 4) from g in "abcdef" select $"{g}/{n}"]);
        _world.Simulation.RunUntilIdle();

        Assert.Equal(6, _world.Calls.Count(static c => c.StartsWith("1 ", StringComparison.Ordinal)));
        Assert.Equal((24, 24), (_world.Calls.Count, mapping.Figures.Deleted));
        Assert.All("abcdef", g => Assert.Equal(["0", "1", "2", "3"], _world.Calls.Where(c => c.Contains($" {g}/", StringComparison.Ordinal)).Select(static c => c[^1..])));
    }

    private void Send(LambdaSim.Neighbours.Queues.Queue queue, params (int At, string Body)[] messages) => Send(_world, queue, messages);

    private static void Send(MappedWorld world, LambdaSim.Neighbours.Queues.Queue queue, params (int At, string Body)[] messages)
    {
        world.Simulation.Run(async () =>
        {
            var now = 0;
            foreach (var (at, body) in messages)
            {
                await world.Simulation.Delay((at - now).Seconds);
                now = at;
                queue.Put(body);
            }
        });
        world.Simulation.RunUntilIdle();
    }
}
