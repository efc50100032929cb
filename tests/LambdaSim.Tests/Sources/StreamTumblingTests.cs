using LambdaSim.Configuration;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>State over tumbling windows.</summary>
public sealed class StreamTumblingTests : IDisposable
{
    private readonly StreamedWorld _world = new();
    private readonly List<string> _windows = [];

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("STM-TUMBLING")]
    public void State_goes_from_batch_to_batch_of_a_window_and_ends_with_it()
    {
        _world.Put("a", "b", "c");
        _world.Simulation.AdvanceBy(61.Seconds);
        _world.Put("d");
        _world.Map(Counting(), new StreamMappingConfig { BatchSize = 2, TumblingWindow = 60.Seconds });
        _world.Simulation.AdvanceBy(1.Seconds);

        Assert.Equal(["00:00:00Z a b from 0", "00:00:00Z c from 2", "00:00:00Z final with 3", "00:01:00Z d from 0"], _windows);
    }

    [Fact]
    [Pins("STM-TUMBLING")]
    public void A_window_without_more_records_ends_two_minutes_after_the_last()
    {
        _world.Put("a");
        _world.Map(Counting(), new StreamMappingConfig { TumblingWindow = 30.Seconds });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["00:00:00Z a from 0", "00:00:00Z final with 1"], _windows);
        Assert.InRange(_world.Simulation.Elapsed, Duration.FromSeconds(120), Duration.FromSeconds(121));
    }

    [Fact]
    [Pins("STM-TUMBLING")]
    public void A_window_ends_with_its_shard_and_a_child_begins_anew()
    {
        _world.Put("a");
        _world.Stream.Split(_world.Stream[0]);
        _world.Put(1, "b");
        _world.Map(Counting(), new StreamMappingConfig { TumblingWindow = 900.Seconds });
        _world.Simulation.AdvanceBy(1.Seconds);

        Assert.Equal(["00:00:00Z a from 0", "00:00:00Z final with 1", "00:00:00Z b from 0"], _windows);
    }

    [Fact]
    [Pins("STM-TUMBLING")]
    public void An_answer_without_state_counts_as_failed()
    {
        _world.Put("a");
        var mapping = _world.Map(_world.Reader(static _ => new { other = 1 }), new StreamMappingConfig { TumblingWindow = 30.Seconds, MaximumRetryAttempts = 1 });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(1, mapping.Figures.Dropped);
        Assert.Equal("0+1 RetriesExhausted", _world.Fates());
    }

    [Fact]
    [Pins("STM-TUMBLING")]
    public void State_that_is_too_large_cuts_its_window_short()
    {
        List<string> ends = [];
        _world.Put("a", "b", "c");
        _world.Map(
            _world.Reader(b =>
            {
                if (b.IsFinal)
                {
                    ends.Add($"{b.Count} {b.Event.GetProperty("isWindowTerminatedEarly").GetBoolean()}");
                }

                return new { state = new { n = b.Count + b.Data.Count, filler = b.Data.Contains("b") ? new string('x', 1_100_000) : "" } };
            }),
            new StreamMappingConfig { BatchSize = 1, TumblingWindow = 30.Seconds });
        _world.Simulation.RunUntilIdle();

        Assert.Equal(["1 True", "1 False"], ends);
    }

    [Fact]
    [Pins("STM-TUMBLING")]
    public void A_last_invocation_that_fails_holds_its_shard_until_it_succeeds()
    {
        var failures = 3;
        _world.Put("a");
        _world.Simulation.AdvanceBy(31.Seconds);
        _world.Put("b");
        _world.Map(
            _world.Reader(b => b.IsFinal && failures-- > 0 ? throw new InvalidOperationException("no") : new { state = new { n = 1 } }),
            new StreamMappingConfig { TumblingWindow = 30.Seconds });
        _world.Simulation.AdvanceBy(10.Seconds);

        Assert.Equal(["31 a", "31", "31.5", "32.5", "34.5", "34.5 b"], _world.Calls.Select(static c => c.Trim()));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 900)]
    [Pins("STM-TUMBLING", "STM-UPDATE")]
    public void A_last_invocation_that_fails_while_other_settings_wait_is_tried_again_after_a_while(int factor, int window)
    {
        var failures = 3;
        _world.Put("a");
        var mapping = _world.Map(
            _world.Reader(b => b.IsFinal && failures-- > 0 ? throw new InvalidOperationException("no") : new { state = new { n = 1 } }),
            new StreamMappingConfig { TumblingWindow = 900.Seconds });
        _world.Simulation.AdvanceBy(5.Seconds);
        mapping.Update(new StreamMappingConfig { ParallelizationFactor = factor, TumblingWindow = window.Seconds });
        _world.Simulation.AdvanceBy(1.Seconds);
        _world.Put("b");
        _world.Simulation.AdvanceBy(9.Seconds);

        Assert.Equal(["0 a", "5", "5.5", "6.5", "8.5", "8.5 b"], _world.Calls.Select(static c => c.Trim()));
    }

    [Fact]
    [Pins("STM-TUMBLING", "STM-UPDATE")]
    public void A_last_invocation_counts_its_attempts_while_other_settings_wait()
    {
        _world.Put("a");
        var mapping = _world.Map(
            _world.Reader(static b => b.IsFinal ? throw new InvalidOperationException("no") : new { state = new { n = 1 } }),
            new StreamMappingConfig { TumblingWindow = 900.Seconds, MaximumRetryAttempts = 2 });
        _world.Simulation.AdvanceBy(5.Seconds);
        mapping.Update(new StreamMappingConfig());
        _world.Simulation.AdvanceBy(1.Seconds);
        _world.Put("b");
        _world.Simulation.AdvanceBy(1.Minutes);

        Assert.Equal(["0 a", "5", "5.5", "6.5", "6.5 b"], _world.Calls.Select(static c => c.Trim()));
    }

    private Function Counting() => _world.Reader(b =>
    {
        var start = b.Event.GetProperty("window").GetProperty("start").GetString()![11..];
        _windows.Add(b.IsFinal ? $"{start} final with {b.Count}" : $"{start} {b} from {b.Count}");
        return new { state = new { n = b.Count + b.Data.Count } };
    });
}
