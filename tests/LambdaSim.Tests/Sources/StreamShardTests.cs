using LambdaSim.Configuration;
using LambdaSim.Events;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Units;

namespace LambdaSim.Tests.Sources;

/// <summary>Where reading begins, which shards come first, and how lanes keep keys in order.</summary>
public sealed class StreamShardTests
{
    // Two records are put before the mapping is made, at 0 s and 10 s, and one after, at 20 s.
    [Theory]
    [InlineData("TRIM_HORIZON", 0, "a b c")]
    [InlineData("LATEST", 0, "c")]
    [InlineData("AT_TIMESTAMP", 0, "a b c")]
    [InlineData("AT_TIMESTAMP", 5, "b c")]
    [InlineData("AT_TIMESTAMP", 10, "b c")]
    [InlineData("AT_TIMESTAMP", 15, "c")]
    [Pins("STM-START")]
    public void Reading_begins_where_it_was_told_to(string position, int second, string read)
    {
        using var world = new StreamedWorld();
        var begun = world.Simulation.Now;
        world.Put("a");
        world.Simulation.AdvanceBy(10.Seconds);
        world.Put("b");
        world.Simulation.AdvanceBy(5.Seconds);
        world.Map(world.Reader(), new StreamMappingConfig
        {
            Start = position switch { "LATEST" => StreamPosition.Latest, "AT_TIMESTAMP" => StreamPosition.AtTimestamp(begun + Duration.FromSeconds(second)), _ => StreamPosition.TrimHorizon },
        });
        world.Simulation.AdvanceBy(5.Seconds);
        world.Put("c");
        world.Simulation.RunUntilIdle();

        Assert.Equal(read, string.Join(' ', world.Calls.SelectMany(static c => c.Split(' ').Skip(1))));
    }

