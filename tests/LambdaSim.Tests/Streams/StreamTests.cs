using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>Streams as resources: made, named, told of, listed, deleted.</summary>
public sealed class StreamTests : IDisposable
{
    private readonly StreamWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    [Pins("KIN-CREATE", "KIN-WIRE")]
    public void A_stream_is_made_and_told_of()
    {
        Assert.Empty(_world.Ask("CreateStream", """{"StreamName":"clicks","ShardCount":2}"""));

        var told = _world.Describe("clicks");
        Assert.Equal(StreamWorld.ArnOf("clicks"), (string)told["StreamARN"]!);
        Assert.Equal(("ACTIVE", 24, "PROVISIONED", "NONE"), ((string)told["StreamStatus"]!, (int)told["RetentionPeriodHours"]!, (string)told["StreamModeDetails"]!["StreamMode"]!, (string)told["EncryptionType"]!));
        Assert.Equal("""[{"ShardLevelMetrics":[]}]""", told["EnhancedMonitoring"]!.ToJsonString());
        Assert.Equal(2, told["Shards"]!.AsArray().Count);
        Assert.False((bool)told["HasMoreShards"]!);
    }

    [Theory]
    [InlineData("""{"StreamName":"clicks","ShardCount":1}""", "ResourceInUseException", "Stream clicks under account 123456789012 already exists.")]
    [InlineData("""{"StreamName":"a b","ShardCount":1}""", "ValidationException", "1 validation error detected: Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+")]
    [InlineData("""{"StreamName":"a","ShardCount":0}""", "ValidationException", "1 validation error detected: Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("""{"StreamName":"a"}""", "ValidationException", "1 validation error detected: Value null at 'shardCount' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"StreamName":"a","ShardCount":1,"StreamModeDetails":{"StreamMode":"ON_DEMAND"}}""", "ValidationException", "ShardCount is not expected when StreamMode=ON_DEMAND")]
    [InlineData("""{"StreamName":"a","ShardCount":1,"Tags":{"":"b"}}""", "ValidationException", "1 validation error detected: Value '{=b}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]")]
    [InlineData("""{"StreamName":"a","ShardCount":1,"Tags":{"k":"a*"}}""", "InvalidArgumentException", "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.")]
    [Pins("KIN-CREATE", "KIN-TAGS")]
    public void A_stream_that_cannot_be_is_refused(string input, string code, string message)
    {
        _world.Simulation.AddStream("clicks");

        Assert.Equal((code, message), _world.Refused("CreateStream", input));
        Assert.Equal(["clicks"], _world.Simulation.Streams.Select(static s => s.Name));
    }

