using System.Text.Json.Nodes;
using LambdaSim.Neighbours.Streams;
using LambdaSim.Resources;
using static LambdaSim.Wire.Kinesis.KinesisCall;

namespace LambdaSim.Wire.Kinesis;

/// <summary>Consumers: registered, told of, listed, deregistered.</summary>
internal static class KinesisConsumers
{
    private const int Page = 100;

    public static IEnumerable<TableOperation> Operations =>
    [
        new(KinesisShapes.RegisterStreamConsumer, static c => new JsonObject { ["Consumer"] = Created(Stream(c).Register(c.Text("ConsumerName")!, KinesisStreams.Tags(c.Input))) }),
        new(KinesisShapes.DeregisterStreamConsumer, static c => Done(Named(c).Delete)),
        new(KinesisShapes.DescribeStreamConsumer, static c => new JsonObject { ["ConsumerDescription"] = Shown(Named(c), withStream: true) }),
        new(KinesisShapes.ListStreamConsumers, List),
        new(KinesisShapes.SubscribeToShard, static _ => null) { Events = Subscribe },
    ];

    /// <summary>The consumer of an ARN.</summary>
    /// <exception cref="StreamException">There is none.</exception>
    public static StreamConsumer OfArn(TableCall call)
    {
        var text = call.Text("ConsumerARN")!;
        return Arn.TryParse(text, out var arn) && call.World.Book<StreamBook>().Find(arn) is StreamConsumer consumer ? consumer
            : throw StreamException.Unknown($"Consumer {text} under account {call.Caller.Account} not found.");
    }

    private static ShardEvents Subscribe(TableCall call)
    {
        var start = KinesisRecords.Position(call.Input["StartingPosition"]!.AsObject(), "Type", "SequenceNumber");
        start.Check();
        var consumer = OfArn(call);
        var asked = call.Text("ShardId")!;
        var index = Shard.IndexOf(asked) ?? throw StreamException.UnreadableShard(asked, consumer.Stream.Name, consumer.Stream.Account);
        var shard = consumer.Stream.ShardAt(index) ?? throw StreamException.NoShardToRead(Shard.IdOf(index), consumer.Stream.Name, consumer.Stream.Account);
        return new ShardEvents(shard, consumer.Subscribe(shard, start));
    }

    private static StreamConsumer Named(TableCall call)
    {
        if (call.Text("ConsumerARN") is not null)
        {
            return OfArn(call);
        }

        if (call.Text("ConsumerName") is not { } name || call.Text("StreamARN") is null)
        {
            throw StreamException.InvalidArgument("Either ConsumerARN or both StreamARN and ConsumerName should be provided.");
        }

        var stream = Stream(call);
        return stream.ConsumerNamed(name) ?? throw StreamException.Unknown($"Consumer {name} under stream {stream.Arn} of account {stream.Account} not found.");
    }

    // The answer to its registration tells the state that it begins with, however short.
    private static JsonObject Created(StreamConsumer consumer)
    {
        var shown = Shown(consumer, withStream: false);
        shown["ConsumerStatus"] = "CREATING";
        return shown;
    }

    private static JsonObject Shown(StreamConsumer consumer, bool withStream)
    {
        var shown = new JsonObject
        {
            ["ConsumerName"] = consumer.Name,
            ["ConsumerARN"] = consumer.Arn.ToString(),
            ["ConsumerStatus"] = consumer.Status,
            ["ConsumerCreationTimestamp"] = Timestamps.Write(consumer.CreatedAt),
        };
        if (withStream)
        {
            shown["StreamARN"] = consumer.Stream.Arn;
        }

        return shown;
    }

    private static JsonObject List(TableCall call)
    {
        var consumers = StreamOfThen(call).Consumers.Select(static c => (c.Name, Shown(c, withStream: false)));
        var (page, next) = TokenPage.Of(consumers, call.Text("NextToken"), call.Number("MaxResults") ?? Page) ?? throw StreamException.BadToken();
        var answer = new JsonObject { ["Consumers"] = Array(page) };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return answer;
    }
}