    [Fact]
    [Pins("STM-START")]
    public void LATEST_misses_what_comes_before_the_mapping_polls()
    {
        using var world = new StreamedWorld(polling: new PollingConfig { StartDelay = 30.Seconds });
        world.Map(world.Reader(), new StreamMappingConfig { Start = StreamPosition.Latest });
        world.Simulation.AdvanceBy(10.Seconds);
        world.Put("missed");
        world.Simulation.AdvanceBy(30.Seconds);
        world.Put("read");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["read"], world.Calls.Select(static c => c.Split(' ')[1]));
    }

    [Fact]
    [Pins("STM-START")]
    public void Streams_of_tables_begin_at_no_instant()
    {
        using var world = new StreamedWorld(kind: ShardedStreamKind.DynamoDb);

        Assert.Throws<InvalidParameterValueException>(() => world.Map(world.Reader(), new StreamMappingConfig { Start = StreamPosition.AtTimestamp(world.Simulation.Now) }));
    }

    [Fact]
    [Pins("STM-SHARDS")]
    public void Children_are_read_once_their_parents_are_at_their_ends()
    {
        using var world = new StreamedWorld(shards: 2);
        world.Put(0, "p0a", "p0b");
        world.Put(1, "p1a");
        world.Map(world.Reader(takes: 2.Seconds), new StreamMappingConfig { BatchSize = 1 });
        world.Simulation.AdvanceBy(1.Seconds);
        world.Stream.Split(world.Stream[0], world.Stream[1]);
        world.Put(2, "child");
        world.Stream.Split(world.Stream[2]);
        world.Put(3, "grandchild");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["p0a", "p1a", "p0b", "child", "grandchild"], world.Calls.Select(static c => c.Split(' ')[1]));
    }

    [Theory]
    [InlineData("LATEST")]
    [InlineData("TRIM_HORIZON")]
    [Pins("STM-SHARDS", "STM-START")]
    public void A_shard_that_comes_later_is_read_from_its_first_record(string position)
    {
        using var world = new StreamedWorld();
        world.Map(world.Reader(), new StreamMappingConfig { Start = position == "LATEST" ? StreamPosition.Latest : StreamPosition.TrimHorizon });
        world.Simulation.AdvanceBy(1.Seconds);
        world.Stream.Split(world.Stream[0]);
        world.Put(1, "first");
        world.Simulation.RunUntilIdle();

        Assert.Equal(["first"], world.Calls.Select(static c => c.Split(' ')[1]));
    }

    [Fact]
    [Pins("STM-PARALLEL")]
    public void With_a_factor_batches_of_a_shard_run_side_by_side_and_keys_stay_in_order()
    {
        using var world = new StreamedWorld();
        world.Put([.. Enumerable.Range(0, 200).Select(static i => $"k{i % 20}/{i:D3}")]);
        List<string> begun = [];
        List<string> ended = [];
        var import = world.Simulation.AddFunction("import", async (System.Text.Json.JsonElement given, LambdaContext context) =>
        {
            var batch = new RecordBatch(given);
            begun.AddRange(batch.Data);
            await context.Delay(Duration.FromMilliseconds(batch.Data.Sum(static d => d[^1])));
            ended.AddRange(batch.Data);
        });
        var mapping = world.Map(import, new StreamMappingConfig { BatchSize = 5, ParallelizationFactor = 10 });
        world.Simulation.RunUntilIdle();

        Assert.InRange(mapping.Figures.MostAtOnce, 6, 10);
        Assert.Equal(200, begun.Count);
        foreach (var key in begun.GroupBy(static d => d.Split('/')[0]))
        {
            Assert.Equal(key.Order(StringComparer.Ordinal), key);
            Assert.Equal(key, ended.Where(d => d.StartsWith(key.Key + "/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    [Pins("STM-PARALLEL", "STM-CHECKPOINT")]
    public void A_bad_record_blocks_its_lane_and_the_checkpoint_and_not_the_other_lanes()
    {
        using var world = new StreamedWorld();
        world.Put(["bad/0", .. Enumerable.Range(0, 50).Select(static i => $"k{i}/{i}")]);
        world.Map(
            world.Reader(static b => b.Data.Contains("bad/0") ? throw new InvalidOperationException("no") : null),
            new StreamMappingConfig { BatchSize = 1, ParallelizationFactor = 5 });
        world.Simulation.AdvanceBy(1.Minutes);
        var read = world.Simulation.Log.Where(static e => e.Kind == EventKind.RecordsEnded).Sum(static e => e.RecordCount);

        Assert.Equal(0, read);
        Assert.InRange(world.TimesDelivered.Count, 35, 50);
        Assert.All(world.TimesDelivered.Where(static d => d.Key != "bad/0"), static d => Assert.Equal(1, d.Value));
    }

    [Fact]
    [Pins("STM-UPDATE", "STM-CHECKPOINT")]
    public void A_disabled_mapping_goes_on_from_its_checkpoint()
    {
        using var world = new StreamedWorld();
        world.Put("a", "b", "c", "d");
        var mapping = world.Map(world.Reader(takes: 3.Seconds), new StreamMappingConfig { BatchSize = 2 });
        world.Simulation.AdvanceBy(1.Seconds);
        mapping.Disable();
        world.Simulation.AdvanceBy(1.Minutes);
        world.Put("e");
        world.Simulation.AdvanceBy(1.Minutes);
        Assert.Equal(["0 a b"], world.Calls);
        mapping.Enable();
        world.Simulation.RunUntilIdle();

        Assert.Equal(["a b", "c d", "e"], world.Calls.Select(static c => c[(c.IndexOf(' ', StringComparison.Ordinal) + 1)..]));
    }

    [Fact]
    [Pins("STM-UPDATE")]
    public void Other_settings_hold_for_what_is_not_under_way()
    {
        using var world = new StreamedWorld();
        world.Put([.. Enumerable.Range(0, 40).Select(static i => $"k{i % 7}/{i:D2}")]);
        var mapping = world.Map(world.Reader(takes: 3.Seconds), new StreamMappingConfig { BatchSize = 3, ParallelizationFactor = 4 });
        world.Simulation.AdvanceBy(1.Seconds);
        mapping.Update(new StreamMappingConfig { BatchSize = 10, ParallelizationFactor = 2, Filters = ["""{"partitionKey":["k1","k2","k3"]}"""] });
        world.Simulation.RunUntilIdle();

        Assert.All(world.TimesDelivered, static d => Assert.Equal(1, d.Value));
        Assert.True(world.Calls.Count < 12);
        Assert.True(mapping.Figures.FilteredOut > 10);
        Assert.True(world.Simulation.Ledger is not null);
    }

    [Fact]
    [Pins("STM-FATE")]
    public void Records_of_a_mapping_that_is_deleted_have_that_as_their_fate()
    {
        using var world = new StreamedWorld();
        world.Put("a", "b", "c", "d");
        var mapping = world.Map(world.Reader(takes: 3.Seconds), new StreamMappingConfig { BatchSize = 2 });
        world.Simulation.AdvanceBy(1.Seconds);
        mapping.Delete();
        world.Simulation.RunUntilIdle();

        Assert.Equal(["0 a b"], world.Calls);
        Assert.Equal("0+2 Processed, 2+2 MappingDeleted", world.Fates());
    }

    [Fact]
    [Pins("STM-FATE")]
    public void Records_of_a_stream_that_is_deleted_have_that_as_their_fate()
    {
        using var world = new StreamedWorld();
        world.Put("a", "b", "c", "d");
        world.Map(world.Reader(takes: 3.Seconds), new StreamMappingConfig { BatchSize = 2 });
        world.Simulation.AdvanceBy(1.Seconds);
        world.Stream.Delete();
        world.Simulation.RunUntilIdle();

        Assert.Equal("0+2 Processed, 2+2 StreamDeleted", world.Fates());
    }

    [Fact]
    [Pins("STM-FATE", "STM-AGE")]
    public void What_expires_before_it_is_read_is_passed_over()
    {
        using var world = new StreamedWorld(retention: Duration.FromHours(1));
        var mapping = world.Map(world.Reader(), new StreamMappingConfig { Enabled = false });
        world.Put("a", "b");
        world.Simulation.AdvanceBy(2.Hours);
        world.Put("c");
        mapping.Enable();
        world.Simulation.RunUntilIdle();

        Assert.Equal(["c"], world.Calls.Select(static c => c.Split(' ')[1]));
        Assert.Equal("0+1 Processed", world.Fates().Replace("2+1", "0+1", StringComparison.Ordinal));
    }
}
