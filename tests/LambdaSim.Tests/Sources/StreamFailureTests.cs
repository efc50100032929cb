using System.Text.Json;
using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>What becomes of records whose invocation fails: retries, halves, age.</summary>
public sealed class StreamFailureTests
{
    // Retries allowed, deliveries of the bad record alone or with others, and whether it is given up.
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(1, 2, true)]
    [InlineData(2, 3, true)]
    [InlineData(5, 6, true)]
    [Pins("STM-RETRY")]
    public void A_unit_fails_once_more_than_there_are_retries(int retries, int deliveries, bool isGivenUp)
    {
        using var world = new StreamedWorld();
        world.Put("bad");
        var mapping = world.Map(world.Reader(static _ => throw new InvalidOperationException("no")), new StreamMappingConfig { MaximumRetryAttempts = retries });
        world.Simulation.RunUntilIdle();

        Assert.Equal(deliveries, world.Calls.Count);
        Assert.Equal(isGivenUp ? 1 : 0, mapping.Figures.Dropped);
    }

    [Fact]
    [Pins("STM-RETRY")]
    public void Waits_double_from_half_a_second_to_a_minute()
    {
        using var world = new StreamedWorld();
        world.Put("bad");
        world.Map(world.Reader(static _ => throw new InvalidOperationException("no")), new StreamMappingConfig { MaximumRetryAttempts = 9 });
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0", "0.5", "1.5", "3.5", "7.5", "15.5", "31.5", "63.5", "123.5", "183.5"], world.Calls.Select(static c => c.Split(' ')[0]));
    }

    [Fact]
    [Pins("STM-RETRY", "STM-AGE")]
    public void Without_limits_a_bad_record_blocks_its_shard_until_the_stream_keeps_it_no_longer()
    {
        using var world = new StreamedWorld(shards: 2);
        world.Put(0, "bad");
        world.Put(1, "other");
        world.Map(world.Reader(static b => b.Data.Contains("bad") ? throw new InvalidOperationException("no") : null), new StreamMappingConfig { BatchSize = 1 });
        world.Simulation.AdvanceBy(1.Hours);
        world.Put("good");
        world.Simulation.RunUntilIdle();

        Assert.Equal("good", world.Calls[^1].Split(' ')[1]);
        Assert.InRange(world.Simulation.Elapsed, Duration.FromHours(24), Duration.FromHours(24.1));
        Assert.Equal(1, world.TimesDelivered["other"]);
        Assert.Contains("0+1 Expired", world.Fates(), StringComparison.Ordinal);
    }

    // Size of the batch, the bad record, and the batches that are sent; with one retry.
    [Theory]
    [InlineData(1, "0", "0, 0")]
    [InlineData(2, "1", "0 1, 0, 1, 1")]
    [InlineData(3, "0", "0 1 2, 0, 0, 1 2")]
    [InlineData(5, "3", "0 1 2 3 4, 0 1, 2 3 4, 2, 3 4, 3, 3, 4")]
    [InlineData(4, "none", "0 1 2 3")]
    [Pins("STM-BISECT")]
    public void A_batch_that_fails_is_halved_until_the_bad_record_is_alone(int size, string bad, string batches)
    {
        using var world = new StreamedWorld();
        world.Put([.. Enumerable.Range(0, size).Select(static i => $"{i}")]);
        world.Map(world.Reader(b => b.Data.Contains(bad) ? throw new InvalidOperationException("no") : null), new StreamMappingConfig { BisectBatchOnFunctionError = true, MaximumRetryAttempts = 1 });
        world.Simulation.RunUntilIdle();

        Assert.Equal(batches, string.Join(", ", world.Calls.Select(static c => c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..])));
    }

    [Fact]
    [Pins("STM-BISECT")]
    public void Later_batches_have_the_size_that_is_set_again()
    {
        using var world = new StreamedWorld();
        world.Put("a", "bad", "c", "d", "e", "f", "g", "h");
        world.Map(world.Reader(static b => b.Data.Contains("bad") ? throw new InvalidOperationException("no") : null), new StreamMappingConfig { BatchSize = 4, BisectBatchOnFunctionError = true, MaximumRetryAttempts = 0 });
        world.Simulation.RunUntilIdle();

        Assert.Equal("e f g h", world.Calls[^1][(world.Calls[^1].IndexOf(' ', StringComparison.Ordinal) + 1)..]);
    }

    [Fact]
    [Pins("STM-BISECT", "STM-PARTIAL")]
    public void A_partial_failure_is_cut_where_the_function_says_and_not_halved()
    {
        using var world = new StreamedWorld();
        world.Put("a", "b", "c", "d", "e");
        var isFirst = true;
        world.Map(
            world.Reader(b =>
            {
                var answer = isFirst ? b.Failed("d") : b.Failed();
                isFirst = false;
                return answer;
            }),
            new StreamMappingConfig { BisectBatchOnFunctionError = true, ReportBatchItemFailures = true });
        world.Simulation.RunUntilIdle();

        Assert.Equal(["a b c d e", "d e"], world.Calls.Select(static c => c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    [Pins("STM-AGE", "STM-DESTINATION")]
    public void Records_that_are_too_old_are_cut_off_and_younger_ones_of_the_batch_delivered()
    {
        using var world = new StreamedWorld();
        var queue = world.Queue();
        world.Put("old");
        world.Simulation.AdvanceBy(61.Seconds);
        world.Put("1", "2", "3", "4", "5");
        world.Map(world.Reader(), new StreamMappingConfig { MaximumRecordAge = 60.Seconds, OnFailure = Destination.To(queue) });
        world.Simulation.RunUntilIdle();

        Assert.Equal(["61 1 2 3 4 5"], world.Calls);
        using var record = JsonDocument.Parse(Assert.Single(queue.Messages).Body);
        Assert.Equal("RecordAgeExceeded", record.RootElement.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal(1, record.RootElement.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal(1, record.RootElement.GetProperty("KinesisBatchInfo").GetProperty("batchSize").GetInt32());
        Assert.False(record.RootElement.TryGetProperty("responseContext", out _));
    }

    [Fact]
    [Pins("STM-AGE", "STM-RETRY")]
    public void A_record_that_fails_at_once_is_given_up_after_a_minute_with_a_count_of_eight()
    {
        using var world = new StreamedWorld();
        var queue = world.Queue();
        world.Put("bad");
        world.Map(world.Reader(static _ => throw new InvalidOperationException("no")), new StreamMappingConfig { MaximumRecordAge = 60.Seconds, OnFailure = Destination.To(queue) });
        world.Simulation.RunUntilIdle();

        using var record = JsonDocument.Parse(Assert.Single(queue.Messages).Body);
        Assert.Equal(8, record.RootElement.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("0+1 AgeExceededTold", world.Fates());
    }

    [Fact]
    [Pins("STM-THROTTLE")]
    public void Throttles_count_for_nothing()
    {
        using var world = new StreamedWorld();
        world.Put("a");
        var import = world.Reader(configure: static f => f with { ReservedConcurrency = 0 });
        var mapping = world.Map(import, new StreamMappingConfig { MaximumRetryAttempts = 0 });
        world.Simulation.AdvanceBy(10.Minutes);
        world.Simulation.Lambda.PutFunctionConcurrency(new() { FunctionName = "import", ReservedConcurrentExecutions = 1 });
        world.Simulation.RunUntilIdle();

        Assert.Equal(["a"], world.Calls.Select(static c => c.Split(' ')[1]));
        Assert.True(mapping.Figures.Refusals > 10);
        Assert.Equal("0+1 Processed", world.Fates());
    }

    [Fact]
    [Pins("STM-THROTTLE")]
    public void Records_of_a_function_that_is_deleted_wait_for_another_of_its_name()
    {
        using var world = new StreamedWorld();
        world.Put("a");
        var mapping = world.Map(world.Reader(static _ => throw new InvalidOperationException("no")));
        world.Simulation.AdvanceBy(1.Seconds);
        world.Simulation.Lambda.DeleteFunction(new() { FunctionName = "import" });
        world.Simulation.AdvanceBy(1.Minutes);
        Assert.Equal(MappingState.Enabled, mapping.State);
        world.Calls.Clear();
        world.Simulation.AdvanceBy(1.Minutes);

        Assert.Empty(world.Calls);
        Assert.True(mapping.Figures.Refusals > 1);
    }
}
