using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using LambdaSim.Configuration;
using LambdaSim.Neighbours.Shards;
using LambdaSim.Resources;
using LambdaSim.Units;

namespace LambdaSim.Tests.Streams;

/// <summary>Consumers with a way of their own to the records.</summary>
public sealed class ConsumerTests : IDisposable
{
    private const string Zero = "shardId-000000000000";

    private readonly StreamWorld _world = new();

    public void Dispose() => _world.Dispose();

    private string Register(string name, StreamWorld? world = null) =>
        (string)(world ?? _world).Ask("RegisterStreamConsumer", new JsonObject { ["StreamARN"] = StreamWorld.ArnOf("clicks"), ["ConsumerName"] = name })["Consumer"]!["ConsumerARN"]!;

    [Fact]
    [Pins("KIN-CONSUMER")]
    public void A_consumer_is_registered_told_of_and_deregistered()
    {
        var stream = _world.Simulation.AddStream("clicks");
        var arn = Register("mine");

        Assert.Equal($"{stream.Arn}/consumer/mine:{_world.Simulation.Now.ToUnixTimeSeconds()}", arn);
        Assert.Equal(stream, ((IShardConsumer)_world.Simulation.StreamsAt("123456789012", "us-east-1").Find(Arn.Parse(arn))!).Stream);
        var told = _world.Ask("DescribeStreamConsumer", new JsonObject { ["ConsumerARN"] = arn })["ConsumerDescription"]!;
        Assert.Equal(("mine", "ACTIVE", stream.Arn), ((string)told["ConsumerName"]!, (string)told["ConsumerStatus"]!, (string)told["StreamARN"]!));
        Assert.Equal(1, (int)_world.Ask("DescribeStreamSummary", """{"StreamName":"clicks"}""")["StreamDescriptionSummary"]!["ConsumerCount"]!);
        Assert.Equal("ResourceInUseException", _world.Refused("RegisterStreamConsumer", new JsonObject { ["StreamARN"] = stream.Arn, ["ConsumerName"] = "mine" }).Code);
        Assert.Equal("ResourceInUseException", _world.Refused("DeleteStream", """{"StreamName":"clicks"}""").Code);

        _world.Ask("DeregisterStreamConsumer", new JsonObject { ["StreamARN"] = stream.Arn, ["ConsumerName"] = "mine" });
        Assert.Equal("ResourceNotFoundException", _world.Refused("DescribeStreamConsumer", new JsonObject { ["ConsumerARN"] = arn }).Code);
        _world.Simulation.AdvanceBy(1.Seconds);
        Assert.NotEqual(arn, Register("mine"));
        _world.Ask("DeleteStream", """{"StreamName":"clicks","EnforceConsumerDeletion":true}""");
    }

    [Fact]
    [Pins("KIN-CONSUMER")]
    public void A_mapping_of_a_consumer_reads_no_more_once_the_consumer_is_deregistered()
    {
        var stream = _world.Simulation.AddStream("clicks");
        var arn = Register("mine");
        var mapping = _world.Simulation.AddFunction("import", static (System.Text.Json.JsonElement _) => 1).OnStream(arn, new StreamMappingConfig());
        stream.Put("key", "a");
        _world.Simulation.AdvanceBy(2.Seconds);
        _world.Ask("DeregisterStreamConsumer", new JsonObject { ["ConsumerARN"] = arn });
        stream.Put("key", "b");
        _world.Simulation.AdvanceBy(2.Seconds);
        Assert.Equal(1, mapping.Figures.Invoked);

        mapping.Update(new StreamMappingConfig { BatchSize = 1 });
        stream.Put("key", "c");
        _world.Simulation.AdvanceBy(2.Seconds);
        Assert.Equal(1, mapping.Figures.Invoked);
    }