    [Theory]
    [InlineData(20_001)]
    [InlineData(int.MaxValue)]
    [Pins("KIN-QUOTAS")]
    public void More_shards_than_an_account_can_have_are_refused_without_work(int shards)
    {
        _world.Simulation.AddStream("clicks", shards: 3);

        var (code, message) = _world.Refused("CreateStream", new JsonObject { ["StreamName"] = "huge", ["ShardCount"] = shards });

        Assert.Equal("LimitExceededException", code);
        Assert.StartsWith($"This request would exceed the shard limit for the account 123456789012 in us-east-1. Current shard count for the account: 3. Limit: 20000. Number of additional shards that would have resulted from this request: {shards}. Refer to", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"StreamName":"clicks"}""")]
    [InlineData("""{"StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/clicks"}""")]
    [InlineData("""{"StreamName":"none","StreamARN":"arn:aws:kinesis:us-east-1:123456789012:stream/clicks"}""")]
    [Pins("KIN-NAMES")]
    public void A_stream_is_named_by_name_or_ARN(string input)
    {
        _world.Simulation.AddStream("clicks");

        Assert.Equal("clicks", (string)_world.Ask("DescribeStreamSummary", input)["StreamDescriptionSummary"]!["StreamName"]!);
    }

    [Fact]
    [Pins("KIN-NAMES")]
    public void A_stream_is_named_by_its_id()
    {
        _world.Simulation.AddStream("other");
        _world.Simulation.AddStream("clicks");
        var id = (string)_world.Ask("DescribeStreamSummary", """{"StreamName":"clicks"}""")["StreamDescriptionSummary"]!["StreamId"]!;

        Assert.Matches("^[a-z0-9]{20}-[a-z0-9]{3}$", id);
        Assert.Equal("clicks", (string)_world.Ask("DescribeStream", new JsonObject { ["StreamId"] = id })["StreamDescription"]!["StreamName"]!);
    }

    [Fact]
    [Pins("KIN-NAMES")]
    public void An_unknown_stream_is_told_in_AWS_words() =>
        Assert.Equal(("ResourceNotFoundException", "Stream none under account 123456789012 not found."), _world.Refused("DescribeStream", """{"StreamName":"none"}"""));

    [Fact]
    [Pins("KIN-RANGES")]
    public void Shards_share_the_hash_keys_and_the_last_takes_the_rest()
    {
        _world.Simulation.AddStream("clicks", shards: 3);

        var shards = _world.Describe("clicks")["Shards"]!.AsArray();

        Assert.Equal(["shardId-000000000000", "shardId-000000000001", "shardId-000000000002"], shards.Select(static s => (string)s!["ShardId"]!));
        Assert.Equal(
            [
                ("0", "113427455640312821154458202477256070484"),
                ("113427455640312821154458202477256070485", "226854911280625642308916404954512140969"),
                ("226854911280625642308916404954512140970", "340282366920938463463374607431768211455"),
            ],
            shards.Select(static s => ((string)s!["HashKeyRange"]!["StartingHashKey"]!, (string)s["HashKeyRange"]!["EndingHashKey"]!)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1_000)]
    [InlineData(19_999)]
    [Pins("KIN-RANGES")]
    public void The_ranges_of_any_number_of_shards_follow_each_other_without_a_gap(int count)
    {
        var ranges = Enumerable.Range(0, count).Select(i => HashRange.Of(i, count)).ToList();

        Assert.Equal((UInt128.Zero, UInt128.MaxValue), (ranges[0].Start, ranges[^1].End));
        Assert.All(ranges.Zip(ranges.Skip(1)), static pair => Assert.Equal(pair.First.End + 1, pair.Second.Start));
        Assert.True(ranges[^1].Width - ranges[0].Width < (UInt128)count);
    }

    [Fact]
    [Pins("KIN-STATES")]
    public void States_pass_with_virtual_time()
    {
        using var world = new StreamWorld(new SimulationOptions { Seed = 7, StreamDwell = 20.Seconds });
        world.Ask("CreateStream", """{"StreamName":"clicks","ShardCount":2}""");

        Assert.Equal(("CREATING", 0), ((string)world.Describe("clicks")["StreamStatus"]!, world.Describe("clicks")["Shards"]!.AsArray().Count));
        Assert.Equal("ResourceNotFoundException", world.Refused("PutRecord", """{"StreamName":"clicks","PartitionKey":"a","Data":""}""").Code);
        world.Simulation.AdvanceBy(20.Seconds);
        Assert.Equal(("ACTIVE", 2), ((string)world.Describe("clicks")["StreamStatus"]!, world.Describe("clicks")["Shards"]!.AsArray().Count));

        world.Ask("DeleteStream", """{"StreamName":"clicks"}""");
        Assert.Equal("DELETING", (string)world.Describe("clicks")["StreamStatus"]!);
        world.Simulation.AdvanceBy(20.Seconds);
        Assert.Equal("ResourceNotFoundException", world.Refused("DescribeStream", """{"StreamName":"clicks"}""").Code);
        Assert.Empty(world.Simulation.Streams);
    }

    [Fact]
    [Pins("KIN-STATES")]
    public void A_stream_that_is_gone_takes_nothing()
    {
        var stream = _world.Simulation.AddStream("clicks");
        _world.Ask("DeleteStream", """{"StreamName":"clicks"}""");

        Assert.Equal("ResourceNotFoundException", Assert.ThrowsAny<AwsServiceException>(() => stream.Put("a", "x")).ErrorCode);
        Assert.Empty(stream.Records);
    }

    [Fact]
    [Pins("KIN-STATES")]
    public void Five_streams_are_made_at_once()
    {
        using var world = new StreamWorld(new SimulationOptions { Seed = 7, StreamDwell = 20.Seconds });
        for (var i = 0; i < 5; i++)
        {
            world.Ask("CreateStream", new JsonObject { ["StreamName"] = $"s{i}", ["ShardCount"] = 1 });
        }

        Assert.Equal("LimitExceededException", world.Refused("CreateStream", """{"StreamName":"s5","ShardCount":1}""").Code);
        world.Simulation.AdvanceBy(20.Seconds);
        world.Ask("CreateStream", """{"StreamName":"s5","ShardCount":1}""");
    }

    [Fact]
    [Pins("KIN-CREATE")]
    public void Streams_are_listed_by_name_in_pages()
    {
        foreach (var name in new[] { "b", "a", "c" })
        {
            _world.Simulation.AddStream(name);
        }

        var first = _world.Ask("ListStreams", """{"Limit":2}""");
        var second = _world.Ask("ListStreams", new JsonObject { ["NextToken"] = (string)first["NextToken"]! });

        Assert.Equal(("""["a","b"]""", true), (first["StreamNames"]!.ToJsonString(), (bool)first["HasMoreStreams"]!));
        Assert.Equal(("""["c"]""", false), (second["StreamNames"]!.ToJsonString(), (bool)second["HasMoreStreams"]!));
        Assert.Equal("""["b","c"]""", _world.Ask("ListStreams", """{"ExclusiveStartStreamName":"a"}""")["StreamNames"]!.ToJsonString());
        Assert.Equal(StreamWorld.ArnOf("c"), (string)second["StreamSummaries"]![0]!["StreamARN"]!);
    }

    [Fact]
    [Pins("KIN-WIRE")]
    public void An_answer_has_the_headers_of_Kinesis()
    {
        using var http = new HttpClient(_world.Simulation.CreateHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://kinesis.us-east-1.amazonaws.com/") { Content = new StringContent("{}") };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "Kinesis_20131202.ListStreams");
        using var answer = _world.Simulation.Run(() => http.SendAsync(request));

        Assert.Equal(72, Convert.FromBase64String(answer.Headers.GetValues("x-amz-id-2").Single()).Length);
        Assert.True(Guid.TryParse(answer.Headers.GetValues("x-amzn-RequestId").Single(), out _));
        Assert.False(answer.Headers.Contains("x-amz-crc32"));
    }

    [Fact]
    public void A_handler_puts_into_a_stream_of_the_simulation()
    {
        var clicks = _world.Simulation.AddStream("clicks");
        _world.Simulation.AddFunction("f", static (string text, LambdaContext context) => context.Stream("clicks").Put("k", text).ShardId);

        Assert.Equal("shardId-000000000000", _world.Simulation["f"].Invoke("hello").Value<string>());
        Assert.Equal("hello", Assert.Single(clicks.Records).Text);
    }
}
