using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Which records of a shard come together, and when.</summary>
public sealed class StreamBatchTests : IDisposable
{
    private readonly StreamedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("STM-BATCH")]
    public void Records_come_in_order_in_batches_of_the_size_that_is_set()
    {
        _world.Put("a", "b", "c", "d", "e", "f", "g");
        _world.Map(_world.Reader(), new StreamMappingConfig { BatchSize = 3 });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b c", "0 d e f", "0 g"], _world.Calls);
    }

    [Fact]
    [Pins("STM-POLL")]
    public void A_record_waits_for_the_next_poll_of_its_shard()
    {
        _world.Map(_world.Reader());
        _world.Simulation.AdvanceBy(2.5.Seconds);
        _world.Put("a", "b");
        _world.Simulation.AdvanceBy(300.Milliseconds);
        _world.Put("c");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["3 a b c"], _world.Calls);
    }

    [Fact]
    [Pins("STM-POLL")]
    public void What_came_during_a_batch_follows_it_at_once()
    {
        _world.Put("a");
        _world.Map(_world.Reader(takes: 2.5.Seconds));
        _world.Simulation.AdvanceBy(1.Seconds);
        _world.Put("b", "c");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(2, _world.Calls.Count);
        Assert.EndsWith("b c", _world.Calls[1], StringComparison.Ordinal);
    }

    [Fact]
    [Pins("STM-POLL")]
    public void An_idle_stream_keeps_no_run_alive()
    {
        _world.Map(_world.Reader());
        _world.Simulation.RunUntilIdle();

        Assert.True(_world.Simulation.Elapsed < 1.Seconds);
    }

    [Fact]
    [Pins("STM-WINDOW")]
    public void With_a_window_a_batch_waits_until_it_is_full_or_the_window_is_over()
    {
        _world.Map(_world.Reader(), new StreamMappingConfig { BatchSize = 3, Window = 5.Seconds });
        _world.Put("a", "b");
        _world.Simulation.AdvanceBy(10.Seconds);
        _world.Put("c", "d", "e");
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["5", "11"], _world.Calls.Select(static c => c.Split(' ')[0]));
        Assert.Equal(["a b", "c d e"], _world.Calls.Select(static c => c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    [Pins("STM-WINDOW")]
    public void The_last_records_of_a_closed_shard_wait_for_nothing()
    {
        _world.Put("a");
        _world.Stream.Split(_world.Stream[0]);
        _world.Map(_world.Reader(), new StreamMappingConfig { Window = 300.Seconds });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a"], _world.Calls);
    }

    [Fact]
    [Pins("STM-BATCH")]
    public void An_event_has_no_more_than_six_megabytes()
    {
        var large = new string('x', 1_500_000);
        _world.Put([.. Enumerable.Range(0, 5).Select(i => $"{i}{large}")]);
        var mapping = _world.Map(_world.Reader());
        _world.Simulation.RunUntilIdle();

        Assert.Equal([3, 2], _world.Calls.Select(static c => c.Split(' ').Length - 1));
        Assert.Equal((5, 2), (mapping.Figures.Invoked, mapping.Figures.Batches));
    }

    [Fact]
    [Pins("STM-BATCH")]
    public void A_record_that_is_too_large_for_an_event_fails_each_time_and_is_given_up()
    {
        _world.Put("a", new string('x', 5_000_000), "b");
        var mapping = _world.Map(_world.Reader(), new StreamMappingConfig { MaximumRetryAttempts = 2 });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["a", "b"], _world.Calls.Select(static c => c.Split(' ')[1]));
        Assert.Equal(1, mapping.Figures.Dropped);
        Assert.Equal("0+1 Processed, 1+1 RetriesExhausted, 2+1 Processed", _world.Fates());
    }

    [Fact]
    [Pins("STM-BATCH")]
    public void A_batch_has_records_of_one_shard()
    {
        using var world = new StreamedWorld(shards: 2);
        world.Put(0, "a", "b");
        world.Put(1, "c", "d");
        world.Map(world.Reader());
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b", "0 c d"], world.Calls);
    }
}