    [Fact]
    [Pins("KIN-CONSUMER")]
    public void A_stream_has_twenty_consumers_in_pages()
    {
        var stream = _world.Simulation.AddStream("clicks");
        for (var i = 0; i < 20; i++)
        {
            Register($"c{i:D2}");
        }

        Assert.Equal("LimitExceededException", _world.Refused("RegisterStreamConsumer", new JsonObject { ["StreamARN"] = stream.Arn, ["ConsumerName"] = "c20" }).Code);
        var first = _world.Ask("ListStreamConsumers", new JsonObject { ["StreamARN"] = stream.Arn, ["MaxResults"] = 15 });
        var second = _world.Ask("ListStreamConsumers", new JsonObject { ["StreamARN"] = stream.Arn, ["NextToken"] = (string)first["NextToken"]! });
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => $"c{i:D2}"), first["Consumers"]!.AsArray().Concat(second["Consumers"]!.AsArray()).Select(static c => (string)c!["ConsumerName"]!));
    }

    [Fact]
    [Pins("KIN-CONSUMER", "KIN-STATES")]
    public void A_consumer_that_is_being_made_cannot_subscribe()
    {
        using var world = new StreamWorld(new SimulationOptions { Seed = 7, StreamDwell = 3.Seconds });
        world.Simulation.AddStream("clicks");
        var arn = Register("mine", world);

        var (code, message) = world.Refused("SubscribeToShard", Subscription(arn, "LATEST"));
        Assert.Equal(("ResourceInUseException", $"Consumer mine with creation timestamp {world.Simulation.Now.ToUnixTimeSeconds()} under stream: clicks , account 123456789012 is not in ACTIVE status."), (code, message));
        world.Simulation.AdvanceBy(3.Seconds);
        Assert.Equal("ACTIVE", (string)world.Ask("DescribeStreamConsumer", new JsonObject { ["ConsumerARN"] = arn })["ConsumerDescription"]!["ConsumerStatus"]!);
    }

    [Fact]
    [Pins("KIN-SUBSCRIBE")]
    public void A_subscription_sends_what_comes_for_five_minutes()
    {
        var stream = _world.Simulation.AddStream("clicks");
        stream.Put("a", "1");
        var arn = Register("mine");
        _world.Simulation.AddFunction("writer", async (int n, LambdaContext context) =>
        {
            await context.Delay(2.Seconds);
            context.Stream("clicks").Put("a", "2");
        });
        _world.Simulation["writer"].InvokeAsync(1);

        var (elapsed, events) = _world.Simulation.Run(async () =>
        {
            var begun = _world.Simulation.Now;
            var read = await Read(Subscription(arn, "TRIM_HORIZON"));
            return (_world.Simulation.Now - begun, read);
        });

        Assert.Equal(Duration.FromMinutes(5), elapsed);
        Assert.Equal("initial-response", events[0].Type);
        var sent = events.Skip(1).Select(static e => JsonNode.Parse(e.Payload)!).ToList();
        var full = sent.Where(static e => e["Records"]!.AsArray().Count > 0).ToList();
        Assert.Equal(["1", "2"], full.Select(static e => StreamWorld.Texts(e.AsObject()).Single()));
        Assert.InRange(sent.Count - full.Count, 55, 60);
        Assert.Equal((string)full[1]["Records"]![0]!["SequenceNumber"]!, (string)sent[^1]["ContinuationSequenceNumber"]!);
        Assert.Equal("2", string.Concat(StreamWorld.Texts(_world.Get(_world.Iterator("clicks", Zero, "AFTER_SEQUENCE_NUMBER", (string)sent[0]["ContinuationSequenceNumber"]!)))));
    }

    [Fact]
    [Pins("KIN-SUBSCRIBE")]
    public void The_end_of_a_closed_shard_ends_the_subscription()
    {
        var stream = _world.Simulation.AddStream("clicks");
        stream.Put("a", "1");
        stream.Split(Zero);
        var arn = Register("mine");

        var events = _world.Simulation.Run(() => Read(Subscription(arn, "TRIM_HORIZON")));

        Assert.Equal(3, events.Count);
        Assert.Equal(["shardId-000000000001", "shardId-000000000002"], JsonNode.Parse(events[2].Payload)!["ChildShards"]!.AsArray().Select(static c => (string)c!["ShardId"]!));
    }

    [Fact]
    [Pins("KIN-SUBSCRIBE")]
    public void Another_subscription_takes_over_after_five_seconds()
    {
        _world.Simulation.AddStream("clicks");
        var arn = Register("mine");

        var (refused, first) = _world.Simulation.Run(async () =>
        {
            var running = Read(Subscription(arn, "LATEST"));
            await _world.Simulation.Delay(4.Seconds);
            var early = await Send(Subscription(arn, "LATEST"));
            await _world.Simulation.Delay(1.Seconds);
            using var second = await Send(Subscription(arn, "LATEST"));
            var events = await running;
            return (await early.Content.ReadAsStringAsync(), events);
        });

        Assert.Contains("Another active subscription exists for this consumer: 123456789012:clicks:shardId-000000000000:mine", refused, StringComparison.Ordinal);
        Assert.InRange(first.Count, 2, 3);
    }

    private static JsonObject Subscription(string consumer, string type) => new() { ["ConsumerARN"] = consumer, ["ShardId"] = Zero, ["StartingPosition"] = new JsonObject { ["Type"] = type } };

    private async Task<HttpResponseMessage> Send(JsonObject input)
    {
        var http = new HttpClient(_world.Simulation.CreateHttpHandler()) { Timeout = Timeout.InfiniteTimeSpan };
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://kinesis.us-east-1.amazonaws.com/") { Content = new StringContent(input.ToJsonString(), Encoding.UTF8) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "Kinesis_20131202.SubscribeToShard");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private async Task<List<(string Type, string Payload)>> Read(JsonObject input)
    {
        using var answer = await Send(input);
        Assert.Equal("application/vnd.amazon.eventstream", answer.Content.Headers.ContentType!.ToString());
        var bytes = new MemoryStream();
        await (await answer.Content.ReadAsStreamAsync()).CopyToAsync(bytes);
        return [.. Events(bytes.ToArray())];
    }

    private static IEnumerable<(string Type, string Payload)> Events(byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var whole = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
            var headers = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at + 4));
            var type = Encoding.UTF8.GetString(bytes, at + 12 + 1 + ":event-type".Length + 3, BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 12 + 1 + ":event-type".Length + 1)));
            yield return (type, Encoding.UTF8.GetString(bytes, at + 12 + headers, whole - 16 - headers));
            at += whole;
        }
    }
}
