using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>Shards: split, merged, counted, listed, expired.</summary>
public sealed class ShardTests : IDisposable
{
    private const string Zero = "shardId-000000000000", One = "shardId-000000000001", Two = "shardId-000000000002", Three = "shardId-000000000003";
    private const string Half = "170141183460469231731687303715884105728";
    private const string Last = "340282366920938463463374607431768211455";

    private readonly StreamWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("KIN-SPLIT", "KIN-GET-RECORDS")]
    public void A_shard_that_is_split_is_read_to_its_end_before_its_children()
    {
        var stream = _world.Simulation.AddStream("clicks");
        stream.Put("a", "1");
        _world.Ask("SplitShard", new JsonObject { ["StreamName"] = "clicks", ["ShardToSplit"] = Zero, ["NewStartingHashKey"] = Half });
        _world.Simulation.AdvanceBy(2.Seconds);
        stream.Put("a", "2");
        stream.Put("b", "3");

        var shards = _world.Describe("clicks")["Shards"]!.AsArray().Select(static s => s!.AsObject()).ToList();
        Assert.Equal([(Zero, null), (One, Zero), (Two, Zero)], shards.Select(static s => ((string)s["ShardId"]!, (string?)s["ParentShardId"])));
        Assert.Equal([true, false, false], shards.Select(static s => s["SequenceNumberRange"]!["EndingSequenceNumber"] is not null));
        Assert.Equal([("0", Last), ("0", "170141183460469231731687303715884105727"), (Half, Last)], shards.Select(static s => ((string)s["HashKeyRange"]!["StartingHashKey"]!, (string)s["HashKeyRange"]!["EndingHashKey"]!)));

        var page = _world.Get(_world.Iterator("clicks", Zero, "TRIM_HORIZON"));
        var end = _world.Get((string)page["NextShardIterator"]!);
        Assert.Equal(["1"], StreamWorld.Texts(page));
        Assert.Null(end["NextShardIterator"]);
        Assert.Equal(
            $$$"""[{"ShardId":"{{{One}}}","ParentShards":["{{{Zero}}}"],"HashKeyRange":{"StartingHashKey":"0","EndingHashKey":"170141183460469231731687303715884105727"}},{"ShardId":"{{{Two}}}","ParentShards":["{{{Zero}}}"],"HashKeyRange":{"StartingHashKey":"{{{Half}}}","EndingHashKey":"{{{Last}}}"}}]""",
            end["ChildShards"]!.ToJsonString());
        Assert.Equal([["2"], ["3"]], new[] { One, Two }.Select(s => StreamWorld.Texts(_world.Get(_world.Iterator("clicks", s, "TRIM_HORIZON"))).ToArray()));
    }

    [Fact]
    [Pins("KIN-SPLIT", "KIN-SEQUENCE")]
    public void Children_begin_a_second_after_their_parent_ended()
    {
        _world.Simulation.AddStream("clicks").Split(Zero);

        var shards = _world.Describe("clicks")["Shards"]!.AsArray();
        var end = SequenceNumber.Parse((string)shards[0]!["SequenceNumberRange"]!["EndingSequenceNumber"]!)!.Value;
        var start = SequenceNumber.Parse((string)shards[1]!["SequenceNumberRange"]!["StartingSequenceNumber"]!)!.Value;

        Assert.Equal((long.MaxValue, 0L), (end.Counter, start.Counter));
        Assert.Equal(end.At + 1, start.At);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData(Last)]
    [InlineData("340282366920938463463374607431768211456")]
    [Pins("KIN-SPLIT")]
    public void A_shard_is_split_inside_only(string key)
    {
        _world.Simulation.AddStream("clicks");

        Assert.Equal(
            $"NewStartingHashKey {key} used in SplitShard() on shard {Zero} in stream clicks under account 123456789012 is not both greater than one plus the shard's StartingHashKey 0 and less than the shard's EndingHashKey {Last}.",
            _world.Invalid("SplitShard", new JsonObject { ["StreamName"] = "clicks", ["ShardToSplit"] = Zero, ["NewStartingHashKey"] = key }));
    }

    [Fact]
    [Pins("KIN-SPLIT", "KIN-STATES")]
    public void A_stream_that_is_being_changed_is_not_changed_again()
    {
        using var world = new StreamWorld(new SimulationOptions { Seed = 7, StreamDwell = 5.Seconds });
        var stream = world.Simulation.AddStream("clicks");
        var split = new JsonObject { ["StreamName"] = "clicks", ["ShardToSplit"] = Zero, ["NewStartingHashKey"] = Half };
        world.Ask("SplitShard", split);

        Assert.Equal(("ResourceInUseException", "Stream clicks under account 123456789012 not ACTIVE, instead in state UPDATING"), world.Refused("SplitShard", split));
        Assert.Equal(Zero, stream.Put("b", "still open").ShardId);
        world.Simulation.AdvanceBy(5.Seconds);
        Assert.Equal(Two, stream.Put("b", "the child's").ShardId);
        Assert.Equal("InvalidArgumentException", world.Refused("SplitShard", split).Code);
        Assert.Equal(("ResourceNotFoundException", "Could not find shard shardId-000000000009 in stream clicks under account 123456789012."), world.Refused("SplitShard", new JsonObject { ["StreamName"] = "clicks", ["ShardToSplit"] = "9", ["NewStartingHashKey"] = Half }));
    }

    [Fact]
    [Pins("KIN-MERGE")]
    public void Neighbours_become_one()
    {
        var stream = _world.Simulation.AddStream("clicks", shards: 3);
        _world.Ask("MergeShards", new JsonObject { ["StreamName"] = "clicks", ["ShardToMerge"] = One, ["AdjacentShardToMerge"] = Two });

        var child = _world.Describe("clicks")["Shards"]![3]!;
        Assert.Equal((Three, One, Two), ((string)child["ShardId"]!, (string)child["ParentShardId"]!, (string)child["AdjacentParentShardId"]!));
        Assert.Equal(("113427455640312821154458202477256070485", Last), ((string)child["HashKeyRange"]!["StartingHashKey"]!, (string)child["HashKeyRange"]!["EndingHashKey"]!));
        Assert.Equal(2, stream.OpenShardCount);
        Assert.Equal([One, Two], ((IShardedStream)stream).Shards[3].Parents);
    }

    [Theory]
    [InlineData(Two, One)]
    [InlineData(Zero, Two)]
    [InlineData(One, One)]
    [InlineData(Two, Zero)]
    [Pins("KIN-MERGE")]
    public void Others_than_neighbours_in_order_are_not_merged(string first, string second)
    {
        _world.Simulation.AddStream("clicks", shards: 3);

        Assert.Equal(
            $"Shards {first} and {second} in stream clicks under account 123456789012 are not an adjacent pair of shards eligible for merging",
            _world.Invalid("MergeShards", new JsonObject { ["StreamName"] = "clicks", ["ShardToMerge"] = first, ["AdjacentShardToMerge"] = second }));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(7, 7)]
    [InlineData(16, 12)]
    [InlineData(3, 6)]
    [Pins("KIN-SHARD-COUNT")]
    public void The_shards_are_even_after_their_number_was_changed(int before, int after)
    {
        var stream = _world.Simulation.AddStream("clicks", before);
        stream.UpdateShardCount(after);

        Assert.Equal(Enumerable.Range(0, after).Select(i => HashRange.Of(i, after)), stream.OpenShards.Select(static s => s.Range));
        Assert.All(stream.Listed.Where(static s => s.Index >= 2 && s.Parent is not null), s => Assert.Contains(stream.Listed, p => p.Id == s.Parent && p.Children.Contains(s)));
    }

    [Theory]
    [InlineData(9, "InvalidArgumentException", "UpdateShardCount cannot scale over double your current open shard count. Current open shard count: 4 Target shard count: 9")]
    [InlineData(1, "InvalidArgumentException", "UpdateShardCount cannot scale below half your current open shard count. Current open shard count: 4 Target shard count: 1")]
    [InlineData(int.MaxValue, "InvalidArgumentException", "UpdateShardCount cannot scale over double your current open shard count. Current open shard count: 4 Target shard count: 2147483647")]
    [Pins("KIN-SHARD-COUNT")]
    public void A_number_too_far_away_is_refused(int target, string code, string message)
    {
        _world.Simulation.AddStream("clicks", shards: 4);

        Assert.Equal((code, message), _world.Refused("UpdateShardCount", new JsonObject { ["StreamName"] = "clicks", ["TargetShardCount"] = target, ["ScalingType"] = "UNIFORM_SCALING" }));
    }

    [Fact]
    [Pins("KIN-SHARD-COUNT")]
    public void The_number_is_changed_ten_times_a_day()
    {
        _world.Simulation.AddStream("clicks", shards: 4);
        JsonObject To(int target) => new() { ["StreamName"] = "clicks", ["TargetShardCount"] = target, ["ScalingType"] = "UNIFORM_SCALING" };

        var first = _world.Ask("UpdateShardCount", To(5));
        Assert.Equal((4, 5, "clicks"), ((int)first["CurrentShardCount"]!, (int)first["TargetShardCount"]!, (string)first["StreamName"]!));
        for (var i = 0; i < 9; i++)
        {
            _world.Ask("UpdateShardCount", To(4 + (i % 2)));
        }

        Assert.Equal("LimitExceededException", _world.Refused("UpdateShardCount", To(4)).Code);
        _world.Simulation.AdvanceBy(24.Hours);
        _world.Ask("UpdateShardCount", To(4));
    }

    [Fact]
    [Pins("KIN-LIST-SHARDS")]
    public void Shards_are_listed_in_pages_and_by_filters()
    {
        var stream = _world.Simulation.AddStream("clicks", shards: 2);
        _world.Simulation.AdvanceBy(1.Hours);
        var before = _world.Simulation.Now.ToUnixTimeSeconds();
        _world.Simulation.AdvanceBy(1.Hours);
        stream.Split(Zero);
        _world.Simulation.AdvanceBy(1.Hours);
        var after = _world.Simulation.Now.ToUnixTimeSeconds();

        string List(JsonObject? filter = null, string? start = null)
        {
            var input = new JsonObject { ["StreamName"] = "clicks" };
            if (filter is not null)
            {
                input["ShardFilter"] = filter;
            }

            if (start is not null)
            {
                input["ExclusiveStartShardId"] = start;
            }

            return string.Concat(_world.Ask("ListShards", input)["Shards"]!.AsArray().Select(static s => ((string)s!["ShardId"]!)[^1]));
        }

        Assert.Equal("0123", List());
        Assert.Equal("23", List(start: One));
        Assert.Equal("123", List(new JsonObject { ["Type"] = "AT_LATEST" }));
        Assert.Equal("01", List(new JsonObject { ["Type"] = "AT_TRIM_HORIZON" }));
        Assert.Equal("0123", List(new JsonObject { ["Type"] = "FROM_TRIM_HORIZON" }));
        Assert.Equal("01", List(new JsonObject { ["Type"] = "AT_TIMESTAMP", ["Timestamp"] = before }));
        Assert.Equal("123", List(new JsonObject { ["Type"] = "AT_TIMESTAMP", ["Timestamp"] = after }));
        Assert.Equal("0123", List(new JsonObject { ["Type"] = "FROM_TIMESTAMP", ["Timestamp"] = before }));
        Assert.Equal("123", List(new JsonObject { ["Type"] = "FROM_TIMESTAMP", ["Timestamp"] = after }));
        Assert.Equal("3", List(new JsonObject { ["Type"] = "AFTER_SHARD_ID", ["ShardId"] = Two }));
    }

    [Fact]
    [Pins("KIN-LIST-SHARDS")]
    public void A_stream_that_was_made_at_another_instant_is_another()
    {
        _world.Simulation.AddStream("clicks");
        var made = (decimal)_world.Describe("clicks")["StreamCreationTimestamp"]!;

        Assert.Single(_world.Ask("ListShards", new JsonObject { ["StreamName"] = "clicks", ["StreamCreationTimestamp"] = made })["Shards"]!.AsArray());
        Assert.Equal("ResourceNotFoundException", _world.Refused("ListShards", new JsonObject { ["StreamName"] = "clicks", ["StreamCreationTimestamp"] = made - 1 }).Code);
    }

    [Fact]
    [Pins("KIN-LIST-SHARDS")]
    public void A_list_goes_on_by_a_token_of_five_minutes()
    {
        _world.Simulation.AddStream("clicks", shards: 3);
        var first = _world.Ask("ListShards", """{"StreamName":"clicks","MaxResults":2}""");
        var next = new JsonObject { ["NextToken"] = (string)first["NextToken"]! };

        Assert.Equal([Two], _world.Ask("ListShards", next)["Shards"]!.AsArray().Select(static s => (string)s!["ShardId"]!));
        Assert.Equal("NextToken and StreamName cannot be provided together.", _world.Invalid("ListShards", new JsonObject { ["StreamName"] = "clicks", ["NextToken"] = (string)first["NextToken"]! }));
        Assert.Equal("Either NextToken or StreamName should be provided.", _world.Invalid("ListShards", []));
        Assert.Equal("InvalidArgumentException", _world.Refused("ListShards", """{"NextToken":"AAAA"}""").Code);
        _world.Simulation.AdvanceBy(301.Seconds);
        Assert.Equal("ExpiredNextTokenException", _world.Refused("ListShards", next).Code);
    }

    [Theory]
    [InlineData("""{"Type":"AFTER_SHARD_ID"}""", "ShardId must be provided for a ShardFilter of type AFTER_SHARD_ID.")]
    [InlineData("""{"Type":"AT_TIMESTAMP"}""", "Timestamp must be provided for a ShardFilter of type AT_TIMESTAMP.")]
    [InlineData("""{"Type":"AT_LATEST","Timestamp":1}""", "Timestamp cannot be provided for a ShardFilter of type AT_LATEST.")]
    [InlineData("""{"Type":"AT_TIMESTAMP","Timestamp":9999999999}""", "The Timestamp of ShardFilter cannot be in the future.")]
    [Pins("KIN-LIST-SHARDS")]
    public void A_filter_is_whole(string filter, string message)
    {
        _world.Simulation.AddStream("clicks");

        Assert.Equal(message, _world.Invalid("ListShards", new JsonObject { ["StreamName"] = "clicks", ["ShardFilter"] = JsonNode.Parse(filter) }));
    }

    [Fact]
    [Pins("KIN-RETENTION")]
    public void Records_expire_and_closed_shards_after_them()
    {
        var stream = _world.Simulation.AddStream("clicks");
        stream.Put("a", "1");
        stream.Split(Zero);
        _world.Simulation.AdvanceBy(1.Hours);
        stream.Put("a", "2");
        var reader = (IShardedStream)stream;
        Assert.Equal((0L, 1L), (reader.Shards[0].First, reader.Shards[0].Next));

        _world.Simulation.AdvanceBy(23.Hours + 1.Milliseconds);
        Assert.Equal(["2"], stream.Records.Select(static r => r.Text));
        Assert.Equal([One, Two], reader.Shards.Select(static s => s.Id));
        Assert.Equal([Zero], reader.Shards[0].Parents);
        _world.Simulation.AdvanceBy(1.Hours);
        Assert.Empty(stream.Records);
        Assert.Equal((1L, 1L), (reader.Shards[0].First, reader.Shards[0].Next));
    }

    [Fact]
    [Pins("KIN-RETENTION")]
    public void A_shard_that_nobody_reads_keeps_no_more_than_its_retention()
    {
        var stream = _world.Simulation.AddStream("clicks");
        var data = new byte[100_000];
        for (var i = 0; i < 2_000; i++)
        {
            stream.Put("a", data);
            _world.Simulation.AdvanceBy(1.Hours);
        }

        // Two records a chunk, 24 hours.
        Assert.InRange(stream.OpenShards[0].HeldChunks, 12, 14);
    }

    [Fact]
    [Pins("KIN-RETENTION")]
    public void What_has_expired_does_not_come_back()
    {
        var stream = _world.Simulation.AddStream("clicks");
        stream.Put("a", "1");
        var number = _world.Put("clicks", "a", "2").Number;
        _world.Simulation.AdvanceBy(25.Hours);
        stream.Retain(48.Hours);
        stream.Put("a", "3");

        Assert.Equal(["3"], stream.Records.Select(static r => r.Text));
        Assert.Equal(["3"], StreamWorld.Texts(_world.Get(_world.Iterator("clicks", Zero, "AT_SEQUENCE_NUMBER", number))));
        _world.Simulation.AdvanceBy(47.Hours);
        Assert.Single(stream.Records);
        stream.Retain(24.Hours);
        Assert.Empty(stream.Records);
    }

    [Theory]
    [InlineData("Increase", 23, "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.")]
    [InlineData("Decrease", -1, "Minimum allowed retention period is 24 hours. Requested retention period (-1 hours) is too short.")]
    [InlineData("Increase", 47, "Requested retention period (47 hours) for stream clicks can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.")]
    [InlineData("Decrease", 49, "Requested retention period (49 hours) for stream clicks can not be longer than existing retention period (48 hours). Use IncreaseRetentionPeriod API.")]
    [InlineData("Increase", 8_761, "Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.")]
    [InlineData("Increase", 48, null)]
    [InlineData("Decrease", 48, null)]
    [Pins("KIN-RETENTION")]
    public void Retention_has_bounds(string what, int hours, string? message)
    {
        _world.Simulation.AddStream("clicks").Retain(48.Hours);
        var input = new JsonObject { ["StreamName"] = "clicks", ["RetentionPeriodHours"] = hours };
        if (message is null)
        {
            _world.Ask($"{what}StreamRetentionPeriod", input);
        }
        else
        {
            Assert.Equal(message, _world.Invalid($"{what}StreamRetentionPeriod", input));
        }

        Assert.Equal(48, (int)_world.Describe("clicks")["RetentionPeriodHours"]!);
    }
}
