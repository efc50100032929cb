using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>Records: where they go, how many at once, how they are read.</summary>
public sealed class RecordTests : IDisposable
{
    private const string First = "shardId-000000000000", Second = "shardId-000000000001";
    private const string Middle = "170141183460469231731687303715884105728";

    private readonly StreamWorld _world = new();
    private readonly DataStream _stream;

    public RecordTests() => _stream = _world.Simulation.AddStream("clicks", shards: 2);

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("a", null, First)] // MD5 0cc1…
    [InlineData("b", null, Second)] // MD5 92eb…
    [InlineData("a", Middle, Second)]
    [InlineData("b", "0", First)]
    [InlineData("b", "170141183460469231731687303715884105727", First)]
    [Pins("KIN-SHARD-CHOICE")]
    public void A_record_goes_where_its_hash_belongs(string key, string? hashKey, string shard) => Assert.Equal(shard, _world.Put("clicks", key, "x", hashKey).Shard);

    [Theory]
    [InlineData("340282366920938463463374607431768211456", "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was 340282366920938463463374607431768211456")]
    [Pins("KIN-SHARD-CHOICE")]
    public void A_hash_key_that_is_none_is_refused(string hashKey, string message) =>
        Assert.Equal(message, _world.Invalid("PutRecord", new JsonObject { ["StreamName"] = "clicks", ["PartitionKey"] = "a", ["Data"] = "", ["ExplicitHashKey"] = hashKey }));

    [Fact]
    [Pins("KIN-SEQUENCE")]
    public void Sequence_numbers_rise_in_a_shard_and_tell_their_origin()
    {
        var numbers = Enumerable.Range(0, 20).Select(_ => _world.Put("clicks", "a", "x").Number).ToList();
        _world.Simulation.AdvanceBy(1.Hours);
        numbers.Add(_world.Put("clicks", "a", "x").Number);

        Assert.All(numbers, static n => Assert.Matches("^4[0-9]{55}$", n));
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
        Assert.Equal(numbers, numbers.Select(static n => SequenceNumber.Parse(n)!.Value.ToString()));
        Assert.Equal(3_600, SequenceNumber.Parse(numbers[^1])!.Value.At - SequenceNumber.Parse(numbers[0])!.Value.At);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    [InlineData("49649999999999999999999999999999999999999999999999999999")]
    [InlineData("99999999999999999999999999999999999999999999999999999999999999999999999")]
    [Pins("KIN-SEQUENCE")]
    public void A_number_of_another_form_is_none(string number) => Assert.Null(SequenceNumber.Parse(number));

    [Fact]
    [Pins("KIN-SEQUENCE")]
    public void A_number_from_the_future_cannot_come_before()
    {
        var number = _world.Put("clicks", "a", "x").Number;
        var later = (SequenceNumber.Parse(number)!.Value with { At = 9_999_999_999 }).ToString();

        _world.Ask("PutRecord", new JsonObject { ["StreamName"] = "clicks", ["PartitionKey"] = "a", ["Data"] = "", ["SequenceNumberForOrdering"] = number });
        Assert.Equal(
            $"ExclusiveMinimumSequenceNumber {later} used in PutRecord on stream clicks under account 123456789012 is invalid.",
            _world.Invalid("PutRecord", new JsonObject { ["StreamName"] = "clicks", ["PartitionKey"] = "a", ["Data"] = "", ["SequenceNumberForOrdering"] = later }));
    }

    [Fact]
    [Pins("KIN-RECORD-SIZE")]
    public void A_record_over_the_size_of_its_stream_is_refused()
    {
        _stream.LimitsThroughput = false;
        var whole = new byte[1_048_575];

        _stream.Put("a", whole);
        Assert.Equal(
            "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=1048577 cap=1048577]' at 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
            Assert.ThrowsAny<AwsServiceException>(() => _stream.Put("a", new byte[1_048_577])).Message);
        Assert.Contains("have 1048577 bytes", Assert.ThrowsAny<AwsServiceException>(() => _stream.Put("ab", whole)).Message, StringComparison.Ordinal);
        Assert.Single(_stream.Records);
    }

    [Fact]
    [Pins("KIN-RECORD-SIZE")]
    public void A_batch_has_500_records_and_10_MiB_at_most()
    {
        static JsonObject Batch(int count, int bytes) => new()
        {
            ["StreamName"] = "clicks",
            ["Records"] = new JsonArray([.. Enumerable.Range(0, count).Select(i => (JsonNode)new JsonObject { ["PartitionKey"] = $"{i}", ["Data"] = Convert.ToBase64String(new byte[bytes]) })]),
        };

        Assert.Equal(("ValidationException", true), (_world.Refused("PutRecords", Batch(501, 1)).Code, _world.Refused("PutRecords", Batch(501, 1)).Message.EndsWith("at 'records' failed to satisfy constraint: Member must have length less than or equal to 500", StringComparison.Ordinal)));
        Assert.Equal("Records size exceeds 10 MB limit", _world.Invalid("PutRecords", Batch(11, 1_000_000)));
        Assert.Empty(_stream.Records);
        Assert.Equal(0, (int)_world.Ask("PutRecords", Batch(500, 1))["FailedRecordCount"]!);
        Assert.Equal(500, _stream.Records.Count);
    }

    [Fact]
    [Pins("KIN-WRITE-LIMITS")]
    public void A_shard_takes_a_thousand_records_a_second()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _stream.Put("a", "x");
        }

        var refused = Assert.ThrowsAny<AwsServiceException>(() => _stream.Put("a", "x"));
        Assert.Equal(("ProvisionedThroughputExceededException", "Rate exceeded for Shard - 123456789012/clicks/shardId-000000000000"), (refused.ErrorCode, refused.Message));
        _stream.Put("b", "another shard");
        _world.Simulation.AdvanceBy(1.Milliseconds);
        _stream.Put("a", "x");
        Assert.ThrowsAny<AwsServiceException>(() => _stream.Put("a", "x"));
    }

    [Fact]
    [Pins("KIN-WRITE-LIMITS")]
    public void Of_a_batch_those_fail_alone_that_are_too_much_for_their_shard()
    {
        var large = Convert.ToBase64String(new byte[600_000]);
        var answer = _world.Ask("PutRecords", new JsonObject
        {
            ["StreamName"] = "clicks",
            ["Records"] = new JsonArray([.. new[] { "a", "a", "b" }.Select(k => (JsonNode)new JsonObject { ["PartitionKey"] = k, ["Data"] = large })]),
        });

        Assert.Equal(1, (int)answer["FailedRecordCount"]!);
        var results = answer["Records"]!.AsArray();
        Assert.Equal("""{"ErrorCode":"ProvisionedThroughputExceededException","ErrorMessage":"Rate exceeded for Shard - 123456789012/clicks/shardId-000000000000"}""", results[1]!.ToJsonString());
        Assert.Equal([First, Second], new[] { results[0], results[2] }.Select(static r => (string)r!["ShardId"]!));
    }

    [Fact]
    [Pins("KIN-READ-LIMITS")]
    public void A_shard_answers_five_times_a_second()
    {
        var iterator = _world.Iterator("clicks", First, "TRIM_HORIZON");
        for (var i = 0; i < 5; i++)
        {
            _world.Get(iterator);
        }

        Assert.Equal("ProvisionedThroughputExceededException", _world.Refused("GetRecords", new JsonObject { ["ShardIterator"] = iterator }).Code);
        _world.Simulation.AdvanceBy(200.Milliseconds);
        _world.Get(iterator);
    }

    [Fact]
    [Pins("KIN-READ-LIMITS", "KIN-GET-RECORDS")]
    public void After_10_MiB_a_shard_gives_nothing_for_five_seconds()
    {
        for (var i = 0; i < 20; i++)
        {
            _stream.Put("a", new byte[1_000_000]);
            _world.Simulation.AdvanceBy(1.Seconds);
        }

        var page = _world.Get(_world.Iterator("clicks", First, "TRIM_HORIZON"));
        var next = new JsonObject { ["ShardIterator"] = (string)page["NextShardIterator"]! };
        Assert.Equal(10, page["Records"]!.AsArray().Count);
        _world.Simulation.AdvanceBy(4_700.Milliseconds);
        Assert.Equal("ProvisionedThroughputExceededException", _world.Refused("GetRecords", next).Code);
        _world.Simulation.AdvanceBy(300.Milliseconds);
        Assert.Equal(10, _world.Ask("GetRecords", next)["Records"]!.AsArray().Count);
    }

    [Fact]
    [Pins("KIN-GET-RECORDS")]
    public void A_page_tells_how_far_behind_it_is()
    {
        _stream.Put("a", "1");
        _world.Simulation.AdvanceBy(3.Seconds);
        _stream.Put("a", "2");
        _world.Simulation.AdvanceBy(4.Seconds);

        var first = _world.Get(_world.Iterator("clicks", First, "TRIM_HORIZON"), limit: 1);
        var second = _world.Get((string)first["NextShardIterator"]!, limit: 1);
        var third = _world.Get((string)second["NextShardIterator"]!);

        Assert.Equal([(4_000, "1"), (0, "2")], new[] { first, second }.Select(static p => ((int)p["MillisBehindLatest"]!, StreamWorld.Texts(p).Single())));
        Assert.Empty(StreamWorld.Texts(third));
        Assert.NotNull(third["NextShardIterator"]);
    }

    [Fact]
    [Pins("KIN-ITERATOR")]
    public void An_iterator_lives_five_minutes_used_or_not()
    {
        var start = _world.Simulation.Options.World.Start;
        var iterator = _world.Iterator("clicks", First, "LATEST");
        _world.Simulation.AdvanceBy(5.Minutes);
        _world.Get(iterator);
        _world.Simulation.AdvanceBy(1.Milliseconds);

        var (code, message) = _world.Refused("GetRecords", new JsonObject { ["ShardIterator"] = iterator });

        Assert.Equal("ExpiredIteratorException", code);
        Assert.Matches("^Iterator expired. The iterator was created at time [A-Z][a-z]{2} [A-Z][a-z]{2} [0-9]{2} [0-9:]{8} UTC [0-9]{4} while right now it is .* which is further in the future than the tolerated delay of 300000 milliseconds.$", message);
        Assert.True(iterator.Length <= 512);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("no base64!")]
    [InlineData("AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [Pins("KIN-ITERATOR")]
    public void What_is_no_iterator_is_refused(string iterator) => Assert.Equal("Invalid ShardIterator.", _world.Invalid("GetRecords", new JsonObject { ["ShardIterator"] = iterator }));

    [Theory]
    [InlineData("clicks", "shardId-000000000002", "Shard shardId-000000000002 in stream clicks under account 123456789012 does not exist")]
    [InlineData("clicks", "7", "Shard shardId-000000000007 in stream clicks under account 123456789012 does not exist")]
    [InlineData("none", "shardId-000000000000", "Shard shardId-000000000000 in stream none under account 123456789012 does not exist")]
    [InlineData("clicks", "first", "Could not find shard first in stream clicks under account 123456789012.")]
    [InlineData("clicks", "shardId-99999999999", "Could not find shard shardId-99999999999 in stream clicks under account 123456789012.")]
    [Pins("KIN-ITERATOR")]
    public void An_unknown_shard_is_told_in_AWS_words(string stream, string shard, string message) =>
        Assert.Equal(("ResourceNotFoundException", message), _world.Refused("GetShardIterator", StreamWorld.IteratorInput(stream, shard, "LATEST")));

    [Theory]
    [InlineData("0")]
    [InlineData("shardId-0")]
    [InlineData("00000")]
    [Pins("KIN-ITERATOR")]
    public void A_shard_is_named_without_zeros_and_prefix_too(string shard) => Assert.NotEmpty(_world.Iterator("clicks", shard, "LATEST"));

    [Fact]
    [Pins("KIN-ITERATOR-TYPES")]
    public void Readers_begin_where_they_say()
    {
        var first = _world.Put("clicks", "a", "1").Number;
        _world.Simulation.AdvanceBy(10.Seconds);
        var at = _world.Simulation.Now.ToUnixTimeMilliseconds() / 1_000m;
        var second = _world.Put("clicks", "a", "2").Number;
        _world.Simulation.AdvanceBy(10.Seconds);
        _world.Put("clicks", "a", "3");

        string Read(string type, string? number = null, decimal? timestamp = null)
        {
            var iterator = _world.Iterator("clicks", First, type, number, timestamp);
            _world.Simulation.AdvanceBy(1.Seconds);
            return string.Concat(StreamWorld.Texts(_world.Get(iterator)));
        }

        Assert.Equal("123", Read("TRIM_HORIZON"));
        Assert.Equal("", Read("LATEST"));
        Assert.Equal("23", Read("AT_SEQUENCE_NUMBER", second));
        Assert.Equal("3", Read("AFTER_SEQUENCE_NUMBER", second));
        Assert.Equal("23", Read("AFTER_SEQUENCE_NUMBER", first));
        Assert.Equal("23", Read("AT_TIMESTAMP", timestamp: at));
        Assert.Equal("23", Read("AT_TIMESTAMP", timestamp: at - 1));
        Assert.Equal("3", Read("AT_TIMESTAMP", timestamp: at + 0.001m));
        Assert.Equal("123", Read("AT_TIMESTAMP", timestamp: 0));
        var starting = (string)_world.Describe("clicks")["Shards"]![0]!["SequenceNumberRange"]!["StartingSequenceNumber"]!;
        Assert.Equal("123", Read("AT_SEQUENCE_NUMBER", starting));
        Assert.Equal("123", Read("AFTER_SEQUENCE_NUMBER", starting));
    }

    [Theory]
    [InlineData("AT_SEQUENCE_NUMBER", null, "AT_SEQUENCE_NUMBER and no StartingSequenceNumber.")]
    [InlineData("AFTER_SEQUENCE_NUMBER", null, "AFTER_SEQUENCE_NUMBER and no StartingSequenceNumber.")]
    [InlineData("LATEST", "1", "LATEST and also a StartingSequenceNumber.")]
    [InlineData("TRIM_HORIZON", "1", "TRIM_HORIZON and also a StartingSequenceNumber.")]
    [Pins("KIN-ITERATOR-TYPES")]
    public void Type_and_number_go_together(string type, string? number, string end) => Assert.Equal(
        $"Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber. Request specified {end}",
        _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", First, type, number)));

    [Fact]
    [Pins("KIN-ITERATOR-TYPES")]
    public void A_timestamp_is_there_and_has_been()
    {
        var now = _world.Simulation.Now.ToUnixTimeMilliseconds();

        Assert.Equal(
            "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current request has no timestamp parameter.",
            _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", First, "AT_TIMESTAMP")));
        Assert.Equal(
            $"The timestampInMillis parameter cannot be greater than the currentTimestampInMillis. timestampInMillis: {now + 1_000}, currentTimestampInMillis: {now}",
            _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", First, "AT_TIMESTAMP", timestamp: (now + 1_000) / 1_000m)));
    }

    [Fact]
    [Pins("KIN-ITERATOR-TYPES")]
    public void A_number_is_one_of_the_shard_that_is_read()
    {
        var number = _world.Put("clicks", "a", "1").Number;
        var foreign = (SequenceNumber.Parse(number)!.Value with { CreatedAt = 1_000_000_000 }).ToString();

        Assert.Equal(
            $"Invalid StartingSequenceNumber. It encodes {First}, while it was used in a call to a shard with {Second}",
            _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", Second, "AT_SEQUENCE_NUMBER", number)));
        Assert.Equal(
            $"StartingSequenceNumber {foreign} used in GetShardIterator on shard {First} in stream clicks under account 123456789012 is invalid because it did not come from this stream.",
            _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", First, "AT_SEQUENCE_NUMBER", foreign)));
        Assert.Equal(
            $"StartingSequenceNumber 5 used in GetShardIterator on shard {First} in stream clicks under account 123456789012 is invalid.",
            _world.Invalid("GetShardIterator", StreamWorld.IteratorInput("clicks", First, "AT_SEQUENCE_NUMBER", "5")));
    }
}
